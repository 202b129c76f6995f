"""The settings and the names of a text model inside of one that also sees or hears."""

import pytest

from app.core.checkpoint.shape import context_length, read_shape
from app.core.families.support import Support, support
from app.core.families.text_model import text_config, text_name, tower_of
from app.core.families.tower import TOWERS
from app.core.tokenizer.files import stop_ids

GEMMA_3_4B = {  # as it is published: the rest is what transformers takes
    "architectures": ["Gemma3ForConditionalGeneration"],
    "eos_token_id": [1, 106],
    "model_type": "gemma3",
    "text_config": {
        "hidden_size": 2560,
        "intermediate_size": 10240,
        "model_type": "gemma3_text",
        "num_hidden_layers": 34,
        "rope_scaling": {"factor": 8.0, "rope_type": "linear"},
        "sliding_window": 1024,
    },
    "torch_dtype": "bfloat16",
    "vision_config": {"hidden_size": 1152, "model_type": "siglip_vision_model"},
}
QWEN_2_5_VL_3B = {  # all settings beside each other
    "architectures": ["Qwen2_5_VLForConditionalGeneration"],
    "eos_token_id": 151645,
    "hidden_size": 2048,
    "intermediate_size": 11008,
    "max_position_embeddings": 128000,
    "model_type": "qwen2_5_vl",
    "num_attention_heads": 16,
    "num_hidden_layers": 36,
    "num_key_value_heads": 2,
    "rope_theta": 1000000.0,
    "tie_word_embeddings": True,
    "vision_config": {"depth": 32, "hidden_size": 1280},
    "rope_scaling": {"type": "mrope", "mrope_section": [16, 24, 24]},
    "vocab_size": 151936,
}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("language_model.model.layers.0.mlp.up_proj.weight", "model.layers.0.mlp.up_proj.weight"),
        ("model.language_model.layers.0.mlp.up_proj.weight", "model.layers.0.mlp.up_proj.weight"),
        ("model.language_model.model.norm.weight", "model.norm.weight"),
        ("model.text_model.embed_tokens.weight", "model.embed_tokens.weight"),
        ("model.layers.0.mlp.up_proj.weight", "model.layers.0.mlp.up_proj.weight"),
        ("language_model.lm_head.weight", "lm_head.weight"),
        ("lm_head.weight", "lm_head.weight"),
        ("visual.blocks.0.attn.qkv.weight", None),
        ("model.visual.merger.mlp.0.weight", None),
        ("vision_tower.vision_model.encoder.layers.0.mlp.fc1.weight", None),
        ("model.vision_tower.transformer.layers.0.attention.q_proj.weight", None),
        ("multi_modal_projector.mm_soft_emb_norm.weight", None),
        ("model.connector.modality_projection.proj.weight", None),
        ("model.audio_tower.layers.0.norm.weight", None),
        ("model.image_newline", None),
        ("mtp.layers.0.input_layernorm.weight", None),
        ("gpt_neox.embed_in.weight", "model.embed_tokens.weight"),
        ("gpt_neox.layers.0.attention.query_key_value.bias", "model.layers.0.attention.query_key_value.bias"),
        ("embed_out.weight", "lm_head.weight"),
        ("gpt_neox.layers.0.attention.bias", None),
        ("gpt_neox.layers.0.attention.rotary_emb.inv_freq", None),
        ("backbone.embeddings.weight", "model.embed_tokens.weight"),
        ("model.embeddings.weight", "model.embed_tokens.weight"),
        ("backbone.layers.0.mixer.A_log", "model.layers.0.mixer.A_log"),
        ("backbone.norm_f.weight", "model.norm.weight"),
        ("model.of_nobody.weight", "model.of_nobody.weight"),  # kept, so that it is noticed
    ],
)
def test_names(name: str, text: str | None) -> None:
    assert text_name(name) == text


def test_what_a_published_configuration_leaves_out() -> None:
    config = text_config(GEMMA_3_4B)
    assert support(config) is Support.SUPPORTED
    shape = read_shape(config)
    assert shape is not None and shape.tied_embeddings
    assert (shape.layers, shape.attention_heads, shape.key_value_heads, shape.head_size) == (34, 8, 4, 256)
    assert (shape.vocabulary, context_length(config)) == (262208, 131072)
    assert stop_ids(config, {}) == {1, 106}


def test_settings_that_lie_beside_each_other() -> None:
    config = text_config(QWEN_2_5_VL_3B)
    assert config["rope_scaling"] == {"type": "default"}, "the three parts of a position are equal for text"
    assert support(config) is Support.SUPPORTED and context_length(config) == 128000
    shape = read_shape(config)
    assert shape is not None and shape.tied_embeddings and shape.key_value_heads == 2


def test_text_settings_win_and_outer_tokens_do() -> None:
    inner = {"max_position_embeddings": 4096, "eos_token_id": 7, "bos_token_id": 8, "vocab_size": 99}
    whole = GEMMA_3_4B | {"max_position_embeddings": 512, "text_config": GEMMA_3_4B["text_config"] | inner}  # type: ignore[operator]
    config = text_config(whole)
    assert context_length(config) == 4096 and config["vocab_size"] == 99
    assert stop_ids(config, {}) == {1, 106} and config["bos_token_id"] == 8


def test_a_text_model_that_nobody_knows_is_left_as_it_is() -> None:
    whole = {"architectures": ["LlavaForConditionalGeneration"], "text_config": {"model_type": "mpt"}}
    assert tower_of(whole) is None and text_config(whole) is whole
    assert support(whole) is Support.SENSES


def test_a_text_model_stays_what_it_is() -> None:
    config = {"architectures": ["LlamaForCausalLM"], "model_type": "llama"}
    assert text_config(config) is config


@pytest.mark.parametrize("value", [None, 7, [], {}, "x", ["x"], [7]])
@pytest.mark.parametrize("key", ["architectures", "model_type", "text_config", "tie_word_embeddings", "rope_scaling"])
@pytest.mark.parametrize("name", TOWERS)
def test_hostile_settings_raise_nothing(name: str, key: str, value: object) -> None:
    config = text_config({"architectures": [name], "text_config": {}, key: value})
    support(config)
    read_shape(config)

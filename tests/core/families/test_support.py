import pytest

from app.core.families.support import Support, support, unsupported_setting
from app.core.families.table import FAMILIES

GRANITE_4 = {"num_local_experts": 0, "position_embedding_type": "rope", "layer_types": ["attention"] * 2}


def _config(name: str, **more: object) -> dict[str, object]:
    return {"architectures": [name], **more}


HEADS = {"hidden_size": 2048, "num_attention_heads": 32}
WINDOWED = ["sliding_attention", "full_attention"]
LFM2_MOE = {"num_hidden_layers": 2, "layer_types": ["conv", "full_attention"]}
LAYERS = {
    "GraniteMoeHybridForCausalLM": GRANITE_4,
    "Lfm2MoeForCausalLM": LFM2_MOE,
    "NemotronHForCausalLM": {"hybrid_override_pattern": "M-*-"},
}


@pytest.mark.parametrize("name", FAMILIES)
def test_supported_with_the_settings_that_families_have(name: str) -> None:
    assert support(_config(name, max_position_embeddings=4096, **LAYERS.get(name, {}))) is Support.SUPPORTED


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        (_config("Phi3ForCausalLM", auto_map={"AutoModelForCausalLM": "m.P"}), Support.SUPPORTED),
        (_config("LlamaForCausalLM", rope_scaling={"type": "linear"}), Support.ROPE_SCALING),
        (_config("GptOssForCausalLM"), Support.REFUSED),
        (_config("GraniteMoeHybridForCausalLM"), Support.REFUSED),
        (_config("GraniteMoeHybridForCausalLM", num_local_experts=62), Support.REFUSED),
        (_config("GraniteMoeHybridForCausalLM", num_local_experts=0), Support.SETTING),
        (_config("NewVLForConditionalGeneration", text_config={}), Support.SENSES),
        (_config("NewVLForConditionalGeneration", text_config={"num_experts": 8}), Support.REFUSED),
        (_config("Gemma3nForConditionalGeneration", text_config={}), Support.REFUSED),
        (_config("FalconH1ForCausalLM"), Support.REFUSED),
        (_config("Llama4ForConditionalGeneration", text_config={}), Support.REFUSED),
        (_config("T5ForConditionalGeneration", is_encoder_decoder=True), Support.NOT_CHAT),
        (_config("WhisperForConditionalGeneration", is_encoder_decoder=True), Support.NOT_CHAT),
        (_config("LlamaForSequenceClassification"), Support.NOT_CHAT),
        (_config("BertModel"), Support.NOT_CHAT),
        (_config("ViTForImageClassification"), Support.NOT_CHAT),
        (_config("BertForMaskedLM"), Support.NOT_CHAT),
        (_config("ChatGLMModel", auto_map={"AutoModel": "m.C"}), Support.CUSTOM_CODE),
        (_config("InternLM2ForCausalLM", auto_map={"AutoModel": "m.C"}), Support.CUSTOM_CODE),
        (_config("Phi3SmallForCausalLM", auto_map={"AutoModelForCausalLM": "m.P"}), Support.CUSTOM_CODE),
        (_config("GPT2LMHeadModel"), Support.UNKNOWN),
        (_config("MixtralForCausalLM"), Support.REFUSED),
        ({}, Support.UNKNOWN),
        ({"architectures": []}, Support.UNKNOWN),
        ({"architectures": "LlamaForCausalLM"}, Support.UNKNOWN),
        ({"architectures": [7]}, Support.UNKNOWN),
    ],
)
def test_support(config: dict[str, object], expected: Support) -> None:
    assert support(config) is expected


@pytest.mark.parametrize(
    ("config", "setting"),
    [
        (_config("OlmoForCausalLM", clip_qkv=8.0), ("clip_qkv", 8.0)),
        (_config("OlmoForCausalLM", clip_qkv=None), None),
        (_config("PhiForCausalLM", qk_layernorm=True), ("qk_layernorm", True)),
        (_config("NemotronForCausalLM", mlp_bias=True), ("mlp_bias", True)),
        (_config("LlamaForCausalLM", mlp_bias=True), None),
        (_config("Lfm2ForCausalLM", conv_bias=True), ("conv_bias", True)),
        (_config("Gemma3ForCausalLM", use_bidirectional_attention=True), ("use_bidirectional_attention", True)),
        (_config("Qwen3_5ForCausalLM", hidden_act="gelu"), ("hidden_act", "gelu")),
        (_config("LlamaForCausalLM", hidden_act="mish"), ("hidden_act", "mish")),
        (_config("LlamaForCausalLM", hidden_act=["silu"]), ("hidden_act", ["silu"])),
        (_config("Gemma2ForCausalLM", hidden_act="mish", hidden_activation="gelu_pytorch_tanh"), None),
        (_config("Gemma2ForCausalLM", hidden_activation="mish"), ("hidden_activation", "mish")),
        (_config("GemmaForCausalLM", hidden_activation="mish"), None),
        (_config("Lfm2ForCausalLM", hidden_act="mish"), None),
        (_config("GemmaForCausalLM", use_bidirectional_attention=True), ("use_bidirectional_attention", True)),
        (_config("Qwen2ForCausalLM", layer_types=WINDOWED, sliding_window=64), ("sliding_window", 64)),
        (_config("Qwen2ForCausalLM", layer_types=WINDOWED, sliding_window=64, use_sliding_window=True), None),
        (_config("SmolLM3ForCausalLM", layer_types=WINDOWED, sliding_window=None), ("sliding_window", None)),
        (_config("SmolLM3ForCausalLM", layer_types=WINDOWED, sliding_window=64), None),
        (_config("Gemma3ForCausalLM", layer_types=WINDOWED), None),
        (_config("Gemma3ForCausalLM", layer_types=WINDOWED, sliding_window=None), ("sliding_window", None)),
        (_config("LlamaForCausalLM", layer_types=WINDOWED), None),
        (_config("Cohere2ForCausalLM", **HEADS), None),
        (_config("Cohere2ForCausalLM", **HEADS, head_dim=32), ("head_dim", 32)),
        (_config("Cohere2ForCausalLM", **HEADS, sliding_window=None), ("sliding_window", None)),
        (_config("Exaone4ForCausalLM", **HEADS, head_dim=32), None),
        (_config("Exaone4ForCausalLM", **HEADS, sliding_window=None), ("sliding_window_pattern", 4)),
        (_config("Exaone4ForCausalLM", **HEADS, sliding_window_pattern="LLLG"), ("sliding_window_pattern", "LLLG")),
        (_config("Exaone4ForCausalLM", **HEADS, sliding_window=None, layer_types=["full_attention"]), None),
        (_config("Olmo2ForCausalLM", **HEADS, head_dim=40), ("head_dim", 40)),
        (_config("Glm4ForCausalLM", **HEADS, partial_rotary_factor=0.1), ("partial_rotary_factor", 12 / 128)),
        (_config("ApertusForCausalLM", **HEADS, hidden_act="silu"), ("hidden_act", "silu")),
        (_config("StableLmForCausalLM", **HEADS), None),
        (_config("StableLmForCausalLM", **HEADS, qk_layernorm=True), ("qk_layernorm", True)),
        (_config("StableLmForCausalLM", **HEADS, use_parallel_residual=True), ("use_parallel_residual", True)),
        (_config("StableLmForCausalLM", hidden_size=2560, num_attention_heads=32), ("partial_rotary_factor", 0.25)),
        (_config("GPTNeoXForCausalLM", **HEADS), None),
        (_config("GPTNeoXForCausalLM", **HEADS, num_key_value_heads=4), ("num_key_value_heads", 4)),
        (_config("GPTNeoXForCausalLM", hidden_size=2560, num_attention_heads=32), ("rotary_pct", 0.25)),
        (_config("GPTNeoXForCausalLM", hidden_size=2560, num_attention_heads=32, rotary_pct=1.0), None),
        (_config("Lfm2MoeForCausalLM", **LFM2_MOE), None),
        (_config("Lfm2MoeForCausalLM", **LFM2_MOE, conv_bias=True), ("conv_bias", True)),
        (_config("Lfm2MoeForCausalLM", **LFM2_MOE, norm_topk_prob=False), ("norm_topk_prob", False)),
        (_config("Lfm2MoeForCausalLM", **LFM2_MOE, moe_intermediate_size=97), ("moe_intermediate_size", 97)),
        (_config("Lfm2MoeForCausalLM", **LFM2_MOE, num_experts=2), ("num_experts", 2)),
        (_config("Lfm2MoeForCausalLM", **LFM2_MOE, num_experts="8"), ("num_experts", "8")),
        (_config("Lfm2MoeForCausalLM", **LFM2_MOE, num_experts=9999), ("num_experts", 9999)),
        (_config("Lfm2MoeForCausalLM", num_hidden_layers=2), ("layer_types", None)),
        (_config("GraniteMoeHybridForCausalLM", **GRANITE_4), None),
        (_config("GraniteMoeHybridForCausalLM", **GRANITE_4 | {"layer_types": ["mamba"]}), ("layer_types", "mamba")),
        (_config("GraniteMoeHybridForCausalLM", **GRANITE_4 | {"layer_types": None}), ("layer_types", "mamba")),
        (
            _config("GraniteMoeHybridForCausalLM", **GRANITE_4 | {"position_embedding_type": None}),
            ("position_embedding_type", None),
        ),
    ],
)
def test_settings(config: dict[str, object], setting: tuple[str, object] | None) -> None:
    assert unsupported_setting(config) == setting

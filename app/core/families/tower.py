"""Models that also see or hear, and what is known of each kind: their text model is converted, and nothing else.

Most fine-tunes of the last years are saved in such a class, also when text alone was trained. Around the text model
there is a vision or an audio tower; where a prompt has no picture and no sound, the towers play no part. Sources are
transformers 5.23's configuration files, and those of transformers 4 where names have changed.
"""

from msgspec import Struct


class Tower(Struct, frozen=True, kw_only=True):
    """A class of models around a text model."""

    architecture: str  # the class in transformers
    model_type: str  # its name
    text_type: str  # the text model's name, when ``text_config`` leaves it out
    tied: bool = False  # whether embedding and head are one table, when the outer settings leave it out
    inner_tie: bool = False  # the text model's flag counts too: one of the two is enough
    older_tie: str = ""  # an older name of ``tie_word_embeddings``, which goes before it
    flat: bool = False  # there is no ``text_config``: the text model's settings lie beside the others


TOWERS = {
    tower.architecture: tower
    for tower in (
        Tower(architecture="Gemma3ForConditionalGeneration", model_type="gemma3", text_type="gemma3_text", tied=True),
        Tower(
            architecture="Qwen2VLForConditionalGeneration",
            model_type="qwen2_vl",
            text_type="qwen2_vl_text",
            inner_tie=True,
            flat=True,
        ),
        Tower(
            architecture="Qwen2_5_VLForConditionalGeneration",
            model_type="qwen2_5_vl",
            text_type="qwen2_5_vl_text",
            inner_tie=True,
            flat=True,
        ),
        Tower(architecture="Qwen3VLForConditionalGeneration", model_type="qwen3_vl", text_type="qwen3_vl_text"),
        Tower(
            architecture="Gemma4UnifiedForConditionalGeneration",
            model_type="gemma4_unified",
            text_type="gemma4_unified_text",
            tied=True,
        ),
        Tower(architecture="Gemma4ForConditionalGeneration", model_type="gemma4", text_type="gemma4_text", tied=True),
        Tower(architecture="Qwen3_5ForConditionalGeneration", model_type="qwen3_5", text_type="qwen3_5_text"),
        Tower(architecture="Mistral3ForConditionalGeneration", model_type="mistral3", text_type="mistral", tied=True),
        Tower(
            architecture="Lfm2VlForConditionalGeneration",
            model_type="lfm2_vl",
            text_type="lfm2",
            tied=True,
            older_tie="tie_embedding",
        ),
        Tower(architecture="InternVLForConditionalGeneration", model_type="internvl", text_type="qwen2", tied=True),
        Tower(architecture="LlavaForConditionalGeneration", model_type="llava", text_type="llama", inner_tie=True),
        Tower(architecture="SmolVLMForConditionalGeneration", model_type="smolvlm", text_type="llama"),
        Tower(architecture="Idefics3ForConditionalGeneration", model_type="idefics3", text_type="llama"),
    )
}

# Text models that are a family of the table under another name -> that family's class. What they have besides is only
# for pictures: a position in three parts (mRoPE), which are equal for text
SYNONYMS = {
    "qwen2_vl_text": "Qwen2ForCausalLM",
    "qwen2_vl": "Qwen2ForCausalLM",
    "qwen2_5_vl_text": "Qwen2ForCausalLM",
    "qwen2_5_vl": "Qwen2ForCausalLM",
    "qwen3_vl_text": "Qwen3ForCausalLM",
}
_WINDOWS = ("use_sliding_window", "sliding_window", "max_window_layers", "layer_types")
# Settings that the family's class looks at, and the text model's, or the whole's, does not
UNREAD = {
    "gemma3_text": ("final_logit_softcapping",),
    "qwen2_vl_text": ("head_dim",),
    "qwen2_vl": ("head_dim",),
    "qwen2_5_vl_text": ("head_dim",),
    "qwen2_5_vl": ("head_dim",),
    "qwen3_vl_text": _WINDOWS,
}
_QWEN_2_VL: dict[str, object] = {
    "vocab_size": 152064,
    "hidden_size": 8192,
    "intermediate_size": 29568,
    "num_hidden_layers": 80,
    "num_attention_heads": 64,
    "num_key_value_heads": 8,
    "max_position_embeddings": 32768,
    "rms_norm_eps": 1e-5,
    "rope_theta": 1000000.0,
    "max_window_layers": 80,
    "bos_token_id": 151643,
    "eos_token_id": 151645,
}
# What transformers takes for a text model's settings when ``text_config`` leaves them out, as published ones do
DEFAULTS: dict[str, dict[str, object]] = {
    "gemma3_text": {
        "vocab_size": 262208,
        "hidden_size": 2304,
        "intermediate_size": 9216,
        "num_hidden_layers": 26,
        "num_attention_heads": 8,
        "num_key_value_heads": 4,
        "head_dim": 256,
        "max_position_embeddings": 131072,
        "bos_token_id": 2,
        "eos_token_id": 1,
        "pad_token_id": 0,
    },
    "qwen2_vl_text": _QWEN_2_VL,
    "qwen2_vl": _QWEN_2_VL,
    "qwen2_5_vl_text": _QWEN_2_VL,
    "qwen2_5_vl": _QWEN_2_VL,
    "qwen3_vl_text": {
        "vocab_size": 151936,
        "hidden_size": 4096,
        "intermediate_size": 22016,
        "num_hidden_layers": 32,
        "num_attention_heads": 32,
        "num_key_value_heads": 32,
        "head_dim": 128,
        "max_position_embeddings": 128000,
        "rope_theta": 500000.0,
    },
    "gemma4_unified_text": {
        "vocab_size": 262144,
        "hidden_size": 2304,
        "intermediate_size": 9216,
        "num_hidden_layers": 30,
        "num_attention_heads": 8,
        "num_key_value_heads": 4,
        "head_dim": 256,
        "max_position_embeddings": 262144,
        "bos_token_id": 2,
        "eos_token_id": 1,
        "pad_token_id": 0,
    },
    "gemma4_text": {
        "vocab_size": 262144,
        "hidden_size": 2304,
        "intermediate_size": 9216,
        "num_hidden_layers": 30,
        "num_attention_heads": 8,
        "num_key_value_heads": 4,
        "head_dim": 256,
        "max_position_embeddings": 131072,
        "bos_token_id": 2,
        "eos_token_id": 1,
        "pad_token_id": 0,
    },
    "qwen3_5_text": {
        "vocab_size": 248320,
        "hidden_size": 4096,
        "intermediate_size": 12288,
        "num_hidden_layers": 32,
        "num_attention_heads": 16,
        "num_key_value_heads": 4,
        "head_dim": 256,
        "max_position_embeddings": 32768,
    },
    "mistral": {
        "vocab_size": 32000,
        "hidden_size": 4096,
        "intermediate_size": 14336,
        "num_hidden_layers": 32,
        "num_attention_heads": 32,
        "max_position_embeddings": 131072,
        "sliding_window": 4096,
        "bos_token_id": 1,
        "eos_token_id": 2,
    },
    "ministral3": {
        "vocab_size": 131072,
        "hidden_size": 4096,
        "intermediate_size": 14336,
        "num_hidden_layers": 34,
        "num_attention_heads": 32,
        "num_key_value_heads": 8,
        "head_dim": 128,
        "max_position_embeddings": 262144,
        "bos_token_id": 1,
        "eos_token_id": 2,
        "pad_token_id": 11,
    },
    "llama": {
        "vocab_size": 32000,
        "hidden_size": 4096,
        "intermediate_size": 11008,
        "num_hidden_layers": 32,
        "num_attention_heads": 32,
        "max_position_embeddings": 2048,
        "bos_token_id": 1,
        "eos_token_id": 2,
    },
    "qwen2": {
        "vocab_size": 151936,
        "hidden_size": 4096,
        "intermediate_size": 22016,
        "num_hidden_layers": 32,
        "num_attention_heads": 32,
        "num_key_value_heads": 32,
        "max_position_embeddings": 32768,
    },
    "qwen3": {
        "vocab_size": 151936,
        "hidden_size": 4096,
        "intermediate_size": 22016,
        "num_hidden_layers": 32,
        "num_attention_heads": 32,
        "num_key_value_heads": 32,
        "head_dim": 128,
        "max_position_embeddings": 32768,
    },
    "lfm2": {
        "vocab_size": 65536,
        "hidden_size": 2560,
        "intermediate_size": 12288,
        "num_hidden_layers": 32,
        "num_attention_heads": 32,
        "num_key_value_heads": 8,
        "max_position_embeddings": 128000,
        "bos_token_id": 1,
        "eos_token_id": 2,
        "pad_token_id": 0,
    },
}

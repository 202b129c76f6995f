import pytest

from app.core.architectures import NOT_YET, SUPPORTED, Support, rope_type, support


def _config(name: str, **more: object) -> dict[str, object]:
    return {"architectures": [name], **more}


def test_the_two_lists_exclude_each_other() -> None:
    assert not SUPPORTED & NOT_YET


@pytest.mark.parametrize("name", sorted(SUPPORTED))
def test_supported_without_rope_settings(name: str) -> None:
    assert support(_config(name, max_position_embeddings=4096)) is Support.SUPPORTED


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        (_config("LlamaForCausalLM", rope_scaling={"rope_type": "llama3", "factor": 8}), Support.SUPPORTED),
        (_config("LlamaForCausalLM", rope_parameters={"rope_type": "default"}), Support.SUPPORTED),
        (_config("LlamaForCausalLM", rope_scaling=None), Support.SUPPORTED),
        (_config("LlamaForCausalLM", rope_scaling={"type": "linear", "factor": 2}), Support.ROPE_SCALING),
        (_config("LlamaForCausalLM", rope_parameters={"rope_type": "yarn"}), Support.ROPE_SCALING),
        (_config("Qwen2ForCausalLM", rope_scaling={"type": "yarn", "factor": 4}), Support.ROPE_SCALING),
        (_config("MistralForCausalLM", rope_scaling={"rope_type": "llama3"}), Support.ROPE_SCALING),
        (_config("Phi3ForCausalLM", rope_scaling={"type": "longrope"}), Support.ROPE_SCALING),
        (_config("Phi3ForCausalLM", max_position_embeddings=131072), Support.ROPE_SCALING),
        (
            _config("Phi3ForCausalLM", max_position_embeddings=8192, original_max_position_embeddings=8192),
            Support.SUPPORTED,
        ),
        (_config("Phi3ForCausalLM", auto_map={"AutoModelForCausalLM": "m.P"}), Support.SUPPORTED),
        (_config("Gemma3ForCausalLM"), Support.NOT_YET),
        (_config("OlmoForCausalLM"), Support.NOT_YET),
        (_config("Gemma3ForConditionalGeneration", text_config={}), Support.NOT_YET),
        (_config("Qwen2VLForConditionalGeneration", vision_config={}), Support.NOT_YET),
        (_config("T5ForConditionalGeneration", is_encoder_decoder=True), Support.NOT_CHAT),
        (_config("WhisperForConditionalGeneration", is_encoder_decoder=True), Support.NOT_CHAT),
        (_config("LlamaForSequenceClassification"), Support.NOT_CHAT),
        (_config("BertModel"), Support.NOT_CHAT),
        (_config("ViTForImageClassification"), Support.NOT_CHAT),
        (_config("BertForMaskedLM"), Support.NOT_CHAT),
        (_config("ChatGLMModel", auto_map={"AutoModel": "m.C"}), Support.CUSTOM_CODE),
        (_config("InternLM2ForCausalLM", auto_map={"AutoModel": "m.C"}), Support.CUSTOM_CODE),
        (_config("GPT2LMHeadModel"), Support.UNKNOWN),
        (_config("MixtralForCausalLM"), Support.UNKNOWN),
        ({}, Support.UNKNOWN),
        ({"architectures": []}, Support.UNKNOWN),
        ({"architectures": "LlamaForCausalLM"}, Support.UNKNOWN),
        ({"architectures": [7]}, Support.UNKNOWN),
    ],
)
def test_support(config: dict[str, object], expected: Support) -> None:
    assert support(config) is expected


def test_rope_type_of_strange_values() -> None:
    assert rope_type({"rope_scaling": "yarn"}) == "default"
    assert rope_type({"rope_parameters": {"full_attention": {}}, "rope_scaling": {"type": "su"}}) == "su"

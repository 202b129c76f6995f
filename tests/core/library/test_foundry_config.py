import pytest

from app.core.failures import FailureKind
from app.core.library.foundry_config import apply_search, inference_model
from app.core.library.naming import DEFAULT_NAME, MAXIMUM_NAME, check_name, model_id, suggest_name
from app.core.library.sampling import Sampling
from app.core.template.prompt_template import prompt_template
from tests.core.checkpoint.checkpoints import CHATML

GOOD = ["a", "my-model", "Qwen2.5-0.5B_tuned", "7b", "x" * MAXIMUM_NAME, "console", "my-cpu", "generic-cpu"]
BAD = [
    *(
        "",
        "-a",
        ".a",
        "_a",
        "a b",
        "a/b",
        "a\\b",
        "a:1",
        "model\n",
        "café",
        "模型",
        "..",
        "a.",
        "x" * (MAXIMUM_NAME + 1),
    ),
    *("CON", "nul", "com1", "LPT9", "nul.txt", "aux.v2"),
    *("m-generic-cpu", "m-Generic-GPU", "m-generic-npu", "m-cuda-gpu", "my-QNN-NPU-x", "openvino-npu", "trtrtx-gpu"),
]


@pytest.mark.parametrize("name", GOOD)
def test_good_names(name: str) -> None:
    assert check_name(name) is None
    assert suggest_name(name) == name


@pytest.mark.parametrize("name", BAD)
def test_bad_names_come_with_a_good_one(name: str) -> None:
    failure = check_name(name)
    assert failure is not None
    assert failure.kind is FailureKind.NAME_INVALID
    assert check_name(failure.facts["suggestion"]) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mon modèle é", "Mon-modele-e"),
        ("Straße ø", "Strasse-o"),
        ("checkpoint-500", "checkpoint-500"),
        ("模型", DEFAULT_NAME),
        ("  my  model (final)  ", "my-model-final"),
        ("con", "model-con"),
        ("bot-generic-cpu", "bot"),
        ("x" * 200, "x" * MAXIMUM_NAME),
    ],
)
def test_suggestions(text: str, name: str) -> None:
    assert suggest_name(text) == name
    assert check_name(name) is None


@pytest.mark.parametrize(
    "text", ["cuda-cuda-gpu-gpu", "a-generic-generic-cpu-cpu", "qnn-openvino-npu-npu", "con.con", "-" * 99]
)
def test_a_suggestion_is_always_valid(text: str) -> None:
    assert check_name(suggest_name(text)) is None


def test_model_id() -> None:
    assert model_id("bot", 2) == "bot-generic-cpu:2"


def test_inference_model() -> None:
    written = inference_model("bot-generic-cpu:1", prompt_template(CHATML))
    assert written == {
        "Name": "bot-generic-cpu:1",
        "PromptTemplate": {
            "system": "<|im_start|>system\n{Content}<|im_end|>",
            "user": "<|im_start|>user\n{Content}<|im_end|>",
            "assistant": "<|im_start|>assistant\n{Content}<|im_end|>",
            "prompt": "<|im_start|>user\n{Content}<|im_end|>\n<|im_start|>assistant\n",
        },
    }
    assert inference_model("bot", None) == {"Name": "bot"}


def test_apply_search_keeps_the_rest_and_changes_nothing_it_was_given() -> None:
    before: dict[str, object] = {
        "model": {"type": "qwen2", "context_length": 128},
        "search": {"past_present_share_buffer": True, "num_beams": 4, "temperature": 1.0},
    }
    after = apply_search(before, Sampling(), 128)
    assert after["model"] == before["model"]
    assert after["search"] == {
        "past_present_share_buffer": True,
        "num_beams": 1,
        "num_return_sequences": 1,
        "do_sample": True,
        "temperature": 1.0,
        "top_p": 1.0,
        "top_k": 50,
        "repetition_penalty": 1.0,
        "max_length": 128,
        "chunk_size": 512,
    }
    assert before["search"] == {"past_present_share_buffer": True, "num_beams": 4, "temperature": 1.0}


def test_a_prompt_whose_length_decides_its_angles_is_read_at_once() -> None:
    search = apply_search({"model": {"type": "phi3small"}, "search": {}}, Sampling(), 128)["search"]
    assert isinstance(search, dict) and "chunk_size" not in search


def test_temperature_zero_is_greedy() -> None:
    search = apply_search({}, Sampling(temperature=0), 128)["search"]
    assert isinstance(search, dict)
    assert (search["do_sample"], search["temperature"]) == (False, 0)


@pytest.mark.parametrize(
    ("window", "tokens"),
    [
        ({"window_size": 64, "layers": []}, 64),
        ({"window_size": 64}, 64),
        ({"window_size": 64, "layers": [0, 2]}, 2048),
        ({"window_size": 4096, "layers": []}, 2048),
        ({"window_size": "64"}, 2048),
        (None, 2048),
    ],
)
def test_one_window_for_every_layer_bounds_the_context(window: object, tokens: int) -> None:
    config: dict[str, object] = {"model": {"context_length": 2048, "decoder": {"sliding_window": window}}}
    after = apply_search(config, Sampling(), 2048)
    model, search = after["model"], after["search"]
    assert isinstance(model, dict) and isinstance(search, dict)
    assert (model["context_length"], search["max_length"]) == (tokens, tokens)

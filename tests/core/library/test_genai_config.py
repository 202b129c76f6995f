"""What a stranger's ``genai_config.json`` may say: what a model needs, and nothing else."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.core.failures import Failure, FailureKind
from app.core.files.folder import read_json
from app.core.library.genai_config import known_config, write_genai_config

SOUND: dict[str, Any] = {
    "model": {
        "bos_token_id": None,
        "context_length": 1024,
        "decoder": {
            "session_options": {"log_id": "onnxruntime-genai", "provider_options": [], "intra_op_num_threads": 2},
            "filename": "model.onnx",
            "head_size": 32,
            "hidden_size": 256,
            "inputs": {"input_ids": "input_ids", "past_key_names": "past_key_values.%d.key"},
            "outputs": {"logits": "logits", "present_key_names": "present.%d.key"},
            "num_attention_heads": 8,
            "num_hidden_layers": 4,
            "num_key_value_heads": 4,
            "sliding_window": {"window_size": 512, "slide_key_value_cache": False, "layers": [0, 2]},
        },
        "eos_token_id": [1, 2],
        "type": "qwen2",
        "vocab_size": 2048,
    },
    "search": {"do_sample": False, "temperature": 1.0, "top_k": 50, "max_length": 1024, "chunk_size": 512},
}

Change = Callable[[dict[str, Any]], object]


def session(**options: object) -> Change:
    return lambda config: config["model"]["decoder"]["session_options"].update(options)


def decoder(**settings: object) -> Change:
    return lambda config: config["model"]["decoder"].update(settings)


def model(**settings: object) -> Change:
    return lambda config: config["model"].update(settings)


HARMFUL: dict[str, Change] = {
    "library": session(custom_ops_library="tokenizer.json"),
    "library in a list": session(custom_ops_library=["tokenizer.json"]),
    "library in capitals": session(Custom_Ops_Library="tokenizer.json"),
    "library in the model": model(custom_ops_library="tokenizer.json"),
    "profile": session(enable_profiling="x"),
    "written graph": session(optimized_model_filepath="evil.onnx"),
    "written weights": session(**{"session.optimized_model_external_initializers_file_name": "evil.data"}),
    "written context": session(**{"ep.context_file_path": "x"}),
    "unknown option": session(anything=1),
    "option of a processor": session(provider_options=[{"cpu": {"library": "evil"}}]),
    "path of a provider": session(provider_options=[{"openvino": {"cache_dir": "a/b"}}]),
    "threads": session(intra_op_num_threads=1_000_000),
    "threads that are a text": session(intra_op_num_threads="2"),
    "run options": decoder(run_options={"gpu_graph_id": "1"}),
    "adapters": decoder(adapters="evil.onnx_adapter"),
    "library as a file": decoder(filename="evil.so"),
    "library in capitals as a file": decoder(filename="evil.DLL"),
    "file elsewhere": decoder(filename="../model.onnx"),
    "no file": decoder(filename=".."),
    "stage elsewhere": decoder(pipeline=[{"a": {"filename": "../x.onnx"}}]),
    "stage with a library": decoder(
        pipeline=[{"a": {"filename": "x.onnx", "session_options": {"custom_ops_library": "x"}}}]
    ),
    "written through a name": decoder(inputs={"past_key_names": "%n%n%s%d"}),
    "wide name": decoder(inputs={"past_key_names": "past.%999999999d.key"}),
    "two numbers in a name": decoder(inputs={"past_key_names": "%d.%d"}),
    "layers": decoder(num_hidden_layers=10**7),
    "heads": decoder(num_key_value_heads=10**9),
    "context": model(context_length=10**18),
    "many stop tokens": model(eos_token_id=[1] * 1_000_000),
    "speculation": lambda config: config.update(speculative={"max_draft_tokens": 9}),
    "engine": lambda config: config.update(engine={"dynamic_batching": {}}),
    "infinity": lambda config: config["search"].update(temperature=float("inf")),
    "search": lambda config: config["search"].update(anything="x"),
    "no object": lambda config: config.update(search=[]),
}


def test_what_a_model_needs_stays_as_it_is() -> None:
    assert known_config(SOUND) == SOUND


def test_what_is_said_of_the_log_is_left_out() -> None:
    loud = copy.deepcopy(SOUND)
    session(log_severity_level=0, log_verbosity_level=10)(loud)
    assert known_config(loud) == SOUND


@pytest.mark.parametrize("change", HARMFUL.values(), ids=HARMFUL.keys())
def test_everything_else_is_refused(change: Change, tmp_path: Path) -> None:
    config = copy.deepcopy(SOUND)
    change(config)
    with pytest.raises(ValueError):
        known_config(config)
    with pytest.raises(Failure) as caught:
        write_genai_config(tmp_path, config)
    assert caught.value.kind is FailureKind.UNSAFE_MODEL and not list(tmp_path.iterdir())


@pytest.mark.parametrize("place", [1, 2, 3, 4])
def test_a_key_that_comes_twice(place: int, tmp_path: Path) -> None:
    """At any depth; Python's parser would keep the last, the runtime acts on both."""
    text, path = json.dumps(SOUND), tmp_path / "genai_config.json"
    keys = {1: "model", 2: "decoder", 3: "session_options", 4: "log_id"}
    value = '"x"' if place == 4 else '{"custom_ops_library": "evil.so"}'
    path.write_text(text.replace(f'"{keys[place]}":', f'"{keys[place]}": {value}, "{keys[place]}":', 1))
    assert json.loads(path.read_text()) == SOUND
    with pytest.raises(Failure, match=f"'{keys[place]}' comes twice"):
        read_json(path)

"""What a deployment writes into ``genai_config.json``, by what the real runtime makes of it."""

import json
import math
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.core.estimate.running_memory import LEAST_CONTEXT
from app.core.library.converted_model import ConvertedModel
from app.core.library.notes import read_deployment
from app.core.library.sampling import Sampling
from app.core.recipe.recipe import Precision
from app.core.requests import Chat, Deploy
from app.core.template.reading import family_template
from tests.engine.jobs import convert, run
from tests.engine.tiny_settings import VOCABULARY

END, TEXT_END = 2047, 2045  # <|im_end|> and <|endoftext|> of the sample's tokenizer
PROMPT = "What is INT4?"
FAMILIES = ("llama", "phi3", "gemma")


def changed(path: Path, **values: object) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(content | values), encoding="utf-8")


def deployed(folder: Path) -> tuple[Path, dict[str, Any]]:
    deployment = run(Deploy(folder=folder, name="configured", library=folder.parent / "library"))
    assert deployment
    return deployment.folder, json.loads((deployment.folder / "genai_config.json").read_text(encoding="utf-8"))


def test_every_stop_token_is_listed_and_the_model_stops(model: ConvertedModel, tmp_path: Path) -> None:
    folder = shutil.copytree(model.folder, tmp_path / "copy")
    section = json.loads((folder / "genai_config.json").read_text(encoding="utf-8"))["model"]
    changed(folder / "genai_config.json", model=section | {"eos_token_id": TEXT_END})
    changed(folder / "generation_config.json", eos_token_id=TEXT_END)
    changed(folder / "tokenizer_config.json", eos_token="<|endoftext|>")
    _, config = deployed(folder)
    assert config["model"]["eos_token_id"] == [TEXT_END, END], "the chat template ends an answer with <|im_end|>"
    assert config["model"]["context_length"] == config["search"]["max_length"] == 1024
    reply = run(Chat(name="configured", prompt=PROMPT, temperature=0))
    assert reply
    assert reply.finish == "stop"
    assert "<|im_end|>" not in reply.text


def test_the_context_is_bounded_by_what_a_token_takes_in_this_model(model: ConvertedModel, tmp_path: Path) -> None:
    """Heads may be wider in some layers, and layers without keys, which ``genai_config.json`` does not say."""
    folder = shutil.copytree(model.folder, tmp_path / "copy")
    config = json.loads((folder / "genai_config.json").read_text(encoding="utf-8"))
    sizes = [config["model"]["decoder"][key] for key in ("num_hidden_layers", "num_key_value_heads", "head_size")]
    note = folder / "model_installer.json"
    assert json.loads(note.read_text(encoding="utf-8"))["token_bytes"] == 2 * 4 * math.prod(sizes)
    changed(note, context_length=131_072)
    assert deployed(folder)[1]["model"]["context_length"] == 131_072
    changed(note, token_bytes=10**9)
    assert deployed(folder)[1]["model"]["context_length"] == LEAST_CONTEXT


@pytest.mark.parametrize(
    ("generation", "expected"),
    [
        ({}, Sampling()),
        (
            {"do_sample": True, "temperature": 0.6, "top_p": 0.95, "top_k": 20, "repetition_penalty": 1.05},
            Sampling(temperature=0.6, top_p=0.95, top_k=20, repetition_penalty=1.05),
        ),
        ({"do_sample": False}, Sampling(temperature=0)),
    ],
)
def test_the_model_decides_how_it_is_sampled(
    model: ConvertedModel, tmp_path: Path, generation: dict[str, object], expected: Sampling
) -> None:
    folder = shutil.copytree(model.folder, tmp_path / "copy")
    (folder / "generation_config.json").write_text(json.dumps(generation), encoding="utf-8")
    search = deployed(folder)[1]["search"]
    written = {key: search[key] for key in ("temperature", "top_p", "top_k", "repetition_penalty", "do_sample")}
    assert written == {
        "temperature": expected.temperature,
        "top_p": expected.top_p,
        "top_k": expected.top_k,
        "repetition_penalty": expected.repetition_penalty,
        "do_sample": expected.temperature > 0,
    }


@pytest.fixture(scope="module")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for each family."""
    work = tmp_path_factory.mktemp("checkpoints")
    subprocess.run([sys.executable, "-m", "tests.engine.tiny_towers", work, *FAMILIES], check=True)
    return work


@pytest.mark.parametrize("kind", FAMILIES)
def test_the_runtime_takes_every_key(kind: str, checkpoints: Path, tmp_path: Path) -> None:
    """The deployment itself loads the model in Foundry Local; here it is loaded by the runtime alone."""
    import onnxruntime_genai as og

    checkpoint = checkpoints / kind
    (checkpoint / "chat_template.jinja").write_text(family_template(("<|im_start|>", "<|im_end|>")), encoding="utf-8")
    folder, config = deployed(convert(checkpoint, tmp_path / "model", Precision.FP32).folder)
    note = read_deployment(folder)
    assert note and note.answer and note.answer.tokens > 20, "random weights answer alike"
    assert config["model"]["vocab_size"] == VOCABULARY
    assert END in config["model"]["eos_token_id"]
    assert config["search"]["max_length"] == config["model"]["context_length"] == 256
    loaded = og.Model(og.Config(str(folder)))
    generator = og.Generator(loaded, og.GeneratorParams(loaded))
    generator.append_tokens([1, 2, 3])
    generator.generate_next_token()
    assert 0 <= generator.get_next_tokens()[0] < VOCABULARY

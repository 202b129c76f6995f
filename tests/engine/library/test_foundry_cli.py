"""Offering a model to the older foundry command. The command is not here: a program that scans like it stands in."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
import pytest

from app.core.failures import FailureKind
from app.core.library.deployment import Deployment
from app.core.library.notes import read_deployment
from app.core.requests import Deploy, Offer, Remove
from app.wording.templates import offered_words
from tests.engine.jobs import deploy, run, run_to_failure

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")

# Any folder with both files and without download.tmp is a model; one that is not in the public catalog gets a complaint
STAND_IN = """#!{python}
import json, pathlib, sys
cache = pathlib.Path({cache!r})
words = sys.argv[1:]
if words == ["--version"]:
    print({version!r})
elif words[:2] == ["cache", "location"]:
    sentence = f"💾 Cache directory path: {{cache}}"
    print(json.dumps({{"path": str(cache), "userSet": False}}) if "json" in words else sentence)
elif words[:2] == ["cache", "ls"]:
    names = [
        json.loads((config.parent / "inference_model.json").read_text())["Name"]
        for config in sorted(cache.rglob("genai_config.json"))
        if (config.parent / "inference_model.json").exists() and not (config.parent / "download.tmp").exists()
    ]
    names = names if {works} else []
    if "json" in words:
        rows = [{{"alias": name, "displayName": name + ":0", "cached": True, "loaded": False}} for name in names]
        print(json.dumps({{"models": rows}}))
    else:
        print("Models cached on device:\\n   Alias                         Model ID")
        print("\\n".join("💾 Model was not found in catalog" + name for name in names))
else:
    sys.exit(2)
"""


@pytest.fixture
def model(converted: Path, tmp_path: Path) -> Deployment:
    return deploy(converted, "sample", tmp_path / "library")


def install_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, works: bool = True) -> Path:
    """Put the stand-in on the PATH; returns its folder of models."""
    cache = tmp_path / "foundry home" / "cache" / "models"
    cache.mkdir(parents=True)
    program = tmp_path / "bin" / "foundry"
    program.parent.mkdir()
    text = STAND_IN.format(python=sys.executable, cache=str(cache), version=version, works=works)
    program.write_text(text, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    return cache


def logits(folder: Path) -> Any:
    """Of four tokens, by the graph alone."""
    session = ort.InferenceSession(folder / "model.onnx", providers=["CPUExecutionProvider"])
    decoder = json.loads((folder / "genai_config.json").read_text(encoding="utf-8"))["model"]["decoder"]
    past = np.zeros([1, decoder["num_key_value_heads"], 0, decoder["head_size"]], np.float32)
    feeds = {each.name: past for each in session.get_inputs() if each.name.startswith("past")}
    tokens = np.array([[5, 6, 7, 8]], np.int64)
    return session.run(["logits"], {**feeds, "input_ids": tokens, "attention_mask": np.ones_like(tokens)})[0]


@pytest.mark.parametrize(
    ("version", "command"), [("0.8.119+102c7a1", "foundry model run sample"), ("0.10.2", "foundry run sample")]
)
def test_an_older_command_lists_it(
    model: Deployment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, command: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    cache = install_command(tmp_path, monkeypatch, version)
    for _ in range(2):  # again, after a change
        offered = run(Offer("sample"))
        assert offered and offered.command == command
        assert offered.folder == cache / "model-installer" / "sample"
    config = json.loads((offered.folder / "genai_config.json").read_text(encoding="utf-8"))
    assert ("chunk_size" in config["search"]) is (version == "0.10.2"), "an older runtime refuses it"
    assert (logits(offered.folder).shape[1] == 1) is (version == "0.10.2"), "and wants those of every position"
    assert np.allclose(logits(offered.folder)[:, -1], logits(model.folder)[:, -1], atol=1e-5)
    assert (offered.folder / "model.onnx.data").samefile(model.folder / "model.onnx.data"), "no second copy"
    assert read_deployment(offered.folder) is None, "it is no second installed model"
    assert [path.name for path in offered.folder.parent.iterdir()] == ["sample"]
    run(Remove("sample"))
    assert not offered.folder.exists(), "it goes with the model"


def test_a_command_that_does_not_list_it_keeps_nothing(
    model: Deployment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = install_command(tmp_path, monkeypatch, "0.8.119", works=False)
    assert run_to_failure(Offer("sample")).kind is FailureKind.FOUNDRY_COMMAND_REFUSED
    assert not list(cache.rglob("*.json"))
    assert read_deployment(model.folder) == model.as_noted()


def test_a_newer_command_and_none(model: Deployment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = install_command(tmp_path, monkeypatch, "0.12.1")
    failed = run_to_failure(Offer("sample"))
    assert (failed.kind, failed.facts) == (FailureKind.FOUNDRY_COMMAND_NEW, {"found": "0.12.1"})
    assert list(cache.iterdir()) == []
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run_to_failure(Offer("sample")).kind is FailureKind.FOUNDRY_COMMAND
    assert run_to_failure(Offer("nobody")).kind is FailureKind.NOT_INSTALLED


@pytest.mark.parametrize("version", ["0.8.119", "0.10.2"])
def test_what_the_command_leaves_out_is_said(
    converted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    """The older runtime has no place for the system prompt that a chat template gives by itself, nor for a mark that
    only begins the whole."""
    folder = shutil.copytree(converted, tmp_path / "copy")
    config = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    config.pop("chat_template", None)
    (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    own = "{% if messages[0].role != 'system' %}{{ '<|im_start|>system\nBe kind.<|im_end|>\n' }}{% endif %}"
    template = (folder / "chat_template.jinja").read_text(encoding="utf-8")
    (folder / "chat_template.jinja").write_text("{{ bos_token }}" + own + template, encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps(config | {"bos_token": "<|endoftext|>"}), encoding="utf-8")
    deployment = deploy(folder, "sample", tmp_path / "library")
    older = version == "0.8.119"
    install_command(tmp_path, monkeypatch, version)
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    (deployment.folder / "chat_template.jinja").write_text(endless, encoding="utf-8")
    offered = run(Offer("sample"))  # which runs no template
    assert offered and offered.system_prompt == ("Be kind." if older else "")
    assert ("“Be kind.”" in offered_words(offered)) is older
    assert ("a system prompt, a longer conversation." in offered_words(offered)) is older
    written = json.loads((offered.folder / "inference_model.json").read_text(encoding="utf-8"))
    assert written["PromptTemplate"]["prompt"].startswith("<|endoftext|><|im_start|>user")
    told = Deploy(folder=folder, name="sample", library=tmp_path / "library", system_prompt="Rhyme.")
    assert run(told)
    offered = run(Offer("sample"))
    assert offered and offered.system_prompt == "Rhyme."
    run(Remove(deployment.model_id))  # the earlier version, whose place the newer has taken
    assert (offered.folder / "genai_config.json").exists()

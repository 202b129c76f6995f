"""The contracts of the command line: JSON and nothing else on standard output, and the exit codes."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from app import paths
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.recipe.recipe import Recipe
from app.core.requests import Convert
from app.core.scorecard.scorecard import Measure
from app.core.wire import to_json
from tests.core.checkpoint.checkpoints import LFS_POINTER, checkpoint_folder
from tests.wine import patient

COMMAND = [sys.executable, "-X", "utf8", "-m", "app"]
INSTALLED = shutil.which("model-installer", path=str(Path(sys.executable).parent))


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", timeout=patient(120)
    )


def document(*arguments: object) -> Any:
    result = run(*arguments, "--json")
    assert result.returncode == 0, result.stdout + result.stderr
    return json.loads(result.stdout)


def test_check() -> None:
    rows = document("check")["requirements"]
    assert {"name", "satisfied", "mandatory", "found", "needed", "advice"} <= rows[0].keys()


@pytest.mark.skipif(sys.platform != "linux", reason="a folder in which nobody may write")
def test_a_computer_that_lets_nothing_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL_INSTALLER_HOME", "/proc/none")
    checked = run("check")
    assert checked.returncode == 3 and "FAIL  Folder for your models: cannot be written to" in checked.stdout
    assert run("inspect", paths.sample_model()).returncode == 0
    estimated = run("estimate", paths.sample_model())
    assert estimated.returncode == 0 and "INT4" in estimated.stdout
    assert "This computer could not be measured completely." in estimated.stdout
    assert document("estimate", paths.sample_model())["speeds_measured"] is False


def test_a_mandatory_requirement_that_is_not_met(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    result = run("check", "--folder", blocked / "models", "--json")
    assert result.returncode == 3
    assert any(row["mandatory"] and not row["satisfied"] for row in json.loads(result.stdout)["requirements"])


def test_what_an_interrupted_conversion_left_is_listed_and_swept(tmp_path: Path) -> None:
    request = Convert(
        checkpoint=inspect_checkpoint(paths.sample_model()), recipe=Recipe(), output=tmp_path / "out" / "model"
    )
    subprocess.run([sys.executable, "-m", "tests.storage.leave_behind", to_json(request).decode()], capture_output=True)
    (left,) = document("check")["leftovers"]
    assert (left["kind"], left["model"], Path(left["folder"]).parent) == ("resumable", "sample-model", tmp_path / "out")
    assert "An interrupted conversion of “sample-model”" in run("check").stdout
    assert document("sweep", "--list") == {"freed_bytes": 0, "leftovers": [left]}
    assert document("sweep") == {"freed_bytes": left["bytes"], "leftovers": [left]}
    assert not (tmp_path / "out").exists()
    assert document("check")["leftovers"] == []


def test_inspect() -> None:
    found = document("inspect", paths.sample_model())
    assert found["architecture"] == "Qwen2ForCausalLM"
    assert found["convertible"] is True
    keys = {"parameters", "dtype", "context_length", "bytes", "chat_template", "adapter", "findings"}
    assert keys <= found.keys()
    assert (found["family"], found["template_kind"], found["license"]) == ("Qwen 2 (text chat)", "ChatML", "mit")


def test_mend(tmp_path: Path) -> None:
    model = tmp_path / "model"
    shutil.copytree(paths.sample_model(), model)
    config = json.loads((model / "tokenizer_config.json").read_text(encoding="utf-8"))
    del config["chat_template"]
    (model / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    found = json.loads(run("inspect", model, "--json").stdout)
    assert [(finding["mend"], finding["variant"]) for finding in found["findings"]] == [("chat_template", None)]
    mended = document("mend", model, "--mend", "chat_template", "--output", tmp_path / "mended")
    assert (mended["convertible"], mended["findings"], mended["template_kind"]) == (True, [], "ChatML")


def test_estimate() -> None:
    found = document("estimate", paths.sample_model())
    options = found["options"]
    assert found["speeds_measured"] is True
    assert [option["precision"] for option in options] == ["int4", "int8", "fp32"]
    keys = {"bytes", "peak_convert_bytes", "run_bytes", "seconds", "tokens_per_second", "fits", "recommended", "why"}
    assert keys <= options[0].keys()


def test_recipe_is_what_olive_runs() -> None:
    config = json.loads(run("recipe", paths.sample_model(), "--precision", "int8").stdout)
    assert config["passes"]["builder"]["type"] == "ModelBuilder"
    assert config["passes"]["builder"]["precision"] == "int8"


def test_the_whole_job(tmp_path: Path) -> None:
    sample, converted = tmp_path / "my model", tmp_path / "converted"
    assert document("sample", sample) == {"folder": str(sample)}
    events = run("convert", sample, "--precision", "int8", "--output", converted, "--json")
    last = json.loads(events.stdout.splitlines()[-1])
    assert events.returncode == 0 and last["event"] == "finished" and last["converted"]["folder"] == str(converted)
    assert last["deployment"] is None and last["unchanged"] is False, "as every version has printed it"
    assert run("deploy", converted, "--name", "mine", "--json").returncode == 0
    chat = run("chat", "mine", "--prompt", "What is INT4?", "--json").stdout.splitlines()
    reply = json.loads(chat[-1])["reply"]
    tokens = [event["text"] for event in map(json.loads, chat) if event["event"] == "token"]
    assert "".join(tokens) == reply["text"]
    assert [model["name"] for model in document("models")["models"]] == ["mine"]
    if os.name == "posix":
        stopped("mine")
    validated("mine", sample)
    asked_and_compared("mine", sample, tmp_path)
    talk = subprocess.run(
        [*COMMAND, "chat", "mine"], input="What is INT4?\n\n", capture_output=True, text=True, timeout=patient(60)
    )
    assert talk.returncode == 0 and reply["text"] in talk.stdout
    assert [model["name"] for model in document("remove", "mine", "--permanently")["removed"]] == ["mine"]
    assert document("models") == {"models": []}


def asked_and_compared(name: str, original: Path, folder: Path) -> None:
    """One document each."""
    file = folder / "questions.csv"
    file.write_bytes(
        "question;expected;judge\nWer bist du, Gr\xf6\xdfe?;;\nWhat is INT4?;bits;\nx;;oops\n".encode("cp1252")
    )
    asked = document("questions", name, "--file", file, "--reference", original)
    assert asked["model"].startswith(f"{name}-") and (asked["asked"], asked["passed"]) == (2, 1)
    keys = {"question", "expected", "judge", "answer", "passed", "reference_answer", "reference_passed"}
    assert keys <= asked["questions"][0].keys() and [line["line"] for line in asked["wrong"]] == [4]
    pair = document("compare", f"{name}:1", original, "--prompt", "What is INT4?")
    assert pair["parts_at"] is None and pair["a"]["answer"] == pair["b"]["answer"]
    assert {"model", "answer", "tokens_per_second"} <= pair["a"].keys()
    several = document("compare", name, original, "--questions", file)
    assert len(several["questions"]) == 2 and several["wrong"]
    assert run("compare", name, original).returncode == 2, "nothing is asked"
    report = document("report", name, "--output", folder / "report.html")
    assert report == {"file": str(folder / "report.html")}
    assert "Your own questions" in (folder / "report.html").read_text(encoding="utf-8")
    assert document("report", name, "--output", folder / "report.pdf") and (folder / "report.pdf").stat().st_size
    assert run("report", name, "--output", folder / "report.doc").returncode == 2
    file.write_text("question\n", encoding="utf-8")
    assert json.loads(run("questions", name, "--file", file, "--json").stdout)["kind"] == "bad_questions"


def stopped(name: str) -> None:
    """Ctrl-C prints and keeps what was measured until then."""
    with subprocess.Popen([*COMMAND, "validate", name, "--json"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        measured = [next(line for line in process.stdout if '"measured"' in line) for _ in range(2)]
        process.send_signal(signal.SIGINT)
        *_, last = process.stdout
        assert process.wait(5) == 130 and json.loads(last)["kind"] == "cancelled"
    (version,) = document("details", name)["versions"]
    assert version["scorecard"] == json.loads(measured[-1])["card"] and version["scorecard"]["partial"]
    with subprocess.Popen(
        [*COMMAND, "validate", name], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout and process.stderr
        next(line for line in process.stderr if "Asking the original" in line)
        process.send_signal(signal.SIGINT)
        said, errors = process.communicate(timeout=patient(5))
    assert process.returncode == 130 and "Writes: " in said and "only what is shown was measured" in said, errors


def validated(name: str, reference: Path) -> None:
    """Events, of which the last carries the scorecard; for people a line for each number; kept for ``details``."""
    events = run("validate", name, "--reference", reference, "--json")
    card = json.loads(events.stdout.splitlines()[-1])["scorecard"]
    last = json.loads(events.stdout.splitlines()[-1])
    assert last["verdict"] in ("good", "notice", "bad") and last["sentence"] and last["questions"] == []
    assert [tile["name"] for tile in last["tiles"]] == ["faithful", "fast", "fits", "clean"]
    assert len(last["metrics"]) == 4 and len(last["checks"]) == 5
    assert events.returncode == 0
    measures = [row["measure"] for row in card["rows"]]
    assert measures == list(Measure)
    (version,) = document("details", name)["versions"]
    assert version["scorecard"] == card
    said = run("details", name).stdout
    assert "Measured on this computer" in said and "good          Empty answers: 0 of 6" in said
    refused = run("validate", name, "--reference", reference / "nowhere", "--json")
    assert (refused.returncode, json.loads(refused.stdout.splitlines()[-1])["kind"]) == (1, "not_a_model")


@pytest.mark.parametrize("break_it", ["no weights", "LFS pointer", "unsupported architecture", "no model"])
def test_a_bad_folder_ends_in_a_named_failure(tmp_path: Path, break_it: str) -> None:
    name = "MixtralForCausalLM" if "architecture" in break_it else "Qwen2ForCausalLM"
    model = checkpoint_folder(tmp_path / "model", architectures=[name])
    weights = model / "model.safetensors"
    if break_it == "LFS pointer":
        weights.write_bytes(LFS_POINTER)
    elif break_it == "no weights":
        weights.unlink()
    elif break_it == "no model":
        (model / "config.json").unlink()
    result = run("convert", model, "--output", tmp_path / "out", "--json")
    failed = json.loads(result.stdout.splitlines()[-1])
    kinds = {"no weights": "no_weights", "LFS pointer": "lfs_pointer", "no model": "not_a_model"}
    assert result.returncode == 1
    assert failed["event"] == "failed"
    assert failed["kind"] == kinds.get(break_it, "unsupported_architecture")
    assert not (tmp_path / "out").exists()
    said = run("convert", model, "--output", tmp_path / "out")
    assert said.stdout == "" and "Traceback" not in said.stderr and len(said.stderr.splitlines()) >= 2


@pytest.mark.skipif(INSTALLED is None, reason="the command that an installation of the package makes")
def test_python_files_in_the_current_folder_are_not_run(tmp_path: Path) -> None:
    for name in ("psutil", "random", "torch", "app"):
        (tmp_path / f"{name}.py").write_text("import pathlib\npathlib.Path('ran').touch()\nraise SystemExit(9)\n")
    result = subprocess.run([INSTALLED, "models", "--json"], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (result.returncode, result.stdout.strip()) == (0, '{"models": []}'), result.stderr
    assert not (tmp_path / "ran").exists()


@pytest.mark.skipif(os.name != "posix", reason="a shell that closes streams")
def test_odd_streams_end_without_a_traceback() -> None:
    for shell in ("chat nobody <&-", "models >&-", "check | head -1", "models 2>&-", "chat nobody --prompt $'a\\xff'"):
        command = f"{' '.join(COMMAND)} {shell}"
        result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60)
        assert "Traceback" not in result.stderr, shell


def test_wrong_usage() -> None:
    assert run("chat", "x", "--prompt", "").returncode == 2
    for temperature in ("-1", "nan", "warm"):
        refused = run("chat", "x", "--prompt", "a", "--temperature", temperature)
        assert refused.returncode == 2 and "a number from 0 to 2" in refused.stderr
    assert run("chat", "x", "--json").returncode == 2
    assert run("convert").returncode == 2
    assert "int4, int8, fp16, bf16, fp32" in run("convert", "x", "--precision", "int3", "--output", "y").stderr
    assert run("fly").returncode == 2


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("ending", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_interrupting_cancels_cleanly(tmp_path: Path, ending: str) -> None:
    command = [*COMMAND, "convert", str(paths.sample_model()), "--output", str(tmp_path / "out" / "model"), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        started = time.monotonic()
        process.send_signal(getattr(signal, ending))
        *_, last = process.stdout
        assert process.wait(5) == 130
    assert time.monotonic() - started < 2
    assert json.loads(last)["kind"] == "cancelled"
    assert not (tmp_path / "out").exists()


def test_the_smallest_precision_that_stays_close(tmp_path: Path) -> None:
    output = tmp_path / "made"
    result = run(
        "convert", paths.sample_model(), "--precision", "auto", "--goal", "close", "--output", output, "--json"
    )
    assert result.returncode == 0, result.stderr
    told = [json.loads(line) for line in result.stdout.splitlines()]
    tried = [event["converted"] for event in told if event["event"] == "finished"]
    assert [model["precision"] for model in tried] == ["int4", "int8", "fp32"][: len(tried)]
    assert all(model["fidelity"]["same_next"] < 0.97 for model in tried[:-1])
    assert tried[-1]["fidelity"]["same_next"] >= 0.97 and (output / "model.onnx").exists()


def test_a_precision_within_limits(tmp_path: Path) -> None:
    """Of the sample, 4 bits take 2 MB, 8 bits 4, and all others more."""
    automatic = ("convert", paths.sample_model(), "--precision", "auto", "--output", tmp_path / "made")
    result = run(*automatic, "--most-gb", "0.005", "--json")
    tried = [json.loads(line) for line in result.stdout.splitlines()]
    assert [event["converted"]["precision"] for event in tried if event["event"] == "finished"] == ["int4", "int8"]
    refused = run(*automatic, "--least-words", "1e9", "--json")
    assert refused.returncode == 1 and json.loads(refused.stdout.splitlines()[-1])["kind"] == "out_of_limits"
    assert run(*automatic, "--most-gb", "nan").returncode == 2


def test_a_training_file_that_is_none(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("nothing")
    output = tmp_path / "made"
    result = run("convert", paths.sample_model(), "--calibrate", file, "--output", output, "--json")
    assert result.returncode == 1
    assert json.loads(result.stdout.splitlines()[-1])["kind"] == "bad_training_file"
    assert not output.exists()

"""Convert, deploy, chat, list, remove: real children, the real sample model, the real Foundry Local."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import psutil
import pytest

from app import paths
from app.core.chat_messages import Reply, Say, Stop
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.events import Progress, Replied, Token
from app.core.failures import FailureKind
from app.core.library.converted_model import ConvertedModel
from app.core.library.sampling import Sampling
from app.core.recipe.recipe import Precision, Recipe
from app.core.requests import Chat, Convert, Deploy, Remove
from app.core.steps import Step
from app.jobs.process import EngineProcess, engine_environment
from tests.engine.jobs import ask, convert, deploy, ready, run, run_to_failure
from tests.engine.silence import reports, unsilenced
from tests.wine import patient


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ConvertedModel:
    """The sample model in INT4, in a folder with a name as users have them."""
    return convert(paths.sample_model(), tmp_path_factory.mktemp("data") / "model hasil é 模型")


def request(output: Path) -> Convert:
    return Convert(checkpoint=inspect_checkpoint(paths.sample_model()), recipe=Recipe(), output=output)


def test_a_converted_model_holds_no_path_of_this_computer(model: ConvertedModel) -> None:
    for path in model.folder.iterdir():
        if path.suffix in (".json", ".jinja", ".txt"):
            assert str(Path.home()) not in path.read_text(encoding="utf-8")
            assert ".model-installer" not in path.read_text(encoding="utf-8")
    assert not list(model.folder.parent.glob(".*"))
    assert model.bytes == sum(path.stat().st_size for path in model.folder.iterdir())
    assert model.peak_bytes > 50_000_000


def test_a_fresh_process_finds_an_installed_model(model: ConvertedModel, tmp_path: Path) -> None:
    library = tmp_path / "a library"
    deployment = deploy(model.folder, "sample", library)
    assert deployment.folder == library / "sample" / "1"
    assert ready() == (deployment.as_noted(),)
    assert "4" in ask("sample", "What is INT4?").text
    again = deploy(model.folder, "sample", library)
    assert again.model_id == "sample-generic-cpu:2"
    assert run(Remove("sample", permanently=True)) is not None
    assert ready() == ()
    assert not (library / "sample").exists()
    assert model.folder.exists()


def test_a_model_in_the_library_is_not_copied(model: ConvertedModel, tmp_path: Path) -> None:
    folder = tmp_path / "library" / "mine" / "3"
    shutil.copytree(model.folder, folder)
    assert deploy(folder, "mine", tmp_path / "library").folder == folder


def test_a_broken_model_is_not_left_registered(model: ConvertedModel, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(model.folder, broken)
    data = broken / "model.onnx.data"
    data.write_bytes(data.read_bytes()[: data.stat().st_size // 2])
    failed = run_to_failure(Deploy(folder=broken, name="broken", library=tmp_path / "library"))
    assert failed.kind is FailureKind.LOAD_FAILED
    assert ready() == ()
    assert broken.exists()
    assert not list((tmp_path / "library").rglob("*.onnx"))


@pytest.mark.parametrize("name", ["", "a b", "-x", "x" * 80, "my-cuda-gpu", "../up"])
def test_a_name_that_foundry_local_refuses(model: ConvertedModel, tmp_path: Path, name: str) -> None:
    failed = run_to_failure(Deploy(folder=model.folder, name=name, library=tmp_path / "library"))
    assert failed.kind is FailureKind.NAME_INVALID
    assert not (tmp_path / "library").exists()


def test_a_folder_that_is_no_converted_model(tmp_path: Path) -> None:
    failed = run_to_failure(Deploy(folder=paths.sample_model(), name="x", library=tmp_path))
    assert failed.kind is FailureKind.NOT_A_CONVERTED_MODEL


def test_chat_with_a_model_that_is_not_there() -> None:
    assert run_to_failure(Chat(name="nobody", prompt="Hello")).kind is FailureKind.NOT_INSTALLED
    assert run_to_failure(Remove("nobody")).kind is FailureKind.NOT_INSTALLED


def test_an_existing_destination_is_left_alone(tmp_path: Path) -> None:
    output = tmp_path / "mine"
    output.mkdir()
    (output / "thesis.txt").write_text("years of work")
    assert run_to_failure(request(output)).kind is FailureKind.DESTINATION_EXISTS
    assert (output / "thesis.txt").read_text() == "years of work"


def test_a_conversation_streams_stops_and_forgets(model: ConvertedModel, tmp_path: Path) -> None:
    deploy(model.folder, "sample", tmp_path / "library")
    process = EngineProcess(Chat(name="sample", temperature=0))
    replies: list[Replied] = []
    tokens = 0
    for event in process.events():
        match event:
            case Progress(step=Step.READY):
                process.send(Say("What is INT4?"))
            case Token():
                tokens += 1
                if len(replies) == 1:
                    process.send(Stop())
            case Replied():
                replies.append(event)
                process.send(Say("What is a token?")) if len(replies) == 1 else process.cancel()
    first, second = (replied.reply for replied in replies)
    assert first.finish == "stop"
    assert first.completion_tokens > 5
    assert first.seconds_to_first_token > 0
    assert first.tokens_per_second > 0
    assert first.peak_bytes > 10_000_000
    assert second.finish in ("cancelled", "stop")  # the sample model may be done before the message arrives


def test_a_turn_is_answered_again_in_its_place(model: ConvertedModel, tmp_path: Path) -> None:
    deploy(model.folder, "sample", tmp_path / "library")
    short = Sampling(temperature=0, max_output_tokens=5)
    says = [Say("Hello"), Say("What is INT4?"), Say("What is INT4?", again=True), Say("Hello", short, again=True)]
    process = EngineProcess(Chat(name="sample", temperature=0))
    replies: list[Reply] = []
    for event in process.events():
        if isinstance(event, Replied):
            replies.append(event.reply)
        if isinstance(event, Replied) or (isinstance(event, Progress) and event.step is Step.READY):
            process.send(says.pop(0)) if says else process.cancel()
    hello, first, again, cut = replies
    assert (again.text, again.used_tokens) == (first.text, first.used_tokens), "the turn before is forgotten"
    assert hello.used_tokens < first.used_tokens < first.context_tokens == 1024
    assert (cut.finish, cut.completion_tokens) == ("length", 5) and cut.text and hello.text.startswith(cut.text)
    assert not any(reply.forgotten for reply in replies)


def test_a_prompt_longer_than_the_context(model: ConvertedModel, tmp_path: Path) -> None:
    deploy(model.folder, "sample", tmp_path / "library")
    failed = run_to_failure(Chat(name="sample", prompt="word " * 3000))
    assert failed.kind is FailureKind.PROMPT_TOO_LONG


def test_a_child_whose_parent_is_gone_ends(tmp_path: Path) -> None:
    environment = engine_environment(tmp_path / "job")
    with subprocess.Popen(
        paths.engine_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    ) as child:
        assert child.stdin
        child.stdin.write(msgspec.json.encode({"verb": "chat", "name": "nobody"}) + b"\n")
        child.stdin.close()
        assert child.wait(20) != 0


@pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are Linux's")
def test_the_whole_job_in_a_computer_without_any_network(tmp_path: Path, home: Path) -> None:
    model = tmp_path / "converted"
    python = [sys.executable, "-X", "utf8", "-m", "app"]
    verbs = [
        ["convert", str(paths.sample_model()), "--precision", Precision.INT4, "--output", str(model)],
        ["deploy", str(model), "--name", "offline"],
        ["chat", "offline", "--prompt", "What is INT4?", "--temperature", "0"],
    ]
    environment = unsilenced(tmp_path / "user")  # our variables must do, not those of who runs the tests
    as_root = ["--map-root-user"] if os.geteuid() else []
    for verb in verbs:
        command = ["unshare", "--net", *as_root, *python, *verb]
        result = subprocess.run(command, capture_output=True, text=True, timeout=patient(120), env=environment)
        assert result.returncode == 0, result.stdout + result.stderr
    assert "4" in result.stdout
    assert reports(tmp_path / "user") == []


def test_what_an_interrupted_job_left_is_swept_away(tmp_path: Path) -> None:
    """The parent is ended by force in the middle of a conversion; the next one cleans up, and leaves others alone."""
    work = tmp_path / "work"
    command = [
        sys.executable,
        "-m",
        "app",
        "convert",
        str(paths.sample_model()),
        "--output",
        str(work / "a"),
        "--json",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        while b"reading" not in parent.stdout.readline():
            continue
        child = psutil.Process(parent.pid).children()[0]
        parent.kill()
    assert child.wait(20) is None or not child.is_running()
    left = list(work.glob(".model-installer-*"))
    assert len(left) == 1
    for number, owner in enumerate(
        ("", "somebody 1 2 3", (left[0] / "owner").read_text().replace("model-installer ", ""))
    ):
        other = work / f".model-installer-other-{number}"
        other.mkdir()
        (other / "owner").write_text(owner)
    (work / ".model-installer-mine").mkdir()
    convert(paths.sample_model(), work / "b")
    kept = [".model-installer-mine", *(f".model-installer-other-{number}" for number in range(3))]
    assert [path.name for path in sorted(work.iterdir())] == [*kept, "b"]


def test_a_damaged_catalog_is_mended(model: ConvertedModel) -> None:
    deployment = deploy(model.folder, "sample", paths.default_library())
    index = paths.foundry_cache() / "foundry.local.modelinfo.json"
    for damage in ("{oops", "", "[]"):
        index.write_text(damage)
        assert ready() == (deployment.as_noted(),)
    assert ask("sample", "What is INT4?").text


@pytest.mark.parametrize("config", ["{oops", "{}", "[]", '{"model": 7}'])
def test_a_damaged_configuration_leaves_nothing_behind(model: ConvertedModel, tmp_path: Path, config: str) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(model.folder, broken)
    (broken / "genai_config.json").write_text(config)
    failed = run_to_failure(Deploy(folder=broken, name="broken", library=tmp_path / "library"))
    assert failed.kind in (FailureKind.NOT_A_CONVERTED_MODEL, FailureKind.BAD_CONFIG)
    assert not (tmp_path / "library" / "broken").exists()


def test_an_unconfirmed_version_is_neither_listed_nor_found(model: ConvertedModel, tmp_path: Path) -> None:
    """As after a deployment that was ended by force before the model had answered."""
    deploy(model.folder, "sample", tmp_path / "library")
    second = deploy(model.folder, "sample", tmp_path / "library")
    (second.folder / "deployment.json").rename(second.folder / "deployment.unconfirmed.json")
    deployments = ready()
    assert deployments and [each.model_id for each in deployments] == ["sample-generic-cpu:1"]
    assert ask("sample", "What is INT4?").text

"""What can go wrong under a running conversion ends in a named failure with advice, and leaves nothing behind."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import psutil
import pytest

from app import paths
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.events import Event, Failed, Finished, Progress
from app.core.failures import Failure, FailureKind
from app.core.recipe.recipe import Precision, Recipe
from app.core.requests import Convert, Deploy
from app.core.steps import Step
from app.jobs.process import EngineProcess
from app.wording.messages import failure_words
from tests.engine.builder.test_streaming import run as run_module
from tests.engine.jobs import ask, convert, deploy, ready, run_to_failure

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the real limits and file systems are Linux's")

Act = Callable[[psutil.Process], None]
CGROUP = Path("/sys/fs/cgroup/memory")


def request(output: Path, model: Path | None = None) -> Convert:
    checkpoint = inspect_checkpoint(model or paths.sample_model())
    return Convert(checkpoint=checkpoint, recipe=Recipe(precision=Precision.FP32), output=output)


def disturb(wanted: Convert | Deploy, step: Step, act: Act) -> Event:
    """Run the job, and do ``act`` to its child once when ``step`` has begun; returns the last event."""
    process = EngineProcess(wanted)
    acted = False
    for event in process.events():
        child = process.process()
        if not acted and child and isinstance(event, Progress) and event.step is step:
            act(child)
            acted = True
    assert acted
    return event


def failure(event: Event) -> FailureKind:
    """What the job ended with; its wording is complete."""
    assert isinstance(event, Failed), event
    words = failure_words(event)
    assert "(unknown)" not in " ".join(words), words
    return event.kind


def wait_for_map(child: psutil.Process, file: Path) -> None:
    """Return when ``child`` has mapped ``file``; it is then stopped."""
    deadline = time.monotonic() + 30
    while str(file) not in Path(f"/proc/{child.pid}/maps").read_text():
        assert time.monotonic() < deadline
        time.sleep(0.001)
    child.suspend()


def test_too_little_space_is_seen_before_the_work(small_disk: Path) -> None:
    failed = run_to_failure(request(small_disk / "model"))
    assert failure(failed) is FailureKind.DISK_FULL
    assert int(failed.facts["needed_bytes"]) > int(failed.facts["free_bytes"])
    assert list(small_disk.iterdir()) == []


def test_a_disk_that_fills_up_meanwhile(small_disk: Path) -> None:
    """The estimate is wrong (here: a model said to be tiny); the disk fills while Olive writes."""
    honest = request(small_disk / "model")
    assert honest.checkpoint.shape
    shape = msgspec.structs.replace(honest.checkpoint.shape, layers=1, hidden_size=16, vocabulary=16)
    checkpoint = msgspec.structs.replace(honest.checkpoint, shape=shape)
    failed = run_to_failure(msgspec.structs.replace(honest, checkpoint=checkpoint))
    assert failure(failed) is FailureKind.DISK_FULL
    assert "needed_bytes" not in failed.facts
    assert list(small_disk.iterdir()) == []


def test_a_destination_that_may_not_be_written(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    failed = run_to_failure(request(small_disk / "model"))
    assert failure(failed) is FailureKind.DESTINATION_NOT_WRITABLE
    assert failed.facts["path"] == str(small_disk), "not a folder that only we know"


def test_a_library_that_fills_up(small_disk: Path, converted: Path) -> None:
    (small_disk / "taken").write_bytes(b"x" * 2_000_000)
    failed = run_to_failure(Deploy(folder=converted, name="sample", library=small_disk / "library"))
    assert failure(failed) is FailureKind.DISK_FULL
    assert [path.name for path in small_disk.iterdir()] == ["taken"]
    assert ready() == ()
    assert converted.is_dir()


def test_a_model_for_a_graphics_card_is_not_copied(converted: Path, tmp_path: Path) -> None:
    model = tmp_path / "model"
    shutil.copytree(converted, model)
    config = json.loads((model / "genai_config.json").read_text())
    config["model"]["decoder"]["session_options"]["provider_options"] = [{"cuda": {}}]
    (model / "genai_config.json").write_text(json.dumps(config))
    failed = run_to_failure(Deploy(folder=model, name="sample", library=tmp_path / "library"))
    assert failure(failed) is FailureKind.OTHER_COMPUTERS
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize("step", [Step.STARTING, Step.READING])
def test_memory_that_is_not_there(tmp_path: Path, step: Step) -> None:
    """The system gives no more, as on Windows and where overcommitting is off."""

    def limit(child: psutil.Process) -> None:
        used = child.memory_full_info().uss
        child.rlimit(psutil.RLIMIT_DATA, (used + 2_000_000, used + 2_000_000))

    event = disturb(request(tmp_path / "out" / "model"), step, limit)
    assert failure(event) is FailureKind.OUT_OF_MEMORY, event
    assert not (tmp_path / "out").exists()


@pytest.fixture
def cgroup() -> Iterator[Path]:
    folder = CGROUP / "model-installer-test"
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("making a memory cgroup takes the rights of root")
    yield folder
    folder.rmdir()


def test_the_system_ends_it_for_want_of_memory(tmp_path: Path, cgroup: Path) -> None:
    def confine(child: psutil.Process) -> None:
        (cgroup / "memory.limit_in_bytes").write_text("50000000")
        (cgroup / "cgroup.procs").write_text(str(child.pid))

    event = disturb(request(tmp_path / "out" / "model"), Step.STARTING, confine)
    assert failure(event) is FailureKind.OUT_OF_MEMORY, event
    assert not (tmp_path / "out").exists()


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A checkpoint that may be damaged."""
    folder = tmp_path / "checkpoint"
    shutil.copytree(paths.sample_model(), folder)
    return folder


def test_a_shard_that_is_cut_short_after_it_was_chosen(tmp_path: Path, model: Path) -> None:
    wanted = request(tmp_path / "out" / "model", model)
    weights = model / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:3_000_000])
    failed = run_to_failure(wanted)
    assert failure(failed) is FailureKind.WEIGHTS_INCOMPLETE
    assert failed.facts["file"] == weights.name


def test_a_shard_that_is_cut_short_meanwhile(tmp_path: Path, model: Path) -> None:
    """Whoever reads beyond the end of a mapped file is ended by the system (SIGBUS)."""
    weights = model / "model.safetensors"

    def cut(child: psutil.Process) -> None:
        wait_for_map(child, weights)
        with weights.open("r+b") as file:
            file.truncate(100_000)
        child.resume()

    event = disturb(request(tmp_path / "out" / "model", model), Step.READING, cut)
    assert failure(event) is FailureKind.WEIGHTS_INCOMPLETE, event
    assert not (tmp_path / "out").exists()


def test_a_checkpoint_that_is_saved_anew_meanwhile(tmp_path: Path, model: Path) -> None:
    """As by a training that goes on; its new file takes the place of the one that is being read."""

    def save(_: psutil.Process) -> None:
        shutil.copyfile(model / "model.safetensors", model / "new")
        (model / "new").replace(model / "model.safetensors")

    event = disturb(request(tmp_path / "out" / "model", model), Step.READING, save)
    assert failure(event) is FailureKind.CHECKPOINT_CHANGED, event
    assert not (tmp_path / "out").exists()


def test_a_file_system_that_cannot_hold_such_a_file(tmp_path: Path) -> None:
    event = disturb(
        request(tmp_path / "out" / "model"),
        Step.STARTING,
        lambda child: child.rlimit(psutil.RLIMIT_FSIZE, (3_000_000, 3_000_000)),
    )
    assert failure(event) is FailureKind.FILE_TOO_LARGE, event
    assert not (tmp_path / "out").exists()


def test_a_destination_that_vanishes(tmp_path: Path) -> None:
    def vanish(_: psutil.Process) -> None:
        while (tmp_path / "out").exists():  # the job puts files there meanwhile
            shutil.rmtree(tmp_path / "out", ignore_errors=True)

    event = disturb(request(tmp_path / "out" / "model"), Step.READING, vanish)
    assert failure(event) is FailureKind.DESTINATION_GONE, event
    assert not (tmp_path / "out").exists()


def test_a_drive_that_is_pulled_out(tmp_path: Path, small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=60m", small_disk], check=True)

    def pull(_: psutil.Process) -> None:
        subprocess.run(["umount", "--lazy", small_disk], check=True)

    assert failure(disturb(request(small_disk / "out" / "model"), Step.READING, pull)) is FailureKind.DESTINATION_GONE
    assert list(small_disk.iterdir()) == [], "nothing was written to the disk below"
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", small_disk], check=True)  # the fixture takes it away again


def test_two_conversions_to_the_same_place(tmp_path: Path) -> None:
    wanted = request(tmp_path / "model")
    first = EngineProcess(wanted)
    second: list[Event] = []
    for event in first.events():
        if not second and isinstance(event, Progress) and event.step is Step.READING:
            second += EngineProcess(wanted).events()
    assert isinstance(event, Finished)
    assert failure(second[-1]) is FailureKind.DESTINATION_BUSY
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_long_path_with_letters_of_all_kinds(tmp_path: Path) -> None:
    place = (
        tmp_path / "Skripsi saya (final)" / "é à ñ ß Å" / "模型 资料夹" / "🦙🤖" / ("panjang " * 12 + "x") / ("y" * 120)
    )
    place.mkdir(parents=True)
    shutil.copytree(paths.sample_model(), place / "模型 é 🦙")
    made = convert(place / "模型 é 🦙", place / "hasil 模型 🤖")
    assert len(str(made.folder)) > 260
    deployment = deploy(made.folder, "long", place / "perpustakaan 家")
    assert len(str(deployment.folder)) > 260
    assert "4" in ask("long", "What is INT4?").text


@pytest.mark.parametrize("step", [Step.STARTING, Step.READING])
def test_a_child_that_crashes(tmp_path: Path, step: Step) -> None:
    event = disturb(request(tmp_path / "out" / "model"), step, lambda child: child.send_signal(signal.SIGSEGV))
    assert failure(event) is FailureKind.CRASHED
    assert isinstance(event, Failed) and event.facts == {"code": str(-signal.SIGSEGV)}
    assert not (tmp_path / "out").exists()


def test_a_weight_that_is_no_number(tmp_path: Path, model: Path) -> None:
    """The file's last one, in bfloat16."""
    with (model / "model.safetensors").open("r+b") as file:
        file.seek(-2, os.SEEK_END)
        file.write(b"\xff\x7f")
    failed = run_to_failure(request(tmp_path / "out" / "model", model))
    assert failure(failed) is FailureKind.BAD_WEIGHTS
    assert failed.facts["name"]
    assert not (tmp_path / "out").exists()


def test_weights_that_are_no_numbers_and_layers_that_are_lost(tmp_path: Path) -> None:
    """In every precision and every kind of weight: matrices, the embedding, norms, biases. And a builder that leaves a
    layer out: the model answers, but it is not the checkpoint's."""
    (tmp_path / "tmp").mkdir()
    output = run_module("tests.engine.conversion.convert_damaged", tmp_path, work=tmp_path)
    outcomes = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    assert len(outcomes) == 20
    for outcome in outcomes:
        lost = outcome["what"] == "a layer too few"
        assert outcome["kind"] == (FailureKind.VERIFICATION_FAILED if lost else FailureKind.BAD_WEIGHTS), outcome
        assert not outcome["left"], outcome
        assert not lost or "layers is 3, not 4" in outcome["details"]


def _widen(model: Path) -> None:
    config = json.loads((model / "genai_config.json").read_text())
    config["model"]["decoder"]["head_size"] *= 2
    (model / "genai_config.json").write_text(json.dumps(config))


def _cut(model: Path) -> None:
    with (model / "model.onnx.data").open("r+b") as file:
        file.truncate(1_000_000)


def _shrink(model: Path) -> None:
    """The graph of another model: one matrix has half of its columns."""
    import onnx

    graph = onnx.load(model / "model.onnx", load_external_data=False)
    node = next(node for node in graph.graph.node if node.op_type == "MatMulNBits")
    next(attribute for attribute in node.attribute if attribute.name == "N").i //= 2
    onnx.save(graph, model / "model.onnx")


@pytest.mark.parametrize(
    ("change", "told"),
    [(_widen, "head_size is 64, not 32"), (_cut, "outside the data file"), (_shrink, "the matrices hold")],
)
def test_a_wrong_shape_is_found(change: Callable[[Path], None], told: str, converted: Path, tmp_path: Path) -> None:
    from app.engine.conversion.verify_shapes import verify_shapes

    checkpoint = inspect_checkpoint(paths.sample_model())
    model = tmp_path / "model"
    shutil.copytree(converted, model)
    verify_shapes(model, checkpoint.folder, checkpoint.shape)
    change(model)
    with pytest.raises(Failure, match=told) as raised:
        verify_shapes(model, checkpoint.folder, checkpoint.shape)
    assert raised.value.kind is FailureKind.VERIFICATION_FAILED

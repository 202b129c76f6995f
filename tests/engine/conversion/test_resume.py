"""A conversion that was ended by force goes on with what it had written, and gives the same bytes."""

import json
import random
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from msgspec.structs import replace

from app import paths
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.events import Failed, Finished, Log, Progress
from app.core.failures import FailureKind
from app.core.files.deletion import delete_folder
from app.core.files.journal import PATTERN, read_written
from app.core.findings import LeftoverKind
from app.core.recipe.recipe import Method, Precision
from app.core.recipe.usual import usual_recipe
from app.core.requests import Convert
from app.core.steps import Step
from app.jobs.process import EngineProcess
from app.storage.leftovers import find_leftovers
from tests.engine.conversion import fill_slowly
from tests.engine.conversion.test_second_source import save_in_one_child
from tests.engine.jobs import convert, run

# A text model inside of another, one that mobius draws, and one of experts
OTHERS = ("gemma3-sees", "olmo2-tied", "lfm2-moe", "nemotron-h")


def test_a_data_file_is_whole_whenever_its_writer_was_ended(tmp_path: Path) -> None:
    chance = random.Random(0)
    command = [sys.executable, "-m", "tests.engine.conversion.fill_slowly", str(tmp_path)]
    kept = 0
    for _ in range(6):
        (tmp_path / "model").unlink(missing_ok=True)
        with subprocess.Popen([*command, "0.01"]) as writer:
            while not (tmp_path / "model").exists():
                time.sleep(0.01)
            time.sleep(chance.uniform(0.0, 0.2))
            writer.kill()
        written = read_written(tmp_path / "kept")
        now = len(written.pieces) if written else 0
        assert now >= kept, "what was safe before is still safe"
        kept = now
    assert kept > 0
    computed = int(subprocess.run([*command, "0"], capture_output=True, check=True).stdout)
    assert computed == fill_slowly.PIECES - kept
    assert (tmp_path / "model").read_bytes() == fill_slowly.expected()


def test_a_damaged_piece_that_was_never_noted_is_written_again(tmp_path: Path) -> None:
    fill_slowly.main(tmp_path, 0.0)
    journal = tmp_path / "kept" / "journal"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:20]) + lines[20][:9])
    data = bytearray((tmp_path / "model").read_bytes())
    noted = read_written(tmp_path / "kept")
    assert noted and len(noted.pieces) == 19
    (tmp_path / "model").unlink()
    half = len(data) // 2
    (tmp_path / "kept" / "data").write_bytes(bytes(data[:half]) + b"\0" * (len(data) - half))
    assert fill_slowly.main(tmp_path, 0.0) == fill_slowly.PIECES - 19
    assert (tmp_path / "model").read_bytes() == fill_slowly.expected()


def command(model: Path, output: Path) -> list[str]:
    start = [sys.executable, "-m", "app", "convert", str(model), "--precision", "fp32", "--json"]
    return [*start, "--output", str(output)]


def end_by_force(model: Path, output: Path, sign: bytes) -> None:
    """Start a conversion; end it and its parent as a power failure would, when an event holds ``sign``."""
    with subprocess.Popen(command(model, output), stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        while sign not in parent.stdout.readline():
            assert parent.poll() is None
        family = psutil.Process(parent.pid).children(recursive=True)
        parent.kill()
        for member in family:
            with suppress(psutil.NoSuchProcess):  # some end with their parent
                member.kill()
    psutil.wait_procs(family, timeout=10)
    assert not output.exists()


def contents(folder: Path) -> dict[str, bytes]:
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    note = json.loads(files.pop("model_installer.json"))
    del note["created"]
    return files | {"note": json.dumps(note).encode()}


def kill_child(request: Convert) -> Failed:
    """Run it, and end the engine's process alone, by force, once some of the pieces are safe."""
    for _ in range(5):
        process, killed = EngineProcess(request), None
        for event in process.events():
            child = process.process()
            if child and killed is None and isinstance(event, Progress) and event.step is Step.READING:
                little = 0.01 if request.recipe.calibrates else 0.0005  # what calibrates takes seconds before it writes
                killed = kill_amid_work(child, request.output.parent, little)
        if isinstance(event, Failed):
            assert killed, event
            return event
        delete_folder(request.output)
    raise AssertionError("it wrote all at once, five times")


def kill_amid_work(child: psutil.Process, place: Path, little: float) -> bool:
    """Let it work a little at a time, ``little`` seconds at first: every half second makes safe what is written.

    Return False when it came to its end first: on a busy machine a little is sometimes all.
    """
    deadline = time.monotonic() + 300
    while not any(place.glob(f"{PATTERN}/pieces/journal")):  # looked for while it stands still
        assert time.monotonic() < deadline and child.status() != psutil.STATUS_ZOMBIE
        child.resume()
        time.sleep(little)
        child.suspend()
    for attempt in range(100):
        time.sleep(0.52)
        written = next((read_written(left / "pieces") for left in place.glob(PATTERN)), None)
        if written and 0 < written.bytes < written.total:
            child.kill()
            return True
        if child.status() == psutil.STATUS_ZOMBIE:
            return False
        child.resume()
        time.sleep(little * 1.3**attempt)
        child.suspend()
    raise AssertionError("nothing was written")


@pytest.mark.parametrize("calibrated", [False, True])
def test_the_death_of_the_engine_alone_costs_no_piece(tmp_path: Path, calibrated: bool) -> None:
    """As by the system for want of memory; the parent goes on, and takes it up again."""
    checkpoint = inspect_checkpoint(paths.sample_model())
    recipe = usual_recipe(Precision.INT4 if calibrated else Precision.FP32, checkpoint=checkpoint)
    assert (recipe.method is Method.CALIBRATED) == calibrated
    plain = Convert(checkpoint=checkpoint, recipe=recipe, output=tmp_path / "undisturbed")
    undisturbed = contents(run(plain).folder)
    request = replace(plain, output=tmp_path / "out" / "model")
    failed = kill_child(request)
    assert failed.kind is FailureKind.CRASHED
    (left,) = request.output.parent.glob(PATTERN)
    before = read_written(left / "pieces")
    assert before and before.bytes > 0
    assert [each.kind for each in find_leftovers(request.output.parent.parent)] == [LeftoverKind.RESUMABLE]
    events = list(EngineProcess(request).events())
    assert any(isinstance(event, Log) and "Going on" in event.message for event in events)
    assert isinstance(events[-1], Finished), events[-1]
    resumed = contents(request.output)
    assert [name for name in undisturbed if resumed.get(name) != undisturbed[name]] == []
    assert [path.name for path in request.output.parent.iterdir()] == ["model"]


def test_a_conversion_that_was_ended_again_and_again(tmp_path: Path) -> None:
    _ended_by_force_it_ends_alike(tmp_path, paths.sample_model(), (b'"reading"', b'"unit": "bytes"', b'"verifying"'))


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for each kind of model."""
    return save_in_one_child(tmp_path_factory, OTHERS)


@pytest.mark.parametrize("kind", OTHERS)
def test_another_kind_of_model_goes_on_too(saved: Path, tmp_path: Path, kind: str) -> None:
    _ended_by_force_it_ends_alike(tmp_path, saved / kind, (b'"unit": "bytes"', b'"verifying"'))


def _ended_by_force_it_ends_alike(work: Path, model: Path, signs: tuple[bytes, ...]) -> None:
    undisturbed = contents(convert(model, work / "undisturbed", Precision.FP32).folder)
    assert set(undisturbed) >= {"model.onnx", "model.onnx.data", "genai_config.json"}
    output = work / "out" / "model"
    for sign in signs:
        end_by_force(model, output, sign)
    (left,) = output.parent.glob(PATTERN)
    written = read_written(left / "pieces")
    assert written and written.bytes == written.total
    last = subprocess.run(command(model, output), capture_output=True, text=True, check=True)
    events = [json.loads(line) for line in last.stdout.splitlines()]
    assert any("Going on" in event.get("message", "") for event in events)
    counts = {(event["done"], event["tensors"][0]) for event in events if event.get("unit") == "bytes"}
    assert len(counts) == 1, "nothing was computed again"
    assert [path.name for path in output.parent.iterdir()] == ["model"]
    assert contents(output) == undisturbed

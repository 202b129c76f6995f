"""What a job that was ended by force leaves is taken up, or listed with its size and swept away; nothing else is."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest
from msgspec.structs import replace

from app import paths
from app.core.events import Finished, Log
from app.core.failures import Failure, FailureKind
from app.core.files.journal import OWNER, PIECES, read_written
from app.core.findings import LeftoverKind
from app.core.library.deployment import Deployment
from app.core.library.interrupted_deployment import Begun, note_begun, to_unregister
from app.core.library.notes import BEING_DEPLOYED, DEPLOYMENT, write_deployment, write_provenance
from app.core.package.manifest import Manifest
from app.core.package.package_note import staging_folder, staging_lock, write_package_note
from app.core.package.packing import part_of
from app.core.recipe.recipe import Precision, Recipe
from app.core.requests import Convert, Deploy, List, Request
from app.core.wire import to_json
from app.jobs.process import EngineProcess
from app.storage.job_folder import NOTE, abandoned_folders, is_abandoned, make_job_folder
from app.storage.leftovers import bytes_of, find_leftovers, interrupted, sweep, sweep_useless
from app.storage.package_parts import writing
from tests.recorded import A_PROVENANCE, a_checkpoint
from tests.storage.leave_behind import BYTES


def note_deployment(folder: Path) -> None:
    """It is installed."""
    named = {"name": "mine", "model_id": "mine:1", "precision": "int4"}
    write_deployment(Deployment(folder=folder, context_length=1, bytes=1, **named), DEPLOYMENT)  # type: ignore[arg-type]


def a_request(place: Path, name: str = "model") -> Convert:
    checkpoint = place / "checkpoint"
    checkpoint.mkdir(parents=True, exist_ok=True)
    (checkpoint / "config.json").write_text("{}")
    return Convert(checkpoint=a_checkpoint(checkpoint), recipe=Recipe(), output=place / "out" / "deep" / name)


def leave_behind(request: Request[Any]) -> None:
    command = [sys.executable, "-m", "tests.storage.leave_behind", to_json(request).decode()]
    assert subprocess.run(command, capture_output=True).returncode not in (0, 1)


HOLD = """
import sys
from pathlib import Path
from app.core.files.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def kinds(library: Path) -> list[LeftoverKind]:
    return [leftover.kind for leftover in find_leftovers(library)]


def test_the_same_conversion_goes_on_with_it(tmp_path: Path) -> None:
    request = a_request(tmp_path)
    leave_behind(request)
    assert sweep_useless(request) == 0
    job = make_job_folder(request)
    assert {entry.name for entry in job.path.iterdir()} == {OWNER, NOTE, PIECES}
    written = read_written(job.path / PIECES)
    assert written and written.bytes == BYTES
    assert job.path.parent == request.output.parent
    job.remove()
    assert not (tmp_path / "out").exists(), "also the folders that the first run made"
    assert not list(paths.work_folder().iterdir())


@pytest.mark.parametrize("change", ["recipe", "checkpoint", "output"])
def test_another_conversion_does_not(tmp_path: Path, change: str) -> None:
    request = a_request(tmp_path)
    leave_behind(request)
    if change == "recipe":
        request = replace(request, recipe=Recipe(precision=Precision.INT8))
    elif change == "checkpoint":
        (request.checkpoint.folder / "config.json").write_text('{"another": 1}')
    else:
        request = replace(request, output=request.output.with_name("other"))
    job = make_job_folder(request)
    assert read_written(job.path / PIECES) is None
    job.remove()
    assert (tmp_path / "out").exists() == (change == "output")


def test_two_conversions_to_the_same_place(tmp_path: Path) -> None:
    request = a_request(tmp_path)
    command = [sys.executable, "-m", "tests.storage.leave_behind", to_json(request).decode(), "hold"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline().strip() == b"ready"
        for rival in (request, replace(request, recipe=Recipe(precision=Precision.INT8))):
            with pytest.raises(Failure) as raised:
                make_job_folder(rival)
            assert raised.value.kind is FailureKind.DESTINATION_BUSY
        beside = make_job_folder(replace(request, output=request.output.with_name("another")))
        beside.remove()
        assert len(list(request.output.parent.iterdir())) == 1
        other.kill()
    job = make_job_folder(request)
    assert read_written(job.path / PIECES), "it went on when the other was gone"
    job.remove()


def test_it_is_listed_with_its_size_and_swept(tmp_path: Path) -> None:
    request = a_request(tmp_path)
    leave_behind(request)
    (leftover,) = find_leftovers(tmp_path / "library")
    assert (leftover.kind, leftover.model) == (LeftoverKind.RESUMABLE, "checkpoint")
    assert BYTES <= leftover.bytes < 3 * BYTES
    assert sweep((leftover,)) == leftover.bytes
    assert not (tmp_path / "out").exists()
    assert find_leftovers(tmp_path / "library") == ()
    assert not list(paths.work_folder().iterdir())


def test_what_somebody_has_gone_on_with_since_it_was_listed_stays(tmp_path: Path) -> None:
    request = a_request(tmp_path)
    leave_behind(request)
    listed = find_leftovers(tmp_path / "library")
    job = make_job_folder(request)
    assert [leftover.folder for leftover in listed] == [job.path]
    assert sweep(listed) == 0
    assert read_written(job.path / PIECES)
    job.remove()


@pytest.mark.parametrize("why", ["output", "checkpoint", "nothing written"])
def test_what_nobody_can_go_on_with_is_swept_by_the_next_job(tmp_path: Path, why: str) -> None:
    request = a_request(tmp_path)
    leave_behind(request)
    (leftover,) = find_leftovers(tmp_path)
    if why == "output":
        request.output.mkdir()
    elif why == "checkpoint":
        shutil.rmtree(request.checkpoint.folder)
    else:
        shutil.rmtree(leftover.folder / PIECES)
    assert kinds(tmp_path) == [LeftoverKind.INTERRUPTED]
    sweep_useless(replace(request, output=request.output.with_name("other")))
    assert find_leftovers(tmp_path) == ()
    assert not leftover.folder.exists()


@pytest.mark.engine
@pytest.mark.parametrize(
    ("size", "said"), [(1_000, []), (3_000_000, ["Deleted 3 MB that an interrupted job had left."])]
)
def test_a_sweep_of_a_few_kilobytes_is_not_told(tmp_path: Path, size: int, said: list[str]) -> None:
    leave_behind(List())
    (folder,) = abandoned_folders(paths.work_folder())
    (folder / "more").write_bytes(b"x" * size)
    events = list(EngineProcess(List()).events())
    assert not folder.exists() and isinstance(events[-1], Finished)
    assert [event.message for event in events if isinstance(event, Log)] == said


def test_only_our_own_folders_are_touched(tmp_path: Path) -> None:
    request = a_request(tmp_path)
    leave_behind(request)
    (mine,) = request.output.parent.iterdir()
    owner = (mine / OWNER).read_text()
    for number, text in enumerate(
        ["", "somebody 1 2 3", owner.replace("model-installer ", ""), "model-installer x 1 2"]
    ):
        other = mine.with_name(f".model-installer-other-{number}")
        other.mkdir()
        (other / OWNER).write_text(text)
    sweep(find_leftovers(tmp_path))
    assert len(list(request.output.parent.iterdir())) == 4


def test_what_was_written_twice_counts_once_and_what_is_kept_does_not(tmp_path: Path) -> None:
    request = a_request(tmp_path)
    leave_behind(request)
    (leftover,) = find_leftovers(tmp_path)
    data = leftover.folder / PIECES / "data"
    (leftover.folder / "model").mkdir()
    os.link(data, leftover.folder / "model" / "model.onnx.data")
    assert find_leftovers(tmp_path)[0].bytes == leftover.bytes
    os.link(data, tmp_path / "elsewhere")
    assert find_leftovers(tmp_path)[0].bytes == leftover.bytes - BYTES


def test_a_converted_model_that_was_never_installed(tmp_path: Path) -> None:
    first, second = tmp_path / "mine" / "1", tmp_path / "mine" / "2"
    for folder in (first, second, tmp_path / "mine" / "notes"):
        folder.mkdir(parents=True)
        write_provenance(folder, A_PROVENANCE)
    note_deployment(second)
    (leftover,) = find_leftovers(tmp_path)
    assert (leftover.kind, leftover.folder, leftover.model) == (LeftoverKind.NOT_INSTALLED, first, "my-recipes")
    assert sweep((leftover,)) == leftover.bytes > 0
    assert second.exists() and not first.exists()


def test_a_model_that_was_installed_since_it_was_listed_stays(tmp_path: Path) -> None:
    folder = tmp_path / "mine" / "1"
    folder.mkdir(parents=True)
    write_provenance(folder, A_PROVENANCE)
    listed = find_leftovers(tmp_path)
    note_deployment(folder)
    assert [leftover.folder for leftover in listed] == [folder]
    assert sweep(listed) == 0 and folder.is_dir()


def test_a_package_that_was_not_installed_to_the_end(tmp_path: Path) -> None:
    staging = staging_folder(tmp_path, Manifest(name="mine"))
    staging.mkdir()
    write_package_note(staging, Manifest(name="mine"))
    (staging / "model.onnx.data").write_bytes(bytes(BYTES))
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, staging_lock(staging)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stdout.readline()
        assert find_leftovers(tmp_path) == ()
        process.kill()
    (leftover,) = find_leftovers(tmp_path)
    assert (leftover.kind, leftover.folder, leftover.model) == (LeftoverKind.UNPACKED, staging, "mine")
    assert bytes_of(interrupted(tmp_path)) == leftover.bytes >= BYTES
    assert sweep((leftover,)) == leftover.bytes
    assert list(tmp_path.iterdir()) == []


WRITE = """
import psutil, sys
from pathlib import Path
from app.storage.package_parts import writing
with writing(Path(sys.argv[1])):
    Path(sys.argv[1]).write_bytes(bytes(4096))
    print("held", flush=True)
    sys.stdin.read()
    psutil.Process().kill()
"""


def test_a_package_that_was_not_written_to_the_end(tmp_path: Path) -> None:
    part = part_of(tmp_path / "anywhere" / "mine.foundrymodel")
    part.parent.mkdir()
    command = [sys.executable, "-c", WRITE, str(part)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout and process.stdout.readline()
        assert find_leftovers(tmp_path) == (), "it is being written"
        with pytest.raises(Failure) as raised, writing(part):
            pass
        assert (raised.value.kind, raised.value.facts) == (FailureKind.LIBRARY_BUSY, {"path": str(part.parent)})
        process.communicate()
    (leftover,) = find_leftovers(tmp_path)
    assert (leftover.kind, leftover.folder, leftover.bytes) == (LeftoverKind.HALF_PACKED, part, 4096)
    assert leftover.model == "mine.foundrymodel" and bytes_of(interrupted(tmp_path)) == 4096
    assert sweep((leftover,)) == 4096 and not part.exists()
    assert find_leftovers(tmp_path) == () and not list(paths.work_folder().iterdir())


def test_a_package_that_was_written_is_no_leftover(tmp_path: Path) -> None:
    part = part_of(tmp_path / "mine.foundrymodel")
    with writing(part):
        part.write_bytes(b"x")
        part.unlink()
    assert not list(paths.work_folder().iterdir())
    with pytest.raises(ZeroDivisionError), writing(part):
        part.write_bytes(b"x")
        _ = 1 / 0
    assert kinds(tmp_path) == [LeftoverKind.HALF_PACKED], "what a full disk or a cancelled run leaves"
    part.rename(tmp_path / "not ours any more")
    assert find_leftovers(tmp_path) == () and not list(paths.work_folder().iterdir())


def test_an_unpacked_model_that_no_conversion_made(tmp_path: Path) -> None:
    folder = tmp_path / "mine" / "1"
    folder.mkdir(parents=True)
    write_package_note(folder, Manifest(name="theirs"))
    (leftover,) = find_leftovers(tmp_path)
    assert (leftover.kind, leftover.folder, leftover.model) == (LeftoverKind.UNPACKED, folder, "theirs")
    assert sweep((leftover,)) == leftover.bytes and not folder.parent.exists()


def test_what_another_window_is_installing_is_no_leftover(tmp_path: Path) -> None:
    request = Deploy(folder=tmp_path / "mine" / "1", name="mine", library=tmp_path)
    request.folder.mkdir(parents=True)
    write_provenance(request.folder, A_PROVENANCE)
    assert kinds(tmp_path) == [LeftoverKind.NOT_INSTALLED]
    job = make_job_folder(request)
    note_begun(job.path, Begun(folder=request.folder, staging=None, model_id="mine-generic-cpu:1"))
    assert kinds(tmp_path) == []
    job.remove()
    assert kinds(tmp_path) == [LeftoverKind.NOT_INSTALLED]


def test_a_deployment_that_was_ended_is_taken_back(tmp_path: Path) -> None:
    request = Deploy(folder=tmp_path / "converted", name="mine", library=tmp_path / "library")
    job = make_job_folder(request)
    folder, staging = tmp_path / "library" / "mine" / "1", tmp_path / "library" / "mine" / ".copy"
    for each in (folder, staging):
        each.mkdir(parents=True)
        (each / "model.onnx").write_text("x")
        (each / BEING_DEPLOYED).touch()
    note_begun(job.path, Begun(folder=folder, staging=staging, model_id="mine-generic-cpu:1"))
    job.remove()
    assert not (tmp_path / "library").exists()
    assert list(to_unregister(paths.unregister_folder())) == ["mine-generic-cpu:1"]
    assert list(to_unregister(paths.unregister_folder())) == []


def test_what_another_program_holds_is_taken_back_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = tmp_path / "library"
    job = make_job_folder(Deploy(folder=tmp_path / "converted", name="mine", library=library))
    folder, staging = library / "mine" / "1", library / "mine" / ".copy"
    for each in (folder, staging):
        each.mkdir(parents=True)
    (staging / "model.onnx").write_text("x")
    note_begun(job.path, Begun(folder=folder, staging=staging, model_id="mine-generic-cpu:1"))
    with monkeypatch.context() as patch:
        patch.setattr("app.core.library.interrupted_deployment.shutil.rmtree", lambda *_, **__: None)
        job.remove()
    assert staging.exists() and kinds(library) == [LeftoverKind.INTERRUPTED]
    sweep(find_leftovers(library))
    assert not staging.exists() and not folder.exists() and kinds(library) == []


@pytest.mark.parametrize("entries", [(), ("model.onnx",)])
def test_a_place_that_was_noted_before_it_was_made(tmp_path: Path, entries: tuple[str, ...]) -> None:
    """What a conversion has put there meanwhile stays."""
    job = make_job_folder(Deploy(folder=tmp_path / "converted", name="mine", library=tmp_path / "library"))
    folder = tmp_path / "library" / "mine" / "1"
    note_begun(job.path, Begun(folder=folder, staging=folder.parent / ".copy", model_id="mine-generic-cpu:1"))
    folder.mkdir(parents=True)
    for name in entries:
        (folder / name).write_text("")
    job.remove()
    assert folder.exists() is bool(entries)
    assert (tmp_path / "library").exists() is bool(entries)


def test_a_confirmed_deployment_stays(tmp_path: Path) -> None:
    folder = tmp_path / "library" / "mine" / "1"
    job = make_job_folder(Deploy(folder=tmp_path / "converted", name="mine", library=tmp_path / "library"))
    folder.mkdir(parents=True)
    note_deployment(folder)
    note_begun(job.path, Begun(folder=folder, staging=None, model_id="mine-generic-cpu:1"))
    job.remove()
    assert folder.exists()
    assert list(to_unregister(paths.unregister_folder())) == []


@pytest.mark.parametrize(
    ("entries", "age", "kept"), [((), 7200, False), ((NOTE,), 7200, False), ((), 0, True), (("mine",), 7200, True)]
)
def test_a_folder_whose_maker_was_ended_before_it_signed(
    tmp_path: Path, entries: tuple[str, ...], age: int, kept: bool
) -> None:
    request = a_request(tmp_path)
    folder = request.output.parent / ".model-installer-0123abcd"
    folder.mkdir(parents=True)
    for name in entries:
        (folder / name).write_text("")
    then = time.time() - age
    os.utime(folder, (then, then))
    sweep_useless(request)
    assert folder.exists() == kept


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system keeps the time of birth")
def test_a_clock_that_is_put_right_makes_no_owner_a_stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = make_job_folder(a_request(tmp_path))
    monkeypatch.setattr(psutil._pslinux, "boot_time", lambda: 1.0)
    assert psutil.Process().create_time() < 1e9, "what would tell the owner by the time of day is misled"
    assert not is_abandoned(job.path)
    job.remove()

"""Installed models go to another folder, on another file system too; ended by force, nothing is lost."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import paths
from app.core.events import Progress
from app.core.failures import FailureKind
from app.core.files.journal import PATTERN
from app.core.library.converted_model import ConvertedModel
from app.core.library.deployment import Deployment
from app.core.library.installed import LeftBehind, LibraryMove, ModelState
from app.core.requests import Chat, List, MoveLibrary
from app.core.steps import Step
from app.jobs.process import EngineProcess
from app.storage.in_use import in_use
from tests.engine.jobs import ask, deploy, run, run_to_failure

END = [sys.executable, "-m", "tests.engine.library.end_while_moving"]


@pytest.fixture
def installed(model: ConvertedModel, tmp_path: Path) -> Deployment:
    return deploy(model.folder, "sample", tmp_path / "library")


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[Path]:
    """Another file system."""
    if sys.platform != "linux":
        pytest.skip("a file system is mounted by mount")
    folder = tmp_path / "drive"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("mounting a file system takes the rights of root")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.fixture(params=["here", "drive"])
def to(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder that is not there yet, on the same file system and on another."""
    parent: Path = request.getfixturevalue("drive") if request.param == "drive" else tmp_path
    return parent / "new place" / "models"


def move(library: Path, to: Path) -> LibraryMove:
    return run(MoveLibrary(library=library, to=to))


def require_one(folder: Path, *roots: Path) -> None:
    """The model is in ``folder``, it answers, and nothing else is in the ``roots``."""
    found = [(each.deployment.folder, each.state) for each in run(List())]
    assert found == [(folder, ModelState.READY)]
    assert ask("sample", "What is INT4?").text
    assert [path for root in roots for path in root.rglob("model.onnx")] == [folder / "model.onnx"]
    assert [path for root in roots for path in root.rglob(PATTERN)] == []


def test_it_is_moved_and_answers(installed: Deployment, to: Path) -> None:
    before = {path.name: path.read_bytes() for path in installed.folder.iterdir() if path.name != ".last_used"}
    moved = move(installed.library, to)
    folder = to / "sample" / "1"
    assert ([each.folder for each in moved.moved], moved.left) == ([folder], ())
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.name != ".last_used"} == before
    assert not (installed.library / "sample").exists()
    require_one(folder, installed.library, to)
    assert move(installed.library, to) == LibraryMove(), "there is nothing left to move"
    back = move(to, installed.library)
    assert [each.folder for each in back.moved] == [installed.folder]


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("change", [1, 2, 3])
def test_ended_by_force(installed: Deployment, to: Path, change: int, moment: str) -> None:
    """What has been moved by then is usable, or the next move goes on with it; nothing is there twice after that."""
    command = [*END, str(installed.library), str(to), str(change), moment]
    subprocess.run(command, check=False)
    assert any(each.deployment.folder.joinpath("model.onnx.data").is_file() for each in run(List()))
    move(installed.library, to)
    require_one(to / "sample" / "1", installed.library, to)


def test_what_is_in_use_stays(installed: Deployment, to: Path) -> None:
    with in_use(installed, paths.work_folder() / ".model-installer-chat"):
        moved = move(installed.library, to)
    left = LeftBehind(model_id=installed.model_id, kind=FailureKind.MODEL_IN_USE, facts=moved.left[0].facts)
    assert (moved.moved, moved.left) == ((), (left,))
    require_one(installed.folder, installed.library)


def test_a_model_that_somebody_chats_with_stays_until_the_chat_ends(installed: Deployment, tmp_path: Path) -> None:
    to = tmp_path / "new place"
    chat, moved = EngineProcess(Chat(name="sample")), LibraryMove()
    for event in chat.events():
        if isinstance(event, Progress) and event.step is Step.READY:
            moved = move(installed.library, to)
            chat.cancel()
    assert (moved.moved, [each.kind for each in moved.left]) == ((), [FailureKind.MODEL_IN_USE])
    require_one(installed.folder, installed.library)
    assert len(move(installed.library, to).moved) == 1


def test_another_model_in_its_place_stays(installed: Deployment, to: Path) -> None:
    theirs = to / "sample" / "1"
    theirs.mkdir(parents=True)
    (theirs / "thesis.txt").write_text("years of work")
    assert [each.kind for each in move(installed.library, to).left] == [FailureKind.DESTINATION_EXISTS]
    assert (theirs / "thesis.txt").read_text() == "years of work"
    require_one(installed.folder, installed.library)


def test_without_room_nothing_is_begun(installed: Deployment, small_disk: Path) -> None:
    (small_disk / "full").write_bytes(bytes(1_500_000))
    failed = run_to_failure(MoveLibrary(library=installed.library, to=small_disk / "models"))
    assert failed.kind is FailureKind.DISK_FULL and failed.facts["path"] == str(small_disk / "models")
    assert [path.name for path in small_disk.iterdir()] == ["full"]
    require_one(installed.folder, installed.library)


def test_cancelled(installed: Deployment, drive: Path) -> None:
    process = EngineProcess(MoveLibrary(library=installed.library, to=drive / "models"))
    for _ in process.events():
        process.cancel()
    assert not list(drive.rglob(PATTERN))
    assert len(run(List())) == 1

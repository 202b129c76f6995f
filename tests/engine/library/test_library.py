"""What is installed can be listed, renamed, deleted and mended; with real files, Foundry Local and processes."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from msgspec.structs import replace

from app.core.failures import Failure, FailureKind
from app.core.library.converted_model import ConvertedModel
from app.core.library.deployment import Deployment
from app.core.library.installed import InstalledModel, Mended, ModelState
from app.core.library.notes import DEPLOYMENT, UNCONFIRMED
from app.core.recipe.recipe import Precision
from app.core.requests import Chat, Deploy, List, Offer, Remove, Rename, Repair, Tune
from app.storage import libraries
from tests.engine.jobs import ask, deploy, run, run_to_failure
from tests.wine import patient

COMMAND = [sys.executable, "-X", "utf8", "-m", "app"]


IN_XDG = pytest.mark.skipif(sys.platform != "linux", reason="looks into the trash where Linux has it")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Beside a home whose trash may be looked into."""
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path / "my library"


def installed() -> dict[str, InstalledModel]:
    models = run(List())
    assert models is not None
    return {model.deployment.model_id: model for model in models}


def states() -> dict[str, str]:
    return {identifier: model.state.value for identifier, model in installed().items()}


def mended(search: Path | None = None) -> dict[str, Mended]:
    results = run(Repair(search))
    assert results is not None
    return {each.model_id: each for each in results}


def trash(tmp_path: Path) -> Path:
    return tmp_path / "xdg" / "Trash" / "files"


def test_list_rename_and_use(model: ConvertedModel, library: Path) -> None:
    before = deploy(model.folder, "sample", library).as_noted()
    (row,) = installed().values()
    assert (row.deployment, row.state, row.last_used, row.version) == (before, ModelState.READY, "", 1)
    assert 0 < row.own_bytes < before.bytes, "the weights are shared with the converted folder"
    (after,) = run(Rename("sample", "better"))
    assert (after.name, after.folder) == ("better", library / "better" / "1")
    assert not (library / "sample").exists()
    assert json.loads((after.folder / "inference_model.json").read_text(encoding="utf-8"))["Name"] == "better"
    assert ask("better", "What is INT4?").text
    (row,) = installed().values()
    assert (row.deployment, row.state) == (after, ModelState.READY)
    assert row.last_used >= before.created


def test_a_name_that_cannot_be_given(model: ConvertedModel, library: Path) -> None:
    deploy(model.folder, "one", library)
    (library / "two").mkdir()
    assert run_to_failure(Rename("one", "two")).kind is FailureKind.NAME_TAKEN
    deploy(model.folder, "other", library)
    assert run_to_failure(Rename("one", "Other")).facts == {"name": "Other"}, "most disks know it as the same"
    failed = run_to_failure(Deploy(folder=model.folder, name="OTHER", library=library))
    assert (failed.kind, failed.facts) == (FailureKind.NAME_TAKEN, {"name": "other"})
    run(Remove("other"))
    assert run_to_failure(Rename("one", "a b")).kind is FailureKind.NAME_INVALID
    assert run_to_failure(Rename("nobody", "x")).kind is FailureKind.NOT_INSTALLED
    (library / "one" / ".copy.model-installer-1").mkdir()  # another window is installing its next version
    assert run_to_failure(Rename("one", "three")).kind is FailureKind.MODEL_IN_USE
    assert states() == {"one-generic-cpu:1": "ready"}
    (library / "one" / ".copy.model-installer-1").rmdir()
    (library / "one" / "2").mkdir()  # a removal could not delete the folder itself
    assert [after.name for after in run(Rename("one", "three"))] == ["three"]


@IN_XDG
def test_versions_go_to_the_trash_and_come_back(model: ConvertedModel, library: Path, tmp_path: Path) -> None:
    first, second = (deploy(model.folder, "sample", library) for _ in range(2))
    preview = run(Remove("sample", version=1, preview=True))
    assert [model.deployment for model in preview] == [first.as_noted()] and len(installed()) == 2
    assert [model.deployment for model in run(Remove("sample", version=1))] == [first.as_noted()]
    assert run_to_failure(Remove("sample", version=1)).facts == {"name": "sample", "version": "1"}
    assert states() == {second.model_id: "ready"}
    assert (trash(tmp_path) / "1" / "model.onnx").is_file()
    assert [model.deployment for model in run(Remove(second.model_id))] == [second.as_noted()]
    assert installed() == {} and not (library / "sample").exists()
    assert (trash(tmp_path) / "sample" / "2").is_dir(), "found by its name"
    (trash(tmp_path) / "sample").rename(library / "sample")
    assert states() == {second.model_id: "not_registered"}
    assert mended()[second.model_id].mended
    assert ask("sample", "What is INT4?").text


@pytest.mark.parametrize("damage", ["gone", "empty", "a folder"])
def test_a_note_that_was_lost_is_made_anew(model: ConvertedModel, library: Path, damage: str) -> None:
    before, whole = deploy(model.folder, "sample", library), deploy(model.folder, "whole", library)
    note = before.folder / DEPLOYMENT
    note.unlink()
    if damage == "empty":
        note.write_text("")
    elif damage == "a folder":
        note.mkdir()
    assert states() == {before.model_id: "note_lost", whole.model_id: "ready"}
    assert run_to_failure(Rename("sample", "other")).kind is FailureKind.NOT_INSTALLED
    result = mended()[before.model_id]
    if damage == "a folder":  # which nothing of ours makes: it is named, and left alone
        assert not result.mended and result.details
        return
    assert result.mended and states() == {before.model_id: "ready", whole.model_id: "ready"}
    after = installed()[before.model_id].deployment
    assert replace(after, created=before.created, answer=before.answer, bytes=before.bytes) == before
    assert ask("sample", "What is INT4?").text


def test_what_another_window_is_installing_is_not_listed(model: ConvertedModel, library: Path) -> None:
    """It is registered before it has answered: it is no other program's, and nobody shall delete it."""
    one = deploy(model.folder, "sample", library)
    (one.folder / DEPLOYMENT).rename(one.folder / UNCONFIRMED)
    assert states() == {} and mended() == {}


@IN_XDG
def test_what_lies_in_a_folder_of_another_name_leaves_that_alone(
    model: ConvertedModel, library: Path, tmp_path: Path
) -> None:
    """Somebody has moved a version to the top of a drive: neither is the drive renamed, nor does it go to the trash."""
    deploy(model.folder, "sample", library)
    drive = tmp_path / "search" / "drive"
    drive.mkdir(parents=True)
    (library / "sample" / "1").rename(drive / "1")
    assert mended(tmp_path / "search")["sample-generic-cpu:1"].mended
    (after,) = run(Rename("sample", "better"))
    assert (after.name, after.folder) == ("better", drive / "1")
    assert ask("better", "What is INT4?").text
    run(Remove("better"))
    assert drive.is_dir() and list(drive.iterdir()) == [] and installed() == {}
    assert (trash(tmp_path) / "1" / "model.onnx").is_file()


@IN_XDG
def test_a_drive_without_a_trash(model: ConvertedModel, library: Path, tmp_path: Path) -> None:
    deploy(model.folder, "sample", library)
    (tmp_path / "xdg").mkdir()
    (tmp_path / "xdg" / "Trash").write_text("no folder")
    assert run_to_failure(Remove("sample")).kind is FailureKind.TRASH_REFUSED
    assert states() == {"sample-generic-cpu:1": "ready"}
    assert run(Remove("sample", permanently=True))
    assert not (library / "sample").exists()


def test_a_library_that_can_only_be_read(model: ConvertedModel, library: Path, small_disk: Path) -> None:
    """A drive that is locked, or of somebody else: its models are used, and nothing of them is changed or forgotten."""
    deploy(model.folder, "sample", small_disk / "模型 🙂 é")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    for request in (Rename("sample", "other"), Remove("sample"), Remove("sample", permanently=True), Tune("sample")):
        failed = run_to_failure(request)
        assert (failed.kind, failed.facts.get("library")) == (
            FailureKind.DESTINATION_NOT_WRITABLE,
            str(small_disk / "模型 🙂 é"),
        )
    again = run_to_failure(Deploy(folder=model.folder, name="sample", library=small_disk / "模型 🙂 é"))
    assert again.kind is FailureKind.DESTINATION_NOT_WRITABLE
    assert states() == {"sample-generic-cpu:1": "ready"} and ask("sample", "What is INT4?").text


def test_everything_is_mended_that_can_be(model: ConvertedModel, library: Path, tmp_path: Path) -> None:
    """One renamed by hand, one moved elsewhere, one copied, one without a file, one gone; and one in order."""
    for name in ("renamed", "moved", "whole", "part", "gone"):
        deploy(model.folder, name, library)
    (library / "renamed").rename(library / "new-name")
    (tmp_path / "usb").mkdir()
    (library / "moved" / "1").rename(tmp_path / "usb" / "elsewhere")
    shutil.copytree(library / "whole" / "1", library / "whole" / "2")
    (library / "part" / "1" / "model.onnx.data").unlink()
    (library / "gone" / "1").rename(tmp_path / "unplugged")
    (tmp_path / "unplugged" / "deployment.json").unlink()
    assert sorted(model.state.value for model in run(List())) == [
        "file_missing",
        "folder_gone",
        "folder_gone",
        "folder_gone",
        "not_registered",
        "not_registered",
        "ready",
    ]
    failed = run_to_failure(Chat(name="part", prompt="Hello"))
    assert (failed.kind, failed.facts["missing"]) == (FailureKind.LOAD_FAILED, "model.onnx.data")
    results = mended(tmp_path)
    done = {identifier for identifier, each in results.items() if each.mended}
    assert done == {"new-name-generic-cpu:1", "moved-generic-cpu:1", "whole-generic-cpu:2"}
    assert results["part-generic-cpu:1"].missing == "model.onnx.data"
    assert results["gone-generic-cpu:1"].state is ModelState.FOLDER_GONE
    expected = dict.fromkeys(sorted({*done, "whole-generic-cpu:1"}), "ready")
    assert states() == expected | {"part-generic-cpu:1": "file_missing", "gone-generic-cpu:1": "folder_gone"}
    assert set(mended(tmp_path)) == {"part-generic-cpu:1", "gone-generic-cpu:1"}
    for name in ("new-name", "moved"):
        assert ask(name, "What is INT4?").text
    assert run(Remove("gone"))
    assert "gone-generic-cpu:1" not in states()


def test_a_second_library_goes_on_counting_and_is_rebuilt_too(model: ConvertedModel, tmp_path: Path) -> None:
    first = deploy(model.folder, "sample", tmp_path / "a")
    second = deploy(model.folder, "sample", tmp_path / "b")
    assert (first.model_id[-2:], second.model_id[-2:], second.folder.name) == (":1", ":2", "2")
    (tmp_path / "a").rename(tmp_path / "unplugged")
    third = deploy(model.folder, "sample", tmp_path / "c")
    assert third.model_id.endswith(":3"), "a drive that is not connected keeps its versions"
    (tmp_path / "unplugged").rename(tmp_path / "a")
    libraries.index().write_text("{oops")
    assert states() == dict.fromkeys([first.model_id, second.model_id, third.model_id], "ready")
    libraries.index().write_text("[]")
    assert all(each.mended for each in mended().values()) and len(installed()) == 3


def test_what_a_newer_version_keeps_is_only_read(model: ConvertedModel, library: Path) -> None:
    deploy(model.folder, "sample", library)
    (library / "library.json").write_text('{"format": 2, "installer": "9.9"}')
    for request in (
        Deploy(folder=model.folder, name="sample", library=library),
        Remove("sample"),
        Rename("sample", "other"),
        Offer("sample"),
        Tune("sample"),
    ):
        failed = run_to_failure(request)
        assert (failed.kind, failed.facts["version"]) == (FailureKind.LIBRARY_NEWER, "9.9")
    assert states() == {"sample-generic-cpu:1": "ready"}
    before = {path: path.stat().st_mtime_ns for path in library.rglob("*")}
    assert ask("sample", "What is INT4?").text
    assert {path: path.stat().st_mtime_ns for path in library.rglob("*")} == before
    (row,) = installed().values()
    assert (row.keeper, row.last_used) == ("9.9", "")
    printed = subprocess.run([*COMMAND, "models"], capture_output=True, text=True, check=True).stdout
    assert "newer version 9.9" in printed
    index = libraries.index().read_text()
    libraries.index().write_text(index.replace('"version": 2', '"version": 3'))
    assert run_to_failure(List()).kind is FailureKind.LIBRARY_NEWER
    assert '"version": 3' in libraries.index().read_text(), "not put aside like a damaged one"


def test_two_windows_at_once(model: ConvertedModel, library: Path) -> None:
    deploy(model.folder, "old", library)
    verbs = [
        ["deploy", str(model.folder), "--name", "sample", "--library", str(library)],
        ["deploy", str(model.folder), "--name", "sample", "--library", str(library)],
        ["rename", "old", "renamed"],
        ["repair"],
    ]
    children = [subprocess.Popen([*COMMAND, *verb], stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for verb in verbs]
    said = [child.communicate(timeout=patient(100))[0] for child in children]
    assert [child.returncode for child in children] == [0, 0, 0, 0], said
    names = ("renamed-generic-cpu:1", "sample-generic-cpu:1", "sample-generic-cpu:2")
    assert states() == dict.fromkeys(names, "ready")
    assert sorted(path.relative_to(library).as_posix() for path in library.glob("*/*")) == [
        "renamed/1",
        "sample/1",
        "sample/2",
    ]


@pytest.mark.parametrize("step", ["registering", "verifying"])
def test_ended_by_force_between_the_copy_and_the_proof(model: ConvertedModel, library: Path, step: str) -> None:
    first = deploy(model.folder, "sample", library)
    command = [*COMMAND, "deploy", str(model.folder), "--name", "sample", "--library", str(library), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as window:
        assert window.stdout
        while f'"{step}"'.encode() not in window.stdout.readline():
            continue
        family = psutil.Process(window.pid).children(recursive=True)
        for process in (window, *family):
            with suppress(psutil.NoSuchProcess):  # Windows' engine ends with its window
                process.kill()
    psutil.wait_procs(family)
    assert states() == {first.model_id: "ready"}
    assert [path.name for path in (library / "sample").iterdir()] == ["1"]
    assert ask("sample", "What is INT4?").text


def test_a_new_version_replaces_the_earlier_one_only_when_it_answers(
    model: ConvertedModel, library: Path, tmp_path: Path
) -> None:
    first = deploy(model.folder, "sample", library)
    broken = tmp_path / "broken"
    shutil.copytree(model.folder, broken)
    data = broken / "model.onnx.data"
    data.write_bytes(data.read_bytes()[: data.stat().st_size // 2])
    failed = run_to_failure(Deploy(folder=broken, name="sample", library=library, replaces=True))
    assert failed.kind is FailureKind.LOAD_FAILED
    assert states() == {first.model_id: "ready"} and ask("sample", "What is INT4?").text
    second = deploy(first.folder, "sample", library)
    assert second.model_id.endswith(":2"), "an installed version is not deployed over itself"
    third = run(Deploy(folder=model.folder, name="sample", library=library, replaces=True))
    assert third and states() == {third.model_id: "ready"}
    if sys.platform == "linux":
        assert sorted(path.name for path in trash(tmp_path).iterdir()) == ["1", "2"]
    assert ask("sample", "What is INT4?").text


@pytest.fixture
def also_called(tmp_path: Path) -> Iterator[Callable[[Path, Path], None]]:
    """Gives a folder a second name, as each has one on a file system that ignores case."""
    made: list[Path] = []

    def call(folder: Path, name: Path) -> None:
        if name.exists():
            return
        name.mkdir()
        if subprocess.run(["mount", "--bind", folder, name], capture_output=True).returncode:
            pytest.skip("mounting takes the rights of root")
        made.append(name)

    yield call
    for name in made:
        subprocess.run(["umount", name], check=True)


def test_a_name_may_be_written_in_capitals_on_a_mac(
    tmp_path: Path, also_called: Callable[[Path, Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.engine.library import rename

    folder = tmp_path / "mine" / "1"
    precision = Precision.INT4
    mine = Deployment(name="mine", model_id="mine:1", folder=folder, precision=precision, context_length=1, bytes=1)
    mine.folder.mkdir(parents=True)
    monkeypatch.setattr(libraries, "known_libraries", lambda: [tmp_path])
    also_called(tmp_path / "mine", tmp_path / "Mine")
    rename._require_free("Mine", (), [mine])
    (tmp_path / "other").mkdir()
    with pytest.raises(Failure):
        rename._require_free("other", (), [mine])

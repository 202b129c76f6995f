"""Two windows at once: one wins, and the other is told why it did not."""

from pathlib import Path

import pytest

from app.core.events import Finished, Progress
from app.core.failures import FailureKind
from app.core.library.installed import ModelState
from app.core.requests import List, Remove, Rename, Tune
from app.engine.deployment.library_copy import into_library
from app.jobs.process import EngineProcess
from tests.core.package.packages import model_folder
from tests.engine.builder.test_streaming import run as run_module
from tests.engine.jobs import deploy, run, run_to_failure


@pytest.fixture
def job(tmp_path: Path) -> Path:
    (tmp_path / "job").mkdir()
    return tmp_path / "job"


def test_a_name_is_not_changed_while_a_further_version_has_no_note_yet(
    converted: Path, tmp_path: Path, job: Path
) -> None:
    library = tmp_path / "library"
    deploy(converted, "mine", library)
    coming = into_library(converted, library, "mine", job)
    failed = run_to_failure(Rename("mine", "other"))
    assert failed.kind is FailureKind.MODEL_IN_USE
    assert coming.is_dir() and not (library / "other").exists()
    assert [model.state for model in run(List())] == [ModelState.READY]
    run(Remove("mine", version=1, permanently=True))
    assert run_to_failure(Tune("mine")).kind is FailureKind.NOT_INSTALLED


def test_two_new_libraries_give_one_name_two_versions(tmp_path: Path, job: Path) -> None:
    model = model_folder(tmp_path / "model")
    folders = [into_library(model, tmp_path / name, "mine", job) for name in ("one", "two")]
    assert [folder.name for folder in folders] == ["1", "2"]


def test_a_model_that_is_being_tuned_is_neither_deleted_nor_renamed(converted: Path, tmp_path: Path) -> None:
    deploy(converted, "mine", tmp_path / "library")
    refused: list[FailureKind] = []
    process = EngineProcess(Tune("mine"))
    for event in process.events():
        child = process.process()
        if child and isinstance(event, Progress) and event.done and not refused:
            child.suspend()
            requests = (Remove("mine", permanently=True), Rename("mine", "other"))
            refused = [run_to_failure(request).kind for request in requests]
            child.resume()
    assert refused == [FailureKind.MODEL_IN_USE] * 2
    assert isinstance(event, Finished), event
    assert run(Remove("mine", permanently=True))


BACK = "/mine:1-9"  # the folder's way back
FIRST_NOTE, LATER_NOTES = "/deployment.json:1-1", "/deployment.json:2-9"
COPY = "/.deployment.json:1-9"


@pytest.mark.parametrize(
    ("barred", "outcome", "name", "folder"),
    [
        ((FIRST_NOTE,), "failed", "mine", "mine"),
        ((COPY,), "failed", "mine", "mine"),
        ((FIRST_NOTE, BACK), "failed", "mine", "other"),
        ((COPY, BACK), "failed", "mine", "other"),
        ((COPY, BACK, LATER_NOTES), "renamed", "other", "other"),
        (("/other:end",), "", "mine", "mine"),
        (("/deployment.json:end",), "", "mine", "other"),
        (("/.deployment.json:end",), "", "mine", "other"),
        (("/inference_model.json:end",), "", "mine", "other"),
    ],
)
def test_a_name_that_cannot_be_changed_to_the_end(
    converted: Path, tmp_path: Path, barred: tuple[str, ...], outcome: str, name: str, folder: str
) -> None:
    """One model by one name, wherever it lies, and no other that is gone."""
    library = tmp_path / "library"
    deploy(converted, "mine", library)
    output = run_module("tests.engine.library.rename_barred", "mine", "other", *barred, work=tmp_path)
    assert output.strip().endswith(outcome)
    (left,) = run(List())
    assert (left.state, left.deployment.name) == (ModelState.READY, name)
    assert left.deployment.folder == library / folder / "1"
    run(Rename(name, "third"))
    assert [(each.state, each.deployment.name) for each in run(List())] == [(ModelState.READY, "third")]

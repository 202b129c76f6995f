"""The window that tries another precision of an installed model: from its original to both verdicts side by side."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app import paths
from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.fingerprint import source_marks
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.events import Failed, Finished, Progress
from app.core.failures import FailureKind
from app.core.library.deployment import Deployment
from app.core.library.notes import DEPLOYMENT, write_deployment, write_provenance
from app.core.library.origin import note_origin
from app.core.recipe.recipe import Method, Precision, Recipe
from app.core.requests import Convert, Deploy, JudgeModel, Remove
from app.core.scorecard.judging import write_scorecard
from app.core.scorecard.verdict import Advice
from app.core.steps import Step
from app.dialogs.scorecard import ScorecardDialog
from app.dialogs.try_precision import TryPrecisionDialog
from app.jobs.ahead import Ahead
from app.workers.background import Background
from tests.core.checkpoint.checkpoints import checkpoint_folder
from tests.core.scorecard.test_verdict import card
from tests.recorded import A_PROVENANCE, Jobs, a_converted_model, a_deployment
from tests.visible import visible_text

FAR = card("int4", agreement=0.5)
CLOSE = card("int8", agreement=0.99)


def installed(library: Path, version: int, precision: Precision, checkpoint: Checkpoint | None) -> Deployment:
    """With its notes; without a ``checkpoint`` nothing tells where it came from."""
    folder = library / "my-recipes" / str(version)
    folder.mkdir(parents=True)
    recipe = Recipe(precision=precision, method=Method.RTN)
    marks = source_marks(checkpoint) if checkpoint else None
    provenance = replace(A_PROVENANCE, precision=precision, marks=marks, recipe=recipe)
    write_provenance(folder, provenance)
    if checkpoint:
        note_origin(paths.origins_folder(), checkpoint, provenance)
    made = replace(a_deployment(folder), model_id=f"my-recipes-generic-cpu:{version}", precision=precision.value)
    write_deployment(made, DEPLOYMENT)
    return made


@pytest.fixture
def original(tmp_path: Path) -> Checkpoint:
    return inspect_checkpoint(checkpoint_folder(tmp_path / "original"))


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_from_the_advice_to_both_verdicts(
    qtbot: QtBot, home: Path, original: Checkpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = installed(home / "library", 1, Precision.INT4, original)
    converted = a_converted_model(original, home / "converted" / "2")
    made = replace(mine, model_id="my-recipes-generic-cpu:2", precision="int8", folder=converted.folder)
    half = Progress(step=Step.QUANTIZING, overall=0.5)
    jobs = Jobs([half, Finished(converted)], [Finished(made)], [half, Finished(CLOSE)], [Finished(())])
    window = ScorecardDialog(mine, start_job=jobs)
    qtbot.addWidget(window)
    window.begin_kept(FAR)
    (advised,) = [each for each in window.findChildren(QPushButton) if each.text() == "Try INT8 and compare"]
    advised.click()
    (trial,) = window.findChildren(TryPrecisionDialog)
    changes: list[bool] = []
    trial.changed.connect(lambda: changes.append(True))
    qtbot.waitUntil(lambda: "my-recipes 2 · INT8" in visible_text(trial))
    convert, deploy, judge = jobs.requests
    assert isinstance(convert, Convert) and convert.recipe == Recipe(precision=Precision.INT8)
    assert convert.checkpoint == original and convert.output == home / "library" / "my-recipes" / "2"
    assert isinstance(deploy, Deploy) and (deploy.name, deploy.source) == ("my-recipes", "original")
    assert judge == JudgeModel("my-recipes-generic-cpu:2")
    for said in ("my-recipes 1 · INT4", "Answers differently from your original.", "Answers like your original."):
        assert said in visible_text(trial)
    monkeypatch.setattr(QMessageBox, "exec", lambda _: 0)
    monkeypatch.setattr(
        QMessageBox, "clickedButton", lambda asked: next(each for each in asked.buttons() if each.text() == "&Delete")
    )
    keep = [each for each in trial.findChildren(QPushButton) if each.text() == "Keep this one, delete the other"]
    keep[1].click()
    qtbot.waitUntil(lambda: jobs.requests[3:] == [Remove("my-recipes-generic-cpu:1")])
    qtbot.waitUntil(lambda: "my-recipes 1 · INT4 is in the trash" in visible_text(trial))
    assert len(changes) == 2
    trial.done(0)
    window.done(0)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_child_that_loads_the_libraries_begins_with_the_advice_and_the_trial_takes_it(
    qtbot: QtBot, home: Path, original: Checkpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads: list[Ahead] = []
    monkeypatch.setattr(Ahead, "load", lambda ahead: loads.append(ahead))
    background = Background()
    mine = installed(home / "library", 1, Precision.INT4, original)
    windows = [ScorecardDialog(mine, measurements=background.measurements) for _ in range(2)]
    for window, verdict in zip(windows, (CLOSE, FAR), strict=True):
        qtbot.addWidget(window)
        window.begin_kept(verdict)
        assert loads == ([background.ahead] if verdict is FAR else [])
    windows[1].follow(Advice.TRY_INT8)
    (trial,) = windows[1].findChildren(TryPrecisionDialog)
    trial.done(0)
    job = trial._runner._start_job(Convert(checkpoint=original, recipe=Recipe(), output=home / "2"))
    assert job._source._ahead is background.ahead
    for window in windows:
        window.done(0)
    background.end()


def test_what_was_made_before_is_only_shown(qtbot: QtBot, home: Path, original: Checkpoint) -> None:
    mine = installed(paths.default_library(), 1, Precision.INT4, original)
    other = installed(paths.default_library(), 2, Precision.INT8, original)
    write_scorecard(other.folder, CLOSE)
    jobs = Jobs([])
    trial = TryPrecisionDialog(mine, FAR, Precision.INT8, start_job=jobs)
    qtbot.addWidget(trial)
    trial.begin()
    qtbot.waitUntil(lambda: "my-recipes 2 · INT8" in visible_text(trial))
    assert jobs.requests == []
    trial.done(0)


def test_an_original_that_is_away_is_told_and_can_be_chosen(
    qtbot: QtBot, home: Path, original: Checkpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = installed(home / "library", 1, Precision.INT4, original)
    moved = original.folder.rename(original.folder.with_name("moved"))
    trial = TryPrecisionDialog(mine, FAR, Precision.INT4, start_job=(jobs := Jobs([Failed(FailureKind.DISK_FULL)])))
    qtbot.addWidget(trial)
    trial.begin()
    qtbot.waitUntil(lambda: "Its original is away" in visible_text(trial))
    assert str(original.folder) in visible_text(trial) and jobs.requests == []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(moved))
    trial.original_button.click()
    qtbot.waitUntil(lambda: trial.failure.isVisibleTo(trial))
    (convert,) = jobs.requests
    assert isinstance(convert, Convert) and convert.checkpoint.folder == moved
    assert convert.recipe.method is Method.RTN, "converted again as it was before"
    trial.done(0)


def test_without_a_note_nobody_knows_the_original(qtbot: QtBot, home: Path) -> None:
    mine = installed(home / "library", 1, Precision.INT4, None)
    trial = TryPrecisionDialog(mine, FAR, Precision.INT8, start_job=Jobs([]))
    qtbot.addWidget(trial)
    trial.begin()
    qtbot.waitUntil(lambda: "Where its original lies is not known" in visible_text(trial))
    trial.done(0)

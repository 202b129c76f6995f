"""A model is measured on this computer when it is deployed, and again when asked; cancelled, nothing has changed."""

import json
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.core.computer.threads import candidates, own_threads, usable_cores, with_threads
from app.core.events import Failed, Progress
from app.core.failures import FailureKind
from app.core.library.converted_check import GENAI_CONFIG
from app.core.library.converted_model import ConvertedModel
from app.core.library.deployment import Deployment
from app.core.library.notes import read_provenance, write_provenance
from app.core.requests import Tune
from app.core.scorecard.judging import read_scorecard, write_scorecard
from app.core.scorecard.scorecard import Measure, this_computer
from app.core.steps import Step
from app.jobs.process import EngineProcess
from tests.core.scorecard.scorecards import CARD
from tests.engine.jobs import deploy, run, run_to_failure


@pytest.fixture
def deployed(model: ConvertedModel, tmp_path: Path) -> Deployment:
    return deploy(model.folder, "sample", tmp_path / "library")


def threads(folder: Path) -> int | None:
    config = json.loads((folder / GENAI_CONFIG).read_text(encoding="utf-8"))
    options = config["model"]["decoder"]["session_options"]
    return options.get("intra_op_num_threads")  # type: ignore[no-any-return]


def set_threads(folder: Path, count: int) -> None:
    config = with_threads(json.loads((folder / GENAI_CONFIG).read_text(encoding="utf-8")), count)
    (folder / GENAI_CONFIG).write_text(json.dumps(config), encoding="utf-8")


def test_deploying_tunes_and_notes_it(model: ConvertedModel, deployed: Deployment) -> None:
    provenance = read_provenance(deployed.folder)
    assert provenance and provenance.tuning
    tuning = provenance.tuning
    assert tuning.threads in candidates() and threads(deployed.folder) == tuning.threads
    assert (tuning.cores, bool(tuning.processor)) == (usable_cores(), True)
    assert tuning.speed.decode > 0 and tuning.speed.prefill > tuning.speed.decode
    assert threads(model.folder) is None, "the converted folder is the user's own"


def test_tuned_again_for_another_computer(deployed: Deployment) -> None:
    set_threads(deployed.folder, 61)
    write_scorecard(deployed.folder, replace(CARD, computer=this_computer()))
    tuning = run(Tune(deployed.model_id))
    assert tuning and threads(deployed.folder) == tuning.threads in candidates()
    card = read_scorecard(deployed.folder)
    assert card and [row.measure for row in card.rows] == [Measure.ENDLESS], "the speeds were those of 61 threads"
    assert run_to_failure(Tune("nobody")).kind is FailureKind.NOT_INSTALLED


def test_where_nothing_can_be_measured_another_computers_number_does_not_stay(deployed: Deployment) -> None:
    """Its graph is damaged. What was measured here before stays, what was measured elsewhere does not."""
    here = read_provenance(deployed.folder)
    assert here and here.tuning
    graph = deployed.folder / "model.onnx"
    size = graph.stat().st_size
    graph.unlink()  # a hard link of the converted folder's
    graph.write_bytes(b"\xff" * size)
    set_threads(deployed.folder, 61)
    assert run_to_failure(Tune("sample")).kind is FailureKind.LOAD_FAILED
    assert threads(deployed.folder) == here.tuning.threads
    elsewhere = replace(here.tuning, processor="Another", threads=61)
    write_provenance(deployed.folder, replace(here, tuning=elsewhere))
    set_threads(deployed.folder, 61)
    assert run_to_failure(Tune("sample")).kind is FailureKind.LOAD_FAILED
    assert threads(deployed.folder) == own_threads()
    after = read_provenance(deployed.folder)
    assert after and after.tuning is None


def test_cancelled_within_two_seconds_and_nothing_has_changed(deployed: Deployment) -> None:
    before = {path.name: path.read_bytes() for path in deployed.folder.iterdir() if path.suffix == ".json"}
    process = EngineProcess(Tune("sample"))
    started = 0.0
    for event in process.events():
        if isinstance(event, Progress) and event.step is Step.TUNING and not started:
            started = time.monotonic()
            process.cancel()
    assert isinstance(event, Failed) and event.kind is FailureKind.CANCELLED
    assert time.monotonic() - started < 2
    assert before == {path.name: path.read_bytes() for path in deployed.folder.iterdir() if path.suffix == ".json"}

"""A model is measured on this computer when it is deployed, and again when asked; cancelled, nothing has changed."""

import json
import time
from pathlib import Path

import pytest

from app import paths
from app.core.converted_check import GENAI_CONFIG
from app.core.events import Failed, Progress, Step
from app.core.failures import FailureKind
from app.core.library import read_provenance
from app.core.plan import ConvertedModel, Deployment
from app.core.requests import Tune
from app.core.tuning import candidates, usable_cores
from app.process import EngineProcess
from tests.engine.jobs import convert, deploy, run, run_to_failure


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ConvertedModel:
    return convert(paths.sample_model(), tmp_path_factory.mktemp("data") / "model")


@pytest.fixture
def deployed(model: ConvertedModel, tmp_path: Path) -> Deployment:
    return deploy(model.folder, "sample", tmp_path / "library")


def threads(folder: Path) -> int | None:
    config = json.loads((folder / GENAI_CONFIG).read_text(encoding="utf-8"))
    options = config["model"]["decoder"]["session_options"]
    return options.get("intra_op_num_threads")  # type: ignore[no-any-return]


def test_deploying_tunes_and_notes_it(model: ConvertedModel, deployed: Deployment) -> None:
    provenance = read_provenance(deployed.folder)
    assert provenance and provenance.tuning
    tuning = provenance.tuning
    assert tuning.threads in candidates() and threads(deployed.folder) == tuning.threads
    assert (tuning.cores, bool(tuning.processor)) == (usable_cores(), True)
    assert tuning.speed.decode > 0 and tuning.speed.prefill > tuning.speed.decode
    assert threads(model.folder) is None, "the converted folder is the user's own"


def test_tuned_again_for_another_computer(deployed: Deployment) -> None:
    config = deployed.folder / GENAI_CONFIG
    strange = config.read_text(encoding="utf-8").replace(
        f'"intra_op_num_threads": {threads(deployed.folder)}', '"intra_op_num_threads": 61'
    )
    config.write_text(strange, encoding="utf-8")
    tuning = run(Tune("sample")).tuning
    assert tuning and threads(deployed.folder) == tuning.threads in candidates()
    assert run_to_failure(Tune("nobody")).kind is FailureKind.NOT_INSTALLED


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

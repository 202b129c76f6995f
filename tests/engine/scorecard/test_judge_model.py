"""Installed models are measured: real children, the real sample model as it is and damaged on purpose, its original."""

import json
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import onnx
import pytest
from msgspec.structs import replace

from app import paths
from app.core.events import Failed, Progress
from app.core.failures import Failure, FailureKind
from app.core.library.converted_check import GENAI_CONFIG
from app.core.library.deployment import Deployment
from app.core.package.manifest import SUFFIX
from app.core.recipe.recipe import Precision
from app.core.requests import Install, JudgeModel, Pack
from app.core.scorecard.judging import FAULTS, SCORECARD_FILE, read_scorecard, write_scorecard
from app.core.scorecard.questions import Question
from app.core.scorecard.scorecard import (
    Cause,
    EdgeCase,
    Grade,
    Measure,
    Scorecard,
    Uncompared,
    measured_on,
    this_computer,
)
from app.core.scorecard.verdict import TileName, TileSays, verdict_of
from app.core.steps import Step
from app.engine.scorecard.original import find_original
from app.engine.scorecard.response import MIXED
from app.jobs.process import EngineProcess
from app.storage.question_runs import last_run
from tests.core.checkpoint.checkpoints import checkpoint_folder
from tests.engine.jobs import convert, deploy, run, run_to_failure


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Deployment, Path, Scorecard]:
    """The sample model in int4, in a home of its own, and what was measured of it."""
    folder = tmp_path_factory.mktemp("installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MODEL_INSTALLER_HOME", str(folder / "home"))
        model = convert(paths.sample_model(), folder / "model")
        deployment = deploy(model.folder, "sample", folder / "library")
        card = measured("sample")
        (deployment.folder / SCORECARD_FILE).rename(folder / SCORECARD_FILE)
        return deployment, folder / "home", card


@pytest.fixture
def card(installed: tuple[Deployment, Path, Scorecard]) -> Scorecard:
    return installed[2]


@pytest.fixture
def deployed(
    installed: tuple[Deployment, Path, Scorecard], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Deployment]:
    """As it was deployed, whatever the test before has damaged."""
    deployment, home, _ = installed
    monkeypatch.setenv("MODEL_INSTALLER_HOME", str(home))
    kept = shutil.copytree(deployment.folder, tmp_path / "kept")
    notes = shutil.copytree(paths.origins_folder(), tmp_path / "notes")
    yield deployment
    for copy, folder in ((kept, deployment.folder), (notes, paths.origins_folder())):
        shutil.rmtree(folder)
        shutil.copytree(copy, folder)


def measured(name: str, reference: Path | None = paths.sample_model()) -> Scorecard:  # noqa: B008  # a constant
    card = run(JudgeModel(name, reference))
    assert card
    return card


def values(card: Scorecard) -> dict[Measure, float]:
    return {row.measure: row.value for row in card.rows}


def bad(card: Scorecard) -> set[Measure]:
    return {row.measure for row in card.rows if row.verdict is Grade.BAD}


def write_anew(path: Path, text: str) -> None:
    """In the place of a hard link of the converted folder's file."""
    path.unlink()
    path.write_text(text, encoding="utf-8")


def test_the_numbers_are_measured_and_carried(card: Scorecard, deployed: Deployment, tmp_path: Path) -> None:
    assert read_scorecard(deployed.folder.parent.parent.parent) == card and measured_on(card, this_computer())
    found = values(card)
    assert found.keys() == set(Measure) and bad(card) == set() and card.uncompared is None
    assert 0 < found[Measure.FIRST_SHORT] < found[Measure.FIRST_LONG] < 10, "a long prompt takes longer to read"
    assert 5 < found[Measure.SPEED] < 5_000
    assert 50_000_000 < found[Measure.MEMORY] < 400_000_000
    assert 0 < found[Measure.PROCESSOR] <= 1.05, "clocks of processor and wall"
    assert card.short_tokens < 40 < 400 < card.long_tokens < 600, "half of a context of 1024"
    assert 0.8 < found[Measure.AGREEMENT] < 1 and 0 < found[Measure.DIVERGENCE] < 0.2
    assert (card.rounds, card.answers, card.prompts) == (3, 6, 6) and card.positions >= 2_000
    assert card.fidelity and found[Measure.PERPLEXITY] < 0.2 and card.fidelity.divergence_99
    assert card.fidelity.divergence < card.fidelity.divergence_99 < 1
    assert [reading.tokens for reading in card.readings] == sorted(reading.tokens for reading in card.readings)
    assert len(card.readings) == 4 and card.edge_cases == dict.fromkeys(EdgeCase, True)
    assert card.endurance and card.endurance.requests == MIXED and not card.endurance.failed
    assert card.endurance.loaded_again and card.endurance.growth is not None and card.endurance.growth < 5_000_000
    assert len(card.lengths) == 3 and all(held for _, held in card.lengths)
    verdict = verdict_of(card)
    assert [tile.name for tile in verdict.tiles] == list(TileName)
    assert verdict.tiles[0].says is TileSays.LIKE and verdict.tiles[3].says is TileSays.CLEAN
    carried(replace(card, computer=replace(card.computer, processor="the first computer's")), deployed, tmp_path)


def carried(card: Scorecard, deployed: Deployment, tmp_path: Path) -> None:
    """By a package to what could be another computer."""
    write_scorecard(deployed.folder, card)
    package = tmp_path / f"sample{SUFFIX}"
    run(Pack(name="sample", output=package))
    other = run(Install(package=package, library=tmp_path / "library", name="other")).deployment
    assert other and read_scorecard(other.folder) == card and not measured_on(card, this_computer())


def test_a_more_exact_precision_is_closer(card: Scorecard, deployed: Deployment, tmp_path: Path) -> None:
    deploy(convert(paths.sample_model(), tmp_path / "int8", Precision.INT8).folder, "exact", tmp_path / "library")
    four, exact = values(card), measured("exact")
    eight = values(exact)
    assert four[Measure.AGREEMENT] < eight[Measure.AGREEMENT]
    assert four[Measure.DIVERGENCE] > 10 * eight[Measure.DIVERGENCE]
    deploy(convert(paths.sample_model(), tmp_path / "fp32", Precision.FP32).folder, "whole", tmp_path / "library")
    whole = measured("whole")
    assert whole.fidelity and whole.fidelity.exact and whole.fidelity.same_next == 1
    assert whole.parted == (None,) * 6 and verdict_of(whole).tiles[0].says is TileSays.SAME


def test_a_model_without_its_stop_token(deployed: Deployment) -> None:
    """And without a record of its original, as on another computer."""
    config = json.loads((deployed.folder / GENAI_CONFIG).read_text(encoding="utf-8"))
    config["model"]["eos_token_id"] = [2045]
    write_anew(deployed.folder / GENAI_CONFIG, json.dumps(config))
    for note in paths.origins_folder().iterdir():
        note.unlink()
    card = measured("sample", None)
    assert Measure.ENDLESS in bad(card) and card.uncompared is Uncompared.UNKNOWN
    assert card.causes[Measure.ENDLESS] is Cause.UNKNOWN, "nobody was asked"
    assert measured("sample").causes[Measure.ENDLESS] is Cause.STOP_TOKENS, "the original does end"
    assert not values(card).keys() & {Measure.PROMPTS, Measure.AGREEMENT, Measure.DIVERGENCE}


def test_a_model_whose_weights_are_shuffled(deployed: Deployment) -> None:
    data = deployed.folder / "model.onnx.data"
    whole = bytearray(data.read_bytes())
    for tensor in onnx.load(str(deployed.folder / "model.onnx"), load_external_data=False).graph.initializer:
        place = {entry.key: entry.value for entry in tensor.external_data}
        if tensor.data_type == onnx.TensorProto.UINT8 and place:
            start, size = int(place["offset"]), int(place["length"])
            numbers = list(whole[start : start + size])
            random.Random(0).shuffle(numbers)
            whole[start : start + size] = bytes(numbers)
    data.unlink()
    data.write_bytes(whole)
    card = measured("sample")
    assert bad(card) >= {Measure.ENDLESS, Measure.AGREEMENT, Measure.DIVERGENCE}
    assert card.causes[Measure.ENDLESS] is Cause.PRECISION, "the original, asked the same, ends"
    assert verdict_of(card).grade is Grade.BAD
    assert Measure.PROMPTS not in bad(card), "its template is whole"


def test_a_model_with_another_template(deployed: Deployment) -> None:
    found = 0
    for name in ("tokenizer_config.json", "chat_template.jinja"):
        file = deployed.folder / name
        if file.exists() and "<|im_start|>" in (text := file.read_text(encoding="utf-8")):
            write_anew(file, text.replace("<|im_start|>", "[INST]"))
            found += 1
    assert found
    card = measured("sample", None)
    assert Measure.PROMPTS in bad(card), "compared with the recorded original"
    assert Measure.AGREEMENT not in bad(card), "the weights are whole"
    assert values(card)[Measure.PROMPTS] == 1 and not bad(card) & set(FAULTS)
    assert verdict_of(card).tiles[3].says is TileSays.FAULTY_TEMPLATE


@pytest.mark.parametrize("step", [Step.MEASURING, Step.ASKING_ORIGINAL])
def test_cancelled_within_two_seconds_and_only_what_was_measured_is_left(deployed: Deployment, step: Step) -> None:
    question = Question(messages=({"role": "user", "content": "Who are you?"},), expected="model")
    process = EngineProcess(JudgeModel("sample", questions=(question,)))
    started = 0.0
    for event in process.events():
        if isinstance(event, Progress) and event.step is step and not started:
            started = time.monotonic()
            process.cancel()
    assert isinstance(event, Failed) and event.kind is FailureKind.CANCELLED and time.monotonic() - started < 2
    kept, answered = read_scorecard(deployed.folder), last_run(deployed.model_id)
    if step is Step.MEASURING:
        assert not list(deployed.folder.glob(f"{SCORECARD_FILE}*")) and answered is None
    else:
        assert kept and kept.partial and kept.own and kept.own.asked == 1 and len(kept.lengths) == 3
        assert answered and answered.asked == 1 and answered.reference_passed is None
        assert values(kept).keys() >= {Measure.SPEED, *FAULTS} and Measure.AGREEMENT not in values(kept)
    assert not [path for path in paths.work_folder().iterdir() if path.name != "unregister"]


def test_what_cannot_be_compared_is_refused_before_the_work(deployed: Deployment, tmp_path: Path) -> None:
    with pytest.raises(Failure) as refused:
        find_original(paths.sample_model(), deployed, free=100_000_000)
    assert refused.value.kind is FailureKind.OUT_OF_MEMORY
    assert (refused.value.facts["needed_bytes"], refused.value.facts["free_bytes"]) == ("411551744", "100000000")
    recorded = find_original(None, deployed, free=100_000_000)
    assert (recorded.checkpoint, recorded.why, recorded.needed) == (None, Uncompared.NO_MEMORY, 411_551_744)
    other = checkpoint_folder(tmp_path / "other", architectures=["LlamaForCausalLM"], model_type="llama")
    failed = run_to_failure(JudgeModel("sample", other))
    assert failed.kind is FailureKind.REFERENCE_UNFIT, failed
    assert run_to_failure(JudgeModel("sample", tmp_path / "nowhere")).kind is FailureKind.NOT_A_MODEL
    assert run_to_failure(JudgeModel("nobody")).kind is FailureKind.NOT_INSTALLED
    assert not (deployed.folder / SCORECARD_FILE).exists()

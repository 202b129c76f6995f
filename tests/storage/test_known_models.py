"""What was listed and measured last is there at once; verdicts of earlier days stay."""

from pathlib import Path

from msgspec.structs import replace

from app import paths
from app.core.library.installed import InstalledModel
from app.core.scorecard.judging import keep_partial, read_scorecard, write_scorecard
from app.storage.known_models import KnownModels, known_models, learn_models
from app.storage.verdicts import MOST, earlier_verdicts, keep_verdict
from tests.core.scorecard.scorecards import CARD
from tests.recorded import a_deployment


def test_the_list_is_remembered_with_its_verdicts(home: Path, tmp_path: Path) -> None:
    assert known_models() == KnownModels()
    model = InstalledModel(deployment=a_deployment(tmp_path), own_bytes=7)
    assert learn_models([model]).verdicts == {}
    write_scorecard(tmp_path, CARD)
    assert learn_models([model]) == known_models() == KnownModels((model,), {model.deployment.model_id: CARD})
    paths.known_models_file().write_text('{"models": 3}', encoding="utf-8")
    assert known_models() == KnownModels()


def test_earlier_verdicts_of_all_versions_of_a_name(home: Path) -> None:
    for number in range(MOST + 3):
        keep_verdict(replace(CARD, model=f"mine-generic-cpu:{1 + number % 2}", created=f"{number:03}"))
    keep_verdict(replace(CARD, model="other-generic-cpu:1"))
    found = earlier_verdicts("mine-generic-cpu:7")
    assert len(found) == MOST and found[0].created == f"{MOST + 2:03}"
    assert {card.model for card in found} == {"mine-generic-cpu:1", "mine-generic-cpu:2"}
    assert earlier_verdicts("nobody-generic-cpu:1") == ()


def test_what_was_stopped_replaces_nothing_whole(tmp_path: Path) -> None:
    so_far = replace(CARD, partial=True)
    keep_partial(tmp_path, so_far)
    later = replace(so_far, created="2027-01-01T00:00:00+00:00")
    keep_partial(tmp_path, later)
    assert read_scorecard(tmp_path) == later
    write_scorecard(tmp_path, CARD)
    keep_partial(tmp_path, later)
    assert read_scorecard(tmp_path) == CARD

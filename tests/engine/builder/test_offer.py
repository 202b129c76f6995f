"""Every recipe that is offered converts to something that loads and answers, of exactly the size that was estimated."""

import msgspec
import pytest

from tests.engine.builder.load_recipes import LOADED, Conversion
from tests.engine.builder.recipes import every_recipe
from tests.engine.builder.test_streaming import run_shared
from tests.engine.tiny_towers import TOWER_KINDS


@pytest.fixture(scope="module")
def conversions(tmp_path_factory: pytest.TempPathFactory) -> list[Conversion]:
    lines = run_shared("tests.engine.builder.load_recipes", tmp_path_factory.mktemp("offered"), LOADED)
    return [msgspec.json.decode(line, type=Conversion) for line in lines]


@pytest.mark.timeout(1500)  # the first waits for all
@pytest.mark.parametrize("kind", LOADED)
def test_what_is_offered_works(conversions: list[Conversion], kind: str) -> None:
    mine = [conversion for conversion in conversions if conversion.kind == kind]
    assert len(mine) >= (2 if kind in TOWER_KINDS else 5)
    for conversion in mine:
        assert not conversion.failed, conversion
        assert conversion.size == conversion.estimate, conversion


def test_every_recipe_is_tried(conversions: list[Conversion]) -> None:
    assert {conversion.recipe for conversion in conversions} == set(every_recipe())

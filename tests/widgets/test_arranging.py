"""In which order installed models are shown, and what a search finds."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from app.core.library.installed import InstalledModel
from app.core.library.naming import model_id
from app.widgets.arranging import Order, arranged
from tests.recorded import a_deployment


def model(name: str, version: int, size: int, created: str, used: str = "", source: str = "") -> InstalledModel:
    made = replace(a_deployment(Path("/m")), name=name, model_id=model_id(name, version), bytes=size)
    return InstalledModel(deployment=replace(made, created=created, source=source), last_used=used)


MODELS = (
    model("m10", 1, 5, "2026-01-01", "2026-02-01"),
    model("m2", 1, 9, "2026-01-02"),
    model("m2", 10, 1, "2026-01-05", "2026-03-01"),
    model("m2", 9, 1, "2026-01-04"),
    model("Alpha", 1, 20, "2026-01-03", source="Recipes of my mother"),
)


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (Order.NAME, ["Alpha", "m2", "m10"]),
        (Order.USED, ["m2", "m10", "Alpha"]),
        (Order.INSTALLED, ["m2", "Alpha", "m10"]),
        (Order.SIZE, ["Alpha", "m2", "m10"]),
        (Order.VERDICT, ["m10", "m2", "Alpha"]),
    ],
)
def test_names_in_each_order_with_their_newest_version_first(order: Order, names: list[str]) -> None:
    groups = arranged(MODELS, "", order, {"m10-generic-cpu:1": 0, "m2-generic-cpu:9": 2})
    assert [group[0].deployment.name for group in groups] == names
    (versions,) = [[each.version for each in group] for group in groups if len(group) > 1]
    assert versions == [10, 9, 1]


@pytest.mark.parametrize(
    ("search", "found"), [("", 3), ("MOTHER", 1), ("m2 int4", 1), ("m", 3), ("nothing", 0), ("  ", 3), (":9", 1)]
)
def test_each_word_is_searched(search: str, found: int) -> None:
    assert len(arranged(MODELS, search)) == found

"""docs/models.md says what the program's own table says, and every figure in it was measured."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "build"))

from models_page import FIGURES, PAGE, REASONS, page, read_figures  # noqa: E402

from app.core.families.family import Refusal  # noqa: E402
from app.core.families.table import FAMILIES  # noqa: E402
from tests.engine.tiny_models import KINDS, SETTINGS  # noqa: E402
from tests.engine.tiny_towers import TOWER_KINDS  # noqa: E402


def test_the_page_is_what_the_script_writes() -> None:
    """Otherwise: ``python build/models_page.py``, after a change of the table."""
    assert PAGE.read_text(encoding="utf-8") == page(read_figures())


def test_every_kind_was_measured_and_holds() -> None:
    """Otherwise: ``python build/models_page.py --measure``."""
    figures = read_figures()["fp32"]
    assert figures.keys() == {*KINDS, *SETTINGS, *TOWER_KINDS}, FIGURES
    assert 0 <= max(figures.values()) < 1e-3


def test_every_reason_has_words() -> None:
    assert REASONS.keys() == set(Refusal)
    assert all(family.sizes for family in FAMILIES.values())

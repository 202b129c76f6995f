"""The family table is the one place that knows an architecture, and all that builds on it is there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.checkpoint.config import SIZES
from app.core.checkpoint.shape import read_shape
from app.core.families.family import Correction, Family
from app.core.families.table import CHAT_IN_SPITE_OF_NAME, FAMILIES, LLAMA, REFUSED, family_of
from tests.engine.tiny_models import COMMON
from tests.engine.tiny_models import FAMILIES as ROWS

ROOT = Path(__file__).parents[3]
APP = ROOT / "app"
TABLE = APP / "core" / "families"
CLASS_NAME = re.compile(r"\b[A-Z]\w*For(CausalLM|ConditionalGeneration)\b")
LAYOUT = "mistral"  # also what the layout of weight files is called that Mistral's own program reads
TYPES = {family.model_type for family in FAMILIES.values()} - {LAYOUT}
NAMES = {*FAMILIES, *REFUSED, *CHAT_IN_SPITE_OF_NAME, *TYPES}


def texts(code: str) -> Iterator[str]:
    """The texts in Python code, without its docstrings."""
    tree = ast.parse(code)
    prose = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value


def named(code: str) -> list[str]:
    return [text for text in texts(code) if text in NAMES or CLASS_NAME.search(text)]


@pytest.mark.parametrize("path", sorted(APP.rglob("*.py")), ids=lambda path: str(path.relative_to(APP)))
def test_no_other_file_names_an_architecture(path: Path) -> None:
    if path.parent != TABLE:
        assert named(path.read_text(encoding="utf-8")) == []


def test_the_rule_would_notice() -> None:
    assert named('if name == "StarForCausalLM": pass') == ["StarForCausalLM"]
    assert named('"""A StarForCausalLM."""\nkind = "phi3"') == ["phi3"]
    assert set(FAMILIES) <= set(named((TABLE / "table.py").read_text(encoding="utf-8")))


def test_every_family_has_a_tiny_model() -> None:
    """So that the tests of conversions and their sizes try it."""
    assert {f"{prefix}ForCausalLM" for prefix, _ in ROWS.values()} == set(FAMILIES)


def test_names_are_told_apart() -> None:
    for names in (
        [family.model_type for family in FAMILIES.values()],
        [family.name for family in FAMILIES.values()],
        [family.listed or family.name for family in FAMILIES.values()],
    ):
        assert all(names) and len(set(names)) == len(FAMILIES)
    assert not REFUSED.keys() & FAMILIES.keys()


def test_an_unknown_architecture_is_taken_for_llama() -> None:
    assert family_of("StarForCausalLM") is LLAMA


def test_no_correction_is_left_behind() -> None:
    used = {correction for family in FAMILIES.values() for correction in family.corrections}
    assert used == set(Correction)


def test_the_readme_names_every_family() -> None:
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    listed = readme.partition("**Which models:**")[2].partition("Others are refused")[0]
    assert [family.name for family in FAMILIES.values() if re.split(r"[ -][\d/]", family.name)[0] not in listed] == []


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.name)
def test_the_shape_of_a_config_that_says_the_least(family: Family) -> None:
    """The table's defaults stand in for what is left out."""
    sizes = {key: COMMON[key] for key in SIZES} | {"shared_intermediate_size": 192}
    shape = read_shape(sizes | {"architectures": [family.architecture], "max_position_embeddings": 256})
    assert shape is not None
    assert shape.head_size == family.head_size or (family.head_size == 0 and shape.head_size == 32)
    assert shape.key_value_heads == (family.key_value_heads or 4)
    assert shape.tied_embeddings is family.tied

"""What the documents for contributors and users name is there."""

import re
from pathlib import Path

import pytest

from app.core.findings import Mend

ROOT = Path(__file__).parents[1]
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "docs/fleet.md",
    "docs/models.md",
    "docs/questions.md",
    "docs/macos.md",
    "docs/windows.md",
)
FOLDERS = ("app", "build", "docs", "resources", "tests")


def text(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_to_a_file(document: str) -> None:
    places = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", text(document)) if "://" not in link]
    assert [place for place in places if place and not (ROOT / document).parent.joinpath(place).exists()] == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_every_path_exists(document: str) -> None:
    paths = re.findall(rf"`((?:{'|'.join(FOLDERS)})/[\w./-]*)`", text(document))
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_map_has_every_package() -> None:
    page = text("docs/architecture.md").partition("## The map")[2].partition("## ")[0]
    packages = [path.parent.name for path in (ROOT / "app").rglob("__init__.py")]
    assert [name for name in packages if f"{name}/" not in page] == []


def test_the_readme_lists_every_mend() -> None:
    listed = re.findall(r"^\| `(\w+)` \|", text("README.md"), re.MULTILINE)
    assert sorted(listed) == sorted(Mend)


@pytest.mark.parametrize("command", ["demo", "test"])
def test_the_readme_says_how_to_begin(command: str) -> None:
    assert f"python3 build/dev.py {command}" in text("README.md")
    assert f"python3 build/dev.py {command}" in text("CONTRIBUTING.md")

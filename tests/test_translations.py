"""Bahasa Indonesia is complete, and says the same."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
I18N = ROOT / "resources" / "i18n"
PLACEHOLDER = re.compile(r"\{\w*(?::[^}]*)?\}")


def messages() -> Iterator[tuple[str, ElementTree.Element]]:
    for message in ElementTree.parse(I18N / "id.ts").iter("message"):
        yield message.findtext("source") or "", message


def test_every_text_is_translated() -> None:
    missing = [source for source, message in messages() if not message.findtext("translation")]
    assert missing == []


def test_the_values_stand_in_the_translation_too() -> None:
    for source, message in messages():
        translation = message.findtext("translation") or ""
        assert sorted(PLACEHOLDER.findall(source)) == sorted(PLACEHOLDER.findall(translation)), source
        assert source.count("\n") == translation.count("\n"), source
        assert ("&" in source.replace("&&", "")) == ("&" in translation.replace("&&", "")), source


def test_the_file_holds_the_texts_of_the_app(tmp_path: Path) -> None:
    """When this fails: ``python3 build/dev.py translations``, translate, and run it again."""
    fresh = tmp_path / "id.ts"
    fresh.write_bytes((I18N / "id.ts").read_bytes())
    files = [str(path) for path in sorted((ROOT / "app").rglob("*.py"))]
    lupdate = Path(sys.executable).with_name("pyside6-lupdate")
    if not lupdate.exists():
        pytest.skip("pyside6-lupdate is not beside this Python")
    options = ["-no-obsolete", "-locations", "none", "-silent"]
    subprocess.run([lupdate, *options, *files, "-ts", str(fresh)], check=True, capture_output=True, cwd=ROOT)
    now = {message.findtext("source") for message in ElementTree.parse(fresh).iter("message")}
    assert now == {source for source, _ in messages()}

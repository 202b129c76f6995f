"""Every language is complete, and says the same."""

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.wording.messages import FAILURES, SITUATIONS
from app.wording.translation import LANGUAGES, SOURCE, TRANSLATED, Language

ROOT = Path(__file__).parents[2]
I18N, HELP = ROOT / "resources" / "i18n", ROOT / "resources" / "help"
PLACEHOLDER = re.compile(r"\{\w*(?::[^}]*)?\}")


in_each_language = pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.code)


def messages(language: Language) -> Iterator[tuple[str, ElementTree.Element]]:
    for message in ElementTree.parse(I18N / f"{language.code}.ts").iter("message"):
        yield message.findtext("source") or "", message


def test_each_language_has_its_files_and_no_other_has() -> None:
    codes = {language.code for language in LANGUAGES}
    translated = codes - {SOURCE.code}
    assert {path.name for path in I18N.iterdir()} == {f"{code}.{end}" for code in translated for end in ("ts", "qm")}
    assert {path.name for path in HELP.iterdir()} == {f"{code}.md" for code in codes}


@in_each_language
def test_every_text_is_translated(language: Language) -> None:
    missing = [source for source, message in messages(language) if not message.findtext("translation")]
    assert missing == []


@in_each_language
def test_all_that_is_told_of_failures_is_among_them(language: Language) -> None:
    told = {text for table in (FAILURES, SITUATIONS) for words in table.values() for text in words}
    assert told <= {source for source, _ in messages(language)}


@in_each_language
def test_the_values_stand_in_the_translation_too(language: Language) -> None:
    for source, message in messages(language):
        translation = message.findtext("translation") or ""
        assert sorted(PLACEHOLDER.findall(source)) == sorted(PLACEHOLDER.findall(translation)), source
        assert source.count("\n") == translation.count("\n"), source
        assert ("&" in source.replace("&&", "")) == ("&" in translation.replace("&&", "")), source


def test_no_text_stands_in_an_f_string() -> None:
    """There lupdate does not find it, and it stays English."""
    missed: list[str] = []
    for file in (ROOT / "app").rglob("*.py"):
        written = (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.JoinedStr))
        for call in (part for node in written for part in ast.walk(node) if isinstance(part, ast.Call)):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name in ("tr", "translate", "QT_TR_NOOP") and isinstance(call.args[-1], ast.Constant):
                missed.append(f"{file.relative_to(ROOT)}:{call.lineno}: {ast.unparse(call)}")
    assert missed == []


@in_each_language
def test_the_file_holds_the_texts_of_the_app(tmp_path: Path, language: Language) -> None:
    """When this fails: ``python3 build/dev.py translations``, translate, and run it again."""
    fresh = tmp_path / f"{language.code}.ts"
    fresh.write_bytes((I18N / fresh.name).read_bytes())
    files = [str(path) for path in sorted((ROOT / "app").rglob("*.py"))]
    lupdate = Path(sys.executable).with_name("pyside6-lupdate")
    if not lupdate.exists():
        pytest.skip("pyside6-lupdate is not beside this Python")
    options = ["-no-obsolete", "-locations", "none", "-silent"]
    subprocess.run([lupdate, *options, *files, "-ts", str(fresh)], check=True, capture_output=True, cwd=ROOT)
    now = {message.findtext("source") for message in ElementTree.parse(fresh).iter("message")}
    assert now == {source for source, _ in messages(language)}

"""The help says the same in all languages, names what the windows name, and shows where things are here."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app import paths
from app.dialogs.help import HelpDialog, help_text
from app.pages.base import Page
from app.settings import Settings
from app.windows import Windows
from app.wizard import Wizard
from app.wording.translation import SOURCE, TRANSLATED, Language
from tests.recorded import as_steps

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen one
SYSTEM_OWN = "Settings → Apps"


def source(language: str) -> str:
    return paths.resource("help", f"{language}.md").read_text(encoding="utf-8")


def test_all_languages_have_the_same_parts() -> None:
    def parts(text: str) -> list[str]:
        return re.findall(r"^(###|\d\.|-) |\{(\w+)\}|(`[./\w-]+`)", text, re.MULTILINE)

    assert all(parts(source(language.code)) == parts(source(SOURCE.code)) for language in TRANSLATED)


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.code)
def test_pages_and_buttons_are_called_as_in_the_windows(language: Language) -> None:
    file = paths.resource("i18n", f"{language.code}.ts")
    texts = {
        re.sub("[&…]", "", message.findtext("source") or ""): re.sub("[&…]", "", message.findtext("translation") or "")
        for message in ElementTree.parse(file).iter("message")
    }
    lines = [" ".join(source(code).split()) for code in (SOURCE.code, language.code)]
    named = [re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", line) for line in lines]
    pairs = [pair for pair in zip(*named, strict=True) if pair[0] != SYSTEM_OWN]
    assert len(pairs) >= 5
    assert [texts.get(english) for english, _ in pairs] == [other for _, other in pairs]


def test_a_language_without_a_page_gets_english(home: Path) -> None:
    before = QLocale()
    for language, heading in (("id", "Letak berkas"), ("fr", "Where things are")):
        QLocale.setDefault(QLocale(language))
        assert heading in help_text()
    QLocale.setDefault(before)


def test_it_opens_by_its_key_and_shows_the_places_of_this_computer(qtbot: QtBot, home: Path) -> None:
    settings = Settings()
    settings.library = home / "{my} models"
    page = Page()
    page.name("One", "")
    wizard = Wizard(as_steps(page), settings)
    qtbot.addWidget(wizard)
    with qtbot.waitActive(wizard):
        wizard.show()
    QTest.keyClick(wizard.windowHandle(), Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: wizard.findChild(HelpDialog) is not None)
    dialog = wizard.findChild(HelpDialog)
    for place in (settings.library, paths.data_folder(), paths.log_folder()):
        assert str(place) in dialog.text.toPlainText()
    bar = dialog.text.verticalScrollBar()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_PageDown)
    assert bar.value() > 0, "the keys scroll"
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.search, "Tab goes round"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: wizard.findChild(HelpDialog) is None)


@pytest.mark.parametrize("language", ["en", "id"])
def test_each_step_has_its_part_which_is_on_top(qtbot: QtBot, home: Path, language: str) -> None:
    windows = Windows(Settings())
    windows.speak(language)
    names = [name for name, _ in windows.pages()][1:-1]  # the first page explains itself, and so does the last
    tops = []
    for name in names:
        dialog = HelpDialog(about=name)
        qtbot.addWidget(dialog)
        dialog.open_at_part()
        (mark,) = dialog.text.extraSelections()
        assert mark.cursor.block().text().startswith(name)
        tops.append(dialog.text.cursorRect(QTextCursor(mark.cursor.block())).top())
        assert 0 <= tops[-1] < dialog.text.height() // 2, name
    windows.speak("en")


def test_words_are_found(qtbot: QtBot, home: Path) -> None:
    dialog = HelpDialog()
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    dialog.search.setText("adapter")
    count = dialog.text.toPlainText().lower().count("adapter")
    assert len(dialog.text.extraSelections()) == count > 0
    assert dialog.found.text().startswith(f"{count} found")
    dialog.search.setText("zebra")
    assert dialog.found.text() == "Nothing found."
    dialog.search.setText("model")
    dialog.search.setFocus()
    places = []
    for _ in range(3):
        places.append(dialog.text.textCursor().position())
        qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert places == sorted(set(places)) and dialog.isVisible()

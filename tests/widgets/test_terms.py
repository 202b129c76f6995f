"""Every term has one sentence, which shows by a click, by a key and by pointing at the question mark."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QToolTip, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.widgets.fact_list import FactList
from app.widgets.term_button import TermButton
from app.wording.terms import TERMS, Term


@pytest.mark.parametrize("term", Term)
def test_one_sentence_each(term: Term) -> None:
    text = TERMS[term]
    assert text.endswith(".") and text.count(". ") == 0 and "<" not in text


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen one
def test_a_key_shows_it(qtbot: QtBot) -> None:
    window, made = QDialog(), TermButton(Term.TOKENS, "Keeps in mind")
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(made)
    with qtbot.waitActive(window):
        window.show()
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert "75 English words" in QToolTip.text()
    assert made.accessibleName() == "What is this: Keeps in mind?" and "75" in made.accessibleDescription()
    QToolTip.hideText()


def test_a_fact_has_it_beside_its_caption(qtbot: QtBot) -> None:
    facts = FactList()
    qtbot.addWidget(facts)
    facts.show_facts([("Name", "a"), ("Model id", "a-generic-cpu:1", Term.MODEL_ID), ("Empty", "", Term.TOKENS)])
    assert [made.accessibleName() for made in facts.findChildren(TermButton)] == ["What is this: Model id?"]

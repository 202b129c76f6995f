"""The window with earlier conversations: by model, searched, saved, deleted."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.dialogs.chat_history import ChatHistoryDialog
from app.storage.conversations import KeptTurn, keep_conversation, kept_conversations, new_conversation
from tests.recorded import A_REPLY
from tests.storage.test_conversations import TURN

MINE, OTHER = "mine-generic-cpu:1", "mine-generic-cpu:2"


def opened(qtbot: QtBot) -> ChatHistoryDialog:
    rain = KeptTurn("Tell me about rain", "It **falls**.", A_REPLY)
    for model, turns in ((MINE, (TURN,)), (MINE, (rain, TURN)), (OTHER, (rain,))):
        keep_conversation(replace(new_conversation(model), turns=turns))
    dialog = ChatHistoryDialog(MINE)
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    return dialog


def test_they_are_shown_searched_and_saved(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    dialog = opened(qtbot)
    assert dialog.view.texts == ["Tell me about rain", "It **falls**.", TURN.question, TURN.answer]
    dialog.save(tmp_path / "said.md")
    assert "> Tell me about rain" in (tmp_path / "said.md").read_text(encoding="utf-8")
    dialog.save(tmp_path / "nowhere" / "said.md")
    assert dialog.failure.isVisibleTo(dialog)
    dialog.models.setCurrentIndex(1)
    assert dialog.list.count() == 3 and "mine 2" in dialog.list.item(0).text()
    dialog.search.setText("SKY")
    assert len(dialog.shown()) == 2
    dialog.search.setText("snow")
    assert dialog.list.count() == 0 and not dialog.delete_button.isEnabled() and dialog.view.texts == []
    assert dialog.list.isHidden() and not dialog.nothing.isHidden()
    assert "Nothing like that was said." in dialog.nothing.text()
    dialog.search.clear()
    with qtbot.waitSignal(dialog.resumed) as resumed:
        dialog.resume_button.click()
    assert resumed.args[0].turns and not dialog.isVisible()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_one_or_all_that_are_shown_are_deleted(qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = opened(qtbot)
    pressed = "&Keep"
    monkeypatch.setattr(QMessageBox, "exec", lambda _: 0)
    wanted = lambda asked: next(each for each in asked.buttons() if each.text() == pressed)  # noqa: E731
    monkeypatch.setattr(QMessageBox, "clickedButton", wanted)
    dialog.delete_button.click()
    pressed = "&Delete"
    dialog.delete_button.click()
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert [each.turns for each in dialog.shown()] == [(TURN,)]
    dialog.delete_all_button.click()
    qtbot.waitUntil(lambda: dialog.list.count() == 0)
    assert [each.model for each in kept_conversations()] == [OTHER], "what was not shown stays"
    dialog.done(0)

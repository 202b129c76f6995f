"""Where the user writes, and what the answer grows in: long texts hold nothing up."""

import gc
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.chat_messages import Count
from app.core.events import Counted
from app.widgets.chat_view import ChatView
from app.widgets.draft_count import DraftCount
from app.widgets.prompt_field import LINES, PromptField

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
MOST = 50.0  # milliseconds of this thread's own processor time: a busy computer makes it no longer
PASTED = "word " * 10_000


def own_milliseconds(work: Callable[[], None]) -> float:
    started = time.thread_time()
    work()
    QApplication.processEvents()
    return 1000 * (time.thread_time() - started)


def shown(qtbot: QtBot) -> PromptField:
    prompt = PromptField()
    prompt.resize(600, 60)
    qtbot.addWidget(prompt)
    prompt.show()
    return prompt


def test_what_is_pasted_makes_the_field_grow(qtbot: QtBot) -> None:
    prompt = shown(qtbot)
    low = prompt.field.height()
    for text in (PASTED, "one line\n" * 5_000):
        prompt.field.clear()
        assert prompt.field.height() == low
        QGuiApplication.clipboard().setText(text)
        prompt.field.paste()
        assert prompt.field.height() > (LINES - 1) * prompt.field.fontMetrics().lineSpacing()
    prompt.field.setPlainText("some words " * 12)
    wide = prompt.field.height()
    prompt.resize(200, 60)
    qtbot.waitUntil(lambda: prompt.field.height() > wide)


def test_the_tokens_of_a_long_message_are_told_before_it_is_sent(qtbot: QtBot) -> None:
    prompt = shown(qtbot)
    asked: list[Count] = []
    told = DraftCount(prompt, asked.append)
    qtbot.addWidget(told)
    told.set_ready(True)
    QTest.keyClicks(prompt.field, "short")
    prompt.field.setPlainText(PASTED)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [Count(PASTED.strip())] and not told.isVisibleTo(told.parentWidget())
    told.show_counted(Counted("another", 1, 2))
    assert not told.text()
    told.show_counted(Counted(PASTED.strip(), 10_030, 1_024))
    limit, most = QLocale().toString(1_024), QLocale().toString(32_768)
    assert f"{QLocale().toString(10_030)} tokens" in told.text() and limit in told.text()
    assert told.property("role") == "warning"
    told.show_counted(Counted(PASTED.strip(), 10_030, 32_768))
    assert f"of the {most} tokens" in told.text() and told.property("role") == "small"
    prompt.field.clear()
    assert told.isHidden()


def write(view: ChatView, piece: str) -> None:
    view.append(piece)
    view.bubbles[-1].show_all()  # which waits for a pause otherwise


@pytest.fixture
def collected_apart() -> Iterator[None]:
    """What hundreds of tests before left is not looked through in the middle of this one."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("collected_apart")
def test_a_fast_answer_and_a_long_question_hold_the_window_up_for_no_time_that_is_felt(qtbot: QtBot) -> None:
    prompt, view = shown(qtbot), ChatView()
    view.resize(700, 500)
    qtbot.addWidget(view)
    view.show()
    QApplication.processEvents()
    QGuiApplication.clipboard().setText(PASTED)
    taken = [own_milliseconds(prompt.field.paste), own_milliseconds(lambda: view.ask(PASTED))]
    for at in range(200):  # ten tokens at a time, which is what comes in 50 ms at 200 a second
        piece = "word " * 9 + ("\n" if at % 9 == 0 else "word ")
        taken.append(own_milliseconds(partial(write, view, piece)))
    taken.append(own_milliseconds(view.close_turn))
    assert max(taken) < MOST, sorted(taken)[-5:]

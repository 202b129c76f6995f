"""What Qt may call while a constructor still runs must not need what a later line of it makes.

Windows sends a resize event within ``setWizardStyle``; other styles, systems and versions of Qt pick other moments. So
here every override of ours is called after every line of every constructor of the window."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QLayout, QWidget, QWizard
from pytestqt.qtbot import QtBot

from app.core.recipe.recipe import Precision
from app.dialogs.help import HelpDialog
from app.dialogs.library import LibraryDialog
from app.dialogs.scorecard import ScorecardDialog
from app.dialogs.serve import ServeDialog
from app.pages.base import Page
from app.pages.welcome import WelcomePage
from app.settings import Settings
from app.widgets.bar import Bar
from app.widgets.chat_view import ChatView
from app.widgets.choice_card import ChoiceCard
from app.widgets.code_block import CodeBlock
from app.widgets.drop_zone import DropZone
from app.widgets.elided_label import ElidedLabel
from app.widgets.live_chart import LiveChart
from app.widgets.precision_card import PrecisionCard
from app.widgets.prompt_field import PromptField
from app.widgets.rich_answer import RichAnswer
from app.widgets.sentence_label import SentenceLabel
from app.widgets.wrapping_row import WrappingRow
from app.windows import Windows
from app.wizard import Wizard
from tests.recorded import a_deployment, an_estimate, as_steps

CHANGES = (
    QEvent.Type.StyleChange,
    QEvent.Type.FontChange,
    QEvent.Type.PaletteChange,
    QEvent.Type.LanguageChange,
    QEvent.Type.ActivationChange,
    QEvent.Type.EnabledChange,
    QEvent.Type.WindowStateChange,
    QEvent.Type.LayoutDirectionChange,
    QEvent.Type.ThemeChange,
)


CALLED = {"changeEvent", "count", "event", "eventFilter", "hasHeightForWidth", "heightForWidth", "isComplete", "itemAt"}
CALLED |= {"minimumSizeHint", "nextId", "resizeEvent", "sizeHint"}


def calls(part: QWidget | QLayout) -> dict[str, list[tuple[Any, ...]]]:
    """What Qt may call unasked, by its name, with the arguments of each call."""
    parent = part.parent()
    arguments = {
        "resizeEvent": [(QResizeEvent(QSize(640, 480), QSize(-1, -1)),)],
        "changeEvent": [(QEvent(kind),) for kind in CHANGES],
        "event": [(QEvent(kind),) for kind in (QEvent.Type.Polish, QEvent.Type.LayoutRequest, *CHANGES)],
        "eventFilter": [(parent or part, QEvent(QEvent.Type.Resize))],
        "sizeHint": [()],
        "minimumSizeHint": [()],
        "hasHeightForWidth": [()],
        "heightForWidth": [(300,)],
        "nextId": [()],
        "isComplete": [()],
        "count": [()],
        "itemAt": [(0,)],
    }
    assert arguments.keys() == CALLED
    return arguments


def overrides(part: object) -> Iterator[str]:
    """The names among ``calls`` that a class of the app defines for ``part``."""
    own = [kind for kind in type(part).__mro__ if kind.__module__.startswith("app.")]
    if isinstance(part, QWidget | QLayout) and shiboken6.isValid(part):
        yield from (name for name in calls(part) if any(name in vars(kind) for kind in own))


@contextmanager
def events_after_every_line() -> Iterator[dict[str, set[str]]]:
    """Call the overrides of what is being constructed after each line; yields which were called, by their class."""
    called: dict[str, set[str]] = {}
    inside = [False]

    def after_line(frame: FrameType, event: str, _: object) -> Callable[..., Any]:
        part = frame.f_locals.get("self")
        if event in ("line", "return") and not inside[0]:
            inside[0] = True
            try:
                for name in overrides(part):
                    assert isinstance(part, QWidget | QLayout)
                    called.setdefault(type(part).__name__, set()).add(name)
                    for arguments in calls(part)[name]:
                        getattr(part, name)(*arguments)
            finally:
                inside[0] = False
        return after_line

    def trace(frame: FrameType, event: str, _: object) -> Callable[..., Any] | None:
        ours = frame.f_globals.get("__name__", "").startswith("app.")
        return after_line if ours and frame.f_code.co_name == "__init__" else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield called
    finally:
        sys.settrace(before)


def test_the_window_opens_though_its_style_sends_a_resize_event(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_style = QWizard.setWizardStyle

    def as_on_windows(wizard: QWizard, style: QWizard.WizardStyle) -> None:
        set_style(wizard, style)
        QApplication.sendEvent(wizard, QResizeEvent(wizard.size(), wizard.size()))

    monkeypatch.setattr(QWizard, "setWizardStyle", as_on_windows)
    window = Windows(Settings()).show()
    qtbot.addWidget(window)
    assert window.isVisible()


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform, of a top-level window
def test_no_constructor_minds_early_events(qtbot: QtBot, home: Path) -> None:
    settings, deployment = Settings(), a_deployment(home)
    makers = [make for _, make in Windows(settings).pages()]
    with events_after_every_line() as called:
        wizard = Wizard(as_steps(*(make() for make in makers)), settings)
        chat = ChatView()
        chat.ask("Hello")
        chat.think("Hm")
        parts = [chat, LibraryDialog(settings), HelpDialog(), ServeDialog(deployment), ScorecardDialog(deployment)]
        parts.append(RichAnswer("**a**", "b"))
        parts += [
            Page(),
            PrecisionCard(an_estimate(Precision.INT4)),
            WelcomePage(settings, "en"),
            CodeBlock(""),
            DropZone(),
        ]
        parts += [PromptField(), LiveChart(), Bar(), ElidedLabel("", ""), SentenceLabel("", ""), ChoiceCard()]
        row = WrappingRow(4)
        row.addWidget(QLabel())
    for part in (wizard, *parts):
        qtbot.addWidget(part)
    assert set(called) >= {kind.__name__ for kind in with_overrides()}


def with_overrides() -> Iterator[type]:
    """The classes of the window that define what Qt may call unasked, and have a constructor of ours that it can come
    into."""
    kinds = [QWidget, QLayout]
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        ours = [each for each in kind.__mro__ if each.__module__.startswith("app.")]
        if kind in ours and vars(kind).keys() & CALLED and any("__init__" in vars(each) for each in ours):
            yield kind

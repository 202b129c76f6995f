"""The list of steps at the window's left: done, current, still to come; a click on a done one goes back to it."""

from collections.abc import Container, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QFont,
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app import PRODUCT_NAME, __version__, paths
from app.widgets.elements import button, icon, icon_label, icon_size, label, restyle, short_label
from app.widgets.theme import with_letters

WIDTH = 216  # pixels, or as many as larger letters need
MOST = 440  # pixels
GAP = 11
LEFT, RIGHT = 24, 16  # pixels beside the content
IN_LINK = 5  # pixels from a link's edge to its words
AROUND_NAME = 18  # pixels of a row besides its picture and its name
_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
PICTURE = 18  # pixels, or as many as larger letters need
SHARPEST = 3.0  # pixels of the screen for one at 100 % scaling
LOW = 480  # pixels of height, for which all stands closer together, or as many as larger letters need


class State(StrEnum):
    """What the style sheet and the icons call it."""

    DONE = "done"
    CURRENT = "current"
    LATER = "later"
    SKIPPED = "skipped"


class StepList(QWidget):
    """``painted`` is emitted each time that it was; on Windows the wizard itself, which its parts cover, never is.
    ``wanted`` carries the number of a done step that was clicked."""

    painted = Signal()
    wanted = Signal(int)

    def __init__(self, names: Sequence[str]) -> None:
        self._layout = layout = QVBoxLayout()  # set early: resizeEvent needs it
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._names = names
        self.rows = [_row(name) for name in names]
        self._states = [State.LATER] * len(names)
        self.current = ""  # name of the current one
        self._free = True  # whether one may go back
        self.setLayout(layout)
        layout.addLayout(_product())
        layout.addSpacing(12)
        for number, row in enumerate(self.rows):
            row.clicked.connect(partial(self.wanted.emit, number))
            row.installEventFilter(self)
            layout.addWidget(row)
        layout.addStretch()
        self.help_button = button(self.tr("Help"), "link")
        self.help_button.setShortcut(QKeySequence.StandardKey.HelpContents)
        self.settings_button = button(self.tr("Program settings"), "link")
        layout.addWidget(self.settings_button)
        version = short_label(self.tr("Version {version}").format(version=__version__), "small")
        version.setContentsMargins(IN_LINK, 0, 0, 0)
        layout.addLayout(_side_by_side(version, self.help_button))
        self.updates_button = button(self.tr("Check for &updates"), "link")
        self.updates_button.setToolTip(self.tr("Opens a page in your browser. The program never looks by itself."))
        self.updates_button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(paths.releases_page())))
        self.updates_button.setVisible(bool(paths.releases_page()))
        layout.addWidget(self.updates_button)
        self.resize(min(max(WIDTH, self._needed_width(version)), MOST), 0)

    def _needed_width(self, version: QLabel) -> int:
        """Pixels in which every name shows whole, also as the current step's."""
        for part in (*self.rows, version, self.help_button, self.settings_button):
            part.ensurePolished()
        bold = QFont(self.rows[0].font()) if self.rows else QFont()
        bold.setBold(True)
        beside = with_letters(PICTURE) + AROUND_NAME
        names = [QFontMetrics(bold).horizontalAdvance(name) + beside for name in self._names]
        foot = version.sizeHint().width() + GAP + self.help_button.sizeHint().width()
        return LEFT + max(*names, foot, self.settings_button.sizeHint().width()) + RIGHT

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() <= with_letters(LOW)
        self._layout.setSpacing(0 if low else 5)
        self._layout.setContentsMargins(LEFT, 16 if low else 28, RIGHT, 12 if low else 20)

    def show_current(self, current: int, visited: Container[int]) -> None:
        """``visited``: the steps that one can go back to; others before the current one had nothing to do."""
        for index, row in enumerate(self.rows):
            before = State.DONE if index in visited else State.SKIPPED
            state = State.LATER if index > current else before if index < current else State.CURRENT
            self._states[index] = state
            if row.property("state") != state:
                row.setIcon(_picture(State.LATER if state is State.SKIPPED else state))
                restyle(row, "state", state)
                row.setAccessibleName(f"{self._names[index]}: {self._state_words(state)}")
        self.set_free(self._free)
        self.current = self._names[current]
        place = self.tr("Step {number} of {count}: {name}")
        self.setAccessibleName(place.format(number=current + 1, count=len(self._names), name=self._names[current]))

    def set_free(self, free: bool) -> None:
        """Whether one may go back now. Tab stops at the last step that one can go back to alone; the arrows reach the
        others."""
        self._free = free
        for row, state in zip(self.rows, self._states, strict=True):
            row.setEnabled(free and state is State.DONE)
        stop = next((row for row in reversed(self.rows) if row.isEnabled()), None)
        for row in self.rows:
            row.setFocusPolicy(Qt.FocusPolicy.TabFocus if row is stop else Qt.FocusPolicy.NoFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        step = _ARROWS.get(Qt.Key(event.key())) if isinstance(event, QKeyEvent) else None
        if step is None or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        reached = [row for row in self.rows if row.isEnabled()]
        place = next((place for place, row in enumerate(reached) if row is watched), 0) + step
        if 0 <= place < len(reached):
            reached[place].setFocus()
        return True

    def _state_words(self, state: State) -> str:
        return {
            State.DONE: self.tr("done"),
            State.CURRENT: self.tr("current step"),
            State.LATER: self.tr("still to come"),
            State.SKIPPED: self.tr("nothing to do"),
        }[state]


def spacer(parent: QWidget, width: int) -> QWidget:
    """Keeps a column of ``width`` pixels free for the list, which reaches to the window's edges."""
    made = QWidget(parent)
    made.setFixedWidth(width)
    return made


def _row(name: str) -> QPushButton:
    made = button(name, "step")
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # the current one's letters are wider
    made.setIcon(_picture(State.LATER))
    made.setIconSize(icon_size(PICTURE))
    made.setEnabled(False)
    return made


def _picture(state: State) -> QIcon:
    """As bright where nothing can be clicked."""
    made = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled):
        made.addPixmap(icon(f"step-{state}").pixmap(icon_size(PICTURE), SHARPEST), mode)
    return made


def _product() -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setSpacing(GAP)
    layout.addWidget(icon_label("app", 34))
    layout.addWidget(label(PRODUCT_NAME, "product"), 1)
    return layout


def _side_by_side(left: QWidget, right: QWidget) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setSpacing(GAP)
    layout.addWidget(left)
    layout.addWidget(right)
    layout.addStretch()
    return layout

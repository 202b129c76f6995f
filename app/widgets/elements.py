"""The plain elements that every page is made of; the style sheet knows them by their ``role`` or ``kind``."""

import re
from functools import cache, partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QGridLayout,
    QLabel,
    QLayout,
    QMessageBox,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QWidget,
)

from app import paths
from app.widgets.ringed_button import RingedButton
from app.widgets.theme import large_text, with_letters

BESIDE_BAR = 14  # pixels between what scrolls and its bar
ZERO_WIDTH_SPACE = "\u200b"
QUESTION_WIDTH = 420  # pixels, at least
_LONG_WORD = re.compile(r"\S{25,}")
_BREAKS = re.compile(r"(?<=[\\_.-])")


class _Label(QLabel):
    """Wraps long paths and names too: Qt breaks a line behind a slash, but not behind a backslash, a line or a dot."""

    def setText(self, text: str) -> None:
        if self.textFormat() is Qt.TextFormat.PlainText:
            text = _LONG_WORD.sub(lambda word: _BREAKS.sub(ZERO_WIDTH_SPACE, word[0]), text)
        super().setText(text)

    def text(self) -> str:
        return super().text().replace(ZERO_WIDTH_SPACE, "")


def label(text: str = "", role: str = "body") -> QLabel:
    """Wrapped plain text: a file's name or a model's answer is never taken for HTML."""
    made = _Label()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(True)
    made.setProperty("role", role)
    return made


def short_label(text: str = "", role: str = "body") -> QLabel:
    """Like ``label`` on one line, as wide as its text."""
    made = label(text, role)
    made.setWordWrap(False)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    return made


@cache
def icon(name: str) -> QIcon:
    """Read once: an icon remembers its pictures."""
    return QIcon(str(paths.resource("icons", f"{name}.svg")))


def icon_size(pixels: int) -> QSize:
    """Of a square picture that is ``pixels`` wide beside letters of the usual size."""
    return QSize(with_letters(pixels), with_letters(pixels))


def icon_label(name: str = "", size: int = 20) -> QLabel:
    """A square picture of ``size`` pixels, and larger beside larger letters."""
    made = QLabel()
    made.setFixedSize(icon_size(size))
    if name:
        set_icon(made, name)
    return made


def set_icon(target: QLabel, name: str) -> None:
    target.setPixmap(icon(name).pixmap(target.size(), target.devicePixelRatio()))


def button(text: str, kind: str = "plain", icon_name: str = "") -> RingedButton:
    """Enter presses it while it has the focus, as Qt has it for every push button in a dialog or wizard."""
    made = RingedButton(text)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click needs no focus ring
    made.setProperty("kind", kind)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if icon_name:
        made.setText(f" {text}")  # style sheets know no room between icon and text
        made.setAccessibleName(text.replace("&", ""))
        made.setIcon(icon(icon_name))
        made.setIconSize(icon_size(18))
    return made


def question(parent: QWidget, mark: str = "info") -> QMessageBox:
    """Dressed like the window, on a Mac too, whose own alerts look and behave otherwise."""
    made = QMessageBox(parent)
    made.setOption(QMessageBox.Option.DontUseNativeDialog)
    made.setIconPixmap(icon(mark).pixmap(icon_size(36), made.devicePixelRatio()))
    grid = made.layout()
    if isinstance(grid, QGridLayout):  # else paths break in the middle, and it is higher than wide
        grid.addItem(QSpacerItem(QUESTION_WIDTH, 0), grid.rowCount(), 0, 1, grid.columnCount())
    return made


def panel(role: str) -> QFrame:
    made = QFrame()
    made.setProperty("role", role)
    return made


def beside_each_other(gap: int) -> QBoxLayout:
    """Parts side by side; with large letters below one another."""
    made = QBoxLayout(QBoxLayout.Direction.TopToBottom if large_text() else QBoxLayout.Direction.LeftToRight)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(gap)
    return made


def clear(layout: QLayout, keep: int = 0) -> None:
    """Take widgets out of ``layout``, from its start, until ``keep`` items are left."""
    while layout.count() > keep:
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))  # else another padding does not count


def scrolling(inside: QWidget) -> QScrollArea:
    """``inside``, as wide as there is room and as high as it wants."""
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def scrolling_beside_bar(inside: QWidget) -> QScrollArea:
    """The same; ``inside`` keeps away from the bar while there is one."""
    area = scrolling(inside)
    area.verticalScrollBar().rangeChanged.connect(partial(_keep_away, inside))
    return area


def _keep_away(inside: QWidget, _least: int, most: int) -> None:
    inside.setContentsMargins(0, 0, BESIDE_BAR if most > 0 else 0, 0)

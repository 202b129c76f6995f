"""How a window of its own is laid out: a heading, a sentence, content that scrolls, and buttons below it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.widgets.elements import label, scrolling
from app.widgets.wrapping_row import WrappingRow

SIDE = 32  # pixels at the left and right of the content


def button_row(buttons: Sequence[QPushButton]) -> QHBoxLayout:
    """The last one at the right, the others at the left, in several lines where they need these."""
    others = WrappingRow(10)
    for each in buttons[:-1]:
        others.addWidget(each)
    made = QHBoxLayout()
    made.setSpacing(10)
    made.addLayout(others, 1)
    made.setAlignment(others, Qt.AlignmentFlag.AlignVCenter)
    made.addWidget(buttons[-1], 0, Qt.AlignmentFlag.AlignVCenter)
    return made


def lay_out_dialog(dialog: QDialog, lead: QLabel, buttons: Sequence[QPushButton]) -> QVBoxLayout:
    """Fill ``dialog``, whose title becomes the heading; the last of ``buttons`` stands at the right, and Enter
    presses it where nothing else has the focus. Returns where the
    content goes."""
    inside = QWidget()
    content = QVBoxLayout(inside)
    content.setContentsMargins(SIDE, 8, SIDE, 8)
    foot = button_row(buttons)
    foot.setContentsMargins(SIDE, 0, SIDE, 20)
    buttons[-1].setDefault(True)
    layout = QVBoxLayout(dialog)
    # What scrolls may be longer than the window
    layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
    layout.setContentsMargins(0, 28, 0, 0)
    layout.setSpacing(8)
    for text in (label(dialog.windowTitle(), "heading"), lead):
        text.setContentsMargins(SIDE, 0, SIDE, 0)
        layout.addWidget(text)
    layout.addWidget(scrolling(inside), 1)
    layout.addLayout(foot)
    return content

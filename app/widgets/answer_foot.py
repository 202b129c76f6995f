"""Below an answer: what it cost and why it ended, and what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from app.core.chat_messages import Finish, Reply
from app.widgets.copy_button import CopyButton
from app.widgets.elements import button
from app.widgets.sentence_label import SentenceLabel
from app.widgets.wrapping_row import WrappingRow
from app.wording.filling import token_words

_SHORTEST = 0.01  # seconds; what is shown at least


class AnswerFoot(QWidget):
    """``again``: another answer in its place; ``edit``: the question is to be changed."""

    again = Signal()
    edit = Signal()

    def __init__(self, reply: Reply, text: Callable[[], str]) -> None:
        super().__init__()
        row = WrappingRow(10)
        self.figures = SentenceLabel(self._figures(reply), "small")
        self.copy_button = CopyButton(self.tr("Copy"), text)
        self.copy_button.setProperty("kind", "link")
        self.copy_button.setAccessibleName(self.tr("Copy the answer"))
        self.again_button = button(self.tr("Again"), "link")
        self.again_button.setAccessibleName(self.tr("Answer again"))
        self.again_button.setToolTip(self.tr("Another answer in the place of this one"))
        self.again_button.clicked.connect(self.again)
        self.edit_button = button(self.tr("Edit"), "link")
        self.edit_button.setAccessibleName(self.tr("Edit the question"))
        self.edit_button.setToolTip(self.tr("Change the question; this turn is forgotten"))
        self.edit_button.clicked.connect(self.edit)
        for part in (self.figures, self.copy_button, self.again_button, self.edit_button):
            row.addWidget(part)
        self.setLayout(row)

    def settle(self) -> None:
        """It is not the last answer any more: it stays as it is."""
        self.again_button.hide()
        self.edit_button.hide()

    def set_ready(self, ready: bool) -> None:
        self.again_button.setEnabled(ready)
        self.edit_button.setEnabled(ready)

    def _figures(self, reply: Reply) -> str:
        number = QLocale().toString
        parts = [token_words(reply.completion_tokens)]
        if reply.completion_tokens:
            first = number(max(reply.seconds_to_first_token, _SHORTEST), "f", 2)
            parts.append(self.tr("first after {seconds} s").format(seconds=first))
        if reply.tokens_per_second:
            speed = number(reply.tokens_per_second, "f", 1 if reply.tokens_per_second < 100 else 0)
            parts.append(self.tr("{number} a second").format(number=speed))
        ends = {
            Finish.STOP: self.tr("ended by itself"),
            Finish.LENGTH: self.tr("cut off"),
            Finish.CANCELLED: self.tr("stopped"),
        }
        parts += [ends[reply.finish]] if reply.finish in ends else []
        return " · ".join(parts)

"""What the last answer of a chat cost, and what the model takes of this computer."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from app.core.chat_messages import Reply
from app.widgets.stat import NOTHING, Stat
from app.widgets.wrapping_row import WrappingRow
from app.wording.filling import size_words
from app.workers.usage_watch import Usage

_SHORTEST = 0.01  # seconds; what is shown at least


class ChatFigures(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.speed = Stat(self.tr("Tokens a second"))
        self.first = Stat(self.tr("First token after"))
        self.context = Stat(self.tr("Context used"))
        self.memory = Stat(self.tr("Memory"))
        self.processor = Stat(self.tr("Processor"))
        row = WrappingRow(40)
        for stat in (self.speed, self.first, self.context, self.memory, self.processor):
            row.addWidget(stat)
        self.setLayout(row)

    def show_reply(self, reply: Reply) -> None:
        speed, first = reply.tokens_per_second, max(reply.seconds_to_first_token, _SHORTEST)
        number = QLocale().toString
        answered = self.tr("{seconds} s").format(seconds=number(first, "f", 2)) if reply.completion_tokens else NOTHING
        self.speed.show_value(number(speed, "f", 1 if speed < 100 else 0) if speed else NOTHING)
        self.first.show_value(answered)
        if reply.context_tokens and reply.used_tokens:  # what was refused has used nothing
            used, limit = number(reply.used_tokens), number(reply.context_tokens)
            self.context.show_value(self.tr("{used} of {limit}").format(used=used, limit=limit))

    def show_usage(self, usage: Usage) -> None:
        self.memory.show_value(size_words(usage.memory))
        self.processor.show_value(f"{usage.processor:.0f} %")

    def forget_context(self) -> None:
        """The conversation is another."""
        self.context.show_value(NOTHING)

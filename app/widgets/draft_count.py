"""How much of what the model can keep in mind a long message would take, before it is sent."""

from collections.abc import Callable

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QLabel

from app.core.chat_messages import Count
from app.core.events import Counted
from app.widgets.elements import restyle
from app.widgets.prompt_field import PromptField

LONG = 500  # characters from which a message is counted
_PAUSE = 300  # milliseconds without a change


class DraftCount(QLabel):
    """``ask`` is handed a ``Count`` while the model is ``ready``; its answer comes back by ``show_counted``."""

    def __init__(self, prompt: PromptField, ask: Callable[[Count], None]) -> None:
        super().__init__()
        self.setProperty("role", "small")
        self.setWordWrap(True)
        self._field, self._ask = prompt.field, ask
        self._ready = False
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._count)
        self._field.textChanged.connect(self._look)
        self.hide()

    def set_ready(self, ready: bool) -> None:
        self._ready = ready
        self._look()

    def show_counted(self, counted: Counted) -> None:
        """What was written on meanwhile will be counted again."""
        if counted.prompt != self._draft():
            return
        number = QLocale().toString
        text = self.tr("With this message {tokens} of the {limit} tokens that the model can keep in mind are used.")
        over = self.tr(
            "This makes {tokens} tokens, and the model can keep {limit} in mind: it forgets earlier turns, or cannot "
            "take it."
        )
        fits = counted.tokens < counted.limit
        self.setText((text if fits else over).format(tokens=number(counted.tokens), limit=number(counted.limit)))
        restyle(self, "role", "small" if fits else "warning")
        self.show()

    def _draft(self) -> str:
        return self._field.toPlainText().strip()

    def _look(self) -> None:
        if self._field.document().characterCount() < LONG:
            self.hide()
            self._timer.stop()
        else:
            self._timer.start()

    def _count(self) -> None:
        if self._ready:
            self._ask(Count(self._draft()))

"""Where the user writes: Enter sends, Shift+Enter begins a new line, the field grows with the text."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit

from app.widgets.elements import icon, icon_size, restyle
from app.widgets.ringed_button import RingedButton

LINES = 5  # the field grows to


class PromptField(QFrame):
    """``sent`` carries the prompt; ``stopped`` is emitted by the same button while an answer is written."""

    sent = Signal(str)
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "prompt")
        self.field = _Field()
        self.field.setPlaceholderText(self.tr("Write a message"))
        self.field.setAccessibleName(self.tr("Message to the model"))
        self.field.returned.connect(self.send)
        self.field.escaped.connect(self._escape)
        self.field.focused.connect(lambda active: restyle(self, "active", "true" if active else "false"))
        self.field.textChanged.connect(self._refresh)
        self.button = RingedButton()
        self.button.setProperty("kind", "round")
        self.button.setIconSize(icon_size(20))
        self.button.clicked.connect(self._press)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 5, 5, 5)
        layout.setSpacing(8)
        layout.addWidget(self.field, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        self._ready = False
        self._answering = False
        self._refresh()

    def set_state(self, *, ready: bool, answering: bool) -> None:
        """``ready``: a prompt can be sent. ``answering``: the button stops the answer."""
        self._ready, self._answering = ready, answering
        self._refresh()

    def send(self) -> None:
        text = self.field.toPlainText().strip()
        if text and self._ready:
            self.field.clear()
            self.sent.emit(text)

    def _escape(self) -> None:
        if self._answering:
            self.stopped.emit()

    def _press(self) -> None:
        if self._answering:
            self.stopped.emit()
        else:
            self.send()

    def _refresh(self) -> None:
        self.button.setIcon(icon("stop" if self._answering else "send"))
        name = self.tr("Stop the answer") if self._answering else self.tr("Send")
        self.button.setAccessibleName(name)
        self.button.setToolTip(name)
        has_text = bool(self.field.toPlainText().strip())
        self.button.setEnabled(self._answering or (self._ready and has_text))


class _Field(QPlainTextEdit):
    returned = Signal()
    escaped = Signal()
    focused = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "writing")
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._fit)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.returned.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()  # It closes no window
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        written = self._written_lines()
        lines, scrolls = min(written, LINES), written > LINES
        on, off = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(on if scrolls else off)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 6)

    def _written_lines(self) -> int:
        """As they wrap; once there are more than the field shows, they are not counted on. What was pasted is laid out
        for that: the document itself takes a paragraph for one line until it is painted."""
        count, block = 0, self.document().begin()
        while block.isValid() and count <= LINES:
            self.document().documentLayout().blockBoundingRect(block)
            count += max(block.layout().lineCount(), 1)
            block = block.next()
        return max(count, 1)

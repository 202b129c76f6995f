"""A few lines of code or a command, to read and to copy."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from app.widgets.copy_button import CopyButton
from app.widgets.elements import label

PADDING = 28  # pixels around the lines


def code_text() -> QPlainTextEdit:
    """A read-only field for code or a log."""
    made = QPlainTextEdit()
    made.setReadOnly(True)
    made.setTabChangesFocus(True)
    made.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    made.setProperty("role", "code")
    return made


def fix_lines(field: QPlainTextEdit, lines: int) -> None:
    """Make ``field`` as high as so many lines."""
    field.ensurePolished()
    field.setFixedHeight(lines * field.fontMetrics().lineSpacing() + PADDING)
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # else what it lies in grows


class CodeBlock(QWidget):
    """A text field as high as its text, under its caption and a button that copies it."""

    def __init__(self, caption: str) -> None:
        self._field = code_text()  # set early: resizeEvent needs it
        super().__init__()
        self._field.setAccessibleName(caption)
        self._field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.copy_button = CopyButton(self.tr("Copy"), self._field.toPlainText)
        self.copy_button.setProperty("kind", "link")
        self.copy_button.setAccessibleName(self.tr("Copy: {name}").format(name=caption))
        head = QHBoxLayout()
        head.addWidget(label(caption, "title"), 1)
        head.addWidget(self.copy_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._field)

    @property
    def text(self) -> str:
        return self._field.toPlainText()

    def set_text(self, text: str) -> None:
        self._field.setPlainText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = self.text.splitlines() or [""]
        fix_lines(self._field, len(lines))
        widest = max(self._field.fontMetrics().horizontalAdvance(line) for line in lines)
        if widest > self.width() - 2 * PADDING:
            self._field.setFixedHeight(self._field.height() + self._field.horizontalScrollBar().sizeHint().height())

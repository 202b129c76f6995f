"""The caption of a field, which says whether its value is not the recommended one."""

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.widgets.collapsible import CHANGED
from app.widgets.elements import restyle


class ChangedMark(QLabel):
    """``text`` says what ``field`` is about; a screen reader hears it with the mark."""

    def __init__(self, caption: str, field: QWidget, text: str) -> None:
        super().__init__(caption)
        self.changed = False
        self._caption, self._field, self._text = caption, field, text
        self.setProperty("role", "body")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.ensurePolished()
        widest = QFont(self.font())
        widest.setBold(True)
        self.setMinimumWidth(
            QFontMetrics(widest).horizontalAdvance(caption.replace("&", "") + CHANGED)
        )  # nothing moves
        self.setBuddy(field)
        self.show_change(False)

    def show_change(self, changed: bool) -> None:
        self.changed = changed
        self.setText(self._caption + (CHANGED if changed else ""))
        restyle(self, "role", "changed" if changed else "body")
        told = [self._text, self.tr("It differs from what is recommended.")] if changed else [self._text]
        self._field.setAccessibleDescription(" ".join(told))

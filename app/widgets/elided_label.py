"""One line that gives up its middle when there is no room: for paths and names."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

_LEAST = 60  # pixels


class ElidedLabel(QLabel):
    """``full_text`` is the whole text, which is also the tool tip while it is cut. A longer one keeps ``least`` pixels;
    ``grows``: it takes the room that is left over."""

    def __init__(self, text: str, role: str, *, least: int = _LEAST, grows: bool = True) -> None:
        self.full_text = text  # set early: resizeEvent and the size hints need it
        self._least = least
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        width = QSizePolicy.Policy.Expanding if grows else QSizePolicy.Policy.Preferred
        self.setSizePolicy(width, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(text)
        self.setText(text)

    def show_text(self, text: str) -> None:
        """Another text in the place of the one that it was made with."""
        self.full_text = text
        self.setAccessibleName(text)
        self.setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        self.ensurePolished()  # The width is otherwise that of another font
        width = self.fontMetrics().horizontalAdvance(self.full_text) + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._least, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = self.fontMetrics().elidedText(self.full_text, Qt.TextElideMode.ElideMiddle, self.width())
        self.setText(shown)
        self.setToolTip(self.full_text if shown != self.full_text else "")

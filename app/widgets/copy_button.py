"""Puts a text on the clipboard and says so for a moment."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.widgets.elements import icon, icon_size

THANKS = 2000  # milliseconds


class CopyButton(QPushButton):
    """``text`` is asked only when the button is pressed."""

    def __init__(self, caption: str, text: Callable[[], str]) -> None:
        super().__init__(icon("copy"), caption)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(icon_size(18))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._caption = caption
        self._text = text
        self._timer = QTimer(self, singleShot=True, interval=THANKS)
        self._timer.timeout.connect(self._restore)
        self.clicked.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text())
        self.setText(self.tr("Copied"))
        self.setIcon(icon("ok"))
        self._timer.start()

    def _restore(self) -> None:
        self.setText(self._caption)
        self.setIcon(icon("copy"))

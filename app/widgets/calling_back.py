"""Tells a user who went elsewhere that long work has ended."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from app.widgets.elements import icon

SHOWN = 15_000  # milliseconds, after which the message goes with its icon


def call_back(window: QWidget, title: str, text: str) -> None:
    """Mark the ``window`` in the taskbar or the Dock. While no window of the program is in use, a message of the system
    says ``title`` and ``text``, where it shows such; a click on it brings the window to the front."""
    QApplication.alert(window)
    if QApplication.activeWindow() or not (
        QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()
    ):
        return
    shown = QSystemTrayIcon(icon("app"), window)
    shown.messageClicked.connect(lambda: _bring(window))
    shown.show()
    shown.showMessage(title, text, icon("app"), SHOWN)
    QTimer.singleShot(SHOWN, shown, shown.deleteLater)


def _bring(window: QWidget) -> None:
    window.raise_()
    window.activateWindow()

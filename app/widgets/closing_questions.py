"""What is asked before the window closes, where something would be lost or missed."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, SignalInstance
from PySide6.QtWidgets import QMessageBox, QWidget

from app import PRODUCT_NAME
from app.widgets.elements import question


def stops_work(window: QWidget, kept: bool, done: SignalInstance) -> bool:
    """Whether the user stops what is being worked on; ``kept``: the next start goes on from there. ``done`` is emitted
    when it has ended meanwhile."""
    asked = question(window)
    asked.setText(
        QCoreApplication.translate("ClosingQuestions", "Your model is still being worked on. Stop and close?")
    )
    keeps = QCoreApplication.translate(
        "ClosingQuestions", "What has been done so far is kept: the next start goes on from there."
    )
    loses = QCoreApplication.translate("ClosingQuestions", "What has been done so far would be lost.")
    asked.setInformativeText(keeps if kept else loses)
    done.connect(asked.reject)
    stop, stay = (
        QCoreApplication.translate("ClosingQuestions", "&Stop and close"),
        QCoreApplication.translate("ClosingQuestions", "&Keep going"),
    )
    return _closes(asked, stop, stay)


def leaves_programs(window: QWidget, served: Sequence[str]) -> bool:
    """Whether the user closes although other programs can still ask the ``served`` models."""
    asked = question(window)
    text = QCoreApplication.translate("ClosingQuestions", "Other programs can still ask “{name}”. Close all the same?")
    asked.setText(text.format(name="”, “".join(served)))
    later = QCoreApplication.translate(
        "ClosingQuestions", "They get no answers any more until you turn the program address on again."
    )
    asked.setInformativeText(later)
    return _closes(
        asked,
        QCoreApplication.translate("ClosingQuestions", "&Close"),
        QCoreApplication.translate("ClosingQuestions", "&Stay open"),
    )


def _closes(asked: QMessageBox, close: str, stay: str) -> bool:
    asked.setWindowTitle(PRODUCT_NAME)
    closing = asked.addButton(close, QMessageBox.ButtonRole.DestructiveRole)
    asked.setDefaultButton(asked.addButton(stay, QMessageBox.ButtonRole.RejectRole))
    asked.exec()
    return asked.clickedButton() is closing

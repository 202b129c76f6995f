"""Asks where a conversation shall be saved."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.widgets.conversation_record import JSON, MARKDOWN


def ask_conversation_file(parent: QWidget, model: str) -> Path | None:
    """The file for a conversation with the model of the id ``model``; None when the user thinks better of it."""
    title = QCoreApplication.translate("ConversationFile", "Save the conversation")
    kinds = f"Markdown (*{MARKDOWN});;JSON (*{JSON})"
    suggested = str(Path.home() / f"{model.replace(':', '-')}{MARKDOWN}")
    file, kind = QFileDialog.getSaveFileName(parent, title, suggested, kinds)
    if not file:
        return None
    path = Path(file)
    return path if path.suffix else path.with_suffix(JSON if "JSON" in kind else MARKDOWN)

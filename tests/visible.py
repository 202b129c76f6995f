"""What a user reads on a page or in a window."""

from PySide6.QtWidgets import QLabel, QWidget


def visible_text(widget: QWidget) -> str:
    return "\n".join(part.text() for part in widget.findChildren(QLabel) if part.isVisibleTo(widget))

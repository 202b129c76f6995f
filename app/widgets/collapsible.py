"""A part of a page that stays folded until the user opens it."""

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.widgets.elements import button, icon


class Collapsible(QWidget):
    """``opened`` is emitted each time the content is unfolded."""

    opened = Signal()

    def __init__(self, title: str, content: QWidget) -> None:
        super().__init__()
        self.content = content
        self.toggle = button(title, "link")
        self.toggle.setCheckable(True)
        self.toggle.setIconSize(QSize(16, 16))
        self.toggle.toggled.connect(self._show)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.toggle)
        layout.addWidget(content)
        self._show(False)

    def _show(self, unfolded: bool) -> None:
        self.content.setVisible(unfolded)
        self.toggle.setIcon(icon("chevron-down" if unfolded else "chevron-right"))
        if unfolded:
            self.opened.emit()
            QTimer.singleShot(0, self, self._reveal)  # once it has its place

    def _reveal(self) -> None:
        """Scroll to the content: below the window's edge, nothing would seem to have happened."""
        parent = self.parentWidget()
        while parent and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if isinstance(parent, QScrollArea):
            for widget in (self.content, self.toggle):  # the beginning of what is too high
                parent.ensureWidgetVisible(widget, 0, 0)

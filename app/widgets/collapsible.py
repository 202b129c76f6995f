"""A part of a page that stays folded until the user opens it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.widgets.elements import button, icon, icon_size
from app.widgets.reading_order import reveal_soon

CHANGED = " •"  # behind the name of what is not as it is recommended


class Collapsible(QWidget):
    """``toggled`` tells each time whether the content is unfolded now, ``opened`` only when it is."""

    toggled = Signal(bool)
    opened = Signal()

    def __init__(self, title: str, content: QWidget) -> None:
        super().__init__()
        self.content = content
        self._title = title
        self._changed = False
        self.toggle = button(title, "link")
        self.toggle.setIconSize(icon_size(16))
        self.toggle.clicked.connect(lambda: self.unfold(self.content.isHidden()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.toggle)
        layout.addWidget(content)
        self.unfold(False)

    def set_title(self, title: str) -> None:
        self._title = title
        self._name_toggle()

    def mark(self, changed: bool) -> None:
        """Whether the title says, folded too, that something below differs from what is recommended."""
        self._changed = changed
        self._name_toggle()

    def unfold(self, unfolded: bool) -> None:
        self.content.setVisible(unfolded)
        self.toggle.setIcon(icon("chevron-down" if unfolded else "chevron-right"))
        self._name_toggle()
        self.toggled.emit(unfolded)
        if unfolded:
            self.opened.emit()
            reveal_soon(self.content, self.toggle)  # below the window's edge, nothing would seem to have happened

    def _name_toggle(self) -> None:
        """A screen reader hears what the arrow and the dot say."""
        self.toggle.setText(self._title + (CHANGED if self._changed else ""))
        said = [self._title.replace("&", ""), self.tr("folded") if self.content.isHidden() else self.tr("unfolded")]
        if self._changed:
            said.append(self.tr("differs from what is recommended"))
        self.toggle.setAccessibleName(", ".join(said))

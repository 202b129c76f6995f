"""A model of the same name is installed already: keep it too, or replace it?"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout

from app.widgets.elements import button, label


class VersionChoice(QFrame):
    """``decided`` is emitted by its button; ``replaces`` is then the answer."""

    decided = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "soft")
        self._title = label(role="title")
        self.keep = QRadioButton(self.tr("&Keep it: this one becomes the next version, and you can go back"))
        self.replace = QRadioButton(self.tr("&Replace it: it goes to the trash once the new one has answered"))
        self._group = QButtonGroup(self)
        for choice in (self.keep, self.replace):
            self._group.addButton(choice)
        self.keep.setChecked(True)
        self.go_button = button(self.tr("&Install"), "primary")
        self.go_button.clicked.connect(self.decided)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(12)
        for widget in (self._title, self.keep, self.replace, self.go_button):
            layout.addWidget(widget)
        self.hide()

    @property
    def replaces(self) -> bool:
        return self.replace.isChecked()

    def show_name(self, name: str, version: int) -> None:
        text = self.tr("{name} is installed already, as version {number}.")
        self._title.setText(text.format(name=name, number=version))
        self.setAccessibleName(self._title.text())
        self.show()
        self.go_button.setFocus()

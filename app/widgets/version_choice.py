"""A model of the same name is installed already: keep it too, or replace it?"""

from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout

from app.widgets.elements import label


class VersionChoice(QFrame):
    """Hidden while there is none; ``replaces`` is the answer."""

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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(8)
        for widget in (self._title, self.keep, self.replace):
            layout.addWidget(widget)
        self.hide()

    @property
    def replaces(self) -> bool:
        return not self.isHidden() and self.replace.isChecked()

    def decide(self, *, replaces: bool) -> None:
        (self.replace if replaces else self.keep).setChecked(True)

    def show_name(self, name: str, version: int) -> None:
        text = self.tr("{name} is installed already, as version {number}.")
        self._title.setText(text.format(name=name, number=version))
        self.setAccessibleName(self._title.text())
        self.show()

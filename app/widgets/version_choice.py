"""A model of the same name is installed already: keep it too, or replace it?"""

from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout

from app.widgets.elements import label
from app.widgets.theme import with_letters

_MARK, _BESIDE = 18, 16  # pixels: of the mark of a choice, and around it


class VersionChoice(QFrame):
    """Hidden while there is none; ``replaces`` is the answer."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "soft")
        self._title = label(role="title")
        self.keep, self.replace = QRadioButton(self.tr("&Keep it")), QRadioButton(self.tr("&Replace it"))
        meaning = (
            self.tr("This one becomes the next version, and you can go back."),
            self.tr("It goes to the trash once the new one has answered."),
        )
        self._group = QButtonGroup(self)
        for choice, text in zip((self.keep, self.replace), meaning, strict=True):
            self._group.addButton(choice)
            choice.setAccessibleDescription(text)
        self.keep.setChecked(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(2)
        layout.addWidget(self._title)
        layout.addSpacing(6)
        for choice, text in zip((self.keep, self.replace), meaning, strict=True):
            layout.addWidget(choice)
            note = label(text, "small")
            note.setContentsMargins(with_letters(_MARK) + _BESIDE, 0, 0, 0)
            layout.addWidget(note)
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

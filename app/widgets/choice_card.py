"""A card of which one is chosen."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout


class ChoiceCard(QPushButton):
    """Checkable; what it says goes into ``inside``."""

    def __init__(self) -> None:
        self.inside = QVBoxLayout()  # set early: the size hints need it
        super().__init__()
        self.setCheckable(True)
        self.setAutoExclusive(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setLayout(self.inside)
        self.inside.setContentsMargins(20, 15, 20, 16)
        self.inside.setSpacing(9)

    def sizeHint(self) -> QSize:
        return self.inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.inside.minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.inside.heightForWidth(width)

"""Two verdicts side by side, and which of the two models shall stay."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.core.library.deployment import Deployment
from app.core.scorecard.scorecard import Scorecard
from app.widgets.elements import beside_each_other, button, label
from app.widgets.model_title import model_title
from app.widgets.verdict_view import VerdictView
from app.wording.filling import size_words


class VerdictPair(QWidget):
    """``unwanted`` carries the ``Deployment`` that shall be deleted, as the other one stays."""

    unwanted = Signal(Deployment)

    def __init__(self, one: tuple[Deployment, Scorecard], other: tuple[Deployment, Scorecard]) -> None:
        super().__init__()
        self.keep_buttons: list[QPushButton] = []
        layout = beside_each_other(20)
        for mine, its in ((one, other), (other, one)):
            layout.addLayout(self._side(*mine, its[0]), 1)
        self.setLayout(layout)

    def _side(self, deployment: Deployment, card: Scorecard, other: Deployment) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(8)
        title = model_title(deployment)
        side.addWidget(label(title, "title"))
        side.addWidget(label(size_words(deployment.bytes), "muted"))
        side.addWidget(VerdictView(card, None, across=1))
        keep = button(self.tr("Keep this one, delete the other"))
        keep.wrap()
        keep.setAccessibleName(self.tr("Keep {name}, delete the other").format(name=title))
        keep.clicked.connect(partial(self.unwanted.emit, other))
        self.keep_buttons.append(keep)
        side.addWidget(keep)
        side.addStretch()
        return side

    def settle(self) -> None:
        """One of the two is gone."""
        for keep in self.keep_buttons:
            keep.hide()

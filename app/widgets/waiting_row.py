"""A model that was converted and never installed, with what can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.core.library.converted_model import WaitingModel
from app.widgets.elements import button, icon_label, label, restyle
from app.widgets.scorecard_view import short_date
from app.wording.filling import size_words


class WaitingRow(QFrame):
    install = Signal()
    delete = Signal()

    def __init__(self, model: WaitingModel) -> None:
        super().__init__()
        restyle(self, "role", "soft")
        self.model = model
        title = self.tr("{name} is converted, but not installed").format(name=model.name)
        text = self.tr("{precision}, {size}, from {source}, {day}").format(
            precision=model.provenance.precision.upper(),
            size=size_words(model.bytes),
            source=model.provenance.source,
            day=short_date(model.provenance.created),
        )
        self.install_button = button(self.tr("&Install"))
        self.install_button.clicked.connect(self.install)
        self.delete_button = button(self.tr("Delete"))
        self.delete_button.clicked.connect(self.delete)
        self.install_button.setAccessibleName(self.tr("Install {name}").format(name=model.name))
        self.delete_button.setAccessibleName(self.tr("Delete {name}").format(name=model.name))
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(title, "title"))
        words.addWidget(label(text, "muted"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 12)
        layout.setSpacing(12)
        layout.addWidget(icon_label("info", 22))
        layout.addLayout(words, 1)
        layout.addWidget(self.install_button)
        layout.addWidget(self.delete_button)
        self.setAccessibleName(f"{title}. {text}")

"""The installed models, one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.installed import InstalledModel
from app.widgets.elements import clear
from app.widgets.model_row import Action, ModelRow


class ModelList(QWidget):
    """``wanted`` carries an ``Action`` and the ``InstalledModel`` that it is about."""

    wanted = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ModelRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)

    def show_models(self, models: Sequence[InstalledModel]) -> None:
        clear(self._layout)
        self.rows = [ModelRow(model) for model in models]
        for row in self.rows:
            row.wanted.connect(lambda action, model=row.model: self.wanted.emit(Action(action), model))
            self._layout.addWidget(row)

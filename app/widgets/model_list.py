"""The installed models, one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.library.installed import InstalledModel
from app.widgets.elements import button, clear
from app.widgets.model_row import Action, ModelRow

AT_ONCE = 30  # rows; each takes 10 ms to build, and more the more there are


class ModelList(QWidget):
    """``wanted`` carries an ``Action`` and the ``InstalledModel`` that it is about; ``advised`` an ``Advice``, too."""

    wanted = Signal(object, object)
    advised = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ModelRow] = []
        self._rest: Sequence[InstalledModel] = ()
        self.more_button = button("")
        self.more_button.clicked.connect(self._show_more)
        self._rows = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._rows)
        layout.addWidget(self.more_button)
        for each in (layout, self._rows):
            each.setSpacing(10)

    def show_models(self, models: Sequence[InstalledModel]) -> None:
        """Show as many rows as were shown before, and at least the first ones."""
        shown = max(AT_ONCE, len(self.rows))
        clear(self._rows)
        self.rows = []
        self._add(models, shown)

    def _show_more(self) -> None:
        self._add(self._rest, AT_ONCE)

    def _add(self, models: Sequence[InstalledModel], count: int) -> None:
        for model in models[:count]:
            row = ModelRow(model)
            row.wanted.connect(lambda action, model=model: self.wanted.emit(Action(action), model))
            row.advised.connect(lambda advice, model=model: self.advised.emit(advice, model))
            self._rows.addWidget(row)
            self.rows.append(row)
        self._rest = models[count:]
        self.more_button.setText(self.tr("&Show more ({count} are left)").format(count=len(self._rest)))
        self.more_button.setVisible(bool(self._rest))

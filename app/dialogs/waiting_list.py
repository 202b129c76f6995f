"""The part of the library's window about models that were converted and never installed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from app.core.library.converted_model import WaitingModel
from app.core.library.deployment import library_of
from app.core.requests import Deploy
from app.storage.leftovers import sweep_model
from app.storage.waiting_models import waiting_models
from app.widgets.elements import clear, question
from app.widgets.waiting_row import WaitingRow
from app.wording.filling import size_words
from app.workers.call import Call


class WaitingList(QWidget):
    """``wanted`` carries the ``Deploy`` that installs one. Hidden while there is none."""

    wanted = Signal(Deploy)

    def __init__(self) -> None:
        super().__init__()
        self._library = Path()
        self._looking: Call | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(10)
        self.hide()

    def rows(self) -> list[WaitingRow]:
        return self.findChildren(WaitingRow)

    def look(self, library: Path) -> None:
        """Show what waits in ``library`` and in the other known ones."""
        self._library = library
        self._call(lambda: waiting_models(library), self._show)

    def stop(self) -> None:
        if self._looking:
            self._looking.stop()
            self._looking = None

    def _show(self, models: tuple[WaitingModel, ...]) -> None:
        clear(self._rows)
        for model in models:
            row = WaitingRow(model)
            row.install.connect(partial(self._install, model))
            row.delete.connect(partial(self._delete, model))
            self._rows.addWidget(row)
        self.setVisible(bool(models))

    def _install(self, model: WaitingModel) -> None:
        self.wanted.emit(Deploy(folder=model.folder, name=model.name, library=library_of(model.folder)))

    def _delete(self, model: WaitingModel) -> None:
        asked = question(self)
        asked.setText(self.tr("Delete the converted model {name}?").format(name=model.name))
        text = self.tr("That frees {size}. To have it again, it must be converted again.")
        asked.setInformativeText(text.format(size=size_words(model.bytes)))
        delete = asked.addButton(self.tr("&Delete"), QMessageBox.ButtonRole.DestructiveRole)
        keep = asked.addButton(self.tr("&Keep it"), QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(keep)
        asked.exec()
        if asked.clickedButton() is delete:
            self._call(partial(sweep_model, model.folder), lambda _: self.look(self._library))

    def _call(self, function: Callable[[], object], then: Callable[[Any], None]) -> None:
        self.stop()
        self._looking = Call(function)
        self._looking.done.connect(then)
        self._looking.begin()

"""Models that were converted under the same name and never installed: they take space, and can be deleted."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.storage.leftovers import Leftover, not_installed, sweep
from app.widgets.elements import button, clear
from app.widgets.notice_row import NoticeRow
from app.wording.messages import leftover_words
from app.workers.call import Call


class EarlierConversions(QWidget):
    """``deleted`` carries the folder of one that is gone."""

    deleted = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self._looking: Call | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)

    def rows(self) -> list[NoticeRow]:
        return self.findChildren(NoticeRow)

    def show_beside(self, folder: Path) -> None:
        """Those that lie beside ``folder``, which is not one of them."""
        clear(self._rows)
        self._look(lambda: tuple(not_installed(folder.parent)), partial(self._offer, folder))

    def leave(self) -> None:
        if self._looking:
            self._looking.stop()
            self._looking = None

    def _offer(self, folder: Path, found: tuple[Leftover, ...]) -> None:
        for leftover in found:
            if leftover.folder != folder:
                words = leftover_words(leftover.kind, leftover.model, leftover.bytes)
                row = NoticeRow("info", words.title, words.explanation, str(leftover.folder))
                delete = button(self.tr("&Delete it"))
                delete.clicked.connect(partial(self._sweep, leftover, folder))
                row.add_action(delete)
                self._rows.addWidget(row)

    def _sweep(self, leftover: Leftover, folder: Path) -> None:
        self.deleted.emit(leftover.folder)
        self._look(lambda: sweep((leftover,)), lambda _: self.show_beside(folder))

    def _look(self, function: Callable[[], object], then: Callable[[Any], None]) -> None:
        self.leave()
        self._looking = Call(function)
        self._looking.done.connect(then)
        self._looking.begin()

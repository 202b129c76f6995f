"""Parts of the program's settings that look at this computer first: what interrupted work has left, and connections."""

from pathlib import Path

import psutil
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import paths
from app.core.computer.connections import made_since, open_now
from app.storage import leftovers
from app.storage.leftovers import Leftover
from app.widgets.announcing import announce
from app.widgets.elements import button, label
from app.wording.filling import size_words
from app.workers.call import Call


class LeftoversPart(QWidget):
    """How much interrupted work in ``library`` takes, and a button that deletes it."""

    def __init__(self, library: Path) -> None:
        super().__init__()
        self._library = library
        self._found: tuple[Leftover, ...] = ()
        self._call: Call | None = None
        self.text = label(self.tr("Looking…"), "muted")
        self.delete_button = button(self.tr("&Delete"))
        self.delete_button.setAccessibleName(self.tr("Delete what interrupted work has left"))
        self.delete_button.clicked.connect(self._delete)
        self.delete_button.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.delete_button)

    def look(self) -> None:
        library = self._library
        self._run(Call(lambda: leftovers.interrupted(library)))

    def stop(self) -> None:
        if self._call:
            self._call.stop()

    def _delete(self) -> None:
        found, library = self._found, self._library
        self.delete_button.setEnabled(False)
        self._run(Call(lambda: (leftovers.sweep(found), leftovers.interrupted(library))[1]))

    def _run(self, call: Call) -> None:
        self.stop()
        self._call = call
        call.done.connect(self._show)
        call.failed.connect(lambda _: self._show(()))
        call.begin()

    def _show(self, found: tuple[Leftover, ...]) -> None:
        self._found = found
        size = size_words(leftovers.bytes_of(found))
        text = self.tr("Takes {size}. Deleted, it cannot be continued.").format(size=size)
        self.text.setText(text if found else self.tr("Nothing is left of it."))
        self.delete_button.setVisible(bool(found))
        self.delete_button.setEnabled(True)
        announce(self, self.text.text())


class ConnectionsPart(QWidget):
    """How many connections to other computers there were since the start, and how that is known."""

    def __init__(self) -> None:
        super().__init__()
        self._call: Call | None = None
        self.text = label(self.tr("Looking…"), "muted")
        how = self.tr(
            "Each part of the program notes every connection that it asks the system for, and the system is asked "
            "which are open at this moment. Pages that you open yourself are your browser's."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.text)
        layout.addWidget(label(how, "small"))

    def look(self) -> None:
        self._call = Call(lambda: (made_since(paths.connections_note(), psutil.Process().create_time()), open_now()))
        self._call.done.connect(lambda counts: self._show(*counts))
        self._call.begin()

    def stop(self) -> None:
        if self._call:
            self._call.stop()

    def _show(self, made: int, open_: int) -> None:
        text = self.tr("Since the start: {made}. Open now: {open}.")
        self.text.setText(text.format(made=made, open=open_))

"""Imports, off the window's thread."""

from collections.abc import Sequence
from importlib import import_module

from PySide6.QtCore import Signal

from app.workers.worker import Worker


class Loading(Worker):
    """Imports ``modules``, none of which has widgets; ``done`` comes when they are there."""

    done = Signal()

    def __init__(self, modules: Sequence[str]) -> None:
        super().__init__()
        self._modules = modules

    def run(self) -> None:
        for name in self._modules:
            import_module(name)
        self._post(None)

    def _deliver(self, value: object) -> None:
        self.done.emit()

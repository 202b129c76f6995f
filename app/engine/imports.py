"""The import of heavy libraries: counted, so that whoever waits sees it go on, and faster than it would be."""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from app.engine.lean_imports import LeanFinder

MODULES = 3650  # of Python that a converting child has loaded in the end (Olive 0.13, torch 2.13, transformers 5.23)


class _Counting:
    """Python asks it for each module that is not loaded yet; it finds none, and the next finder is asked."""

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self._report = report

    def find_spec(self, _name: str, _path: object = None, _target: object = None) -> None:
        self._report(min(len(sys.modules), MODULES - 1), MODULES)


@contextmanager
def heavy_imports(report: Callable[[int, int], None]) -> Iterator[None]:
    """While this is open, ``report`` is told how many modules are loaded, of how many.

    Python does not look for garbage meanwhile: it would find next to none among what 3600 modules make. What is alive
    at the end, which is modules, is never searched again.
    """
    finders: list[Any] = [_Counting(report), LeanFinder()]
    sys.meta_path[:0] = finders
    gc.disable()
    try:
        yield
        report(MODULES, MODULES)
    finally:
        gc.freeze()
        gc.enable()
        for finder in finders:
            sys.meta_path.remove(finder)

"""Faster imports of heavy libraries: Python looks for garbage among what 4000 modules make, and finds next to none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def heavy_imports() -> Iterator[None]:
    """No search for garbage while this is open. What is alive at its end, which is modules, is never searched again."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()

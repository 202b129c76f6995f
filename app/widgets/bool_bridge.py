"""A bridge over a fault of PySide6 6.12: each time Qt calls a Python method that returns a bool (``isComplete``,
``eventFilter``, ...), shiboken gives back one reference to ``True`` or ``False`` too many.

Since Python 3.12 the two are immortal and nothing happens. Python 3.11 ends the process with "deallocating True or
False" once the count reaches zero, at the latest when the window closes. ``tests/pages/test_bool_bridge.py`` fails when
a newer PySide6 no longer needs this.
"""

import ctypes
import sys

ENOUGH = 1 << 40  # calls; more than a window lives to see


def keep_bools_alive() -> None:
    """Give ``True`` and ``False`` references enough for any number of calls."""
    if sys.version_info < (3, 12):
        for value in (True, False):
            ctypes.c_ssize_t.from_address(id(value)).value += ENOUGH

"""A bridge over a fault of PySide6 6.12.0: a call between Qt and Python that returns a bool or nothing (``isComplete``,
``update()``, ...) gives back one reference to ``True``, ``False`` or ``None`` too many.

Since Python 3.12 the three are immortal and nothing happens. Python 3.11 ends the process with "deallocating None" (or
True, or False) once the count reaches zero: after some seconds of a busy bar, or when the window closes.
``tests/widgets/test_reference_bridge.py`` fails when a newer PySide6 no longer needs this.
"""

import ctypes
import sys

ENOUGH = 1 << 40  # calls; more than a window lives to see


def keep_constants_alive() -> None:
    """Give the three references enough for any number of calls."""
    if sys.version_info < (3, 12):
        for value in (True, False, None):
            ctypes.c_ssize_t.from_address(id(value)).value += ENOUGH

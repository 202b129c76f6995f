"""Whether these tests run as Windows software under Wine: docs/windows.md lists the few that are told of it."""

import ctypes
import sys

FONTS = r"Z:\usr\share\fonts\truetype\dejavu"
PATIENCE = 6  # times as long as on Linux: Wine starts a process in seconds
ON_WINE = sys.platform == "win32" and hasattr(ctypes.windll.ntdll, "wine_get_version")


def patient(seconds: float) -> float:
    """A limit that only says that something hangs."""
    return seconds * PATIENCE if ON_WINE else seconds

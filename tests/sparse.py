"""Files that are far larger than the disk."""

import sys
from pathlib import Path

from app.core.files.durable import lengthen

if sys.platform == "win32":
    import ctypes
    import msvcrt

FSCTL_SET_SPARSE = 0x900C4


def set_size(path: Path, size: int) -> None:
    """Make ``path``, which may exist, ``size`` bytes long; what was not there before takes no room on the disk."""
    with path.open("r+b" if path.exists() else "wb") as file:
        if sys.platform == "win32":  # where only a file that is marked as sparse has holes
            handle = ctypes.c_void_p(msvcrt.get_osfhandle(file.fileno()))
            done = ctypes.byref(ctypes.c_ulong())
            if not ctypes.windll.kernel32.DeviceIoControl(handle, FSCTL_SET_SPARSE, None, 0, None, 0, done, None):
                raise ctypes.WinError()
        lengthen(file, size)

"""Reads the part of Windows' registry that belongs to the computer; elsewhere there is nothing to read."""

import sys
from collections.abc import Iterator


def has_key(path: str) -> bool:
    if sys.platform == "win32":
        import winreg

        try:
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path).Close()
        except OSError:
            return False
        return True
    return False


def read_value(path: str, name: str) -> str:
    """A text; "" when there is none."""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
                value, _ = winreg.QueryValueEx(key, name)
        except OSError:
            return ""
        return value if isinstance(value, str) else ""
    return ""


def subkeys(path: str) -> Iterator[str]:
    """The paths of the keys inside ``path``."""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
                for number in range(winreg.QueryInfoKey(key)[0]):
                    yield f"{path}\\{winreg.EnumKey(key, number)}"
        except OSError:
            pass
    yield from ()

"""How much of the work is done, on the window's button in the taskbar of Windows and on the icon in the Dock of macOS.

Linux has no way that its desktops agree upon: there the window's title says it."""

import ctypes
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

WHOLE = 1000  # parts of the share


def show_in_taskbar(window: QWidget, share: float | None) -> None:
    """``share`` is from 0 to 1; None: nothing is being done. Where that cannot be shown, nothing happens."""
    with suppress(OSError, AttributeError):
        if sys.platform == "win32" and QGuiApplication.platformName() == "windows":
            _show_windows(int(window.winId()), share)
        elif sys.platform == "darwin" and QGuiApplication.platformName() == "cocoa":
            _show_macos("" if share is None else f"{share:.0%}")


if sys.platform == "win32":
    import uuid
    from ctypes import wintypes

    _CLASS, _INTERFACE = "56FDF344-FD6D-11D0-958A-006097C9A090", "EA1AFB91-9E28-4B86-90E9-9E9F8A5EEFAF"
    _INIT, _SET_VALUE, _SET_STATE = 3, 9, 10  # places of its methods
    _NOTHING, _NORMAL = 0, 2  # states
    _IN_PROCESS = 1  # CLSCTX_INPROC_SERVER: it runs in this process

    @cache
    def _taskbar() -> ctypes.c_void_p:
        """The system's ``ITaskbarList3``, for the window's thread, in which Qt has made COM ready."""
        made = ctypes.c_void_p()
        kind, interface = (uuid.UUID(text).bytes_le for text in (_CLASS, _INTERFACE))
        ctypes.OleDLL("ole32").CoCreateInstance(kind, None, _IN_PROCESS, interface, ctypes.byref(made))
        _method(_INIT)(made)
        return made

    def _method(place: int, *arguments: type) -> Callable[..., int]:
        return ctypes.WINFUNCTYPE(ctypes.HRESULT, *arguments)(place, "")

    def _show_windows(window: int, share: float | None) -> None:
        state = _NOTHING if share is None else _NORMAL
        _method(_SET_STATE, wintypes.HWND, ctypes.c_int)(_taskbar(), window, state)
        if share is not None:
            value = _method(_SET_VALUE, wintypes.HWND, ctypes.c_ulonglong, ctypes.c_ulonglong)
            value(_taskbar(), window, int(share * WHOLE), WHOLE)


if sys.platform == "darwin":

    @cache
    def _send() -> Callable[..., int | None]:
        library = ctypes.CDLL("/usr/lib/libobjc.dylib")
        library.objc_getClass.restype = library.sel_registerName.restype = ctypes.c_void_p
        library.objc_getClass.argtypes = library.sel_registerName.argtypes = [ctypes.c_char_p]

        def send(receiver: int | str | None, message: str, *arguments: int | bytes | None) -> int | None:
            """``[receiver message: arguments]``, of objects and texts; a ``str`` as receiver is a class."""
            target = library.objc_getClass(receiver.encode()) if isinstance(receiver, str) else receiver
            kinds = [ctypes.c_char_p if isinstance(each, bytes) else ctypes.c_void_p for each in arguments]
            function = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, *kinds)
            called = function(ctypes.cast(library.objc_msgSend, ctypes.c_void_p).value or 0)
            answer: int | None = called(target, library.sel_registerName(message.encode()), *arguments)
            return answer

        return send

    def _show_macos(text: str) -> None:
        send = _send()
        tile = send(send("NSApplication", "sharedApplication"), "dockTile")
        label = send("NSString", "stringWithUTF8String:", text.encode()) if text else None
        send(tile, "setBadgeLabel:", label)

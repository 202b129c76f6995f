"""The program from start to end: dressed as one application, its windows, and what a mistake at the start says."""

import logging
import os
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from app import APP_ID, DESKTOP_ID, PRODUCT_NAME, __version__, log, paths
from app.core.computer.checks.copies import announced
from app.core.package.manifest import SUFFIX
from app.first_window import FirstWindow, ask_first_window
from app.settings import Settings
from app.widgets.elements import icon
from app.widgets.theme import Theme, apply_theme
from app.windows import Windows
from app.workers.worker import wait_for_all


class Application(QApplication):
    """``opened`` carries the path of a packed model that was double-clicked on a Mac; elsewhere it is an argument."""

    opened = Signal(Path)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file().endswith(SUFFIX):
            self.opened.emit(Path(event.file()))
            return True
        return super().event(event)


def application(argv: list[str], theme: Theme = Theme.SYSTEM) -> Application:
    """The dressed application, without a window."""
    app = Application(argv)
    app.setApplicationName(APP_ID)
    app.setApplicationDisplayName(PRODUCT_NAME)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(DESKTOP_ID)
    app.setWindowIcon(icon("app"))
    apply_theme(app, theme)
    return app


def _log_mistake(kind: type[BaseException], mistake: BaseException, place: TracebackType | None) -> None:
    """A window has no terminal: an uncaught exception goes to the log."""
    _begin_log()
    logging.getLogger(__name__).error("uncaught", exc_info=(kind, mistake, place))


class StartFailures:
    """A context in which a mistake of ours ends in the program's own words; ``met``: there was one. A bundle would show
    a traceback instead, as there is no terminal."""

    met = False

    def __enter__(self) -> "StartFailures":
        return self

    def __exit__(self, kind: type[BaseException] | None, mistake: BaseException | None, place: object) -> bool:
        if kind and isinstance(mistake, Exception):
            from app.dialogs.start_failure import StartFailureDialog

            self.met = True
            _log_mistake(kind, mistake, mistake.__traceback__)
            StartFailureDialog(mistake).exec()
        return self.met


def _begin_log() -> None:
    """Once the window shows, or something goes wrong before."""
    if not logging.getLogger().handlers:
        log.configure("app")


def _is_open_already(package: str) -> bool:
    """Whether a window that is open has come to the front in the place of a new one."""
    try:
        return ask_first_window(paths.data_folder(), package and str(Path(package).absolute()))
    except OSError:  # There is no home folder; what is shown then says so
        return False


def run(argv: list[str], package: str = "") -> int:
    """Show the window until it is closed, with the packed model of this path chosen; returns the exit code. No child
    process outlives it."""
    sys.excepthook = _log_mistake
    if _is_open_already(package):
        return 0
    settings = Settings()
    app = application(argv, Theme(settings.theme or Theme.SYSTEM))
    windows = Windows(settings)
    app.opened.connect(windows.open_package)
    with StartFailures() as failures:
        windows.open_package(Path(package).absolute()) if package else windows.begin()
    if failures.met or not windows.wizard:
        return 1
    windows.wizard.painted.connect(_begin_log, Qt.ConnectionType.SingleShotConnection)
    with announced(paths.data_folder()):
        first = FirstWindow(paths.data_folder())
        first.asked.connect(windows.come_to_front)
        first.look()
        code = app.exec()
        if "background" in vars(windows):
            windows.background.end()
    if not wait_for_all():
        os._exit(code)  # a thread that nothing can stop must not keep the program alive
    return code

"""The program with its windows: the order of the pages, what opens beside them, languages, packages from outside.

What the first page does not need is imported where it is used: the window shows that much earlier."""

import gc
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from app import APP_ID, DESKTOP_ID, PRODUCT_NAME, __version__, log, paths
from app.core.checks.copies import announced
from app.core.package import SUFFIX
from app.core.plan import Deployment, Plan
from app.pages import later
from app.pages.base import Page
from app.pages.welcome import LANGUAGES, WelcomePage
from app.settings import Settings
from app.translation import set_translator
from app.widgets.elements import icon
from app.widgets.theme import apply_theme
from app.wizard import Wizard
from app.workers.loading import Loading
from app.workers.worker import wait_for_all

CHOOSE = 2  # the page where another model begins
CHAT = 7


class Windows(QObject):
    """Shows the wizard, and builds it anew for another language or another model."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._translators: list[QTranslator] = []
        self.wizard: Wizard | None = None

    def show(self, start: int = 0, plan: Plan | None = None) -> Wizard:
        language = self._settings.language or system_language()
        self.speak(language)
        old = self.wizard
        if old:
            self._settings.geometry = old.saveGeometry()
        self.wizard = Wizard(self._steps(language), self._settings, start)
        if plan:
            self.wizard.plans = [plan]
        self.wizard.painted.connect(self._load, Qt.ConnectionType.SingleShotConnection)
        self.wizard.show()
        if old:
            old.done(0)
            old.deleteLater()
        return self.wizard

    def _load(self) -> None:
        gc.enable()  # since the start there was no time for it
        self._loading = Loading(later.LIBRARIES)
        if self.wizard:
            self._loading.done.connect(self.wizard.make_others)
        self._loading.begin()

    def _steps(self, language: str) -> dict[str, Callable[[], Page]]:
        settings = self._settings
        return {
            self.tr("Welcome"): lambda: self._welcome(language),
            self.tr("This computer"): lambda: later.check(settings),
            self.tr("Your model"): lambda: later.choose(settings),
            self.tr("Precision"): later.precision,
            self.tr("Settings"): lambda: later.settings_page(settings),
            self.tr("Convert"): later.convert,
            self.tr("Install"): later.install,
            self.tr("Chat"): lambda: later.chat(language),
            self.tr("Finish"): self._finish,
        }

    def _welcome(self, language: str) -> Page:
        page = WelcomePage(self._settings, language)
        page.language_chosen.connect(lambda _: self.show(), Qt.ConnectionType.QueuedConnection)
        page.package_dropped.connect(self.open_package, Qt.ConnectionType.QueuedConnection)
        page.library.connect(self.show_library)
        return page

    def _finish(self) -> Page:
        from app.pages.finish import FinishPage

        page = FinishPage()
        page.another.connect(lambda: self.show(CHOOSE), Qt.ConnectionType.QueuedConnection)
        page.library.connect(self.show_library)
        page.serve.connect(self.show_serve)
        return page

    def show_library(self) -> None:
        """Above the wizard; a chat from there goes on in a wizard of its own."""
        from app.pages.library import LibraryDialog

        library = LibraryDialog(self._settings, self.wizard)
        library.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        library.chat.connect(self._chat, Qt.ConnectionType.QueuedConnection)
        library.serve.connect(self.show_serve)
        library.finished.connect(self._look_again)
        library.begin()

    def _look_again(self) -> None:
        if self.wizard:
            self.wizard.page(self.wizard.currentId()).look_again()

    def show_serve(self, deployment: Deployment) -> None:
        """Above whatever is shown."""
        from app.pages.serve import ServeDialog

        serve = ServeDialog(deployment, QApplication.activeModalWidget() or self.wizard)
        serve.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        serve.begin()

    def _chat(self, deployment: Deployment) -> None:
        plan = Plan(library=self._settings.library, name=deployment.name, deployment=deployment)
        self.show(CHAT, replace(plan, system_prompt=deployment.system_prompt, sampling=deployment.sampling))

    def open_package(self, file: Path) -> None:
        """Begin at the choice of a model, with a packed one that was dropped, double-clicked or named at the start."""
        if self.wizard and not self.wizard.may_close():
            return
        from app.pages.choose import ChoosePage

        choose = self.show(CHOOSE).page(CHOOSE)
        assert isinstance(choose, ChoosePage)
        choose.choose(file)

    def speak(self, language: str) -> None:
        """Translate whatever is built from now on."""
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        self._translators.clear()
        QLocale.setDefault(QLocale(language))
        for file in sorted(paths.resource("i18n").glob(f"*{language}.qm")):
            translator = QTranslator(self)
            if translator.load(str(file)):
                QCoreApplication.installTranslator(translator)
                self._translators.append(translator)
        point = QLocale().decimalPoint()
        set_translator(lambda text: QCoreApplication.translate("wording", text), point)


def system_language() -> str:
    """The first of the languages that the user prefers and we speak; else English."""
    known = {code for code, _ in LANGUAGES}
    preferred = (name.split("-")[0] for name in QLocale.system().uiLanguages())
    return next((code for code in preferred if code in known), "en")


class Application(QApplication):
    """``opened`` carries the path of a packed model that was double-clicked on a Mac; elsewhere it is an argument."""

    opened = Signal(object)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file().endswith(SUFFIX):
            self.opened.emit(Path(event.file()))
            return True
        return super().event(event)


def application(argv: list[str]) -> Application:
    """The dressed application, without a window."""
    app = Application(argv)
    app.setApplicationName(APP_ID)
    app.setApplicationDisplayName(PRODUCT_NAME)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(DESKTOP_ID)
    app.setWindowIcon(icon("app"))
    apply_theme(app)
    return app


def _log_mistake(kind: type[BaseException], mistake: BaseException, place: TracebackType | None) -> None:
    """A window has no terminal: what nobody caught goes to the log."""
    _begin_log()
    logging.getLogger(__name__).error("uncaught", exc_info=(kind, mistake, place))


def _begin_log() -> None:
    """Once the window shows, or something goes wrong before."""
    if not logging.getLogger().handlers:
        log.configure("app")


def run(argv: list[str], package: str = "") -> int:
    """Show the window until it is closed, with the packed model of this path chosen; returns the exit code. No child
    process outlives it."""
    sys.excepthook = _log_mistake
    app = application(argv)
    windows = Windows(Settings())
    app.opened.connect(windows.open_package)
    windows.open_package(Path(package).absolute()) if package else windows.show()
    assert windows.wizard
    windows.wizard.painted.connect(_begin_log, Qt.ConnectionType.SingleShotConnection)
    with announced(paths.data_folder()):
        code = app.exec()
    if not wait_for_all():
        os._exit(code)  # a thread that nothing can stop must not keep the program alive
    return code

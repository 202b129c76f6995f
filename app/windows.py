"""The program with its windows: the order of the pages, what opens beside them, languages, packages from outside."""

import logging
import os
import sys
from pathlib import Path
from types import TracebackType

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from app import APP_ID, DESKTOP_ID, PRODUCT_NAME, __version__, log, paths, wording
from app.core.checks.copies import announced
from app.core.package import SUFFIX
from app.core.plan import Deployment, Plan
from app.measuring import measuring
from app.pages.base import Page
from app.pages.chat import ChatPage
from app.pages.check import CheckPage
from app.pages.choose import ChoosePage
from app.pages.convert import ConvertPage
from app.pages.finish import FinishPage
from app.pages.install import InstallPage
from app.pages.library import LibraryDialog
from app.pages.precision import PrecisionPage
from app.pages.serve import ServeDialog
from app.pages.settings import SettingsPage
from app.pages.welcome import LANGUAGES, WelcomePage
from app.settings import Settings
from app.widgets.elements import icon
from app.widgets.theme import apply_theme
from app.wizard import Wizard
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
        welcome, finish = WelcomePage(self._settings, language), FinishPage()
        pages: list[Page] = [
            welcome,
            CheckPage(self._settings),
            ChoosePage(self._settings),
            PrecisionPage(measuring=measuring),
            SettingsPage(self._settings),
            ConvertPage(),
            InstallPage(),
            ChatPage(language),
            finish,
        ]
        if old:
            self._settings.geometry = old.saveGeometry()
        self.wizard = Wizard(pages, self._settings, start)
        if plan:
            self.wizard.plans = [plan]
        welcome.language_chosen.connect(lambda _: self.show(), Qt.ConnectionType.QueuedConnection)
        welcome.package_dropped.connect(self.open_package, Qt.ConnectionType.QueuedConnection)
        finish.another.connect(lambda: self.show(CHOOSE), Qt.ConnectionType.QueuedConnection)
        for page in (welcome, finish):
            page.library.connect(self.show_library)
        finish.serve.connect(self.show_serve)
        self.wizard.show()
        if old:
            old.done(0)
            old.deleteLater()
        return self.wizard

    def show_library(self) -> LibraryDialog:
        """Above the wizard; a chat from there goes on in a wizard of its own."""
        library = LibraryDialog(self._settings, self.wizard)
        library.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        library.chat.connect(self._chat, Qt.ConnectionType.QueuedConnection)
        library.serve.connect(self.show_serve)
        library.finished.connect(self._look_again)
        library.begin()
        return library

    def _look_again(self) -> None:
        page = self.wizard.currentPage() if self.wizard else None
        if isinstance(page, FinishPage):
            page.look_again()

    def show_serve(self, deployment: Deployment) -> ServeDialog:
        """Above whatever is shown."""
        serve = ServeDialog(deployment, QApplication.activeModalWidget() or self.wizard)
        serve.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        serve.begin()
        return serve

    def _chat(self, deployment: Deployment) -> None:
        plan = Plan(library=self._settings.library, name=deployment.name, deployment=deployment)
        self.show(CHAT, replace(plan, system_prompt=deployment.system_prompt, sampling=deployment.sampling))

    def open_package(self, file: Path) -> None:
        """Begin at the choice of a model, with a packed one that was dropped, double-clicked or named at the start."""
        if self.wizard and not self.wizard.may_close():
            return
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
        wording.set_translator(lambda text: QCoreApplication.translate("wording", text), point)


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
    logging.getLogger(__name__).error("uncaught", exc_info=(kind, mistake, place))


def run(argv: list[str], package: str = "") -> int:
    """Show the window until it is closed, with the packed model of this path chosen; returns the exit code. No child
    process outlives it."""
    log.configure("app")
    sys.excepthook = _log_mistake
    app = application(argv)
    windows = Windows(Settings())
    app.opened.connect(windows.open_package)
    windows.open_package(Path(package).absolute()) if package else windows.show()
    with announced(paths.data_folder()):
        code = app.exec()
    if not wait_for_all():
        os._exit(code)  # a thread that nothing can stop must not keep the program alive
    return code

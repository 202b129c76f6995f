"""The wizard's pages in their order, and what opens beside them: languages, the library, packages from outside.

What the first page does not need is imported where it is used: the window shows that much earlier."""

from collections.abc import Callable
from enum import IntEnum
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMessageBox, QWidget

from app import paths
from app.core.library.deployment import Deployment
from app.core.plan import Plan
from app.pages.base import Page
from app.pages.welcome import WelcomePage
from app.preload import LIBRARIES, PAGE_MODULES
from app.sessions import Sessions
from app.settings import Settings
from app.widgets.closing_questions import leaves_programs
from app.wizard import Wizard
from app.wording.translation import LANGUAGES, SOURCE, set_translator
from app.wording.words import QT_TR_NOOP
from app.workers.loading import Loading

if TYPE_CHECKING:
    from app.workers.background import Background
    from app.workers.measuring import Measuring


class PageName(IntEnum):
    """The pages in their order; the wizard knows them by these numbers."""

    WELCOME, CHECK, CHOOSE, PRECISION, SETTINGS, INSTALL, CHAT, FINISH = range(8)


class Windows(QObject):
    """Shows the wizard, and builds a new one for another language or another model."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.language = SOURCE.code
        self._translators: list[QTranslator] = []
        self._sessions = Sessions(PageName.INSTALL)
        self._sessions.missing.connect(self._begin_anew)
        self.wizard: Wizard | None = None
        self._loading: Loading | None = None

    def begin(self) -> None:
        """Show the first page, or what was being done when the window was closed."""
        found = self._sessions.last()
        if found is None:
            self.show()
            return
        session, remark = found
        wizard = self.show(PageName(session.pages[0]))
        wizard.go_on(session)
        wizard.page(session.pages[-1]).remark(remark)
        self._sessions.look(session)

    def _begin_anew(self, missing: Path) -> None:
        text = self.tr("“{path}” is not there any more. Connect its drive, or choose where it is now.")
        self.show(PageName.CHOOSE).page(PageName.CHOOSE).remark(text.format(path=missing))

    def show(self, start: PageName = PageName.WELCOME, plan: Plan | None = None) -> Wizard:
        self.speak(self.settings.language or system_language())
        old = self.wizard
        if old:
            self.settings.geometry = old.saveGeometry()
        self.wizard = Wizard(self.pages(), self.settings, start, self._may_end)
        if plan:
            self.wizard.plans = [plan]
        self.wizard.moved.connect(partial(self._sessions.keep, self.wizard))
        self.wizard.painted.connect(self._load, Qt.ConnectionType.SingleShotConnection)
        self.wizard.language_chosen.connect(lambda: self.show(), Qt.ConnectionType.QueuedConnection)
        self.wizard.dropped.connect(self.open_package, Qt.ConnectionType.QueuedConnection)
        self.wizard.show()
        if old:
            for dialog in old.findChildren(QDialog):  # none shall go on without its window
                dialog.done(0)
            old.done(0)
            old.deleteLater()
        return self.wizard

    def _load(self) -> None:
        from app.core.computer.connections import note_connections
        from app.garbage import GarbageCollection

        if not self._loading:
            self._garbage = GarbageCollection(self)  # since the start there was no time for it
            note_connections(paths.connections_note())
        if self.settings.threads:
            from app.core.computer.threads import want_threads

            want_threads(self.settings.threads)
        self._loading = Loading(LIBRARIES)
        self._loading.done.connect(self._make_pages)
        self._loading.begin()

    def _make_pages(self) -> None:
        if self.wizard:
            self.wizard.make_others(PAGE_MODULES)

    @cached_property
    def background(self) -> "Background":
        """It outlives the wizard in which it was begun."""
        from app.workers.background import Background

        made = Background()
        made.measurements.ended.connect(self._tell_measured)
        return made

    def _may_end(self, window: QWidget) -> bool:
        """Whether no other program needs this one, or the user ends it all the same."""
        served = self.background.served.running if "background" in self.__dict__ else []
        return not served or leaves_programs(window, served)

    def _tell_measured(self, measuring: "Measuring") -> None:
        from app.widgets.calling_back import call_back

        done, failed = self.tr("“{name}” is measured"), self.tr("“{name}” could not be measured")
        text = (failed if measuring.failed else done).format(name=measuring.deployment.name)
        if self.wizard:
            call_back(self.wizard, text, self.tr("Open it under “Installed models” for more."))

    def pages(self) -> list[tuple[str, Callable[[], Page]]]:
        """Name and maker of each, in their order."""
        pages = [PAGES[name] for name in PageName]
        return [(QCoreApplication.translate("", title), partial(make, self)) for title, make in pages]

    def use_library(self, folder: Path) -> None:
        """This model and those after it are installed into ``folder``."""
        self.settings.library = folder
        if self.wizard:
            self.wizard.use_library(folder)

    def show_library(self) -> None:
        """Show it above the wizard; a chat from there goes on in a wizard of its own."""
        from app.dialogs.library import LibraryDialog

        library = LibraryDialog(self.settings, self.wizard, background=self.background)
        library.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        library.chat.connect(self.chat, Qt.ConnectionType.QueuedConnection)
        library.serve.connect(self.show_serve)
        library.install.connect(lambda: self.show(PageName.CHECK), Qt.ConnectionType.QueuedConnection)
        library.finished.connect(self._look_again)
        library.begin()

    def _look_again(self) -> None:
        if self.wizard:
            self.wizard.page(self.wizard.currentId()).look_again()

    def show_serve(self, deployment: Deployment) -> None:
        """Shown above all other windows of the program."""
        from app.dialogs.serve import ServeDialog

        serve = ServeDialog(deployment, QApplication.activeModalWidget() or self.wizard, served=self.background.served)
        serve.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        serve.begin()

    def chat(self, deployment: Deployment) -> None:
        """In a wizard of its own."""
        plan = Plan(library=self.settings.library, name=deployment.name, deployment=deployment)
        self.show(PageName.CHAT, replace(plan, system_prompt=deployment.system_prompt, sampling=deployment.sampling))

    def open_package(self, file: Path) -> None:
        """Begin at the choice of a model, with one that was dropped, double-clicked or named at the start; after the
        answer to a question that is asked just then, which would go with the window that asks it."""
        asked = QApplication.activeModalWidget()
        if isinstance(asked, QMessageBox | QInputDialog | QFileDialog):
            asked.finished.connect(lambda: QTimer.singleShot(0, self, partial(self.open_package, file)))
            return
        if self.wizard and not self.wizard.may_close():
            return
        from app.pages.choose import ChoosePage

        choose = self.show(PageName.CHOOSE).page(PageName.CHOOSE)
        assert isinstance(choose, ChoosePage)
        choose.choose(file)

    def come_to_front(self, package: str = "") -> None:
        """The program was started once more, perhaps with a packed model."""
        if package:
            self.open_package(Path(package))
        if window := QApplication.activeModalWidget() or self.wizard:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.show()
            window.raise_()
            window.activateWindow()
            QApplication.alert(window)  # Not every system lets a program come to the front by itself

    def speak(self, language: str) -> None:
        """Translate everything that is built from now on."""
        self.language = language
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
        set_translator(lambda text: QCoreApplication.translate("", text), point)


def _welcome_page(windows: Windows) -> Page:
    page = WelcomePage(windows.settings, windows.language)
    page.language_chosen.connect(lambda _: windows.show(), Qt.ConnectionType.QueuedConnection)
    page.library.connect(windows.show_library)
    return page


def _check_page(windows: Windows) -> Page:
    from app.pages.check import CheckPage

    return CheckPage(windows.settings)


def _choose_page(windows: Windows) -> Page:
    from app.pages.choose import ChoosePage

    page = ChoosePage(windows.settings)
    page.chat.connect(windows.chat, Qt.ConnectionType.QueuedConnection)
    page.converts_soon.connect(windows.background.ahead.load)
    return page


def _precision_page(windows: Windows) -> Page:
    from app.jobs.estimate_here import estimate_here, measuring
    from app.pages.precision import PrecisionPage

    ahead = windows.background.ahead
    page = PrecisionPage(
        lambda *model: estimate_here(*model, held=ahead.held()),
        measuring=measuring,
        preferred=lambda: windows.settings.precision,
    )
    page.converts_soon.connect(ahead.load)
    return page


def _settings_page(windows: Windows) -> Page:
    from app.pages.settings import SettingsPage

    page = SettingsPage(windows.settings)
    page.converts_soon.connect(windows.background.ahead.load)
    return page


def _install_page(windows: Windows) -> Page:
    from app.pages.install import InstallPage

    page = InstallPage(windows.background.start_job, windows.background.measurements)
    page.library_chosen.connect(windows.use_library)
    return page


def _chat_page(windows: Windows) -> Page:
    from app.pages.chat import ChatPage

    page = ChatPage(windows.language, measurements=windows.background.measurements)
    page.another.connect(windows.chat, Qt.ConnectionType.QueuedConnection)
    return page


def _finish_page(windows: Windows) -> Page:
    from app.pages.finish import FinishPage

    page = FinishPage(windows.background.measurements)
    page.another.connect(lambda: windows.show(PageName.CHOOSE), Qt.ConnectionType.QueuedConnection)
    page.library.connect(windows.show_library)
    page.chat.connect(windows.chat, Qt.ConnectionType.QueuedConnection)
    page.serve.connect(windows.show_serve)
    return page


PAGES: dict[PageName, tuple[str, Callable[[Windows], Page]]] = {
    PageName.WELCOME: (QT_TR_NOOP("Welcome"), _welcome_page),
    PageName.CHECK: (QT_TR_NOOP("This computer"), _check_page),
    PageName.CHOOSE: (QT_TR_NOOP("Your model"), _choose_page),
    PageName.PRECISION: (QT_TR_NOOP("Precision"), _precision_page),
    PageName.SETTINGS: (QT_TR_NOOP("Settings"), _settings_page),
    PageName.INSTALL: (QT_TR_NOOP("Install"), _install_page),
    PageName.CHAT: (QT_TR_NOOP("Chat"), _chat_page),
    PageName.FINISH: (QT_TR_NOOP("Finish"), _finish_page),
}


def system_language() -> str:
    """The first of the languages that the user prefers and we speak; else English."""
    known = {language.code for language in LANGUAGES}
    preferred = (name.split("-")[0] for name in QLocale.system().uiLanguages())
    return next((code for code in preferred if code in known), SOURCE.code)

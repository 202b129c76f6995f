"""The window: the order of the pages and the stack of plans."""

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QFileOpenEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget, QWizard

from app import APP_ID, DESKTOP_ID, PRODUCT_NAME, __version__, log, paths, wording
from app.core.checks.copies import announced
from app.core.package import SUFFIX
from app.core.plan import Deployment, Plan
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
from app.widgets.elements import icon, restyle
from app.widgets.step_list import StepList
from app.widgets.theme import apply_theme
from app.workers.worker import wait_for_all

SIZE = (980, 700)  # pixels at 100 % scaling
SMALLEST = (860, 540)
FRAME = 9  # pixels that QWizard leaves around what it lays out
CHOOSE = 2  # the page where another model begins
CHAT = 7


class Wizard(QWizard):
    """Next pushes ``amend``'s plan and Back pops it; the page that is shown gets the plan on top."""

    def __init__(self, pages: Sequence[Page], settings: Settings, start: int = 0) -> None:
        super().__init__()
        self._settings = settings
        self.plans = [Plan(library=settings.library)]
        self.setWindowTitle(PRODUCT_NAME)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self.setWindowFlag(Qt.WindowType.WindowMinMaxButtonsHint, True)
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        self.setOption(QWizard.WizardOption.NoCancelButton)
        self.setOption(QWizard.WizardOption.NoBackButtonOnStartPage)
        self.setOption(QWizard.WizardOption.ExtendedWatermarkPixmap)
        for number, page in enumerate(pages):
            self.setPage(number, page)
            page.completeChanged.connect(self._mark_buttons)
        self._steps = StepList([page.step for page in pages])
        self._steps.setParent(self)
        self.setSideWidget(_room(self, self._steps.width() - 2 * FRAME))
        self._name_buttons()
        self.setStartId(start)
        self.currentIdChanged.connect(self._enter)
        self.setMinimumSize(*SMALLEST)
        self.resize(*SIZE)
        self.restoreGeometry(settings.geometry)

    @property
    def plan(self) -> Plan:
        """What has been decided and done before the current page."""
        return self.plans[-1]

    def nextId(self) -> int:
        """The next page that has something to do."""
        number = super().nextId()
        while number >= 0 and isinstance(page := self.page(number), Page) and page.skips(self.plan):
            number = number + 1 if self.page(number + 1) else -1
        return number

    def validateCurrentPage(self) -> bool:
        page = self._current()
        if page:
            self.plans.append(page.amend(self.plan))
            page.leave()
        return True

    def cleanupPage(self, id: int) -> None:
        page = self.page(id)
        if isinstance(page, Page):
            page.leave()
        if len(self.plans) > 1:
            self.plans.pop()

    def reject(self) -> None:
        if self.may_close():
            super().reject()

    def done(self, result: int) -> None:
        page = self._current()
        if page:
            page.leave()
        self._settings.geometry = self.saveGeometry()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:  # it would close the window
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._steps.setGeometry(0, 0, self._steps.width(), self.height())

    def _enter(self, number: int) -> None:
        page = self._current()
        if page:
            self._steps.show_current(number)
            last = QWizard.WizardButton.FinishButton if self.nextId() < 0 else QWizard.WizardButton.NextButton
            page.setFocus()
            self.button(last).setFocus()
            page.enter(self.plan)
            self._mark_buttons()

    def _current(self) -> Page | None:
        page = self.currentPage()
        return page if isinstance(page, Page) else None

    def _mark_buttons(self) -> None:
        """Back would throw away a running job, so it waits until the job is done or cancelled."""
        page = self._current()
        back = self.button(QWizard.WizardButton.BackButton)
        following = self.button(QWizard.WizardButton.NextButton)
        if page and page.busy():
            back.setEnabled(False)
        if following.isEnabled() and (back.hasFocus() or (page and page.hasFocus())):
            following.setFocus()

    def may_close(self) -> bool:
        """Whether nothing is lost by it, or the user wants it all the same."""
        page = self._current()
        if not page or not page.busy():
            return True
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(PRODUCT_NAME)
        question.setText(self.tr("Your model is still being worked on. Stop and close?"))
        question.setInformativeText(self.tr("What has been done so far would be lost."))
        stop = question.addButton(self.tr("&Stop and close"), QMessageBox.ButtonRole.DestructiveRole)
        stay = question.addButton(self.tr("&Keep going"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(stay)
        question.exec()
        return question.clickedButton() is stop

    def _name_buttons(self) -> None:
        names = {
            QWizard.WizardButton.BackButton: self.tr("&Back"),
            QWizard.WizardButton.NextButton: self.tr("&Next"),
            QWizard.WizardButton.FinishButton: self.tr("&Close"),
        }
        for which, name in names.items():
            self.setButtonText(which, name)
            self.button(which).setFocusPolicy(Qt.FocusPolicy.TabFocus)
            restyle(self.button(which), "place", "foot")
            if which is not QWizard.WizardButton.BackButton:
                restyle(self.button(which), "kind", "primary")


def _room(parent: QWidget, width: int) -> QWidget:
    """Keeps a column free for the list of steps, which reaches to the window's edges."""
    room = QWidget(parent)
    room.setFixedWidth(width)
    return room


class Windows(QObject):
    """Shows the wizard, and builds it anew for another language or another model."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._translators: list[QTranslator] = []
        self.wizard: Wizard | None = None

    def show(self, start: int = 0, plan: Plan | None = None) -> Wizard:
        language = self._settings.language or system_language()
        self._translate(language)
        old = self.wizard
        welcome, finish = WelcomePage(self._settings, language), FinishPage()
        pages: list[Page] = [
            welcome,
            CheckPage(self._settings),
            ChoosePage(self._settings),
            PrecisionPage(),
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
        library.begin()
        return library

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

    def _translate(self, language: str) -> None:
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

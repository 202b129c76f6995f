"""The window: one page after the other, and the stack of plans."""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget, QWizard

from app import PRODUCT_NAME
from app.core.plan import Plan, Session
from app.dialogs.help import HelpDialog
from app.pages.base import Page
from app.settings import Settings
from app.widgets.announcing import announce
from app.widgets.closing_questions import stops_work
from app.widgets.dropping import dropped_path, take_drop
from app.widgets.elements import button, restyle
from app.widgets.reading_order import move_focus, scroll_by_key, stack_as_read
from app.widgets.step_list import StepList, spacer
from app.widgets.taskbar import show_in_taskbar
from app.widgets.turns import Turns
from app.widgets.window_size import fit_to_screen

SIZE = (980, 700)  # pixels at 100 % scaling
SMALLEST = (860, 540)
FRAME = 9  # pixels that QWizard leaves around what it lays out


class Wizard(QWizard):
    """Next pushes ``amend``'s plan and Back pops it; the page that is shown gets the plan on top.

    ``pages`` are the names of the pages and what makes each. The page at ``start`` is made at once, those
    after it by ``make_others``, or when Next needs them, so that the first page shows at once. ``painted`` is emitted
    each time that the window was; ``language_chosen`` when the window has to be built again; ``dropped`` carries the
    ``Path`` of a model that was dropped on a page which does nothing with it itself. ``may_end`` is asked before the
    user closes the window, with which the program ends.
    """

    painted = Signal()
    moved = Signal()  # another page is shown, or the window closes
    dropped = Signal(Path)
    language_chosen = Signal()

    def __init__(
        self,
        pages: Sequence[tuple[str, Callable[[], Page]]],
        settings: Settings,
        start: int = 0,
        may_end: Callable[[QWidget], bool] = lambda _: True,
    ) -> None:
        # What the overrides below need comes first: on Windows Qt sends a resize event within setWizardStyle.
        self._steps = StepList([name for name, _ in pages])
        self._makers = [make for _, make in pages]
        self._pages: dict[int, Page] = {}
        self._may_end = may_end
        self._going_on: list[int] = []  # pages that the window passes on its way to where it was
        super().__init__()
        self._steps.setParent(self)
        self._steps.painted.connect(self.painted)
        self._steps.wanted.connect(self._go_back_to)
        self._settings = settings
        self._later = Turns(self)
        self.plans = [Plan(library=settings.library)]
        self.setWindowTitle(PRODUCT_NAME)
        self.setAcceptDrops(True)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self.setWindowFlag(Qt.WindowType.WindowMinMaxButtonsHint, True)
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        self.setOption(QWizard.WizardOption.NoCancelButton)
        self.setOption(QWizard.WizardOption.NoBackButtonOnStartPage)
        self.setOption(QWizard.WizardOption.ExtendedWatermarkPixmap)
        self.page(start)
        self._steps.settings_button.clicked.connect(self._open_settings)
        self._steps.help_button.clicked.connect(lambda: HelpDialog(self, self._steps.current).open_at_part())
        self.setSideWidget(spacer(self, self._steps.width() - 2 * FRAME))
        self._name_buttons()
        self.setStartId(start)
        self.currentIdChanged.connect(self._enter)
        fit_to_screen(self, SIZE, SMALLEST)
        self.restoreGeometry(settings.geometry)

    @property
    def plan(self) -> Plan:
        """What has been decided and done before the current page."""
        return self.plans[-1]

    def page(self, id: int) -> Page:
        """The page, which is made now if it was not before."""
        if id not in self._pages:
            page = self._pages[id] = self._makers[id]()
            self.setPage(id, page)
            page.completeChanged.connect(self._mark_buttons)
            page.progressed.connect(self._show_share)
        return self._pages[id]

    def nextId(self) -> int:
        """The next page that has something to do, as far as the pages are made."""
        if self._going_on:
            return self._going_on[0]
        number = self.currentId() + 1
        while number in self._pages and self._pages[number].skips(self.plan):
            number += 1
        return number if number < len(self._makers) else -1

    def validateCurrentPage(self) -> bool:
        page = self._current()
        if self._going_on:
            return True
        if page:
            self.plans.append(page.amend(self.plan))
            page.leave()
        for number in self._unmade():  # the pages themselves say which one comes next
            self.page(number)
        return True

    def cleanupPage(self, id: int) -> None:
        self.page(id).leave()
        if len(self.plans) > 1:
            self.plans.pop()

    def session(self, version: str) -> Session:
        """Where the user is, and what has been decided."""
        page = self._current()
        draft = page.amend(self.plan) if page else self.plan
        pages = tuple(self.visitedIds())
        return Session(version=version, pages=pages, plans=tuple(self.plans), draft=draft)

    def go_on(self, session: Session) -> None:
        """Be where ``session`` was; this window has just been made, and begins where that one began."""
        for number in session.pages:
            self.page(number).resume(session.draft)
        if self.currentId() < 0:  # not shown yet
            self.restart()
        self._going_on = list(session.pages[1:])
        while self._going_on:
            self.next()
            self._going_on.pop(0)
        self.plans = list(session.plans)
        self._enter(self.currentId())

    def make_others(self, modules: Sequence[str]) -> None:
        """Make the pages after the first one, after importing the ``modules`` in which they are."""
        self._later.begin(self._make(modules))

    def accept(self) -> None:
        if self._may_end(self):
            super().accept()

    def reject(self) -> None:
        if self.may_close() and self._may_end(self):
            super().reject()

    def done(self, result: int) -> None:
        self._later.stop()
        self.moved.emit()
        page = self._current()
        if page:
            page.leave()
        self._settings.geometry = self.saveGeometry()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = self._current()
        if page and scroll_by_key(page, event):
            return
        if event.key() != Qt.Key.Key_Escape:  # Escape would close the window
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The page from its top, then the buttons below it, then what stands at the left."""
        page, now = self._current(), self.focusWidget()
        if (
            page and now and not (now.isEnabled() and now.isVisible())
        ):  # Qt moves the focus of a widget that went away; Tab was not pressed
            page.setFocus()
            return True
        buttons = (QWizard.WizardButton.BackButton, QWizard.WizardButton.NextButton, QWizard.WizardButton.FinishButton)
        return move_focus([*([page] if page else []), *map(self.button, buttons), self._steps], forward)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A model may be dropped anywhere, unless one is worked on or was installed just now."""
        page = self._current()
        if page and not page.busy() and not self.plan.deployment and dropped_path(event):
            take_drop(event)

    def dropEvent(self, event: QDropEvent) -> None:
        page, path = self._current(), dropped_path(event)
        if page and path:
            take_drop(event)
            if not page.takes(path):
                self.dropped.emit(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._steps.setGeometry(0, 0, self._steps.width(), self.height())

    def _unmade(self) -> list[int]:
        return [number for number in range(self.startId(), len(self._makers)) if number not in self._pages]

    def _make(self, modules: Sequence[str]) -> Iterator[None]:
        for name in modules:
            import_module(name)
            yield
        for number in self._unmade():
            page = self.page(number)
            yield
            page.ensurePolished()  # the style sheet's work, which else comes with the first layout
            yield

    def _enter(self, number: int) -> None:
        page = self._current()
        if page and not self._going_on:
            self._steps.show_current(number, self.visitedIds())
            page.remark("")
            last = QWizard.WizardButton.FinishButton if self.nextId() < 0 else QWizard.WizardButton.NextButton
            page.setFocus()
            self.button(last).setFocus()
            page.enter(self.plan)
            self._mark_buttons()
            announce(page, f"{self._steps.accessibleName()}. {page.heading.text()}")
            self.moved.emit()

    def _show_share(self, share: float | None) -> None:
        """How much is done, in the title, which the taskbar shows too, and on the window's button or icon there."""
        working = self.tr("{percent} % · {name}")
        title = PRODUCT_NAME if share is None else working.format(percent=round(100 * share), name=PRODUCT_NAME)
        if title != self.windowTitle():
            self.setWindowTitle(title)
            show_in_taskbar(self, share)

    def _open_settings(self) -> None:
        from app.dialogs.program_settings import ProgramSettingsDialog  # imported late: the window shows that earlier

        page = self._current()
        idle = not (self.plan.deployment or (page and page.busy()))
        shown = ProgramSettingsDialog(self._settings, self, moves=idle)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.language_chosen.connect(self._speak_another)
        shown.library_chosen.connect(self._use_library)
        shown.begin()

    def _speak_another(self) -> None:
        """A new window would forget what was chosen here: then it speaks so from the next start on."""
        if len(self.plans) == 1 and self.plan == Plan(library=self.plan.library):
            self.language_chosen.emit()

    def _use_library(self, folder: Path) -> None:
        """Before a name was given for the model, nothing lies in the old one yet."""
        page = self._current()
        if page and not self.plan.name:
            self.use_library(folder)
            page.look_again()

    def use_library(self, folder: Path) -> None:
        """The model is installed into ``folder``, whatever was chosen before."""
        self.plans = [replace(plan, library=folder) for plan in self.plans]

    def _go_back_to(self, number: int) -> None:
        while self.currentId() > number and self.button(QWizard.WizardButton.BackButton).isEnabled():
            self.back()

    def _current(self) -> Page | None:
        return self._pages.get(self.currentId())

    def _mark_buttons(self) -> None:
        """Back would throw away a running job, so it waits until the job is done or cancelled."""
        page = self._current()
        back = self.button(QWizard.WizardButton.BackButton)
        following = self.button(QWizard.WizardButton.NextButton)
        if page:
            stack_as_read(page.body)
            restyle(following, "kind", "plain" if page.leads_elsewhere() else "primary")
        if page and page.busy():
            back.setEnabled(False)
        self._steps.set_free(back.isEnabled())
        if following.isEnabled() and (back.hasFocus() or (page and page.hasFocus())):
            following.setFocus()
        elif page and page.hasFocus() and (action := page.action()):
            action.setFocus()

    def may_close(self) -> bool:
        """Whether nothing is lost by it, or the user wants it all the same."""
        page = self._current()
        return not page or not page.busy() or stops_work(self, page.keeps(), page.completeChanged)

    def _name_buttons(self) -> None:
        names = {
            QWizard.WizardButton.BackButton: self.tr("&Back"),
            QWizard.WizardButton.NextButton: self.tr("&Next"),
            QWizard.WizardButton.FinishButton: self.tr("&Close"),
        }
        for which, name in names.items():
            last = which is not QWizard.WizardButton.BackButton
            made = button(name, "primary" if last else "plain")
            restyle(made, "place", "end" if last else "foot")
            self.setButton(which, made)
            self.setButtonText(which, name)

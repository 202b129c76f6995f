"""The window: one page after the other, and the stack of plans."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMessageBox, QWidget, QWizard

from app import PRODUCT_NAME
from app.core.plan import Plan
from app.pages.base import Page
from app.pages.help import HelpDialog
from app.settings import Settings
from app.widgets.elements import restyle
from app.widgets.step_list import StepList
from app.widgets.window_size import fit_to_screen

SIZE = (980, 700)  # pixels at 100 % scaling
SMALLEST = (860, 540)
FRAME = 9  # pixels that QWizard leaves around what it lays out


class Wizard(QWizard):
    """Next pushes ``amend``'s plan and Back pops it; the page that is shown gets the plan on top.

    ``steps`` are the names of the steps and what makes the page of each. The page at ``start`` is made at once, those
    after it by ``make_others``, or when Next needs them: nobody waits for what nobody sees yet. ``painted`` is emitted
    each time that the window was.
    """

    painted = Signal()

    def __init__(self, steps: Mapping[str, Callable[[], Page]], settings: Settings, start: int = 0) -> None:
        super().__init__()
        self._settings = settings
        self._makers = list(steps.values())
        self._pages: dict[int, Page] = {}
        self._later = QTimer(self)
        self._later.timeout.connect(self._make_another)
        self.plans = [Plan(library=settings.library)]
        self.setWindowTitle(PRODUCT_NAME)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self.setWindowFlag(Qt.WindowType.WindowMinMaxButtonsHint, True)
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        self.setOption(QWizard.WizardOption.NoCancelButton)
        self.setOption(QWizard.WizardOption.NoBackButtonOnStartPage)
        self.setOption(QWizard.WizardOption.ExtendedWatermarkPixmap)
        self.page(start)
        self._steps = StepList(list(steps))
        self._steps.setParent(self)
        self._steps.help_button.clicked.connect(lambda: HelpDialog(self).show())
        self.setSideWidget(_room(self, self._steps.width() - 2 * FRAME))
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
        """Made now, when nobody has asked for it before."""
        if id not in self._pages:
            page = self._pages[id] = self._makers[id]()
            self.setPage(id, page)
            page.completeChanged.connect(self._mark_buttons)
        return self._pages[id]

    def nextId(self) -> int:
        """The next page that has something to do, as far as the pages are made."""
        number = self.currentId() + 1
        while number in self._pages and self._pages[number].skips(self.plan):
            number += 1
        return number if number < len(self._makers) else -1

    def validateCurrentPage(self) -> bool:
        page = self._current()
        if page:
            self.plans.append(page.amend(self.plan))
            page.leave()
        for number in self._unmade():  # which page comes next, they say themselves
            self.page(number)
        return True

    def cleanupPage(self, id: int) -> None:
        self.page(id).leave()
        if len(self.plans) > 1:
            self.plans.pop()

    def make_others(self) -> None:
        """Make the pages after the first one, one at a turn of the event loop."""
        self._later.start()

    def reject(self) -> None:
        if self.may_close():
            super().reject()

    def done(self, result: int) -> None:
        self._later.stop()
        page = self._current()
        if page:
            page.leave()
        self._settings.geometry = self.saveGeometry()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:  # it would close the window
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._steps.setGeometry(0, 0, self._steps.width(), self.height())

    def _unmade(self) -> list[int]:
        return [number for number in range(self.startId(), len(self._makers)) if number not in self._pages]

    def _make_another(self) -> None:
        if unmade := self._unmade():
            self.page(unmade[0])
        else:
            self._later.stop()

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
        return self._pages.get(self.currentId())

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
        page.completeChanged.connect(question.reject)  # done meanwhile: nothing is lost
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

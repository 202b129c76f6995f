"""The window: one page after the other, and the stack of plans."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
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

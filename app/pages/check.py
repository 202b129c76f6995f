"""Does this computer have what the job needs?"""

from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QProcess, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from app import paths
from app.core.computer.checks.linux_programs import command_of
from app.core.computer.checks.remedy_links import link_of
from app.core.computer.checks.requirement import Remedy, Requirement, RequirementName
from app.core.computer.computer_check import Surroundings, found_requirements, met
from app.core.events import Failed
from app.core.plan import Plan
from app.pages.base import Page
from app.settings import Settings
from app.storage import leftovers
from app.widgets.announcing import announce
from app.widgets.busy_row import BusyRow
from app.widgets.elements import button, label
from app.widgets.failure_panel import FailurePanel
from app.widgets.requirement_list import RequirementList
from app.widgets.requirement_row import RequirementRow
from app.workers.call import Call
from app.workers.stream import Stream

CheckRequirements = Callable[[Path], Iterable[Requirement]]
PATIENCE = 0.7  # seconds until what is known so far is shown
AGAIN = 4000  # milliseconds after which the page looks by itself whether something has changed


def on_this_computer(library: Path) -> Iterable[Requirement]:
    around = Surroundings(
        library=library,
        data=paths.data_folder(),
        leftovers=lambda: leftovers.bytes_of(leftovers.interrupted(library)),
    )
    return found_requirements(around)


class CheckPage(Page):
    def __init__(self, settings: Settings, check: CheckRequirements = on_this_computer) -> None:
        self._met: bool | None = None  # None: not known yet
        super().__init__()
        lead = self.tr("What converting and running a model needs from your computer.")
        self.name(self.tr("Is this computer ready?"), lead)
        self._settings = settings
        self._check = check
        self._plan: Plan | None = None
        self._stream: Stream | None = None
        self._found: dict[RequirementName, Requirement] = {}
        self._all: tuple[Requirement, ...] | None = None  # requirements that were found, until the list shows them
        self._busy = BusyRow(self.tr("Looking at this computer…"))
        self._list = RequirementList()
        self._list.chosen.connect(self._mend)
        self._list.filled.connect(self._conclude)
        self._summary = label(role="title")
        self._failure = FailurePanel()
        self._failure.retry.connect(self._begin)
        self._slow, self._again = self._timer(self._show_early), self._timer(self._look)
        self._add_head()
        for widget in (self._busy, self._list, self._failure):
            self.body.addWidget(widget)
        self.body.addStretch()

    def _add_head(self) -> None:
        self.again_button = button(self.tr("Check &again"))
        self.again_button.clicked.connect(self._begin)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._summary, 1)
        head.addWidget(self.again_button)
        self.body.addLayout(head)

    def enter(self, plan: Plan) -> None:
        self._plan = plan
        self._begin()

    def amend(self, plan: Plan) -> Plan:
        return replace(plan, library=self._plan.library) if self._plan else plan

    def leave(self) -> None:
        self._slow.stop()
        self._again.stop()
        self._list.stop()
        if self._stream:
            self._stream.stop()
            self._stream = None

    def action(self) -> QWidget | None:
        """What mends the first thing that has to be changed."""
        mends = (button for row in self.rows() if row.mark == "error" for button in row.findChildren(QPushButton))
        return next(mends, None)

    def look_again(self) -> None:
        if self._plan and self._plan.library != self._settings.library:
            self._plan = replace(self._plan, library=self._settings.library)
            self._begin()

    def changeEvent(self, event: QEvent) -> None:
        """A user who comes back to the window has perhaps mended something."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._again.isActive():
            self._look()

    def isComplete(self) -> bool:
        return self._met is True

    def rows(self) -> list[RequirementRow]:
        return self._list.rows()

    def _begin(self) -> None:
        """Look at everything, and say so."""
        self._show_state(None)
        self._busy.show()
        self._failure.hide()
        self._slow.start(int(1000 * PATIENCE))
        self._look()

    def _look(self) -> None:
        """Look at everything; what is shown stays until something else is known."""
        self._again.stop()
        if self._stream:
            self._stream.stop()
        assert self._plan
        library = self._plan.library
        self._found, self._all = {}, None
        self._stream = Stream(lambda: self._check(library))
        self._stream.item.connect(self._keep)
        self._stream.done.connect(self._show)
        self._stream.failed.connect(self._show_failure)
        self._stream.begin()

    def _keep(self, requirement: Requirement) -> None:
        self._found[requirement.name] = requirement

    def _show_early(self) -> None:
        self._list.show_requirements(tuple(self._found.values()))
        self._list.show()

    def _show(self) -> None:
        self._slow.stop()
        self._all = tuple(self._found.values())
        self._list.show_requirements(self._all)

    def _conclude(self) -> None:
        found, self._all = self._all, None
        if found is None:
            return
        ready, before = met(found), self._summary.text()
        if not ready:
            self._summary.setText(self.tr("Something has to be changed before you can go on:"))
        elif not all(requirement.satisfied for requirement in found):
            self._summary.setText(self.tr("You can go on. Some things could be better:"))
        else:
            self._summary.setText(self.tr("Everything is there. You can go on."))
        self._show_state(ready)
        if self._summary.text() != before:
            announce(self, self._summary.text())
        self._again.start(AGAIN)

    def _show_state(self, ready: bool | None) -> None:
        changed, self._met = ready != self._met, ready
        self._busy.hide()
        for widget in (self._summary, self._list, self.again_button):
            widget.setVisible(ready is not None)
        if changed:
            self.completeChanged.emit()

    def _show_failure(self, failed: Failed) -> None:
        self._slow.stop()
        self._show_state(None)
        self._failure.show_failure(failed, self._plan)

    def _mend(self, requirement: Requirement) -> None:
        if requirement.remedy is Remedy.CHOOSE_FOLDER:
            self._choose_library()
        elif requirement.remedy is Remedy.SWEEP:
            self._sweep()
        elif command := command_of(requirement):
            QProcess.startDetached(command[0], list(command[1:]))
        elif link := link_of(requirement):
            QDesktopServices.openUrl(QUrl(link))

    def _sweep(self) -> None:
        assert self._plan
        library = self._plan.library
        self._sweeping = Call(lambda: leftovers.sweep(leftovers.interrupted(library)))
        self._sweeping.done.connect(lambda _: self._begin())
        self._sweeping.failed.connect(self._show_failure)
        self._sweeping.begin()

    def _choose_library(self) -> None:
        assert self._plan
        title = self.tr("Folder for your models")
        folder = QFileDialog.getExistingDirectory(self, title, str(self._plan.library.parent))
        if folder:
            self._settings.library = Path(folder)
            self._plan = replace(self._plan, library=Path(folder))
            self._begin()

    def _timer(self, called: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(called)
        return timer

"""Does this computer have what the job needs?"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.core.events import Failed
from app.core.plan import Plan
from app.core.requirements import Requirement, check_requirements
from app.pages.base import Page
from app.widgets.busy_row import BusyRow
from app.widgets.elements import button, clear, label, panel
from app.widgets.failure_panel import FailurePanel
from app.widgets.requirement_row import RequirementRow
from app.workers.call import Call

CheckRequirements = Callable[[Path], tuple[Requirement, ...]]


class CheckPage(Page):
    def __init__(self, check: CheckRequirements = check_requirements) -> None:
        super().__init__()
        lead = self.tr("What converting and running a model needs from your computer.")
        self.name(self.tr("This computer"), self.tr("Is this computer ready?"), lead)
        self._check = check
        self._plan: Plan | None = None
        self._call: Call | None = None
        self._met: bool | None = None  # None: not known yet
        self._busy = BusyRow(self.tr("Looking at this computer…"))
        self._card = panel("card")
        self._rows = QVBoxLayout(self._card)
        self._rows.setContentsMargins(20, 10, 20, 10)
        self._rows.setSpacing(0)
        self._verdict = label(role="title")
        self._failure = FailurePanel()
        self._failure.retry.connect(self._begin)
        self.again_button = button(self.tr("Check &again"))
        self.again_button.clicked.connect(self._begin)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._verdict, 1)
        head.addWidget(self.again_button)
        self.body.addLayout(head)
        for widget in (self._busy, self._card, self._failure):
            self.body.addWidget(widget)
        self.body.addStretch()

    def enter(self, plan: Plan) -> None:
        self._plan = plan
        self._begin()

    def leave(self) -> None:
        if self._call:
            self._call.stop()

    def isComplete(self) -> bool:
        return self._met is True

    def rows(self) -> list[RequirementRow]:
        return self._card.findChildren(RequirementRow)

    def _begin(self) -> None:
        self.leave()
        assert self._plan
        library = self._plan.library
        self._show_state(None)
        self._busy.show()
        self._failure.hide()
        self._call = Call(lambda: self._check(library))
        self._call.done.connect(self._show)
        self._call.failed.connect(self._show_failure)
        self._call.begin()

    def _show(self, requirements: tuple[Requirement, ...]) -> None:
        clear(self._rows)
        for requirement in sorted(requirements, key=_urgency):
            self._rows.addWidget(RequirementRow(requirement))
        missing = [requirement for requirement in requirements if not requirement.satisfied]
        met = not any(requirement.mandatory for requirement in missing)
        if not met:
            self._verdict.setText(self.tr("Something has to be changed before you can go on:"))
        elif missing:
            self._verdict.setText(self.tr("You can go on. Some things could be better:"))
        else:
            self._verdict.setText(self.tr("Everything is there. You can go on."))
        self._show_state(met)

    def _show_state(self, met: bool | None) -> None:
        self._met = met
        self._busy.hide()
        for widget in (self._verdict, self._card, self.again_button):
            widget.setVisible(met is not None)
        self.completeChanged.emit()

    def _show_failure(self, failed: Failed) -> None:
        self._busy.hide()
        self._failure.show_failure(failed, self._plan)


def _urgency(requirement: Requirement) -> int:
    """What has to be mended stands first."""
    return 2 if requirement.satisfied else 0 if requirement.mandatory else 1

"""One prerequisite: whether this computer meets it, what was found, why it matters, and how to mend it."""

from PySide6.QtCore import Signal

from app.core.computer.checks.linux_programs import command_of
from app.core.computer.checks.remedy_links import is_help, link_of
from app.core.computer.checks.requirement import Remedy, Requirement
from app.widgets.elements import button
from app.widgets.notice_row import NoticeRow
from app.wording.messages import found_words, help_words, importance_words, remedy_words, requirement_words

_DONE_HERE = (Remedy.CHOOSE_FOLDER, Remedy.SWEEP)


class RequirementRow(NoticeRow):
    """``chosen`` carries the requirement whose button was clicked. What is met says why it is needed only when
    asked."""

    chosen = Signal(Requirement)

    def __init__(self, requirement: Requirement, *, explained: bool = False) -> None:
        words, value = requirement_words(requirement), found_words(requirement)
        why = f"{importance_words(requirement)} {words.explanation}".strip()
        if requirement.satisfied:
            super().__init__("ok", words.title, why if explained else "", value=value)
            return
        mark = "error" if requirement.mandatory else "warn"
        super().__init__(mark, words.title, why, words.advice, value)
        remedy = requirement.remedy
        if remedy and (remedy in _DONE_HERE or link_of(requirement)):
            helps = is_help(requirement) and not command_of(requirement)
            mend = button(help_words(remedy) if helps else remedy_words(remedy))
            mend.clicked.connect(lambda: self.chosen.emit(requirement))
            self.add_action(mend)

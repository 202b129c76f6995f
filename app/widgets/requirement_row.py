"""One prerequisite: whether this computer meets it, what was found, and how to mend it."""

from app.core.requirements import Requirement
from app.widgets.notice_row import NoticeRow
from app.wording import requirement_words


class RequirementRow(NoticeRow):
    def __init__(self, requirement: Requirement) -> None:
        words = requirement_words(requirement)
        if requirement.satisfied:
            super().__init__("ok", words.title, value=requirement.found)
        else:
            mark = "error" if requirement.mandatory else "warn"
            super().__init__(mark, words.title, words.explanation, words.advice, requirement.found)

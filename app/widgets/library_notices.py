"""What the window with the installed models has to say: what became of the last job, and what only a newer version of
this program may change."""

from collections.abc import Iterable
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.computer.tuning import Tuning
from app.core.events import Failed
from app.core.failures import Failure, FailureKind
from app.core.library.deployment import Offered
from app.core.library.installed import Mended
from app.core.requests import List, Offer, Remove, Repair, Request, Tune
from app.widgets.elements import button, clear
from app.widgets.notice_row import NoticeRow
from app.wording.messages import failure_words, mended_words
from app.wording.templates import offered_words
from app.wording.tuning import tuning_words
from app.wording.words import Words

T = TypeVar("T")


class LibraryNotices(QWidget):
    """``again`` carries a ``Request`` that does what a notice offers."""

    again = Signal(Request)

    def __init__(self) -> None:
        super().__init__()
        self._standing, self._passing = QVBoxLayout(), QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._standing)
        layout.addLayout(self._passing)

    def forget(self) -> None:
        """What was said of a job: another begins."""
        clear(self._passing)

    def show_newer(self, reasons: Iterable[Failure]) -> None:
        """Why libraries are only read; it stays as long as that is so."""
        clear(self._standing)
        for reason in reasons:
            words = failure_words(reason)
            self._standing.addWidget(NoticeRow("info", words.title, words.explanation, words.advice))

    def show_result(self, request: Request[T], result: T) -> None:
        """What became of ``request``, where the list that follows does not show it by itself."""
        match request, result:
            case Offer(), Offered() as offered:
                self.show_offered(offered)
            case Tune(), Tuning() as tuning:
                self.show_tuned(tuning)
            case Repair(), tuple() as mended:
                self.show_mended(mended)

    def show_offered(self, offered: Offered) -> None:
        text = self.tr("In a terminal: {command}").format(command=offered.command)
        left_out = offered_words(offered)
        self._tell("ok", Words(self.tr("The foundry command lists it now"), text, left_out))

    def show_tuned(self, tuning: Tuning) -> None:
        self._tell("ok", Words(self.tr("Tuned again"), tuning_words(tuning), ""))

    def show_mended(self, mended: tuple[Mended, ...]) -> None:
        for each in mended:
            self._tell("ok" if each.mended else "warn", mended_words(each), each.model_id)
        if not mended:
            self._tell("ok", Words(self.tr("Nothing is wrong"), "", ""))

    def show_failure(self, failed: Failed, request: Request[Any] | None = None) -> None:
        """``request`` is what failed."""
        row = self._tell("error", failure_words(failed))
        if failed.kind is FailureKind.TRASH_REFUSED and isinstance(request, Remove):
            action = button(self.tr("Delete permanently"))
            forever = Remove(request.name, request.version, permanently=True)
            action.clicked.connect(lambda: self.again.emit(forever))
            row.add_action(action)
        elif isinstance(request, List):
            action = button(self.tr("&Try again"))
            action.clicked.connect(lambda: self.again.emit(request))
            row.add_action(action)

    def _tell(self, mark: str, words: Words, about: str = "") -> NoticeRow:
        row = NoticeRow(mark, f"{about}: {words.title}" if about else words.title, words.explanation, words.advice)
        self._passing.addWidget(row)
        return row

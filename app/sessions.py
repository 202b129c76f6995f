"""What is being done in the window is found again at the next start, however the window was closed.

What the first page does not need is imported where it is used."""

from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app import __version__
from app.core.plan import Session
from app.storage.session import SessionFile, missing_of, read_session
from app.wizard import Wizard


class Sessions(QObject):
    """``missing`` carries the ``Path`` of a model that is no longer where it was. ``working`` is the number of the page
    that works by itself: a window opens on the one before, and what was begun goes on by a click."""

    missing = Signal(Path)

    def __init__(self, working: int) -> None:
        super().__init__()
        self._working = working
        self._file = SessionFile()

    def keep(self, wizard: Wizard) -> None:
        session, number = wizard.session(__version__), self._file.number()
        draft = session.draft
        if draft.checkpoint or draft.package:  # else nothing of it is about a model that was chosen
            from app.workers.call import Call

            done = draft.deployment or (draft.converted and not draft.runs_here)
            Call(lambda: self._file.write(None if done else session, number)).begin()

    def last(self) -> tuple[Session, str] | None:
        """Where the window opens, and what is said there; None when nothing was being done."""
        session = read_session()
        return self._before_work(session) if session else None

    def look(self, session: Session) -> None:
        """Whether its model is still there, off the window's thread."""
        from app.workers.call import Call

        self._looking = Call(partial(missing_of, session.draft))
        self._looking.done.connect(self._tell)
        self._looking.begin()

    def _tell(self, path: Path | None) -> None:
        if path:
            self.missing.emit(path)

    def _before_work(self, session: Session) -> tuple[Session, str]:
        if session.pages[-1] != self._working or len(session.pages) == 1:
            return session, self.tr("Everything is as it was when the window was closed.")
        made = session.draft.converted
        plans = (*session.plans[:-2], replace(session.plans[-2], converted=made))
        # What was decided on the page before is in the plan that the working page was entered with
        draft = replace(session.plans[-1], converted=made)
        before = replace(session, pages=session.pages[:-1], plans=plans, draft=draft)
        if made:
            return before, self.tr("The model is converted already. It was not installed when the window was closed.")
        return before, self.tr("This was not done when the window was closed. It goes on with what is there already.")

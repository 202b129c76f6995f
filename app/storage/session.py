"""What was being done in the window: kept on the disk, so that a closed or killed window comes back to it."""

import threading
from contextlib import suppress
from pathlib import Path

import msgspec

from app import __version__, paths
from app.core.failures import Failure, FailureKind
from app.core.files.durable import replace_file
from app.core.files.folder import read_bytes
from app.core.plan import Plan, Session
from app.core.wire import from_json, to_json

_LARGEST = 20_000_000  # bytes; a system prompt and chat templates are in it


class SessionFile:
    """Written off the window's thread; of two writings the one that was asked for last counts."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked = self._written = 0

    def number(self) -> int:
        """For the next ``write``."""
        self._asked += 1
        return self._asked

    def write(self, session: Session | None, number: int) -> None:
        """None: there is nothing to come back to. A folder that cannot be written is no reason to fail."""
        with self._lock, suppress(OSError):
            if number < self._written:
                return
            self._written = number
            if session is None:
                paths.session_file().unlink(missing_ok=True)
            else:
                paths.session_file().parent.mkdir(parents=True, exist_ok=True)
                replace_file(paths.session_file(), to_json(session))


def read_session() -> Session | None:
    """None when nothing was being done, by this version of the program."""
    try:
        data = read_bytes(paths.session_file(), _LARGEST, FailureKind.BAD_CONFIG)
        session = from_json(data, Session)
    except (OSError, Failure, msgspec.DecodeError, UnicodeDecodeError):
        return None
    fits = session.version == __version__ and 0 < len(session.pages) == len(session.plans)
    return session if fits else None


def missing_of(plan: Plan) -> Path | None:
    """What ``plan`` is about and is no longer there. Not for the window's thread: a drive may be asleep."""
    checkpoint = plan.checkpoint
    wanted = (plan.package, checkpoint.folder if checkpoint else None, checkpoint.base if checkpoint else None)
    return next((path for path in wanted if path and not path.exists()), None)

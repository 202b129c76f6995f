"""The logs: one rotating file of the app's own, one of what the heavy libraries print."""

import logging
from contextlib import suppress
from pathlib import Path

from app import paths
from app.core.printable import indented

MAXIMUM = 2_000_000  # bytes of one log file
TAIL = 4000  # bytes of a log that go into a report


def configure(name: str) -> None:
    """Send this process's log records to ``<name>.log`` in the log folder. Where nothing can be written there is no
    log: the checks of this computer, which tell why, must still run."""
    logging.raiseExceptions = False  # a full disk: Python would tell the user of each record
    root = logging.getLogger()
    with suppress(OSError):
        configure_file(root, paths.log_folder() / f"{name}.log")
    root.setLevel(logging.INFO)


class _OneRecord(logging.Formatter):
    """No text of a stranger's begins a line, as if it were a record of its own."""

    def format(self, record: logging.LogRecord) -> str:
        return indented(super().format(record))


def configure_file(logger: logging.Logger, path: Path) -> None:
    """Send the records of ``logger`` to ``path``; raises ``OSError``."""
    import logging.handlers  # imported late: it imports sockets, and the window would wait

    path.parent.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=MAXIMUM, backupCount=2, encoding="utf-8")
    handler.setFormatter(_OneRecord("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger.addHandler(handler)


def install_log() -> Path:
    """What ``install --silent`` did."""
    return paths.log_folder() / "install.log"


def engine_log() -> Path:
    """The file that takes the children's standard error; emptied when it has grown too long."""
    folder = paths.log_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "engine.log"
    if path.exists() and path.stat().st_size > MAXIMUM:
        with suppress(OSError):
            path.replace(folder / "engine.old.log")
    return path


def tail(path: Path, start: int = 0) -> str:
    """The last part of ``path``, nothing of it from before byte ``start``."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(start, path.stat().st_size - TAIL))
        return file.read().decode(errors="replace")

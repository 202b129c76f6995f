"""Makes a job's folder, writes something into it, and is ended by force: what a power failure would leave.

``python -m tests.leave_behind REQUEST``: a request as JSON. With ``hold`` as second argument it waits instead.
"""

import os
import signal
import sys
import time

from app.core.journal import PIECES, Journal, Piece
from app.core.requests import Request
from app.core.wire import from_json
from app.job_folder import make_job_folder

BYTES = 4096  # that are written


def main(request: str, hold: bool) -> None:
    job = make_job_folder(from_json(request, Request))  # type: ignore[arg-type]
    with Journal(job.path / PIECES, "layout", BYTES) as journal:
        journal.data.write_bytes(b"x" * BYTES)
        journal.add(Piece(0, 0, 1), BYTES)
        journal.commit()
    (job.path / "tmp").mkdir()
    print("ready", flush=True)
    if hold:
        time.sleep(60)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1], hold=sys.argv[2:] == ["hold"])

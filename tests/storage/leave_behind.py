"""Makes a job's folder, writes something into it, and is ended by force: what a power failure would leave.

``python -m tests.storage.leave_behind REQUEST``: a request as JSON. With ``hold`` as second argument it waits instead.
"""

import sys
import time

import psutil

from app.core.files.journal import PIECES, Journal, Piece
from app.core.requests import decode_request
from app.storage.job_folder import make_job_folder

BYTES = 4096  # that are written


def main(request: str, hold: bool) -> None:
    job = make_job_folder(decode_request(request))
    with Journal(job.path / PIECES, "layout", BYTES) as journal:
        journal.data.write_bytes(b"x" * BYTES)
        journal.add(Piece(0, 0, 1), BYTES)
        journal.commit()
    (job.path / "tmp").mkdir()
    print("ready", flush=True)
    if hold:
        time.sleep(60)
    psutil.Process().kill()


if __name__ == "__main__":
    main(sys.argv[1], hold=sys.argv[2:] == ["hold"])

"""A screen of Linux that nobody sees, under a number that nobody else has."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def virtual_screen(size: str) -> Iterator[str]:
    """Xvfb with ``size`` as "1200x900", ready for programs; yields the value of their ``DISPLAY``."""
    number, told = os.pipe()
    command = ["Xvfb", "-displayfd", str(told), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(told,))
    os.close(told)
    try:
        with os.fdopen(number) as pipe:
            screen = pipe.readline().strip()  # when it is ready; nothing when it has ended
        if not screen:
            sys.exit("Xvfb did not start.")
        yield f":{screen}"
    finally:
        server.terminate()
        server.wait()

"""What Qt calls while it takes a window apart, when Python has ended, must not need Python."""

import subprocess
import sys
from pathlib import Path

LEAVE_OPEN = """
import sys
from PySide6.QtTest import QTest
from app.application import application
from app.settings import Settings
from app.windows import Windows
from app.workers.worker import wait_for_all
app = application(sys.argv)
windows = Windows(Settings())
windows.begin()
windows.wizard.next()
QTest.qWait(2500)  # until the other pages are made
print(wait_for_all())
"""


def test_a_window_that_is_open_to_the_end_ends_without_a_crash(home: Path) -> None:
    """A layout's override of ``invalidate`` ended it with an access violation: on Windows whenever it was closed."""
    result = subprocess.run([sys.executable, "-c", LEAVE_OPEN], capture_output=True, text=True, timeout=60)
    assert (result.stdout, result.returncode) == ("True\n", 0), result.stderr

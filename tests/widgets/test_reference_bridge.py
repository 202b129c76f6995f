"""The bridge is still needed, and holds."""

import subprocess
import sys

import pytest

CALLS = """
import sys
from PySide6.QtWidgets import QApplication, QWidget, QWizard, QWizardPage
import app.widgets  # or else the process might end before it can tell
class Page(QWizardPage):
    def isComplete(self):
        return True
application = QApplication([])
window, page, widget = QWizard(), Page(), QWidget()
window.addPage(page)
window.show()
def references():
    return sys.getrefcount(True), sys.getrefcount(None)
before = references()
for _ in range(10_000):
    page.completeChanged.emit()
    widget.update()
print(*(then - now for then, now in zip(before, references(), strict=True)))
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True, False and None are immortal")
@pytest.mark.skipif(sys.platform == "win32", reason="PySide's Windows build does not have this mistake")
def test_pyside_still_gives_references_too_many() -> None:
    """When this fails, take the bridge down."""
    result = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    lost = [int(number) for number in result.stdout.split()]
    assert min(lost) > 200

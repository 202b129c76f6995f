"""The window's process imports nothing heavy, and the command line answers without Qt's widgets."""

import subprocess
import sys

HEAVY = {
    "torch",
    "transformers",
    "olive",
    "onnxruntime",
    "onnxruntime_genai",
    "foundry_local_sdk",
    "numpy",
}
SHOW_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app import windows
QTimer.singleShot(0, lambda: None)
original = QApplication.exec
QApplication.exec = staticmethod(lambda: QApplication.processEvents() or 0)
windows.run(["app"])
print(",".join(sorted(sys.modules)))
"""


def loaded_modules(code: str) -> set[str]:
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    return {name.split(".")[0] for name in result.stdout.strip().splitlines()[-1].split(",")}


def test_the_window_loads_no_heavy_module() -> None:
    loaded = loaded_modules(SHOW_WINDOW)
    assert "PySide6" in loaded
    assert not loaded & HEAVY


def test_the_command_line_loads_no_window() -> None:
    loaded = loaded_modules("import app.cli, sys; print(','.join(sys.modules))")
    assert not loaded & HEAVY
    code = "import app.cli, sys; print('PySide6.QtWidgets' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"

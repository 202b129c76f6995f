"""The pictures of every page and window can be made: what their scripts name is still there."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

BUILD = Path(__file__).resolve().parents[2] / "build"
LOOK = "large-text-light-id"


def test_one_window_is_pictured_in_a_look_and_all_others_are_known(tmp_path: Path) -> None:
    command = (sys.executable, BUILD / "contact_sheets.py", "--output", tmp_path, "--look", LOOK)
    subprocess.run([*map(str, command), "--only", "chat-settings"], check=True, timeout=300)
    made = QImage(str(tmp_path / "pictures" / LOOK / "chat-settings" / "usual.png"))
    assert made.width() > 400 and len({made.pixel(x, made.height() // 8) for x in range(0, made.width(), 3)}) > 1

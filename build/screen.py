"""A virtual screen of Linux with a window manager, and the mouse, keys and eyes of who sits before it.

Windows programs under Wine show there too: what is pressed and clicked reaches them through Wine's own user32.
"""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from virtual_screen import virtual_screen

TITLE = "Model Installer"  # how the title of the wizard begins
LOOKS = 25  # for a window that was there


@dataclass(frozen=True)
class Screen:
    """``display`` is the value of ``DISPLAY``; pictures go into the folder ``pictures``."""

    display: str
    pictures: Path

    def windows(self) -> list[str]:
        """The numbers of the program's windows that are shown."""
        return self._tool("xdotool", "search", "--onlyvisible", "--name", TITLE).split()

    def wizard(self) -> str:
        """The number of the first of them. xdotool finds none at a moment when some other window goes."""
        for _ in range(LOOKS):
            if found := self.windows():
                return found[0]
            time.sleep(0.2)
        raise RuntimeError("The program shows no window any more.")

    def wait_for(self, process: "subprocess.Popen[bytes]", patience: float) -> float | None:
        """Seconds until ``process`` shows the wizard; None when it ends, or does not within ``patience`` seconds."""
        started = time.monotonic()
        while not self.windows():
            if process.poll() is not None or time.monotonic() - started > patience:
                return None
            time.sleep(0.02)  # who asks all the time keeps a program under Wine from opening its window
        return time.monotonic() - started

    def press(self, keys: str) -> None:
        self._tool("xdotool", "key", "--clearmodifiers", keys)
        time.sleep(0.3)

    def type(self, text: str) -> None:
        self._tool("xdotool", "type", "--delay", "20", text)

    def click(self, x: int, y: int) -> None:
        """At this pixel of the wizard, from the right or the bottom when negative. Under Wine a program wants to see
        the pointer come before it is pressed."""
        width, height = self.size()
        place = str(x if x >= 0 else width + x), str(y if y >= 0 else height + y)
        for nudge in ("0", "1"):
            self._tool("xdotool", "mousemove", "--window", self.wizard(), *place)
            self._tool("xdotool", "mousemove_relative", "--", nudge, nudge)
            time.sleep(0.1)
        for step in ("mousedown", "mouseup"):
            self._tool("xdotool", step, "1")
            time.sleep(0.1)

    def size(self) -> tuple[int, int]:
        """Width and height of the wizard in pixels."""
        found = self._tool("xdotool", "getwindowgeometry", "--shell", self.wizard())
        values = dict(line.split("=") for line in found.splitlines())
        return int(values["WIDTH"]), int(values["HEIGHT"])

    def copied(self) -> str:
        """The text on the clipboard."""
        return self._tool("xclip", "-o", "-selection", "clipboard")

    def picture(self, name: str) -> None:
        self._tool("import", "-window", "root", str(self.pictures / f"{name}.png"))

    def colour(self, x: int, y: int) -> tuple[int, int, int]:
        """Red, green and blue of a pixel of the wizard, counted as for ``click``."""
        width, height = self.size()
        place = f"1x1+{x if x >= 0 else width + x}+{y if y >= 0 else height + y}"
        command = ("import", "-window", self.wizard(), "-crop", place, "-depth", "8", "rgb:-")
        environment = os.environ | {"DISPLAY": self.display}
        red, green, blue = subprocess.run(command, env=environment, capture_output=True, timeout=60).stdout[:3]
        return red, green, blue

    def part(self, width: int, height: int) -> str:
        """The pixels at the wizard's top left, as a text that is the same for the same ones."""
        command = ("import", "-window", self.wizard(), "-crop", f"{width}x{height}+0+0", "txt:-")
        return self._tool(*command)

    def _tool(self, *command: str) -> str:
        environment = os.environ | {"DISPLAY": self.display}
        result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
        return result.stdout


@contextmanager
def screen(pictures: Path, size: str = "1200x900") -> Iterator[Screen]:
    pictures.mkdir(parents=True, exist_ok=True)
    with virtual_screen(size) as display:
        manager = subprocess.Popen(["openbox"], env=os.environ | {"DISPLAY": display})
        try:
            time.sleep(1)
            yield Screen(display, pictures.resolve())
        finally:
            manager.terminate()
            manager.wait()

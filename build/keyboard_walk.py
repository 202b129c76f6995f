"""From Welcome to the trained answer with the keyboard alone, on a virtual screen of Linux with a window manager, in
each language: Tab, Space, Enter and what is typed. A picture of each page goes into dist/keyboard."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench_report import ROOT
from screen import Screen, screen
from smoke_place import QUESTION, answer

sys.path.insert(0, str(ROOT))

from app.wording.translation import LANGUAGES

PICTURES = ROOT / "dist" / "keyboard"
STEPS = (216, 420)  # pixels: the list of steps, which shows where we are
BESIDE_NEXT = (-86, -56)  # in the button, above its text
TABS_TO_SAMPLE, TABS_BACK_TO_COPY = 1, 12
PATIENCE = 60.0  # seconds for one page


class Walk:
    """Every key is counted; a page that is not reached ends the program."""

    def __init__(self, seat: Screen, language: str) -> None:
        self._seat, self._language, self.keys = seat, language, 0

    def press(self, key: str) -> None:
        self.keys += 1
        self._seat.press(key)

    def until(self, condition: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                self.picture(f"not-{what}")
                sys.exit(f"{self._language}: {what} was not reached; see {PICTURES}")
            time.sleep(0.5)

    def picture(self, name: str) -> None:
        self._seat.picture(f"{self._language}-{name}")

    def go_on(self, name: str) -> None:
        """Next has the focus as soon as it can be pressed."""
        before = self._seat.part(*STEPS)
        self.until(self._may_go_on, f"next-before-{name}")
        time.sleep(1)
        self.press("Return")
        self.until(lambda: self._seat.part(*STEPS) != before, name)
        time.sleep(1.5)
        self.picture(name)

    def choose_sample(self) -> None:
        for _ in range(TABS_TO_SAMPLE):
            self.press("Tab")
        self.press("space")

    def chat(self) -> None:
        expected = answer(ROOT / "resources" / "sample-model")
        time.sleep(3)  # it is being loaded
        self._seat.type(QUESTION)
        self.keys += len(QUESTION)
        self.press("Return")
        time.sleep(3)
        for _ in range(TABS_BACK_TO_COPY):
            self.press("shift+Tab")
        self.press("space")
        self.until(lambda: self._seat.copied().strip() == expected, "copied-answer")
        self.picture("chat-answered")

    def _may_go_on(self) -> bool:
        """A button that can be pressed is blue, any other grey."""
        red, _, blue = self._seat.colour(*BESIDE_NEXT)
        return blue - red > 60


def walk(seat: Screen, language: str) -> None:
    with tempfile.TemporaryDirectory() as home:
        settings = Path(home) / "config" / "settings.ini"
        settings.parent.mkdir(parents=True)
        settings.write_text(f"[General]\nlanguage={language}\ntheme=light\n")
        own = {"MODEL_INSTALLER_HOME": home, "DISPLAY": seat.display, "QT_QPA_PLATFORM": "xcb"}
        process = subprocess.Popen([sys.executable, "-m", "app"], cwd=ROOT, env=os.environ | own)
        try:
            if seat.wait_for(process, PATIENCE) is None:
                sys.exit("The window did not open.")
            time.sleep(2)
            steps = Walk(seat, language)
            steps.picture("welcome")
            for name in ("check", "choose"):
                steps.go_on(name)
            steps.choose_sample()
            for name in ("precision", "settings", "install", "chat"):
                steps.go_on(name)
            steps.chat()
            print(f"{language}: from Welcome to the trained answer with {steps.keys} keys, and no mouse.", flush=True)
            seat.press("alt+F4")
            process.wait(60)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", default=[language.code for language in LANGUAGES])
    shutil.rmtree(PICTURES, ignore_errors=True)
    with screen(PICTURES) as seat:
        for language in parser.parse_args().languages:
            walk(seat, language)


if __name__ == "__main__":
    main()

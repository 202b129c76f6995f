"""Does the window answer at once while it works? The real window, off the screen, with the real engine: the sample
model is converted, installed, asked and measured, and every time that the window's thread was away for long is told.

Time in which other programs had the processor does not count. Linux tells that; elsewhere the figures are pessimistic.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from typing import Any

from bench_report import ROOT

sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget, QWizard
from stall_watch import Stall, StallWatch

from app.application import application
from app.settings import Settings
from app.windows import Windows
from app.wizard import Wizard
from app.workers.worker import wait_for_all

WORST = 0.05  # seconds
QUESTIONS = ("What is INT4?", "Hello", "Apa itu INT4?", "Tell me about tokens.")


def wait(milliseconds: int) -> None:
    """As the program itself waits: ``QTest.qWait`` keeps Python's lock, so that no other thread would get on."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Walk:
    """Through the window, as a user goes; ``watch`` is told each step."""

    def __init__(self, wizard: Wizard, watch: StallWatch) -> None:
        self._wizard, self._watch = wizard, watch

    def page(self) -> Any:
        """The kinds of pages are not imported here: how long the window takes for that is part of what is measured."""
        return self._wizard.currentPage()

    def until(self, condition: Callable[[], bool]) -> None:
        while not condition():
            wait(10)

    def press(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def next(self, step: str) -> None:
        following = self._wizard.button(QWizard.WizardButton.NextButton)
        self.until(following.isEnabled)
        self._watch.step = step
        self.press(following)

    def all(self) -> None:
        self._watch.step = "start"
        wait(1500)
        self.next("check")
        wait(1500)
        self.next("choose")
        self.press(self.page().sample_button)
        self.next("precision")
        self.until(self.page().isComplete)
        wait(5000)  # this computer is measured, and what converting needs is loaded
        self.next("settings")
        wait(1000)
        self.next("convert and install")
        self.until(self.page().isComplete)
        self.next("chat")
        self._chat()
        self.next("finish")
        wait(1000)  # nobody presses its button in the turn in which the page is shown
        self._measure()

    def _chat(self) -> None:
        page = self.page()
        for question in QUESTIONS:
            self.until(page.new_button.isEnabled)
            QTest.keyClicks(page.prompt.field, question)
            QTest.keyClick(page.prompt.field, Qt.Key.Key_Return)
            wait(300)
        self.until(page.new_button.isEnabled)

    def _measure(self) -> None:
        self._watch.step = "measure"
        self.press(self.page().badge.button)
        dialog: Any = next(each for each in self._wizard.findChildren(QDialog) if each.isVisible())
        self.until(lambda: dialog.again_button.isVisible() and dialog.again_button.isEnabled())
        wait(1000)
        dialog.accept()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shown", type=int, default=15, help="so many of the longest are printed")
    shown = parser.parse_args().shown
    with tempfile.TemporaryDirectory() as home:
        os.environ["MODEL_INSTALLER_HOME"] = home
        app = application(["check-stalls"])
        windows = Windows(Settings())
        wizard = windows.show()
        QTest.qWaitForWindowExposed(wizard)
        watch = StallWatch()
        Walk(wizard, watch).all()
        watch.end()
        wizard.done(0)
        windows.background.end()
        wait_for_all()
        app.processEvents()
    return tell(watch.stalls, shown)


def tell(stalls: list[Stall], shown: int) -> int:
    longest = sorted(stalls, key=lambda stall: -stall.seconds)[:shown]
    for stall in longest:
        print(f"{1000 * stall.seconds:6.0f} ms (+{1000 * stall.waited:.0f} ms others)  {stall.during}: {stall.place}")
    bad = sum(stall.seconds > WORST for stall in stalls)
    print(f"Longer than {1000 * WORST:.0f} ms: {bad}")
    return int(bad > 0)


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    code = main()
    sys.stdout.flush()
    os._exit(code)  # libraries' threads have nothing to say any more

"""Drives the real wizard from Welcome to Finish on the sample model and saves a picture of each page.

    python3 build/screenshots.py --output docs/screenshots

Needs no screen and no network. Everything it installs goes to a temporary folder and is deleted at the end.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeGuard, TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWizard

from app.application import application
from app.pages.base import Page
from app.pages.chat import ChatPage
from app.pages.choose import ChoosePage
from app.pages.install import InstallPage
from app.settings import Settings
from app.widgets.failure_panel import FailurePanel
from app.windows import Windows
from app.wizard import Wizard
from app.wording.translation import LANGUAGES, SOURCE
from app.workers.worker import wait_for_all

P = TypeVar("P", bound=Page)
SETTLE = 400  # milliseconds for layout and animations
SHORT, LONG = 30, 600  # seconds


class Walk:
    def __init__(self, window: Wizard, output: Path) -> None:
        self._window = window
        self._output = output
        self._number = 0

    def through(self) -> None:
        """Every page in order; raises ``TimeoutError`` when one does not get on."""
        self._shoot("welcome")
        self._next()
        self._complete(SHORT)
        self._shoot("check")
        self._next()
        self._choose()
        self._next()
        self._complete(SHORT)
        self._shoot("precision")
        self._next()
        self._shoot("settings")
        self._next()
        self._install()
        self._next()
        self._chat()
        self._next()
        self._shoot("finish")

    def _choose(self) -> None:
        page = self._page(ChoosePage)
        page.sample_button.click()
        self._complete(SHORT)
        self._shoot("choose")

    def _install(self) -> None:
        page = self._page(InstallPage)
        bar = page.progress.bar
        until(lambda: page.isComplete() or bar.value() > 0, LONG, "some of the conversion")
        self._shoot("convert", settle=0)
        self._complete(LONG)
        self._shoot("installed")

    def _chat(self) -> None:
        page = self._page(ChatPage)
        for question in [chip.text() for chip in page.suggestions()][:2]:
            until(lambda: page.new_button.isEnabled(), LONG, "the model to be ready")
            QTest.keyClicks(page.prompt.field, question)
            QTest.keyClick(page.prompt.field, Qt.Key.Key_Return)
        until(lambda: page.new_button.isEnabled(), LONG, "the reply")
        wait(2500)  # the figures for memory and processor come once a second
        self._shoot("chat")

    def _page(self, kind: type[P]) -> P:
        page = self._window.currentPage()
        assert isinstance(page, kind), f"{page} where a {kind.__name__} should be"
        return page

    def _complete(self, seconds: int) -> None:
        page = self._window.currentPage()
        panel = page.findChild(FailurePanel)
        until(lambda: page.isComplete() or is_shown(panel), seconds, f"{type(page).__name__} to be complete")
        if is_shown(panel):
            raise SystemExit(panel.report())

    def _next(self) -> None:
        button: QAbstractButton = self._window.button(QWizard.WizardButton.NextButton)
        assert button.isEnabled()
        button.click()
        wait(SETTLE)

    def _shoot(self, name: str, settle: int = SETTLE) -> None:
        wait(settle)
        self._number += 1
        file = self._output / f"{self._number:02}-{name}.png"
        self._window.grab().save(str(file))
        print(file)


def is_shown(panel: FailurePanel | None) -> TypeGuard[FailurePanel]:
    return panel is not None and panel.isVisible()


def until(condition: Callable[[], bool], seconds: int, what: str) -> None:
    """Let the window live until ``condition`` holds; raises ``TimeoutError``."""
    for _ in range(seconds * 20):
        if condition():
            return
        wait(50)
    raise TimeoutError(f"waited {seconds} s for {what}")


def wait(milliseconds: int) -> None:
    loop = QEventLoop()  # QTest.qWait would not let other threads run
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path("docs", "screenshots"))
    parser.add_argument("--language", choices=[each.code for each in LANGUAGES], default=SOURCE.code)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    app = application(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="model-installer-") as home:
        os.environ["MODEL_INSTALLER_HOME"] = home
        settings = Settings()
        settings.language = arguments.language
        window = Windows(settings).show()
        try:
            Walk(window, arguments.output).through()
        finally:
            window.done(0)
            wait_for_all()
    app.quit()


if __name__ == "__main__":
    main()

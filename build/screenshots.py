"""Drives the real wizard from Welcome to Finish on the sample model and saves the pictures of the README.

    python3 build/screenshots.py --output docs/screenshots

Needs no screen and no network. Everything it installs goes to a temporary folder, which is deleted at the end and which
no picture names. ``contact_sheets.py`` makes pictures of everything else.
"""

import argparse
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeGuard, TypeVar

from picture_stage import Look, Stage, stage, wait, without_place
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget, QWizard

from app.dialogs.library import LibraryDialog
from app.dialogs.scorecard import ScorecardDialog
from app.pages.base import Page
from app.pages.chat import ChatPage
from app.pages.choose import ChoosePage
from app.pages.finish import FinishPage
from app.pages.install import InstallPage
from app.pages.precision import PrecisionPage
from app.widgets.failure_panel import FailurePanel
from app.wording.translation import LANGUAGES, SOURCE
from app.workers.worker import wait_for_all

P = TypeVar("P", bound=Page)
W = TypeVar("W", bound=QWidget)
SETTLE = 400  # milliseconds for layout and animations
SHORT, LONG = 30, 600  # seconds
WIDTH, HEIGHT, HIGH = 980, 700, 980  # pixels of the window; where all of a long page is shown it is higher
SOME = 450  # of 1000, of the conversion and installation
COLOURS = 256  # of a picture: so it takes a fourth of the bytes


class Walk:
    def __init__(self, stage: Stage, output: Path) -> None:
        self._stage = stage
        self._window = stage.windows.show()
        self._window.resize(WIDTH, HEIGHT)
        self._output = output
        self._number = 0

    def through(self) -> None:
        """Every page in order; raises ``TimeoutError`` when one does not get on."""
        self._shoot("welcome")
        self._next()
        self._complete(SHORT)
        self._next()
        self._choose()
        self._next()
        self._complete(SHORT)
        self._window.resize(WIDTH, HIGH)
        page = self._page(PrecisionPage)
        until(lambda: page._measure.job is None, SHORT, "this computer to be measured")
        self._shoot("precision")
        self._window.resize(WIDTH, HEIGHT)
        self._next()
        self._shoot("settings")
        self._next()
        self._install()
        self._next()
        self._chat()
        self._next()
        self._shoot("finish")
        self._windows()

    def close(self) -> None:
        self._window.done(0)
        wait_for_all()

    def _choose(self) -> None:
        page = self._page(ChoosePage)
        page.sample_button.click()
        self._complete(SHORT)
        self._shoot("choose")

    def _install(self) -> None:
        page = self._page(InstallPage)
        bar = page.progress.bar
        until(lambda: page.isComplete() or bar.value() > SOME, LONG, "some of the conversion")
        self._shoot("convert", settle=0)
        self._complete(LONG)
        self._shoot("installed")

    def _chat(self) -> None:
        page = self._page(ChatPage)
        for question in [chip.text() for chip in page.chips.chips][:2]:
            until(lambda: page.new_button.isEnabled(), LONG, "the model to be ready")
            QTest.keyClicks(page.prompt.field, question)
            QTest.keyClick(page.prompt.field, Qt.Key.Key_Return)
        until(lambda: page.new_button.isEnabled(), LONG, "the reply")
        wait(2500)  # the figures for memory and processor come once a second
        self._shoot("chat")

    def _windows(self) -> None:
        """How good the model is, and what is installed."""
        badge = self._page(FinishPage).badge
        assert badge
        badge.button.click()
        verdict = shown(ScorecardDialog)
        until(lambda: verdict.report_button.isVisible(), LONG, "the verdict")
        self._shoot("verdict", window=verdict)
        verdict.done(0)
        self._page(FinishPage).library_button.click()
        library = shown(LibraryDialog)
        until(lambda: bool(library.rows()) and library.repair_button.isEnabled(), SHORT, "what is installed")
        self._shoot("library", window=library)
        library.done(0)

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

    def _shoot(self, name: str, settle: int = SETTLE, window: QWidget | None = None) -> None:
        wait(settle)
        self._number += 1
        file = self._output / f"{self._number:02}-{name}.png"
        shot = window or self._window
        without_place(shot, self._stage.home)
        small(shot.grab().toImage()).save(str(file), "PNG", 0)  # 0: as small as it goes, nothing is lost
        print(file)


def small(image: QImage) -> QImage:
    """With the colours that it has most of."""
    pixels = memoryview(image.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I")
    table = [colour for colour, _ in Counter(pixels).most_common(COLOURS)]
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.AvoidDither)


def shown(kind: type[W]) -> W:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def is_shown(panel: FailurePanel | None) -> TypeGuard[FailurePanel]:
    return panel is not None and panel.isVisible()


def until(condition: Callable[[], bool], seconds: int, what: str) -> None:
    """Let the window live until ``condition`` holds; raises ``TimeoutError``."""
    for _ in range(seconds * 20):
        if condition():
            return
        wait(50)
    raise TimeoutError(f"waited {seconds} s for {what}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path("docs", "screenshots"))
    parser.add_argument("--language", choices=[each.code for each in LANGUAGES], default=SOURCE.code)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    with stage(Look(language=arguments.language, width=1920, height=1080)) as made:
        walk = Walk(made, arguments.output)
        try:
            walk.through()
        finally:
            walk.close()


if __name__ == "__main__":
    main()

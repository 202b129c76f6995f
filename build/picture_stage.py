"""Where pictures of the window are made: a screen that nobody sees, and a page or a window in the state that it is to
be shown in. What jobs say is replayed, so that every state can be had at once.
"""

import gc
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench_report import ROOT
from msgspec import Struct

sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.application import application
from app.core.plan import Plan, Session
from app.pages.base import Page
from app.settings import Settings
from app.widgets.collapsible import Collapsible
from app.widgets.theme import Theme, choose_theme
from app.windows import PAGES, PageName, Windows
from app.wizard import Wizard
from app.workers.background import Background
from app.workers.worker import wait_for_all

SETTLE = 350  # milliseconds for threads, layout and animations


class Look(Struct, frozen=True, kw_only=True):
    """In which clothes the window is shown. ``width`` and ``height`` are those of the screen in its own pixels, of
    which ``scale`` make one of the window's; ``text`` is the size of letters in per cent."""

    theme: Theme = Theme.LIGHT
    language: str = "en"
    width: int = 1024
    height: int = 640
    scale: int = 1
    text: int = 100


class State(Struct, frozen=True):
    """``show`` gives the window; what it does before that takes no time. ``asks``: it ends only when its question is
    answered, and that question is the picture."""

    name: str
    show: Callable[["Stage"], QWidget | None]
    asks: bool = False
    settle: int = SETTLE


class Stage:
    def __init__(self, home: Path, look: Look) -> None:
        self.home, self.look = home, look
        self.behind = QWidget()  # what a window that needs one stands in front of
        self.kept: list[Background] = []  # what would go before the picture is made
        self.forget()
        self.windows = Windows(self.settings)
        self.windows.speak(look.language)

    @property
    def size(self) -> tuple[int, int]:
        """Of the screen, in the window's pixels."""
        return self.look.width // self.look.scale, self.look.height // self.look.scale

    def page(self, name: PageName, page: Page, plan: Plan | None = None) -> Wizard:
        """The whole window with ``page``, entered with ``plan``."""
        plan = plan or Plan(library=self.settings.library)
        others: list[Callable[[], Page]] = [Page] * len(PageName)
        others[name] = lambda: page
        titles = [QCoreApplication.translate("", PAGES[each][0]) for each in PageName]
        wizard = Wizard(list(zip(titles, others, strict=True)), self.settings)
        wizard.resize(*self.size)
        wizard.show()
        before = Plan(library=self.settings.library)
        number = int(name)
        wizard.go_on(Session(version="", pages=tuple(range(number + 1)), plans=(plan,) * (number + 1), draft=before))
        page.setFinalPage(page.isFinalPage())  # the buttons are those of a page that one came to by Next
        return wizard

    def picture(self, state: State) -> QImage:
        if state.asks:
            return self._question(state)
        window = state.show(self)
        assert window
        wait(state.settle)
        return self._taken(window)

    def _question(self, state: State) -> QImage:
        pictures: list[QImage] = []

        def take() -> None:
            if asked := QApplication.activeModalWidget():
                pictures.append(self._taken(asked))

        QTimer.singleShot(state.settle, take)
        state.show(self)
        return pictures[0]

    def _taken(self, window: QWidget) -> QImage:
        without_place(window, self.home)
        image = window.grab().toImage()
        window.close()
        for each in QApplication.topLevelWidgets():
            if isinstance(each, QDialog) and each.isVisible():
                each.done(0)
        window.deleteLater()
        wait(0)
        for each in self.kept:
            each.end()
        self.kept.clear()
        wait_for_all()
        gc.collect()
        self.forget()
        return image

    def forget(self) -> None:
        """What is shown next begins with an empty home."""
        for part in self.home.iterdir():
            shutil.rmtree(part) if part.is_dir() else part.unlink()
        self.settings = Settings()
        self.settings.language, self.settings.theme = self.look.language, self.look.theme.value


def unfold(window: QWidget) -> None:
    for fold in window.findChildren(Collapsible):
        fold.unfold(True)


def without_place(window: QWidget, home: Path) -> None:
    """Nobody needs to see on which computer, and where on it, a picture was made."""
    for label in window.findChildren(QLabel):
        if str(home) in label.text():
            label.setText(label.text().replace(str(home), "~"))
    for field in window.findChildren(QLineEdit):
        if str(home) in field.text():
            field.setText(field.text().replace(str(home), "~"))
    for block in window.findChildren(QPlainTextEdit):
        if str(home) in block.toPlainText():
            block.setPlainText(block.toPlainText().replace(str(home), "~"))
    wait(30)


def wait(milliseconds: int) -> None:
    loop = QEventLoop()  # QTest.qWait would not let other threads run
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


@contextmanager
def stage(look: Look) -> Iterator[Stage]:
    """Everything happens within a temporary home, which is deleted at the end."""
    gc.disable()  # it would let go of closed windows in whichever thread it comes upon them
    with tempfile.TemporaryDirectory(prefix="model-installer-") as home, tempfile.TemporaryDirectory() as beside:
        os.environ["MODEL_INSTALLER_HOME"] = home
        app = dressed(look, Path(beside))
        yield Stage(Path(home), look)
        app.quit()


def dressed(look: Look, beside: Path) -> QApplication:
    """The application on a screen of the look's size; the screen's description lies in the folder ``beside``."""
    size = {"width": look.width // look.scale, "height": look.height // look.scale, "dpr": look.scale}
    screen = {"name": "pictures", "x": 0, "y": 0, "logicalDpi": 96, "logicalBaseDpi": 96} | size
    file = beside / "screen.json"
    file.write_text(json.dumps({"screens": [screen]}))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"
    app = application(sys.argv[:1], look.theme)
    font = QFont(app.font())
    font.setPixelSize(14 * look.text // 100)
    app.setFont(font)
    choose_theme(app, look.theme)
    return app

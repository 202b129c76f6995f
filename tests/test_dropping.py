"""A model can be dropped anywhere on the window: on a page that has a use for it, and on those before."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.pages.choose import ChoosePage
from app.windows import PageName
from app.wizard import Wizard
from tests.recorded import a_deployment
from tests.test_wizard import whole

__all__ = ["whole"]  # a fixture
NOTHING, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


def drop(target: Wizard, path: Path) -> bool:
    """Whether ``path`` was accepted, dragged to the middle of the window by a file manager that would move it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    middle, actions = QPointF(target.rect().center()), Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    entering = QDragEnterEvent(middle, actions, data, LEFT, NOTHING)
    entering.ignore()
    QApplication.sendEvent(target, entering)
    if not entering.isAccepted():
        return False
    assert entering.dropAction() is Qt.DropAction.CopyAction
    QApplication.sendEvent(target, QDropEvent(middle, actions, data, LEFT, NOTHING))
    return True


@pytest.fixture
def model(home: Path) -> Path:
    folder = home / "dropped model"
    folder.mkdir(parents=True)
    return folder


def test_on_the_page_that_asks_for_it(qtbot: QtBot, whole: Wizard, model: Path) -> None:
    while whole.currentId() < PageName.CHOOSE:
        qtbot.waitUntil(whole.currentPage().isComplete)
        whole.next()
    assert drop(whole, model)
    page = whole.currentPage()
    assert isinstance(page, ChoosePage)
    qtbot.waitUntil(page.isComplete)
    assert page.amend(whole.plan).checkpoint.folder == model  # type: ignore[union-attr]
    whole.close()


@pytest.mark.parametrize(("name", "itself"), [("a.gguf", True), ("a.zip", True), ("config.json", False)])
def test_a_file_stands_for_its_folder_unless_it_is_a_model_by_itself(
    qtbot: QtBot, whole: Wizard, model: Path, name: str, itself: bool
) -> None:
    (model / name).write_text("{}")
    with qtbot.waitSignal(whole.dropped) as told:
        assert drop(whole, model / name)
    assert told.args == [model / name if itself else model]
    whole.close()


def test_on_a_page_before_it(qtbot: QtBot, whole: Wizard, model: Path) -> None:
    with qtbot.waitSignal(whole.dropped) as told:
        assert drop(whole, model)
    assert told.args == [model]
    whole.close()


def busy(wizard: Wizard, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(wizard.currentPage(), "busy", lambda: True)


def installed(wizard: Wizard, _: pytest.MonkeyPatch) -> None:
    wizard.plans[-1] = replace(wizard.plan, deployment=a_deployment(wizard.plan.library))


@pytest.mark.parametrize("state", [busy, installed])
def test_not_while_something_would_be_lost(
    whole: Wizard,
    model: Path,
    monkeypatch: pytest.MonkeyPatch,
    state: Callable[[Wizard, pytest.MonkeyPatch], None],
) -> None:
    with monkeypatch.context() as patch:
        state(whole, patch)
        assert not drop(whole, model)
    whole.close()

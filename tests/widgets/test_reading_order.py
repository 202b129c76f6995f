"""Keys alone: Enter presses what has the focus, Tab goes as one reads, and keys scroll what is below a fold."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget, QWidgetItem
from pytestqt.qtbot import QtBot
from shiboken6 import getAllValidWrappers

from app.pages.base import Page
from app.settings import Settings
from app.widgets.collapsible import Collapsible
from app.widgets.copy_button import CopyButton
from app.widgets.elements import button, label
from app.widgets.reading_order import KeyedDialog, laid_out, stack_as_read
from app.widgets.ringed_button import RingedButton
from app.widgets.theme import LIGHT, style_sheet
from app.wizard import Wizard
from tests.recorded import as_steps


class Full(Page):
    """More than fits into a window, and a button that came between the others."""

    def __init__(self) -> None:
        super().__init__()
        self.name("Full", "")
        self.first, self.last = button("First"), button("Last", "link")
        for widget in (self.first, self.last):
            self.body.addWidget(widget)
        for line in range(60):
            self.body.addWidget(label(f"line {line}"))
        self.field = QLineEdit()
        self.body.addWidget(self.field)
        self.between = button("Between", icon_name="folder")
        self.body.insertWidget(1, self.between)


@pytest.fixture
def page(qtbot: QtBot, home: Path) -> Full:
    page = Full()
    wizard = Wizard(as_steps(page, Page()), Settings())
    qtbot.addWidget(wizard)
    wizard.show()
    wizard.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is wizard.button(Wizard.WizardButton.NextButton))
    return page


def tab(page: Page, back: bool = False) -> QWidget | None:
    target = QApplication.focusWidget()
    assert target
    QTest.keyClick(target, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
    return QApplication.focusWidget()


def test_tab_goes_as_one_reads(page: Full) -> None:
    wizard = page.wizard()
    assert isinstance(wizard, Wizard)
    last = wizard.button(Wizard.WizardButton.NextButton)
    aside = [wizard._steps.settings_button, wizard._steps.help_button]
    order = [page.first, page.between, page.last, page.field, last, *aside, page.first]
    page.first.setFocus()
    assert [page.first, *(tab(page) for _ in order[1:])] == order
    assert [tab(page, back=True) for _ in order[1:]] == order[-2::-1]


def test_what_the_focus_goes_to_is_scrolled_into_view(page: Full) -> None:
    page.last.setFocus()
    assert tab(page) is page.field
    assert not page.field.visibleRegion().isEmpty()


def test_keys_scroll_the_page_from_the_buttons_below_it(page: Full) -> None:
    wizard = page.wizard()
    bar = page.area.verticalScrollBar()
    following = wizard.button(Wizard.WizardButton.NextButton)
    places = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        QTest.keyClick(following, key)
        places.append(bar.value())
    assert 0 < places[0] < places[1] == bar.maximum() and places[2] < places[1] and places[3] == 0


def test_enter_presses_the_button_that_has_the_focus(page: Full) -> None:
    pressed: list[str] = []
    wizard = page.wizard()
    assert isinstance(wizard, Wizard)
    fold = Collapsible("Fold", label("inside"))
    made = {"copy": CopyButton("Copy", str), "toggle": fold.toggle}
    for name, each in ({"first": page.first, "between": page.between, "last": page.last} | made).items():
        if each.window() is not wizard:
            page.body.addWidget(each)
        each.show()
        each.clicked.connect(lambda _=False, name=name: pressed.append(name))
        each.setFocus()
        QTest.keyClick(each, Qt.Key.Key_Return)
    assert pressed == ["first", "between", "last", "copy", "toggle"]
    assert wizard.currentId() == 0, "and it does not go on with the wizard"
    page.field.setFocus()
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert wizard.currentId() == 1, "where no button has the focus it is Next"


def test_no_button_refuses_enter() -> None:
    refused = [
        path for path in (Path(__file__).parents[2] / "app").rglob("*.py") if "setAutoDefault" in path.read_text()
    ]
    assert refused == []


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_dialog_has_the_keys_too(qtbot: QtBot) -> None:
    dialog = KeyedDialog()
    qtbot.addWidget(dialog)
    layout = QVBoxLayout(dialog)
    below, above = QPushButton("below"), QPushButton("above")
    layout.addWidget(below)
    layout.insertWidget(0, above)
    with qtbot.waitActive(dialog):
        dialog.show()
    above.setFocus()
    assert tab_from(above) is below and tab_from(below) is above


def tab_from(widget: QWidget) -> QWidget | None:
    QTest.keyClick(widget, Qt.Key.Key_Tab)
    return QApplication.focusWidget()


def test_screen_readers_read_what_was_inserted_in_its_place(page: Full) -> None:
    inside = page.area.widget()
    stack_as_read(page.body)
    read = [child for child in inside.children() if isinstance(child, QWidget)]
    assert read == list(laid_out(page.body)) and read[1] is page.between


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_filled_button_has_a_ring_around_it_with_a_gap(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.setStyleSheet(style_sheet(LIGHT, 14) + f"QWidget {{ background: {LIGHT['window']} }}")
    layout = QVBoxLayout(holder)
    made = button("Go on", "primary")
    assert isinstance(made, RingedButton)
    layout.addWidget(made)
    holder.show()
    holder.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    image, left = holder.grab().toImage(), made.geometry().left()
    column = [image.pixelColor(left + x, made.geometry().center().y()).name().upper() for x in range(6)]
    assert column == [LIGHT["focus"]] * 2 + [LIGHT["window"]] * 2 + [LIGHT["accent"]] * 2


def test_no_item_of_a_layout_is_remembered(qtbot: QtBot) -> None:
    """PySide6 would take a widget that comes to lie at its address for it."""
    window, rows, row = QWidget(), QVBoxLayout(), QHBoxLayout()
    qtbot.addWidget(window)
    window.setLayout(rows)
    made = [QPushButton(text) for text in "abc"]
    rows.addWidget(made[0])
    rows.addLayout(row)
    row.addWidget(made[1])
    rows.addWidget(made[2])
    before = [each for each in getAllValidWrappers() if isinstance(each, QWidgetItem)]
    assert list(laid_out(rows)) == made
    assert [each for each in getAllValidWrappers() if isinstance(each, QWidgetItem)] == before

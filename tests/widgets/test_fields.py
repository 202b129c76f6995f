"""The wheel over a field scrolls the page; it turns the field's value only once the user has gone there."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDoubleSpinBox, QScrollArea, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.widgets.fields import choice_field, decimal_field, whole_field

APP = Path(__file__).parents[2] / "app"
STEP = 120  # of a wheel, as Qt counts


def turn(target: QWidget) -> None:
    """As the system does: by the window, from which Qt finds the field."""
    window = target.window()
    middle = QPointF(target.mapTo(window, target.rect().center()))
    QTest.wheelEvent(window.windowHandle(), middle, QPoint(0, -STEP))
    QApplication.processEvents()


def value(field: QWidget) -> float:
    return field.currentIndex() if isinstance(field, QComboBox) else field.value()  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize("make", [choice_field, whole_field, decimal_field])
def test_the_page_scrolls_and_the_value_stays(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    field = make()
    if isinstance(field, QComboBox):
        field.addItems(["a", "b", "c"])
    elif isinstance(field, QSpinBox | QDoubleSpinBox):
        field.setValue(5)
    content = QWidget()
    layout = QVBoxLayout(content)
    layout.addWidget(field)
    layout.addSpacing(2000)
    page = QScrollArea()
    page.setWidget(content)
    qtbot.addWidget(page)
    page.resize(300, 300)
    with qtbot.waitExposed(page):
        page.show()
    page.setFocus()
    before = value(field)
    turn(field)
    assert value(field) == before and page.verticalScrollBar().value() > 0
    page.verticalScrollBar().setValue(0)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    turn(field)
    assert value(field) != before


def test_every_field_is_made_there() -> None:
    made = re.compile(r"\bQ(ComboBox|SpinBox|DoubleSpinBox|Slider|DateEdit)\(\)")
    found = [path.name for path in APP.rglob("*.py") if made.search(path.read_text(encoding="utf-8"))]
    assert found == ["fields.py"]

"""The keys of a window: Tab goes in the order in which people read, and what is below a fold can be reached by keys.

Qt's own chain is the order in which widgets were made, and it does not know what was inserted later.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QGridLayout,
    QLayout,
    QLineEdit,
    QScrollArea,
    QWidget,
)

_MARGIN = 24  # pixels that stay visible around what is scrolled into view
_SOON = 30  # milliseconds
_WHOLE = (QAbstractButton, QComboBox, QAbstractSpinBox, QLineEdit, QAbstractScrollArea)  # nothing inside is a stop
_SCROLLS = {
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class KeyedDialog(QDialog):
    """A window beside the wizard, with its keys."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        return move_focus([self], forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not scroll_by_key(self, event):
            super().keyPressEvent(event)


def move_focus(parts: Sequence[QWidget], forward: bool) -> bool:
    """Give the focus to the next stop of ``parts`` in their order, or to the one before; False: there is none."""
    order = [stop for part in parts for stop in stops(part)]
    now = QApplication.focusWidget()
    if not order:
        return False
    step = 1 if forward else -1
    place = order.index(now) + step if now in order else min(step, 0)
    target = order[place % len(order)]
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    reveal(target)
    return True


def reveal(widget: QWidget) -> None:
    """Scroll whatever ``widget`` lies in, until all of it shows."""
    parent = widget.parentWidget()
    while parent:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget, _MARGIN, _MARGIN)
        parent = parent.parentWidget()


def reveal_soon(*widgets: QWidget) -> None:
    """Once they have their places and were painted, which takes its own time: all of them as far as there is room, and
    the beginning of the last in any case."""
    QTimer.singleShot(_SOON, widgets[-1], partial(_reveal_all, widgets))


def _reveal_all(widgets: Sequence[QWidget]) -> None:
    for widget in widgets:
        reveal(widget)


def stops(widget: QWidget) -> Iterator[QWidget]:
    """Where Tab stops inside of ``widget`` or at it, in reading order."""
    if widget.isHidden() or not widget.isEnabled():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None and not _other_chosen(widget):
        yield widget
    if isinstance(widget, QScrollArea):
        if inside := widget.widget():
            yield from stops(inside)
    elif isinstance(widget, _WHOLE):
        return
    elif layout := widget.layout():
        for part in laid_out(layout):
            yield from stops(part)
    else:
        for child in widget.children():
            if isinstance(child, QWidget) and not child.isWindow():
                yield from stops(child)


def _other_chosen(widget: QWidget) -> bool:
    """Of several of which one is chosen Tab stops at that one; the arrows reach the others."""
    parent = widget.parentWidget()
    if not isinstance(widget, QAbstractButton) or not widget.autoExclusive() or widget.isChecked() or not parent:
        return False
    return any(other.autoExclusive() and other.isChecked() for other in _buttons_in(parent))


def _buttons_in(parent: QWidget) -> list[QAbstractButton]:
    return [child for child in parent.children() if isinstance(child, QAbstractButton)]


def laid_out(layout: QLayout) -> Iterator[QWidget]:
    """The widgets of ``layout`` and of those in it, in reading order.

    ``itemAt`` is not asked: PySide6 6.12 would remember the item where Qt has long deleted it, and take the widget that
    comes to lie at its address for it.
    """
    parent = layout.parentWidget()
    inside = [*(parent.children() if parent else ()), *layout.children()]
    found = [(_place(layout, each), each) for each in inside if isinstance(each, QWidget | QLayout)]
    for _, each in sorted((pair for pair in found if pair[0]), key=lambda pair: pair[0]):
        if isinstance(each, QWidget):
            yield each
        else:
            yield from laid_out(each)


def _place(layout: QLayout, part: QWidget | QLayout) -> tuple[int, ...]:
    """Sorts as people read; empty for what is not in ``layout`` itself."""
    index = layout.indexOf(part)
    if index < 0:
        return ()
    if isinstance(layout, QGridLayout):
        return tuple(layout.getItemPosition(index)[:2])  # type: ignore[index]
    return (index,)


def stack_as_read(layout: QLayout) -> None:
    """Screen readers go through widgets in the order of their parent's children: after an insertion make it that of
    reading."""
    wanted = list(laid_out(layout))
    parent = layout.parentWidget()
    if parent and [child for child in parent.children() if child in wanted] != wanted:
        for widget in wanted:
            widget.raise_()


def scroll_by_key(window: QWidget, event: QKeyEvent) -> bool:
    """Scroll what can be scrolled in ``window`` as ``event``, which no control wanted, asks; whether it did."""
    action = _SCROLLS.get(Qt.Key(event.key()))
    areas: list[QObject] = [area for area in window.findChildren(QScrollArea) if area.isVisible()]
    for area in areas:
        assert isinstance(area, QScrollArea)
        bar = area.verticalScrollBar()
        if action is not None and bar.maximum() > 0:
            bar.triggerAction(action)
            return True
    return False

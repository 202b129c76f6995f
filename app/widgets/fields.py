"""Fields that hold a value: the wheel turns one only while it has the focus, and scrolls the page otherwise."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSpinBox, QWidget

N = TypeVar("N", QSpinBox, QDoubleSpinBox)
LEAST_CHOICE = 140  # pixels
TEXT_MARGIN = 9  # pixels at the left of a number


class _WheelGuard(QObject):
    """Hands a wheel over a field without the focus on to what lies below it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Wheel or not isinstance(watched, QWidget) or watched.hasFocus():
            return False
        event.ignore()
        return True


class _Choice(QComboBox):
    """As wide as its longest entry where there is room for that."""

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(LEAST_CHOICE, hint.width()), hint.height())


def choice_field() -> QComboBox:
    made = _Choice()
    _guard(made)
    return made


def whole_field() -> QSpinBox:
    return _number_field(QSpinBox())


def decimal_field() -> QDoubleSpinBox:
    return _number_field(QDoubleSpinBox())


def _number_field(field: N) -> N:
    field.lineEdit().setTextMargins(TEXT_MARGIN, 0, 0, 0)  # Qt ignores the style sheet's padding here
    _guard(field)
    return field


def _guard(field: QWidget) -> None:
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt's own policy lets the wheel take the focus
    field.installEventFilter(_WheelGuard(field))

"""Fields that hold a value: the wheel turns one only while it has the focus, and scrolls the page otherwise."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSpinBox, QWidget


class _WheelGuard(QObject):
    """Hands a wheel over a field without the focus on to what lies below it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Wheel or not isinstance(watched, QWidget) or watched.hasFocus():
            return False
        event.ignore()
        return True


def choice_field() -> QComboBox:
    made = QComboBox()
    _guard(made)
    return made


def whole_field() -> QSpinBox:
    made = QSpinBox()
    _guard(made)
    return made


def decimal_field() -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    _guard(made)
    return made


def _guard(field: QWidget) -> None:
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt's own policy lets the wheel take the focus
    field.installEventFilter(_WheelGuard(field))

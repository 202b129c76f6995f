"""A figure and what it is."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.widgets.elements import short_label

NOTHING = "–"  # noqa: RUF001  # shown until there is a value


class Stat(QWidget):
    def __init__(self, caption: str, value: str = NOTHING) -> None:
        super().__init__()
        self._caption = caption
        self._figure = short_label(value, "figure")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addWidget(self._figure)
        layout.addWidget(short_label(caption, "small"))
        self.show_value(value)

    @property
    def value(self) -> str:
        return self._figure.text()

    def show_value(self, value: str) -> None:
        self._figure.setText(value)
        self.setAccessibleName(f"{self._caption}: {value}")

"""Which of the installed models are shown, and in which order."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.widgets.arranging import Order
from app.widgets.elements import short_label
from app.widgets.fields import choice_field

_PAUSE = 120  # milliseconds after a key, so that no letter waits for the rows


class LibraryFilter(QWidget):
    """``changed`` carries what is searched and the ``Order``."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setToolTip(self.tr("Search by name, precision or source"))
        self.search.setAccessibleName(self.tr("Search the installed models"))
        self.search.setClearButtonEnabled(True)
        self.order = choice_field()
        words = {
            Order.NAME: self.tr("Name"),
            Order.USED: self.tr("Last used"),
            Order.INSTALLED: self.tr("Newest"),
            Order.SIZE: self.tr("Size"),
            Order.VERDICT: self.tr("Verdict"),
        }
        for order, text in words.items():
            self.order.addItem(text, order)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._tell)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.order.currentIndexChanged.connect(lambda _: self._tell())
        caption = short_label(self.tr("S&ort by"), "muted")
        caption.setBuddy(self.order)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(10)
        layout.addWidget(self.search, 1)
        layout.addWidget(caption)
        layout.addWidget(self.order)

    def _tell(self) -> None:
        self.changed.emit(self.search.text(), Order(self.order.currentData()))

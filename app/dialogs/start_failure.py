"""What is shown in place of a window that could not be opened."""

import traceback

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import PRODUCT_NAME
from app.core.events import Failed
from app.core.failures import FailureKind
from app.widgets.elements import button, scrolling
from app.widgets.failure_panel import FailurePanel
from app.widgets.reading_order import KeyedDialog
from app.widgets.window_size import fit_to_screen

_SIZE, _SMALLEST = (560, 280), (420, 220)  # pixels at 100 % scaling


class StartFailureDialog(KeyedDialog):
    """The program's own words, and a report to copy."""

    def __init__(self, mistake: BaseException) -> None:
        super().__init__()
        self.setWindowTitle(PRODUCT_NAME)
        fit_to_screen(self, _SIZE, _SMALLEST)
        self.panel = FailurePanel()
        self.panel.retry_button.hide()
        self.panel.show_failure(Failed(FailureKind.INTERNAL, "".join(traceback.format_exception(mistake))), None)
        close = button(self.tr("&Close"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(12)
        inside = QWidget()
        content = QVBoxLayout(inside)
        content.setContentsMargins(0, 0, 0, 0)
        content.addWidget(self.panel)
        content.addStretch()
        layout.addWidget(scrolling(inside), 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

"""What is shown in place of a window that could not be opened."""

import traceback

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from app import PRODUCT_NAME
from app.core.events import Failed
from app.core.failures import FailureKind
from app.widgets.elements import button
from app.widgets.failure_panel import FailurePanel
from app.widgets.reading_order import KeyedDialog

_WIDTH = 560  # pixels


class StartFailureDialog(KeyedDialog):
    """The program's own words, and a report to copy."""

    def __init__(self, mistake: BaseException) -> None:
        super().__init__()
        self.setWindowTitle(PRODUCT_NAME)
        self.setMinimumWidth(_WIDTH)
        self.panel = FailurePanel()
        self.panel.retry_button.hide()
        self.panel.show_failure(Failed(FailureKind.INTERNAL, "".join(traceback.format_exception(mistake))), None)
        close = button(self.tr("&Close"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(12)
        layout.addWidget(self.panel)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

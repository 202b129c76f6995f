"""A sentence on one line, or on several where there is no room for it on one."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

_LEAST = 120  # pixels that a longer one keeps


class SentenceLabel(QLabel):
    """Beside other things it takes no more room than its words, where Qt would give a label that wraps a square."""

    def __init__(self, text: str, role: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        self.ensurePolished()  # the letters are otherwise those of another style
        metrics = self.fontMetrics()  # heightForWidth says the same, and takes long
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height() + 1)

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        return QSize(min(_LEAST, whole.width()), whole.height())

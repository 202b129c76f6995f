"""What happened, why, what to do; and a report for whoever is asked for help."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.core.events import Failed
from app.core.failures import FailureKind
from app.core.plan import Plan
from app.widgets.copy_button import CopyButton
from app.widgets.elements import button, icon_label, label, restyle, set_icon
from app.widgets.report import failure_report
from app.wording import failure_words


class FailurePanel(QFrame):
    """Hidden until ``show_failure``; ``retry`` is emitted by its button."""

    retry = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "error")
        self._failed: Failed | None = None
        self._plan: Plan | None = None
        self._mark = icon_label("error", 24)
        self._texts = (label(role="title"), label(), label())
        self.retry_button = button(self.tr("&Try again"))
        self.retry_button.clicked.connect(self.retry)
        self.copy_button = CopyButton(self.tr("Copy &report"), self.report)
        words = QVBoxLayout()
        words.setSpacing(6)
        for text in self._texts:
            words.addWidget(text)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.retry_button)
        buttons.addWidget(self.copy_button)
        buttons.addStretch()
        words.addSpacing(8)
        words.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(14)
        layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        self.hide()

    def show_failure(self, failed: Failed, plan: Plan | None) -> None:
        self._failed, self._plan = failed, plan
        cancelled = failed.kind is FailureKind.CANCELLED
        restyle(self, "role", "soft" if cancelled else "error")
        set_icon(self._mark, "info" if cancelled else "error")
        self.copy_button.setVisible(not cancelled)
        words = failure_words(failed.kind, failed.facts)
        for target, text in zip(self._texts, (words.title, words.explanation, words.advice), strict=True):
            target.setText(text)
            target.setVisible(bool(text))
        self.setAccessibleName(f"{words.title}. {words.explanation} {words.advice}")
        self.show()

    def report(self) -> str:
        return failure_report(self._failed, self._plan) if self._failed else ""

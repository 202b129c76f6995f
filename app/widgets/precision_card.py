"""One way to store the weights, and what it would mean on this computer."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from app.core.estimate import Estimate, Fit
from app.widgets.elements import label, short_label
from app.widgets.stat import Stat
from app.wording import duration_words, fit_words, precision_words, reason_words, size_words

STAT_WIDTH = 124  # pixels, so that the figures of all cards stand below one another


class PrecisionCard(QPushButton):
    """Checkable; a precision that cannot run here is shown but cannot be chosen."""

    def __init__(self, estimate: Estimate) -> None:
        super().__init__()
        self.estimate = estimate
        words = precision_words(estimate.precision)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setEnabled(estimate.fits is not Fit.NO)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._inside = layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 15, 20, 16)
        layout.setSpacing(9)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(short_label(words.title, "title"))
        if estimate.recommended:
            head.addWidget(short_label(self.tr("Recommended"), "badge"))
        head.addStretch()
        fit = fit_words(estimate.fits)
        head.addWidget(short_label(fit, f"fit-{estimate.fits.value}"))
        layout.addLayout(head)
        reason = reason_words(estimate.reason)
        layout.addWidget(label(reason, "muted"))
        self.setToolTip(words.explanation)
        figures = QHBoxLayout()
        figures.setSpacing(16)
        stats = self._stats()
        for stat in stats:
            stat.setMinimumWidth(STAT_WIDTH)
            figures.addWidget(stat)
        figures.addStretch()
        layout.addLayout(figures)
        for child in self.findChildren(Stat):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        parts = [words.title, fit, reason, *(stat.accessibleName() for stat in stats)]
        self.setAccessibleName(". ".join(parts))

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._inside.minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._inside.heightForWidth(width)

    def _stats(self) -> list[Stat]:
        speed = self.tr("about {count}").format(count=_rounded(self.estimate.tokens_per_second * 0.75))
        return [
            Stat(self.tr("On disk"), size_words(self.estimate.bytes)),
            Stat(self.tr("Memory to run"), size_words(self.estimate.run_bytes)),
            Stat(self.tr("Words a second"), speed),
            Stat(self.tr("To convert"), duration_words(self.estimate.seconds)),
        ]


def _rounded(value: float) -> str:
    """An estimate with no more digits than it deserves."""
    if value < 1:
        return f"{value:.1f}"
    if value < 20:
        return f"{value:.0f}"
    return f"{round(value, -1):.0f}" if value < 200 else f"{round(value, -2):.0f}"

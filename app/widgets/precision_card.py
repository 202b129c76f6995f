"""One way to store the weights, and what it would mean on this computer."""

from PySide6.QtCore import Qt

from app.core.estimate.estimate import Estimate, Fit, Reason
from app.widgets.choice_card import ChoiceCard
from app.widgets.elements import label, short_label
from app.widgets.elided_label import ElidedLabel
from app.widgets.stat import Stat
from app.widgets.wrapping_row import WrappingRow
from app.wording.estimates import (
    fit_words,
    larger_words,
    missing_words,
    quality_words,
    reason_words,
    share_words,
    speed_words,
)
from app.wording.filling import duration_words, size_words
from app.wording.messages import precision_words

STAT_WIDTH = 140  # pixels, so that the figures of all cards stand below one another


class PrecisionCard(ChoiceCard):
    """Checkable; a precision that cannot run here is shown but cannot be chosen. ``original`` is the size of the model
    that is converted, in bytes; 0: unknown."""

    def __init__(self, estimate: Estimate, original: int = 0) -> None:
        super().__init__()
        self.estimate = estimate
        words = precision_words(estimate.precision)
        self.setEnabled(estimate.fits is not Fit.NO)
        layout = self.inside
        figures = (
            estimate.precision.upper(),
            size_words(estimate.bytes),
            share_words(estimate, original),
            speed_words(estimate),
        )
        second = " · ".join(part for part in figures if part)
        fit = fit_words(estimate.fits)
        layout.addLayout(self._head(words.title, fit))
        layout.addWidget(label(second))
        larger = larger_words(estimate, original)
        if larger:
            layout.addWidget(label(larger, "fit-tight"))
        reason = reason_words(estimate.reason)
        layout.addWidget(label(reason, "muted"))
        missing = missing_words(estimate)
        if missing:
            layout.addWidget(label(missing, f"fit-{estimate.fits.value}"))
        contradicted = estimate.reason in (Reason.LOSES_QUALITY, Reason.NOT_ENOUGH_MEMORY)
        more = words.explanation if contradicted else f"{words.explanation} {words.advice}"
        self.setToolTip(f"<qt>{more}</qt>")  # Only rich text wraps
        self.setAccessibleDescription(more)
        stats = self._stats()
        layout.addLayout(_figures(stats))
        for child in self.findChildren(Stat):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        recommended = self.tr("Recommended") if estimate.recommended else ""
        parts = [
            words.title,
            recommended,
            second,
            fit,
            larger,
            reason,
            missing,
            *(stat.accessibleName() for stat in stats),
        ]
        self.setAccessibleName(". ".join(part.removesuffix(".") for part in parts if part))

    def _head(self, title: str, fit: str) -> WrappingRow:
        head = WrappingRow(10, spread=True)
        head.addWidget(ElidedLabel(title, "title", grows=False))
        if self.estimate.recommended:
            head.addWidget(short_label(self.tr("Recommended"), "badge"))
        head.addWidget(short_label(fit, f"fit-{self.estimate.fits.value}"))
        return head

    def _stats(self) -> list[Stat]:
        return [
            Stat(self.tr("Quality"), quality_words(self.estimate)),
            Stat(self.tr("Memory to run"), size_words(self.estimate.run_bytes)),
            Stat(self.tr("To convert"), duration_words(self.estimate.seconds)),
        ]


def _figures(stats: list[Stat]) -> WrappingRow:
    figures = WrappingRow(16)
    for stat in stats:
        stat.setMinimumWidth(STAT_WIDTH)
        figures.addWidget(stat)
    return figures

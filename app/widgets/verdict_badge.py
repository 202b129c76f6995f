"""The verdict on a model in one line: its sentence, how far measuring is, or that nothing was measured yet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.scorecard.judging import about_here
from app.core.scorecard.scorecard import Scorecard
from app.core.scorecard.verdict import verdict_of
from app.widgets.elements import button, icon_label, set_icon
from app.widgets.sentence_label import SentenceLabel
from app.widgets.verdict_view import MARKS
from app.widgets.wrapping_row import WrappingRow
from app.wording.scorecard.scorecards import grade_words
from app.wording.scorecard.verdicts import judging_words, sentence
from app.workers.measuring import Measuring

MARK = 18  # pixels


class VerdictBadge(QWidget):
    """``opened`` is emitted when the user wants to see more, or to measure a model that was not measured yet."""

    opened = Signal()

    def __init__(self, model: str, *, brief: bool = False) -> None:
        """``model`` is what a screen reader hears of whose verdict it is; ``brief``: without the sentence."""
        super().__init__()
        self._model, self._brief = model, brief
        self.mark = icon_label("info", MARK)
        self.said = SentenceLabel("", "muted")
        self.button = button("", "link")
        self.button.clicked.connect(self.opened)
        self._sentence = QWidget()
        marked = QHBoxLayout(self._sentence)
        marked.setContentsMargins(0, 0, 0, 0)
        marked.setSpacing(8)
        layout = WrappingRow(8)
        for part in (self.mark, self.said):
            marked.addWidget(part)
        for shown in (self._sentence, self.button):
            layout.addWidget(shown)
        self.setLayout(layout)
        self.show_verdict(None, None)

    def show_verdict(self, card: Scorecard | None, measuring: Measuring | None) -> None:
        """``measuring`` counts as long as it runs."""
        if measuring and measuring.running:
            self._show("info", self._progress(measuring), self.tr("Show…"))
        elif card:
            card = about_here(card)
            verdict = verdict_of(card)
            self._show(MARKS[verdict.grade], sentence(card), judging_words(known=True))
            self.said.setAccessibleName(f"{grade_words(verdict.grade)}: {sentence(card)}")
        else:
            self._show("", "", judging_words(known=False))

    def _show(self, mark: str, said: str, wanted: str) -> None:
        self._sentence.setVisible(bool(said))
        self.said.setVisible(bool(said) and not self._brief)
        if said:
            set_icon(self.mark, mark)
            self.said.setText(said)
            self.said.setAccessibleName(said)
        self.button.setText(wanted)
        self.button.setToolTip(said)
        told = f". {said}" if said and self._brief else ""
        self.button.setAccessibleName(f"{wanted.removesuffix('…')}: {self._model}{told}")

    def _progress(self, measuring: Measuring) -> str:
        if measuring.waits:
            return self.tr("Waits until another model is measured")
        share = measuring.progress.overall if measuring.progress else None
        if share is None:
            return self.tr("Being measured…")
        return self.tr("Being measured: {percent} %").format(percent=int(100 * share))

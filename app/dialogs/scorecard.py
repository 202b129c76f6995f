"""The window with the verdict on an installed model: how it is made, what came of it, and what to do about it."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.core.events import Failed
from app.core.failures import Failure, FailureKind
from app.core.files.durable import replace_file
from app.core.library.deployment import Deployment
from app.core.recipe.recipe import Precision
from app.core.scorecard.scorecard import Scorecard
from app.core.scorecard.verdict import Advice, verdict_of
from app.storage.question_runs import last_run
from app.storage.verdicts import earlier_verdicts
from app.widgets.dialog_frame import button_row
from app.widgets.elements import button, clear, label, scrolling_beside_bar
from app.widgets.failure_panel import FailurePanel
from app.widgets.job_progress import JobProgress
from app.widgets.model_title import model_title
from app.widgets.reading_order import KeyedDialog
from app.widgets.scorecard_view import ScorecardView
from app.widgets.verdict_history import VerdictHistory
from app.widgets.window_size import fit_to_screen
from app.workers.call import Call
from app.workers.engine_job import StartJob, engine_job
from app.workers.measuring import Measurements, Measuring

_SIZE = (760, 680)  # pixels at 100 % scaling
_SMALLEST = (560, 400)
TRIES = {
    Advice.TRY_INT4: Precision.INT4,
    Advice.TRY_INT8: Precision.INT8,
    Advice.TRY_FP32: Precision.FP32,
}
CONVERSIONS = {*TRIES, Advice.CONVERT_AGAIN}


class ScorecardDialog(KeyedDialog):
    """Closing it stops nothing: ``measurements`` go on, and it can be opened again. ``changed`` is emitted when what is
    installed is another than before."""

    changed = Signal()

    def __init__(
        self,
        deployment: Deployment,
        parent: QWidget | None = None,
        start_job: StartJob | None = None,
        measurements: Measurements | None = None,
    ) -> None:
        super().__init__(parent)
        self._deployment = deployment
        self._measurements = measurements or Measurements(start_job or engine_job)
        self._start_job = start_job or self._measurements.start_job
        self._measuring: Measuring | None = None
        self._card: Scorecard | None = None
        self._reading: Call | None = None
        self._saving: Call | None = None
        self.setWindowTitle(self.tr("How good it is"))
        fit_to_screen(self, _SIZE, _SMALLEST)
        self.progress = JobProgress()
        self.waiting = label(role="muted")
        self.failure = FailurePanel()
        self.failure.retry.connect(self.measure)
        holder = QWidget()
        self.parts = QVBoxLayout(holder)
        self.parts.setContentsMargins(0, 0, 0, 0)
        self.again_button = button(self.tr("&Measure again"))
        self.again_button.clicked.connect(lambda: self.measure())
        self.questions_button = button(self.tr("Ask your own &questions…"))
        self.questions_button.clicked.connect(self._ask)
        self.report_button = button(self.tr("&Save the report…"))
        self.report_button.clicked.connect(self._choose_file)
        self.stop_button = button(self.tr("S&top"))
        self.stop_button.clicked.connect(self._stop)
        self.close_button = button(self.tr("&Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        self._lay_out(holder)

    def _lay_out(self, holder: QWidget) -> None:
        beside = (self.questions_button, self.report_button, self.again_button, self.stop_button)
        foot = button_row([*beside, self.close_button])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(12)
        layout.addWidget(label(model_title(self._deployment), "heading"))
        for part in (self.progress, self.waiting, self.failure):
            layout.addWidget(part)
        layout.addWidget(holder, 1)
        layout.addLayout(foot)
        self._show_state(working=False)

    def begin(self) -> None:
        """Show the window, and measure; when that is going on already, how far it is."""
        self.show()
        self.measure()

    def begin_kept(self, card: Scorecard, advice: Advice | None = None) -> None:
        """Show the window with what was measured before, and follow ``advice``."""
        self.show()
        known = self._measurements.of(self._deployment.model_id)
        if known and known.running:
            self._attach(known)
            return
        self._show_card(card)
        if advice:
            self.follow(advice)

    def measure(self, reference: Path | None = None) -> None:
        self._attach(self._measurements.begin(self._deployment, reference))

    def done(self, result: int) -> None:
        self._detach()
        for call in filter(None, (self._reading, self._saving)):
            call.stop()
        super().done(result)

    def follow(self, advice: Advice) -> None:
        """Do what a tile of the verdict advises."""
        assert self._card
        match advice:
            case Advice.MEASURE_AGAIN:
                self.measure()
            case Advice.ASK_OWN:
                self._ask()
            case Advice.CHOOSE_ORIGINAL:
                if folder := QFileDialog.getExistingDirectory(self, self.tr("Choose the folder of the original model")):
                    self.measure(Path(folder))
            case _:
                self._try(TRIES.get(advice) or Precision(self._card.precision))

    def _try(self, precision: Precision) -> None:
        from app.dialogs.try_precision import TryPrecisionDialog  # imported late, like the other one: this window waits

        assert self._card
        trial = TryPrecisionDialog(self._deployment, self._card, precision, self, self._start_job)
        trial.changed.connect(self.changed)
        trial.begin()

    def _attach(self, measuring: Measuring) -> None:
        self._detach()
        self._measuring = measuring
        measuring.news.connect(self._show_news)
        measuring.changed.connect(self._show_measuring)
        self.progress.begin(self.tr("Starting…"), measuring.begun)
        for event in measuring.so_far():
            self.progress.show_event(event)
        self._show_measuring()

    def _detach(self) -> None:
        if self._measuring:
            self._measuring.news.disconnect(self._show_news)
            self._measuring.changed.disconnect(self._show_measuring)
            self._measuring = None
        self.progress.end()

    def _show_news(self, event: Any) -> None:
        self.progress.show_event(event)

    def _show_measuring(self) -> None:
        measuring = self._measuring
        assert measuring
        if measuring.running:
            self._show_state(working=True)
            self.waiting.setText(
                self.tr("It waits until another model is measured: two at once would slow each other down.")
                if measuring.waits
                else self.tr(
                    "You can close this window: measuring goes on, and “Show…” under “Installed models” opens it again."
                )
            )
            return
        self._detach()
        if measuring.card:
            self._show_card(measuring.card)
        elif measuring.failed:
            self._show_state(working=False)
            self.failure.show_failure(measuring.failed, None)

    def _show_card(self, card: Scorecard) -> None:
        self._card = card
        self._show_state(working=False)
        if any(tile.advice in CONVERSIONS for tile in verdict_of(card).tiles):
            self._measurements.converts_soon.emit()
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        view = ScorecardView(tuple(Advice))
        view.advised.connect(self.follow)
        view.show_scorecard(card)
        layout.addWidget(view)
        self.parts.addWidget(scrolling_beside_bar(inside))
        self._reading = Call(partial(earlier_verdicts, self._deployment.model_id))
        self._reading.done.connect(partial(self._show_earlier, layout))
        self._reading.begin()

    def _show_earlier(self, layout: QVBoxLayout, cards: tuple[Scorecard, ...]) -> None:
        earlier = [card for card in cards if self._card and card.created != self._card.created]
        if earlier:
            layout.addWidget(VerdictHistory(earlier))
        layout.addStretch()

    def _show_state(self, *, working: bool) -> None:
        if self._reading:
            self._reading.stop()
        clear(self.parts)
        self.failure.hide()
        for part in (self.progress, self.waiting, self.stop_button):
            part.setVisible(working)
        for part in (self.questions_button, self.report_button, self.again_button):
            part.setVisible(not working and self._card is not None)

    def _stop(self) -> None:
        if self._measuring:
            self._measuring.stop()

    def save_report(self, file: Path) -> None:
        """As HTML in all languages, or as PDF in the window's; then it is opened."""
        assert self._card
        self.failure.hide()
        self.report_button.setEnabled(False)
        self._saving = Call(partial(_write_report, self._deployment, self._card, file))
        self._saving.done.connect(partial(self._show_saved, file))
        self._saving.failed.connect(self._show_unsaved)
        self._saving.begin()

    def _show_saved(self, file: Path, _: None) -> None:
        self.report_button.setEnabled(True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def _show_unsaved(self, failed: Failed) -> None:
        self.report_button.setEnabled(True)
        self.failure.show_failure(failed, None)

    def _ask(self) -> None:
        from app.dialogs.own_questions import OwnQuestionsDialog

        OwnQuestionsDialog(self._deployment, self, self._start_job).begin()

    def _choose_file(self) -> None:
        suggested = str(Path.home() / f"{self._deployment.name}.html")
        page = self.tr("Page for a browser")
        kinds = f"{page} (*.html);;PDF (*.pdf)"
        file, kind = QFileDialog.getSaveFileName(self, self.tr("Save the report"), suggested, kinds)
        if file:
            path = Path(file)
            self.save_report(path if path.suffix else path.with_suffix(".pdf" if "pdf" in kind else ".html"))


def _write_report(deployment: Deployment, card: Scorecard, file: Path) -> None:
    """Raises ``Failure(DESTINATION_NOT_WRITABLE)``; takes half a second for 200 questions."""
    from app.printing.languages import translators
    from app.printing.pdf import PDF, write_pdf
    from app.wording.report.body import Reported
    from app.wording.report.page import report_page

    about = Reported(deployment, card, last_run(deployment.model_id))
    try:
        if file.suffix.lower() == PDF:
            write_pdf(about, file)
        else:
            replace_file(file, report_page(about, translators()))
    except OSError as error:
        raise Failure(FailureKind.DESTINATION_NOT_WRITABLE, str(error), path=str(file)) from error

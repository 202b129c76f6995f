"""The window that measures an installed model and shows what came of it."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.events import Failed
from app.core.failures import FailureKind
from app.core.files.durable import replace_file
from app.core.library.deployment import Deployment
from app.core.requests import JudgeModel
from app.core.scorecard.scorecard import Scorecard
from app.core.scorecard.verdict import Advice
from app.dialogs.job_dialog import JobDialog
from app.dialogs.own_questions import OwnQuestionsDialog
from app.storage.question_runs import last_run
from app.widgets.elements import button, scrolling
from app.widgets.scorecard_view import ScorecardView
from app.widgets.window_size import fit_to_screen
from app.workers.engine_job import StartJob, engine_job

SIZE = (760, 680)  # pixels at 100 % scaling
SMALLEST = (560, 400)
BESIDE_BAR = 14


class ScorecardDialog(JobDialog[Scorecard]):
    def __init__(self, deployment: Deployment, parent: QWidget | None = None, start_job: StartJob = engine_job) -> None:
        super().__init__(JudgeModel(deployment.model_id), deployment.name, parent, start_job)
        self._deployment, self._start_job = deployment, start_job
        self._card: Scorecard | None = None
        self.setWindowTitle(self.tr("How well it runs and answers"))
        fit_to_screen(self, SIZE, SMALLEST)
        self.questions_button = button(self.tr("Ask your own &questions…"))
        self.questions_button.clicked.connect(self._ask)
        self.report_button = button(self.tr("&Save the report…"))
        self.report_button.clicked.connect(self._choose_file)
        for place, foot_button in enumerate((self.questions_button, self.report_button)):
            self.foot.insertWidget(place, foot_button)
            foot_button.hide()

    def take(self, result: Scorecard) -> None:
        self._card = result
        view = ScorecardView((Advice.MEASURE_AGAIN,))
        view.setContentsMargins(0, 0, BESIDE_BAR, 0)
        view.advised.connect(lambda _: self._start())
        view.show_scorecard(result)
        self.result_parts.addWidget(scrolling(view))
        self.questions_button.show()
        self.report_button.show()

    def show_state(self, *, working: bool) -> None:
        super().show_state(working=working)
        self.questions_button.hide()
        self.report_button.hide()

    def save_report(self, file: Path) -> None:
        """As HTML in all languages, or as PDF in the window's."""
        from app.printing.languages import translators
        from app.printing.pdf import PDF, write_pdf
        from app.wording.report.body import Reported
        from app.wording.report.page import report_page

        assert self._card
        about = Reported(self._deployment, self._card, last_run(self._deployment.model_id))
        try:
            if file.suffix.lower() == PDF:
                write_pdf(about, file)
            else:
                replace_file(file, report_page(about, translators()))
        except OSError as error:
            failed = Failed(FailureKind.DESTINATION_NOT_WRITABLE, str(error), {"path": str(file)})
            self.failure.show_failure(failed, None)
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def _ask(self) -> None:
        OwnQuestionsDialog(self._deployment, self, self._start_job).open()

    def _choose_file(self) -> None:
        suggested = str(Path.home() / f"{self._deployment.name}.html")
        kinds = f"{self.tr('Page for a browser')} (*.html);;PDF (*.pdf)"
        file, kind = QFileDialog.getSaveFileName(self, self.tr("Save the report"), suggested, kinds)
        if file:
            path = Path(file)
            self.save_report(path if path.suffix else path.with_suffix(".pdf" if "pdf" in kind else ".html"))

"""The window that measures an installed model and shows what came of it."""

from PySide6.QtWidgets import QWidget

from app.core.events import Finished
from app.core.plan import Deployment
from app.core.requests import Validate
from app.pages.base import scrolling
from app.pages.job_dialog import JobDialog
from app.widgets.scorecard_view import ScorecardView
from app.widgets.window_size import fit_to_screen
from app.workers.engine_job import StartJob, engine_job

SIZE = (720, 640)  # pixels at 100 % scaling
SMALLEST = (560, 400)
BESIDE_BAR = 14


class MeasureDialog(JobDialog):
    def __init__(self, deployment: Deployment, parent: QWidget | None = None, start_job: StartJob = engine_job) -> None:
        super().__init__(Validate(deployment.model_id), deployment.name, parent, start_job)
        self.setWindowTitle(self.tr("How well it runs and answers"))
        fit_to_screen(self, SIZE, SMALLEST)

    def take(self, finished: Finished) -> None:
        view = ScorecardView()
        view.setContentsMargins(0, 0, BESIDE_BAR, 0)
        view.show_scorecard(finished.scorecard)
        self.result_parts.addWidget(scrolling(view))

"""The window that offers a model to the user's other programs: where, how often it was asked, how to ask, and stop."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.events import Failed, News, Serving
from app.core.failures import FailureKind
from app.core.library.deployment import Deployment
from app.core.requests import Serve
from app.dialogs.dialog_frame import lay_out_dialog
from app.widgets.busy_row import BusyRow
from app.widgets.code_block import CodeBlock
from app.widgets.elements import button, label, panel
from app.widgets.failure_panel import FailurePanel
from app.widgets.reading_order import KeyedDialog
from app.widgets.snippet_choice import SnippetChoice
from app.widgets.window_size import fit_to_screen
from app.workers.engine_job import StartJob, engine_job
from app.workers.job_runner import JobRunner

SIZE = (760, 620)  # pixels at 100 % scaling
SMALLEST = (560, 420)


class ServeDialog(KeyedDialog):
    """Offers ``deployment`` while it is open."""

    def __init__(self, deployment: Deployment, parent: QWidget | None = None, start_job: StartJob = engine_job) -> None:
        super().__init__(parent)
        self._deployment = deployment
        self._runner = JobRunner(start_job)
        self._serving: Serving | None = None
        self.setWindowTitle(self.tr("Use {name} from programs").format(name=deployment.name))
        fit_to_screen(self, SIZE, SMALLEST)
        self.busy = BusyRow(self.tr("Loading the model…"))
        self.failure = FailurePanel()
        self.failure.retry.connect(self.begin)
        self.url = CodeBlock(self.tr("Address (OpenAI interface)"))
        self.counts = label(role="muted")
        self.snippets = SnippetChoice(deployment)
        self.stop_button = button(self.tr("&Stop"))
        self.stop_button.clicked.connect(self._toggle)
        self.close_button = button(self.tr("Stop and &close"), "primary")
        self.close_button.clicked.connect(self.accept)
        lead = label(self.tr("Only programs of this computer can ask it, and only while this window is open."), "lead")
        content = lay_out_dialog(self, lead, [self.stop_button, self.close_button])
        content.setSpacing(12)
        status = panel("soft")
        inner = QVBoxLayout(status)
        inner.setContentsMargins(18, 14, 18, 14)
        for widget in (self.busy, self.url, self.counts):
            inner.addWidget(widget)
        for part in (status, self.failure, self.snippets):
            content.addWidget(part)
        content.addStretch()

    def begin(self) -> None:
        """Show the window and load the model."""
        self._stop()
        self.failure.hide()
        self.busy.show()
        self._runner.start(Serve(self._deployment.model_id), self._show_end, self._show_failure, self._show)
        self._show_state()
        if not self.isVisible():
            self.snippets.languages.setFocus()  # by default the first button has the focus, which stops serving
            self.open()

    def done(self, result: int) -> None:
        self._stop()
        super().done(result)

    def _stop(self) -> None:
        self._runner.stop()
        self._serving = None
        self.busy.hide()

    def _toggle(self) -> None:
        if self._runner.job:
            self._stop()
            self._show_state()
        else:
            self.begin()

    def _show(self, event: News) -> None:
        if isinstance(event, Serving):
            self._serving = event
            self.busy.hide()
            self._show_state()

    def _show_end(self, _nothing: None) -> None:
        self._show_failure(Failed(FailureKind.INTERNAL, "it ended by itself"))

    def _show_failure(self, failed: Failed) -> None:
        self._stop()
        self.failure.show_failure(failed, None)
        self._show_state()

    def _show_state(self) -> None:
        serving = self._serving
        self.stop_button.setText(self.tr("&Stop") if self._runner.job else self.tr("&Start again"))
        self.close_button.setText(self.tr("Stop and &close") if self._runner.job else self.tr("&Close"))
        self.url.setVisible(serving is not None)
        (self.url.copy_button if serving else self.close_button).setDefault(True)
        if serving:
            self.url.set_text(serving.url)
            text = self.tr("Running. Requests so far: {requests}, being answered: {active}.")
            self.counts.setText(text.format(requests=serving.requests, active=serving.active))
        else:
            self.counts.setText("" if self._runner.job else self.tr("Stopped. Programs cannot ask it now."))
        self.snippets.show_url(serving.url if serving else "")

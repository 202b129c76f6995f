"""The window about a model that is offered to the user's other programs: where, how often it was asked, how to ask."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.library.deployment import Deployment
from app.widgets.busy_row import BusyRow
from app.widgets.code_block import CodeBlock
from app.widgets.dialog_frame import lay_out_dialog
from app.widgets.elements import button, label, panel
from app.widgets.failure_panel import FailurePanel
from app.widgets.reading_order import KeyedDialog
from app.widgets.snippet_choice import SnippetChoice
from app.widgets.window_size import fit_to_screen
from app.workers.engine_job import StartJob, engine_job
from app.workers.serving import ServedModels

_SIZE = (760, 620)  # pixels at 100 % scaling
_SMALLEST = (560, 420)


class ServeDialog(KeyedDialog):
    """Closing it stops nothing: ``deployment`` is offered until it is stopped here or by its switch in the library."""

    def __init__(
        self,
        deployment: Deployment,
        parent: QWidget | None = None,
        start_job: StartJob = engine_job,
        served: ServedModels | None = None,
    ) -> None:
        super().__init__(parent)
        self._models = served or ServedModels(start_job)
        self._served = self._models.of(deployment)
        self.setWindowTitle(self.tr("Use {name} from programs").format(name=deployment.name))
        fit_to_screen(self, _SIZE, _SMALLEST)
        self.busy = BusyRow(self.tr("Loading the model…"))
        self.failure = FailurePanel()
        self.failure.retry.connect(self._served.begin)
        self.url = CodeBlock(self.tr("Address (OpenAI interface)"))
        self.counts = label(role="muted")
        self.snippets = SnippetChoice(deployment)
        self.stop_button = button(self.tr("&Stop"))
        self.stop_button.clicked.connect(self._toggle)
        self.close_button = button(self.tr("&Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        lead = self.tr(
            "Only programs on this computer can ask it. It stays on when you close this window, until you stop it or "
            "end this program. Its address is the same each time."
        )
        content = lay_out_dialog(self, label(lead, "lead"), [self.stop_button, self.close_button])
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
        """Show the window, and load the model unless it is offered already."""
        self._served.changed.connect(self._show_state)
        if not self._served.running:
            self._served.begin()
        self._show_state()
        self.snippets.languages.setFocus()  # by default the first button has the focus, which stops serving
        self.show()

    def done(self, result: int) -> None:
        self._served.changed.disconnect(self._show_state)
        super().done(result)

    def _toggle(self) -> None:
        if self._served.running:
            self._served.stop()
        else:
            self._served.begin()

    def _show_state(self) -> None:
        serving, running, failed = self._served.serving, self._served.running, self._served.failed
        self.busy.setVisible(running and serving is None)
        self.stop_button.setText(self.tr("&Stop") if running else self.tr("&Start again"))
        self.stop_button.setVisible(failed is None)  # the failure has a button that tries again
        self.failure.setVisible(failed is not None)
        if failed:
            self.failure.show_failure(failed, None)
        self.url.setVisible(serving is not None)
        (self.url.copy_button if serving else self.close_button).setDefault(True)
        if serving:
            self.url.set_text(serving.url)
            text = self.tr("Running. Requests so far: {requests}, being answered: {active}.")
            self.counts.setText(text.format(requests=serving.requests, active=serving.active))
        else:
            self.counts.setText("" if running else self.tr("Stopped. Programs cannot ask it now."))
        self.counts.setVisible(bool(self.counts.text()))
        self.snippets.show_url(serving.url if serving else "")

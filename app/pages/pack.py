"""The window that packs an installed model into one file for other computers."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.events import Event, Failed, Finished, Log, Progress
from app.core.package import SUFFIX, PackedModel
from app.core.plan import Deployment
from app.core.requests import Pack
from app.widgets.elements import button, clear, label
from app.widgets.failure_panel import FailurePanel
from app.widgets.job_progress import JobProgress
from app.widgets.notice_row import NoticeRow
from app.wording import size_words
from app.workers.engine_job import EngineJob, StartJob, engine_job

WIDTH = 560  # pixels at 100 % scaling


def pack_model(parent: QWidget, deployment: Deployment) -> None:
    """Ask where to, and pack ``deployment`` there, in a window above ``parent``."""
    title = QCoreApplication.translate("PackDialog", "Pack for another computer")
    kind = QCoreApplication.translate("PackDialog", "Packed models")
    suggested = str(Path.home() / f"{deployment.name}{SUFFIX}")
    file, _ = QFileDialog.getSaveFileName(parent, title, suggested, f"{kind} (*{SUFFIX})")
    if file:
        output = Path(file if file.endswith(SUFFIX) else file + SUFFIX)
        PackDialog(Pack(name=deployment.model_id, output=output, replaces=True), parent).begin()


class PackDialog(QDialog):
    """Packs as soon as it is shown; closing it stops that. ``packed`` is emitted when the file is there."""

    packed = Signal()

    def __init__(self, request: Pack, parent: QWidget | None = None, start_job: StartJob = engine_job) -> None:
        super().__init__(parent)
        self._request = request
        self._start_job = start_job
        self._job: EngineJob | None = None
        self.setWindowTitle(self.tr("Pack for another computer"))
        self.setMinimumWidth(WIDTH)
        self.progress = JobProgress()
        self.failure = FailurePanel()
        self.failure.retry.connect(self._start)
        self.folder_button = button(self.tr("&Open its folder"), icon_name="folder")
        self.folder_button.clicked.connect(self._open_folder)
        self.close_button = button(self.tr("&Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        self._lay_out()

    def _lay_out(self) -> None:
        self._done = QVBoxLayout()
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.folder_button)
        foot.addStretch()
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(12)
        layout.addWidget(label(self._request.output.name, "heading"))
        for part in (self.progress, self.failure):
            layout.addWidget(part)
        layout.addLayout(self._done)
        layout.addStretch()
        layout.addLayout(foot)

    def begin(self) -> None:
        self.open()
        self._start()

    def done(self, result: int) -> None:
        self._end()
        super().done(result)

    def _start(self) -> None:
        self._end()
        self._show_state(working=True)
        self.progress.begin(self.tr("Starting…"))
        self._job = self._start_job(self._request)
        self._job.reported.connect(self._show)
        self._job.begin()

    def _end(self) -> None:
        if self._job:
            self._job.stop()
            self._job = None
        self.progress.end()

    def _show(self, event: Event) -> None:
        match event:
            case Progress() | Log():
                self.progress.show_event(event)
            case Finished(packed=packed) if packed:
                self._end()
                self._show_packed(packed)
            case Failed():
                self._end()
                self._show_state(working=False)
                self.failure.show_failure(event, None)

    def _show_packed(self, packed: PackedModel) -> None:
        self._show_state(working=False)
        text = self.tr("Carry this file to the other computer and double-click it there, with this program installed.")
        self._done.addWidget(NoticeRow("ok", self.tr("The model is packed"), text, value=size_words(packed.bytes)))
        self.folder_button.show()
        self.packed.emit()

    def _show_state(self, *, working: bool) -> None:
        clear(self._done)
        self.progress.setVisible(working)
        self.failure.hide()
        self.folder_button.hide()
        self.close_button.setText(self.tr("Cance&l") if working else self.tr("&Close"))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._request.output.parent)))

"""The window that packs an installed model into one file for other computers."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.library.deployment import Deployment
from app.core.package.manifest import SUFFIX, PackedModel
from app.core.requests import Pack
from app.dialogs.job_dialog import JobDialog
from app.widgets.elements import button
from app.widgets.notice_row import NoticeRow
from app.widgets.window_size import fit_to_screen
from app.wording.filling import size_words
from app.workers.engine_job import StartJob, engine_job

_SIZE, _SMALLEST = (560, 260), (420, 220)  # pixels at 100 % scaling


def pack_model(parent: QWidget, deployment: Deployment) -> None:
    """Ask where to, and pack ``deployment`` there, in a window above ``parent``."""
    title = QCoreApplication.translate("PackDialog", "Pack for another computer")
    kind = QCoreApplication.translate("PackDialog", "Packed models")
    suggested = str(Path.home() / f"{deployment.name}{SUFFIX}")
    file, _ = QFileDialog.getSaveFileName(parent, title, suggested, f"{kind} (*{SUFFIX})")
    if file:
        output = Path(file if file.endswith(SUFFIX) else file + SUFFIX)
        PackDialog(Pack(name=deployment.model_id, output=output, replaces=True), parent).begin()


class PackDialog(JobDialog[PackedModel]):
    """``packed`` is emitted when the file is there."""

    packed = Signal()

    def __init__(self, request: Pack, parent: QWidget | None = None, start_job: StartJob = engine_job) -> None:
        super().__init__(request, request.output.name, parent, start_job)
        self._name, self._output = request.name, request.output
        self.place = request.output.parent
        self.failure.elsewhere.connect(self._pack_into)
        self.setWindowTitle(self.tr("Pack for another computer"))
        fit_to_screen(self, _SIZE, _SMALLEST)
        self.folder_button = button(self.tr("&Open its folder"), icon_name="folder")
        self.folder_button.clicked.connect(self._open_folder)
        self.foot.insertWidget(0, self.folder_button)

    def take(self, result: PackedModel) -> None:
        text = self.tr("Carry this file to the other computer and double-click it there, with this program installed.")
        size = size_words(result.bytes)
        self.result_parts.addWidget(NoticeRow("ok", self.tr("The model is packed"), text, value=size))
        self.folder_button.show()
        self.packed.emit()

    def _pack_into(self, folder: Path) -> None:
        """A file that is there already is not replaced: nobody was asked."""
        self.place, self._output = folder, folder / self._output.name
        self.start_with(Pack(name=self._name, output=self._output))

    def show_state(self, *, working: bool) -> None:
        super().show_state(working=working)
        self.folder_button.hide()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._output.parent)))

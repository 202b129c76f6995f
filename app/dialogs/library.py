"""The window with what is installed: it shows, and asks the engine for every change."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from app.core.events import Failed
from app.core.failures import Failure
from app.core.library.format import newer, newer_version
from app.core.library.installed import InstalledModel
from app.core.library.naming import suggest_name
from app.core.requests import Deploy, List, Repair, Request
from app.core.scorecard.judging import read_scorecard
from app.core.scorecard.verdict import Advice
from app.dialogs.compare import CompareDialog
from app.dialogs.dialog_frame import lay_out_dialog
from app.dialogs.library_questions import ask_change, ask_converted
from app.dialogs.library_words import busy_words, summary_words
from app.dialogs.pack import pack_model
from app.dialogs.scorecard import ScorecardDialog
from app.settings import Settings
from app.widgets.busy_row import BusyRow
from app.widgets.elements import button, label
from app.widgets.library_notices import LibraryNotices
from app.widgets.model_list import ModelList
from app.widgets.model_row import Action, ModelRow
from app.widgets.window_size import fit_to_screen
from app.wording.messages import failure_words
from app.workers.engine_job import StartJob, engine_job
from app.workers.job_runner import JobRunner
from app.workers.measuring import Measurements

SIZE = (780, 600)  # pixels at 100 % scaling
SMALLEST = (560, 400)


class LibraryDialog(QDialog):
    """``chat`` and ``serve`` carry the ``Deployment`` that the user wants to use."""

    chat = Signal(object)
    serve = Signal(object)

    def __init__(
        self,
        settings: Settings,
        parent: QWidget | None = None,
        start_job: StartJob = engine_job,
        measurements: Measurements | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._start_job = start_job
        self._measurements = measurements or Measurements(start_job)
        self._jobs = LibraryJobs(start_job)
        self._jobs.busy.connect(self._set_busy)
        self._jobs.listed.connect(self._fill)
        self._keeper = ""  # the newer version of this program to which the library belongs
        self.setWindowTitle(self.tr("Installed models"))
        fit_to_screen(self, SIZE, SMALLEST)
        self.lead = label(role="lead")
        self.busy = BusyRow("")
        self.notices = LibraryNotices()
        self.notices.again.connect(self._ask)
        self._jobs.done.connect(self.notices.show_result)
        self._jobs.failed.connect(self.notices.show_failure)
        self._models = ModelList()
        self._models.wanted.connect(self._do)
        self._models.advised.connect(self._follow)
        self.adopt_button = button(self.tr("&Add a converted folder…"), icon_name="folder")
        self.adopt_button.clicked.connect(self._adopt)
        self.repair_button = button(self.tr("&Repair"))
        self.repair_button.clicked.connect(lambda: self._ask(Repair(self._settings.library)))
        self.close_button = button(self.tr("&Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        content = lay_out_dialog(self, self.lead, [self.adopt_button, self.repair_button, self.close_button])
        for part in (self.notices, self.busy, self._models):
            content.addWidget(part)
        content.addStretch()

    def begin(self) -> None:
        """Show the window, and what is installed as soon as it is known."""
        self._jobs.list()
        self.open()

    def done(self, result: int) -> None:
        self._jobs.stop()
        super().done(result)

    def rows(self) -> list[ModelRow]:
        return list(self._models.rows)

    def _ask(self, request: Request[Any]) -> None:
        self.notices.forget()
        self._jobs.ask(request)

    def _list_again(self) -> None:
        self.notices.forget()
        self._jobs.list()

    def _set_busy(self, text: str) -> None:
        self.busy.show_text(text) if text else self.busy.hide()
        self._models.setEnabled(not text)
        for writes in (self.adopt_button, self.repair_button):
            writes.setEnabled(not text and not self._keeper)

    def _fill(self, models: tuple[InstalledModel, ...]) -> None:
        self._models.show_models(models)
        self.lead.setText(summary_words(models, self._settings.library))
        self._keeper = newer_version(self._settings.library)
        kept = {model.deployment.library: model.keeper for model in models if model.keeper}
        kept |= {self._settings.library: self._keeper} if self._keeper else {}
        reasons = [newer(library, version) for library, version in kept.items()]
        self.notices.show_newer(reasons)
        why = failure_words(reasons[-1]).title if self._keeper else ""
        for writes in (self.adopt_button, self.repair_button):
            writes.setToolTip(why)

    def _do(self, action: Action, model: InstalledModel) -> None:
        match action:
            case Action.CHAT:
                self.accept()
                self.chat.emit(model.deployment)
            case Action.SERVE:
                self.serve.emit(model.deployment)
            case Action.PACK:
                pack_model(self, model.deployment)
            case Action.MEASURE:
                self._verdict(model).begin()
            case Action.COMPARE:
                compare = CompareDialog(model.deployment, self, self._start_job)
                compare.changed.connect(self._list_again)
                compare.begin()
            case Action.OPEN:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(model.deployment.folder)))
            case _:
                self._change(action, model)

    def _verdict(self, model: InstalledModel) -> ScorecardDialog:
        dialog = ScorecardDialog(model.deployment, self, self._start_job, self._measurements)
        dialog.changed.connect(self._list_again)
        dialog.finished.connect(self._list_again)
        return dialog

    def _follow(self, advice: Advice, model: InstalledModel) -> None:
        if card := read_scorecard(model.deployment.folder):
            self._verdict(model).begin_kept(card, advice)

    def _change(self, action: Action, model: InstalledModel) -> None:
        try:
            request = ask_change(self, action, model)
        except Failure as failure:
            self.notices.show_failure(Failed.of(failure))
        else:
            if request:
                self._ask(request)

    def _adopt(self) -> None:
        if folder := ask_converted(self):
            self._ask(Deploy(folder=folder, name=suggest_name(folder.name), library=self._settings.library))


class LibraryJobs(QObject):
    """The window's engine jobs: one at a time, and after each the list again.

    ``busy`` says what is being done, "" that nothing is; ``listed`` carries the installed models; ``done`` the
    request and the result of any other job; ``failed`` the ``Failed`` of a job and its request."""

    busy = Signal(str)
    listed = Signal(object)
    done = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, start_job: StartJob) -> None:
        super().__init__()
        self._runner = JobRunner(start_job)

    def ask(self, request: Request[Any]) -> None:
        self.busy.emit(busy_words(request))
        self._runner.start(request, partial(self._finish, request), partial(self._fail, request))

    def list(self) -> None:
        request = List()
        self.busy.emit(busy_words(request))
        self._runner.start(request, self._show_list, partial(self._fail, request))

    def stop(self) -> None:
        self._runner.stop()

    def _show_list(self, models: tuple[InstalledModel, ...]) -> None:
        self.listed.emit(models)
        self.busy.emit("")

    def _finish(self, request: Request[Any], result: object) -> None:
        self.done.emit(request, result)
        self.list()

    def _fail(self, request: Request[Any], failed: Failed) -> None:
        self.failed.emit(failed, request)
        if isinstance(request, List):
            self.busy.emit("")
        else:
            self.list()

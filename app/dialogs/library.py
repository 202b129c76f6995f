"""The window with what is installed: it shows, and asks the engine for every change."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.core.events import Failed
from app.core.failures import Failure
from app.core.library.deployment import Deployment
from app.core.library.format import newer, newer_version
from app.core.library.installed import InstalledModel
from app.core.library.naming import suggest_name
from app.core.requests import Deploy, List, Repair, Request
from app.core.scorecard.judging import read_scorecard
from app.core.scorecard.verdict import Advice
from app.dialogs.compare import CompareDialog
from app.dialogs.library_questions import ask_change, ask_converted
from app.dialogs.pack import pack_model
from app.dialogs.scorecard import ScorecardDialog
from app.dialogs.waiting_list import WaitingList
from app.settings import Settings
from app.storage.known_models import KnownModels, known_models, learn_models
from app.widgets.busy_row import BusyRow
from app.widgets.dialog_frame import lay_out_dialog
from app.widgets.elements import button, label, restyle
from app.widgets.library_filter import LibraryFilter
from app.widgets.library_notices import LibraryNotices
from app.widgets.library_words import busy_words, summary_words
from app.widgets.model_list import ModelList
from app.widgets.model_row import Action, ModelRow
from app.widgets.reading_order import KeyedDialog
from app.widgets.window_size import fit_to_screen
from app.wording.messages import failure_words
from app.workers.background import Background
from app.workers.call import Call
from app.workers.engine_job import StartJob
from app.workers.job_runner import JobRunner

_SIZE = (780, 600)  # pixels at 100 % scaling
SMALLEST = (560, 400)


class LibraryDialog(KeyedDialog):
    """Shows what was known last, and what is installed as soon as it is known. ``chat`` and ``serve`` carry the
    ``Deployment`` that the user wants to use; ``install`` is emitted to install a first model."""

    chat = Signal(Deployment)
    serve = Signal(Deployment)
    install = Signal()

    def __init__(
        self,
        settings: Settings,
        parent: QWidget | None = None,
        start_job: StartJob | None = None,
        background: Background | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        background = background or Background(start_job)
        self._start_job = start_job or background.start_job
        self._measurements = background.measurements
        self._measurements.changed.connect(self._show_measuring)
        self._reading: Call | None = None
        self._known: KnownModels | None = None
        self._jobs = LibraryJobs(self._start_job)
        self._jobs.busy.connect(self._set_busy)
        self._jobs.listed.connect(self._take)
        self._keeper = ""  # the newer version of this program to which the library belongs
        self.setWindowTitle(self.tr("Installed models"))
        fit_to_screen(self, _SIZE, SMALLEST)
        self.lead = label(role="lead")
        self.busy = BusyRow("")
        self.notices = LibraryNotices()
        self.notices.again.connect(self._ask)
        self._jobs.done.connect(self.notices.show_result)
        self._jobs.failed.connect(self.notices.show_failure)
        self.filter = LibraryFilter()
        self._models = ModelList(self._measurements, background.served)
        self.filter.changed.connect(self._models.arrange)
        self._jobs.done.connect(lambda *_: self._models.forget())
        self.install_button = button(self.tr("&Install a model"), "primary")
        self.install_button.clicked.connect(self._install)
        self._models.wanted.connect(self._do)
        self._models.advised.connect(self._follow)
        self.adopt_button = button(self.tr("&Add a converted folder…"), icon_name="folder")
        self.adopt_button.clicked.connect(self._adopt)
        self.repair_button = button(self.tr("&Repair"))
        self.repair_button.clicked.connect(lambda: self._ask(Repair(self._settings.library)))
        self.close_button = button(self.tr("&Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        content = lay_out_dialog(self, self.lead, [self.adopt_button, self.repair_button, self.close_button])
        content.setSpacing(10)
        self.waiting = WaitingList()
        self.waiting.wanted.connect(self._ask)
        for part in (self.notices, self.busy, self.waiting, self.filter, self.install_button, self._models):
            content.addWidget(part)
        content.addStretch()
        self.filter.hide()
        self.install_button.hide()

    def begin(self) -> None:
        """Show the window."""
        self._read(known_models, self._show_remembered)
        self._jobs.list()
        self.open()

    def done(self, result: int) -> None:
        self._jobs.stop()
        self.waiting.stop()
        if self._reading:
            self._reading.stop()
        super().done(result)

    def rows(self) -> list[ModelRow]:
        return list(self._models.rows)

    def _ask(self, request: Request[Any]) -> None:
        self.notices.forget()
        self._jobs.list() if isinstance(request, List) else self._jobs.ask(request)

    def _list_again(self) -> None:
        self._ask(List())

    def _read(self, function: Callable[[], KnownModels], then: Callable[[KnownModels], None]) -> None:
        if self._reading:
            self._reading.stop()
        self._reading = Call(function)
        self._reading.done.connect(then)
        self._reading.begin()

    def _set_busy(self, text: str) -> None:
        """While only the list is looked at, what is known already can be used."""
        listing = self._jobs.is_listing
        self.busy.show_text(text) if text and not (listing and self._known) else self.busy.hide()
        self._models.setEnabled(not text or listing)
        self.waiting.setEnabled(not text or listing)
        for writes in (self.adopt_button, self.repair_button):
            writes.setEnabled(not text and not self._keeper)

    def _show_remembered(self, known: KnownModels) -> None:
        if known.models and self._known is None:
            self._known = known
            self._fill(known.models)
            self._models.show_verdicts(known.verdicts)
            self.busy.hide()

    def _take(self, models: tuple[InstalledModel, ...]) -> None:
        """What is listed now."""
        self._known = KnownModels(models, self._known.verdicts if self._known else {})
        self._fill(models)
        self._models.show_verdicts(self._known.verdicts)
        self._learn()

    def _learn(self) -> None:
        """Read the verdicts again, and remember all of it for the next time."""
        if self._known:
            self._read(partial(learn_models, self._known.models), self._show_learnt)

    def _show_learnt(self, known: KnownModels) -> None:
        self._known = known
        self._models.show_verdicts(known.verdicts)

    def _show_measuring(self, model_id: str) -> None:
        measuring = self._measurements.of(model_id)
        self._models.show_measuring(model_id)
        if measuring and not measuring.running:
            self._learn()

    def _fill(self, models: tuple[InstalledModel, ...]) -> None:
        self._models.show_models(models)
        self.waiting.look(self._settings.library)
        self.filter.setVisible(len(models) > 1)
        self.install_button.setVisible(not models)
        restyle(self.close_button, "kind", "primary" if models else "plain")  # what is wanted most is one thing
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
                self._show_verdict(model)
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
        return dialog

    def _show_verdict(self, model: InstalledModel) -> None:
        """The one that is there, else measure."""
        card = self._known.verdicts.get(model.deployment.model_id) if self._known else None
        dialog = self._verdict(model)
        dialog.begin_kept(card) if card else dialog.begin()

    def _install(self) -> None:
        self.accept()
        self.install.emit()

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
    listed = Signal(tuple)
    done = Signal(Request, object)
    failed = Signal(Failed, Request)

    def __init__(self, start_job: StartJob) -> None:
        super().__init__()
        self._listing = False
        self._runner = JobRunner(start_job)

    def ask(self, request: Request[Any]) -> None:
        self._listing = False
        self.busy.emit(busy_words(request))
        self._runner.start(request, partial(self._finish, request), partial(self._fail, request))

    @property
    def is_listing(self) -> bool:
        """Whether nothing else is being done."""
        return self._listing

    def list(self) -> None:
        request = List()
        self._listing = True
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

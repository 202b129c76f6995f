"""The window with what is installed: it shows, and asks the engine for every change."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.events import Event, Failed, Finished
from app.core.failures import FailureKind
from app.core.foundry_config import check_name, suggest_name
from app.core.installed import InstalledModel
from app.core.machine import free_disk
from app.core.plan import Offered
from app.core.requests import Deploy, List, Offer, Remove, Rename, Repair, Request
from app.pages.base import scrolling
from app.pages.library_questions import ask_converted, ask_name, ask_search, confirms_deletion
from app.settings import Settings
from app.widgets.busy_row import BusyRow
from app.widgets.elements import button, clear, label
from app.widgets.model_row import Action, ModelRow
from app.widgets.notice_row import NoticeRow
from app.wording import Words, failure_words, mended_words, size_words
from app.workers.engine_job import EngineJob, StartJob, engine_job

SIZE = (780, 600)  # pixels at 100 % scaling
SMALLEST = (560, 400)


class LibraryDialog(QDialog):
    """``chat`` and ``serve`` carry the ``Deployment`` that the user wants to use."""

    chat = Signal(object)
    serve = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None, start_job: StartJob = engine_job) -> None:
        super().__init__(parent)
        self._settings = settings
        self._start_job = start_job
        self._job: EngineJob | None = None
        self._request: Request = List()
        self._shown: list[ModelRow] = []
        self.setWindowTitle(self.tr("Installed models"))
        self.setMinimumSize(*SMALLEST)
        self.resize(*SIZE)
        self.lead = label(role="lead")
        self.busy = BusyRow("")
        self.adopt_button = button(self.tr("&Add a converted folder…"), icon_name="folder")
        self.adopt_button.clicked.connect(self._adopt)
        self.repair_button = button(self.tr("&Repair"))
        self.repair_button.clicked.connect(lambda: self._ask(Repair(self._settings.library)))
        self.close_button = button(self.tr("&Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        content = QVBoxLayout(inside)
        content.setContentsMargins(32, 8, 32, 8)
        self._notices, self._rows = QVBoxLayout(), QVBoxLayout()
        self._rows.setSpacing(10)
        content.addLayout(self._notices)
        content.addWidget(self.busy)
        content.addLayout(self._rows)
        content.addStretch()
        foot = QHBoxLayout()
        foot.setContentsMargins(32, 0, 32, 20)
        foot.setSpacing(10)
        for action in (self.adopt_button, self.repair_button):
            foot.addWidget(action)
        foot.addStretch()
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(
            QVBoxLayout.SizeConstraint.SetNoConstraint
        )  # what scrolls may be longer than the window
        layout.setContentsMargins(0, 28, 0, 0)
        layout.setSpacing(8)
        for text in (label(self.tr("Installed models"), "heading"), self.lead):
            text.setContentsMargins(32, 0, 32, 0)
            layout.addWidget(text)
        layout.addWidget(scrolling(inside), 1)
        layout.addLayout(foot)

    def begin(self) -> None:
        """Show the window, and what is installed as soon as it is known."""
        self._ask(List())
        self.open()

    def done(self, result: int) -> None:
        if self._job:
            self._job.stop()
            self._job = None
        super().done(result)

    def rows(self) -> list[ModelRow]:
        return list(self._shown)

    def _ask(self, request: Request) -> None:
        if not isinstance(request, List):
            clear(self._notices)
        self._request = request
        self._set_busy(self._words(request))
        self._job = self._start_job(request)
        self._job.reported.connect(self._show)
        self._job.begin()

    def _set_busy(self, text: str) -> None:
        self.busy.show_text(text) if text else self.busy.hide()
        for widget in (self.adopt_button, self.repair_button, *self.rows()):
            widget.setEnabled(not text)

    def _words(self, request: Request) -> str:
        match request:
            case Remove():
                return self.tr("Deleting…")
            case Offer():
                return self.tr("Asking the foundry command…")
            case Rename():
                return self.tr("Renaming…")
            case Repair():
                return self.tr("Looking at every model…")
            case Deploy():
                return self.tr("Adding the model and trying it out…")
            case _:
                return self.tr("Looking at what is installed…")

    def _show(self, event: Event) -> None:
        match event:
            case Finished(models=models) if models is not None and isinstance(self._request, List):
                self._set_busy("")
                self._fill(models)
            case Finished(offered=Offered() as offered):
                text = self.tr("In a terminal: {command}").format(command=offered.command)
                self._tell("ok", Words(self.tr("The foundry command lists it now"), text, ""))
                self._ask(List())
            case Finished(mended=mended):
                for each in mended or ():
                    self._tell("ok" if each.mended else "warn", mended_words(each), each.model_id)
                if mended == ():
                    self._tell("ok", Words(self.tr("Nothing is wrong"), "", ""))
                self._ask(List())
            case Failed():
                self._show_failure(event)

    def _show_failure(self, failed: Failed) -> None:
        row = self._tell("error", failure_words(failed.kind, failed.facts))
        request = self._request
        if failed.kind is FailureKind.TRASH_REFUSED and isinstance(request, Remove):
            action = button(self.tr("Delete permanently"))
            forever = Remove(request.name, request.version, permanently=True)
            action.clicked.connect(lambda: self._ask(forever))
            row.add_action(action)
        if isinstance(request, List):
            self._set_busy("")
        else:
            self._ask(List())

    def _fill(self, models: tuple[InstalledModel, ...]) -> None:
        clear(self._rows)
        self._shown = [ModelRow(model) for model in models]
        for row in self._shown:
            row.wanted.connect(lambda action, model=row.model: self._do(Action(action), model))
            self._rows.addWidget(row)
        self.lead.setText(self._summary(models))

    def _summary(self, models: tuple[InstalledModel, ...]) -> str:
        try:
            free = size_words(free_disk(self._settings.library))
        except OSError:
            free = "0 B"
        if not models:
            return self.tr("No model is installed yet. {free} are free on the disk.").format(free=free)
        size = size_words(sum(model.deployment.bytes for model in models))
        return self.tr("They take {size}; {free} are free on the disk.").format(size=size, free=free)

    def _do(self, action: Action, model: InstalledModel) -> None:
        match action:
            case Action.CHAT:
                self.accept()
                self.chat.emit(model.deployment)
            case Action.SERVE:
                self.serve.emit(model.deployment)
            case Action.OFFER:
                self._ask(Offer(model.deployment.model_id))
            case Action.RENAME:
                self._rename(model.deployment.name)
            case Action.OPEN:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(model.deployment.folder)))
            case Action.SEARCH if folder := ask_search(self):
                self._ask(Repair(folder))
            case Action.DELETE if confirms_deletion(self, model):
                self._ask(Remove(model.deployment.model_id))

    def _rename(self, before: str) -> None:
        name = ask_name(self, before)
        if failure := check_name(name) if name else None:
            self._tell("error", failure_words(failure.kind, failure.facts))
        elif name:
            self._ask(Rename(before, name))

    def _adopt(self) -> None:
        if folder := ask_converted(self):
            self._ask(Deploy(folder=folder, name=suggest_name(folder.name), library=self._settings.library))

    def _tell(self, mark: str, words: Words, about: str = "") -> NoticeRow:
        row = NoticeRow(mark, f"{about}: {words.title}" if about else words.title, words.explanation, words.advice)
        self._notices.addWidget(row)
        return row

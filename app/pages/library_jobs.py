"""What the engine does for the window with the installed models: one job at a time, and after each the list again."""

from PySide6.QtCore import QObject, Signal

from app.core.events import Event, Failed, Finished
from app.core.requests import List, Request
from app.pages.library_words import busy_words
from app.workers.engine_job import EngineJob, StartJob


class LibraryJobs(QObject):
    """``busy`` says what is being done, "" that nothing is; ``listed`` carries the installed models; ``ended`` the
    last event of any other job, or of a list that failed, and its request."""

    busy = Signal(str)
    listed = Signal(object)
    ended = Signal(object, object)

    def __init__(self, start_job: StartJob) -> None:
        super().__init__()
        self._start_job = start_job
        self._job: EngineJob | None = None
        self._request: Request = List()

    def ask(self, request: Request) -> None:
        self._request = request
        self.busy.emit(busy_words(request))
        self._job = self._start_job(request)
        self._job.reported.connect(self._show)
        self._job.begin()

    def stop(self) -> None:
        if self._job:
            self._job.stop()
            self._job = None

    def _show(self, event: Event) -> None:
        lists = isinstance(self._request, List)
        match event:
            case Finished(models=models) if lists and models is not None:
                self.listed.emit(models)
            case Finished() | Failed():
                self.ended.emit(event, self._request)
            case _:
                return
        if lists:
            self.busy.emit("")
        else:
            self.ask(List())

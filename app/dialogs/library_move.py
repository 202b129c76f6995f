"""Where installed models are kept, and their move to another folder."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from app.core.events import Failed
from app.core.failures import OF_A_PLACE, FailureKind
from app.core.library.installed import LibraryMove
from app.core.library.naming import name_of_id, version_of_id
from app.core.library.notes import find_deployments
from app.core.requests import MoveLibrary
from app.dialogs.job_dialog import JobDialog
from app.widgets.elements import button, label, question
from app.widgets.notice_row import NoticeRow
from app.widgets.window_size import fit_to_screen
from app.wording.messages import failure_words
from app.workers.call import Call
from app.workers.engine_job import StartJob, engine_job

_SIZE, _SMALLEST = (560, 260), (420, 220)  # pixels at 100 % scaling


class LibraryPart(QWidget):
    """The folder, and a button for another one; ``chosen`` carries its ``Path``. With ``moves`` the installed models
    can go there too."""

    chosen = Signal(Path)

    def __init__(self, folder: Path, *, moves: bool, start_job: StartJob = engine_job) -> None:
        super().__init__()
        self._folder, self._moves, self._start_job = folder, moves, start_job
        self._counting: Call | None = None
        self._text = label(str(folder))
        self.change_button = button(self.tr("C&hange…"))
        self.change_button.setAccessibleName(self.tr("Change where installed models are kept"))
        self.change_button.clicked.connect(self._ask_folder)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self.change_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addLayout(row)
        stays = self.tr(
            "If you choose another folder, it is used from then on. What is installed already stays where it is, "
            "and keeps working."
        )
        goes = self.tr(
            "If you choose another folder, it is used from then on. What is installed already can go there, or stay."
        )
        layout.addWidget(label(goes if moves else stays, "small"))

    def show_folder(self, folder: Path) -> None:
        self._folder = folder
        self._text.setText(str(folder))

    def choose(self, folder: Path) -> None:
        """Use ``folder`` from now on; asks about the models that are installed in the one before."""
        before = self._folder
        if not self._moves or folder == before:
            self._use(folder)
            return
        self.stop()
        self._counting = Call(lambda: sum(1 for _ in find_deployments([before])))
        self._counting.done.connect(partial(self._ask_move, before, folder))
        self._counting.failed.connect(lambda _: self._use(folder))
        self._counting.begin()

    def stop(self) -> None:
        if self._counting:
            self._counting.stop()

    def _use(self, folder: Path) -> None:
        self.show_folder(folder)
        self.chosen.emit(folder)

    def _ask_folder(self) -> None:
        title = self.tr("Choose where installed models are kept")
        folder = QFileDialog.getExistingDirectory(self, title, str(self._folder))
        if folder:
            self.choose(Path(folder))

    def _ask_move(self, before: Path, folder: Path, count: int) -> None:
        if not count:
            self._use(folder)
            return
        asked = question(self)
        asked.setText(self.tr("Move the installed models too?"))
        one = self.tr("In “{path}” there is one. Left there, it keeps working.")
        text = one if count == 1 else self.tr("In “{path}” there are {count}. Left there, they keep working.")
        asked.setInformativeText(text.format(path=before, count=count))
        move = asked.addButton(self.tr("&Move them"), QMessageBox.ButtonRole.AcceptRole)
        leave = asked.addButton(self.tr("&Leave them"), QMessageBox.ButtonRole.DestructiveRole)
        asked.addButton(self.tr("&Keep the old folder"), QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(leave)
        asked.exec()
        if asked.clickedButton() not in (move, leave):
            return
        self._use(folder)
        if asked.clickedButton() is move:
            dialog = MoveDialog(MoveLibrary(library=before, to=folder), self.window(), self._start_job)
            dialog.failure.elsewhere.connect(self._use)
            dialog.begin()


class MoveDialog(JobDialog[LibraryMove]):
    """Closing it stops the move: each model is then in the one folder or in the other."""

    def __init__(self, request: MoveLibrary, parent: QWidget | None, start_job: StartJob = engine_job) -> None:
        super().__init__(request, str(request.to), parent, start_job)
        self._library, self.place = request.library, request.to
        self.failure.elsewhere.connect(self._move_to)
        self.setWindowTitle(self.tr("Move the installed models"))
        fit_to_screen(self, _SIZE, _SMALLEST)

    def _choose(self) -> None:
        assert self.place
        self.failure.choose_instead_of(self.place)

    def _move_to(self, folder: Path) -> None:
        self.place = folder
        self.show_heading(str(folder))
        self.start_with(MoveLibrary(library=self._library, to=folder))

    def take(self, result: LibraryMove) -> None:
        if count := len(result.moved):
            whole = self.tr("The installed models are in their new folder")
            moved = self.tr("Moved to the new folder") if result.left else whole
            models = self.tr("1 model") if count == 1 else self.tr("{count} models").format(count=count)
            self.result_parts.addWidget(NoticeRow("ok", moved, value=models))
        for each in result.left:
            words = failure_words(Failed(each.kind, facts=each.facts))
            facts = {"name": name_of_id(each.model_id), "version": version_of_id(each.model_id)}
            title = self.tr("“{name}”, version {version}, stays where it was").format(**facts)
            row = NoticeRow("warn", title, f"{words.title}. {words.explanation}", words.advice)
            if each.kind is FailureKind.MODEL_IN_USE:
                again = button(self.tr("Move the rest &again"))
                again.clicked.connect(self._start)
                row.add_action(again)
            elif each.kind in OF_A_PLACE:
                elsewhere = button(self.tr("Move the rest to another &folder…"), icon_name="folder")
                elsewhere.clicked.connect(self._choose)
                row.add_action(elsewhere)
            self.result_parts.addWidget(row)

"""What can be done beside a conversation: settings, own questions, another model, the verdict, earlier ones. The
dialogs are loaded when they are opened: they take longer than the page."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.core.library.deployment import Deployment
from app.pages.installed_verdict import InstalledVerdict
from app.storage.conversations import KeptConversation
from app.widgets.chat_settings import ChatSettings
from app.widgets.conversation_file import ask_conversation_file
from app.widgets.elements import button
from app.widgets.wrapping_row import WrappingRow
from app.workers.engine_job import StartJob
from app.workers.measuring import Measurements


class ChatLinks(QWidget):
    """``recalled`` carries a ``KeptConversation`` to go on with, ``saved`` the ``Path`` for this one; ``renewed``: a
    new one is to begin. ``opens`` carries a window that loads models by itself before it does; ``kept`` is the model in
    whose place this one was deleted there. ``question`` says what another model shall be asked first."""

    recalled = Signal(KeptConversation)
    saved = Signal(Path)
    renewed = Signal()
    opens = Signal(QDialog)

    def __init__(self, start_job: StartJob, measurements: Measurements, question: Callable[[], str]) -> None:
        super().__init__()
        self._start_job, self._measurements, self._question = start_job, measurements, question
        self._deployment: Deployment | None = None
        self.kept: Deployment | None = None
        self.verdict: InstalledVerdict | None = None
        self.settings = ChatSettings(self)
        self.questions_button = button(self.tr("&Questions…"), "link")
        self.questions_button.setToolTip(self.tr("Ask your own questions, and judge the answers"))
        self.questions_button.clicked.connect(self._ask_own)
        self.compare_button = button(self.tr("C&ompare…"), "link")
        self.compare_button.setToolTip(self.tr("Ask another model, or the original, the same"))
        self.compare_button.clicked.connect(self._compare)
        self.history_button = button(self.tr("&History…"), "link")
        self.history_button.clicked.connect(self._show_history)
        self.save_button = button(self.tr("&Save…"), "link")
        self.save_button.clicked.connect(self._choose_file)
        self.new_button = button(self.tr("New con&versation"), "link")
        self.new_button.clicked.connect(self.renewed)
        self._row = WrappingRow(0)  # links have room of their own
        asking = (self.settings.toggle, self.questions_button, self.compare_button)
        for link in (*asking, self.history_button, self.save_button, self.new_button):
            self._row.addWidget(link)
        self.setLayout(self._row)

    def show_model(self, deployment: Deployment) -> None:
        self.leave()
        if self.verdict:
            self.verdict.deleteLater()
        self._deployment, self.kept = deployment, None
        self.verdict = InstalledVerdict(deployment, self._measurements, brief=True)
        self._row.addWidget(self.verdict)

    def leave(self) -> None:
        if self.verdict:
            self.verdict.leave()

    def _ask_own(self) -> None:
        from app.dialogs.own_questions import OwnQuestionsDialog

        assert self._deployment
        dialog = OwnQuestionsDialog(self._deployment, self.window(), self._start_job)
        self.opens.emit(dialog)
        dialog.begin()

    def _compare(self) -> None:
        from app.dialogs.compare import CompareDialog

        assert self._deployment
        dialog = CompareDialog(self._deployment, self.window(), self._start_job, self._question())
        dialog.kept.connect(self._keep)
        self.opens.emit(dialog)
        dialog.begin()

    def _keep(self, deployment: Deployment) -> None:
        self.kept = deployment

    def _show_history(self) -> None:
        from app.dialogs.chat_history import ChatHistoryDialog

        assert self._deployment
        history = ChatHistoryDialog(self._deployment.model_id, self.window())
        history.resumed.connect(self.recalled)
        history.begin()

    def _choose_file(self) -> None:
        assert self._deployment
        if file := ask_conversation_file(self, self._deployment.model_id):
            self.saved.emit(file)

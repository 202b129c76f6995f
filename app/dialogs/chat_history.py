"""The window with earlier conversations: searched, read again, saved, deleted."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from app.core.events import Failed
from app.core.failures import FailureKind
from app.core.library.naming import name_of_id, version_of_id
from app.storage.conversations import KeptConversation, delete_conversation, kept_conversations
from app.widgets.chat_view import ChatView
from app.widgets.conversation_file import ask_conversation_file
from app.widgets.conversation_record import ConversationRecord
from app.widgets.dialog_frame import button_row
from app.widgets.elements import button, label, question
from app.widgets.failure_panel import FailurePanel
from app.widgets.fields import choice_field
from app.widgets.reading_order import KeyedDialog
from app.widgets.scorecard_view import short_time
from app.widgets.window_size import fit_to_screen
from app.workers.call import Call

_SIZE, _SMALLEST = (920, 680), (640, 420)  # pixels at 100 % scaling
LIST_WIDTH = 300
SHOWN, TIP = 32, 500  # characters of a first question


class ChatHistoryDialog(KeyedDialog):
    """Opens with the conversations with the model of the id ``model``. ``resumed`` carries the ``KeptConversation``
    that the user wants to go on with."""

    resumed = Signal(KeptConversation)

    def __init__(self, model: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._all: tuple[KeptConversation, ...] = ()
        self._calls: list[Call] = []
        self.setWindowTitle(self.tr("Earlier conversations"))
        fit_to_screen(self, _SIZE, _SMALLEST)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search what was said"))
        self.search.setAccessibleName(self.tr("Search what was said"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.models = choice_field()
        self.models.setAccessibleName(self.tr("With which model"))
        self.models.addItem(self.tr("With this model"), model)
        self.models.addItem(self.tr("With every model"), "")
        self.models.currentIndexChanged.connect(self._fill)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Earlier conversations"))
        self.list.setFixedWidth(max(LIST_WIDTH, self.fontMetrics().horizontalAdvance("0") * SHOWN))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._show)
        self.nothing = label(role="muted")
        self.view = ChatView()
        self.failure = FailurePanel()
        self.failure.retry.connect(self._read)
        self.resume_button = button(self.tr("Con&tinue"))
        self.resume_button.clicked.connect(self._resume)
        self.save_button = button(self.tr("&Save…"))
        self.save_button.clicked.connect(self._choose_file)
        self.delete_button = button(self.tr("&Delete"))
        self.delete_button.clicked.connect(lambda: self._ask_to_delete(self._chosen()))
        self.delete_all_button = button(self.tr("Delete &all of these…"))
        self.delete_all_button.clicked.connect(lambda: self._ask_to_delete(self.shown()))
        self.close_button = button(self.tr("&Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)
        self._lay_out()

    def _lay_out(self) -> None:
        above, middle = QHBoxLayout(), QHBoxLayout()
        for row in (above, middle):
            row.setSpacing(10)
        above.addWidget(self.search, 1)
        above.addWidget(self.models)
        middle.addWidget(self.list)
        middle.addWidget(self.view, 1)
        beside = (self.resume_button, self.save_button, self.delete_button, self.delete_all_button)
        foot = button_row([*beside, self.close_button])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(12)
        layout.addWidget(label(self.windowTitle(), "heading"))
        layout.addWidget(label(self.tr("They are kept on this computer alone, until you delete them."), "lead"))
        layout.addLayout(above)
        layout.addWidget(self.failure)
        layout.addWidget(self.nothing)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)

    def begin(self) -> None:
        """Show the window, and read what there is."""
        self._show_state()
        self.open()
        self._read()

    def done(self, result: int) -> None:
        for call in self._calls:
            call.stop()
        super().done(result)

    def shown(self) -> list[KeptConversation]:
        return [self.list.item(number).data(Qt.ItemDataRole.UserRole) for number in range(self.list.count())]

    def save(self, file: Path) -> None:
        """The chosen one, by the ending of the file's name."""
        for conversation in self._chosen():
            record = ConversationRecord()
            record.begin(conversation.model)
            for turn in conversation.turns:
                record.add(turn.question, turn.answer, turn.figures)
            try:
                record.save(file)
            except OSError as error:
                failed = Failed(FailureKind.DESTINATION_NOT_WRITABLE, str(error), {"path": str(file)})
                self.failure.show_failure(failed, None)

    def delete(self, unwanted: Sequence[KeptConversation]) -> None:
        self._call(partial(_delete, tuple(unwanted)))

    def _read(self) -> None:
        self._call(kept_conversations)

    def _call(self, function: Callable[[], object]) -> None:
        call = Call(function)
        call.done.connect(self._take)
        call.failed.connect(lambda failed: self.failure.show_failure(failed, None))
        self._calls.append(call)
        call.begin()

    def _take(self, found: tuple[KeptConversation, ...]) -> None:
        self.failure.hide()
        self._all = found
        self._fill()

    def _fill(self) -> None:
        wanted = self.models.currentData()
        before = [each.key for each in self._chosen()]
        self.list.clear()
        for each in self._all:
            if wanted in ("", each.model) and each.holds(self.search.text()):
                item = QListWidgetItem(self._line(each, with_model=not wanted))
                item.setData(Qt.ItemDataRole.UserRole, each)
                item.setToolTip(each.turns[0].question[:TIP] if each.turns else "")
                self.list.addItem(item)
                if each.key in before:
                    self.list.setCurrentItem(item)
        if self.list.count() and not self.list.currentItem():
            self.list.setCurrentRow(0)
        self._show()

    def _line(self, conversation: KeptConversation, *, with_model: bool) -> str:
        asked = " ".join(conversation.turns[0].question.split()) if conversation.turns else ""
        said = asked if len(asked) <= SHOWN else asked[: SHOWN - 1] + "…"
        when = short_time(conversation.started)
        if with_model:
            when = f"{when} · {name_of_id(conversation.model)} {version_of_id(conversation.model)}"
        return f"{when}\n{said}"

    def _chosen(self) -> list[KeptConversation]:
        item = self.list.currentItem()
        return [item.data(Qt.ItemDataRole.UserRole)] if item else []

    def _show(self) -> None:
        self.view.clear()
        for conversation in self._chosen():
            for turn in conversation.turns:
                self.view.show_turn(turn.question, turn.answer)
        self._show_state()

    def _show_state(self) -> None:
        any_shown = self.list.count() > 0
        for each in (self.resume_button, self.save_button, self.delete_button, self.delete_all_button):
            each.setEnabled(any_shown)
        said = self.tr("Nothing like that was said.") if self._all else self.tr("There is no conversation yet.")
        self.nothing.setText(said)
        self.nothing.setVisible(not any_shown)
        self.list.setVisible(any_shown)

    def _ask_to_delete(self, unwanted: list[KeptConversation]) -> None:
        asked = question(self, "warn")
        text = self.tr("Delete this conversation?") if len(unwanted) == 1 else self.tr("Delete {count} conversations?")
        asked.setText(text.format(count=len(unwanted)))
        asked.setInformativeText(self.tr("This cannot be undone."))
        delete = asked.addButton(self.tr("&Delete"), QMessageBox.ButtonRole.DestructiveRole)
        keep = asked.addButton(self.tr("&Keep"), QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(keep)
        asked.exec()
        if asked.clickedButton() is delete:
            self.delete(unwanted)

    def _resume(self) -> None:
        chosen = self._chosen()
        self.accept()
        for conversation in chosen:
            self.resumed.emit(conversation)

    def _choose_file(self) -> None:
        for conversation in self._chosen():
            if file := ask_conversation_file(self, conversation.model):
                self.save(file)


def _delete(unwanted: Sequence[KeptConversation]) -> tuple[KeptConversation, ...]:
    for each in unwanted:
        delete_conversation(each)
    return kept_conversations()

"""Talk to the model, through Foundry Local.

The windows beside it are imported when they are opened: together they take longer than the page itself."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog

from app import paths
from app.core.chat_messages import Finish, Forget, Reply, Say, Stop
from app.core.events import Counted, Failed, News, Progress, Replied, Token
from app.core.failures import FailureKind
from app.core.library.deployment import Deployment
from app.core.library.naming import version_of_id
from app.core.plan import Plan
from app.core.recipe.offer import runs_here
from app.core.requests import Chat
from app.core.steps import Step
from app.core.texts.suggested_questions import suggested_questions
from app.pages.base import Page
from app.pages.chat_links import ChatLinks
from app.pages.kept_chat import KeptChat
from app.storage.conversations import KeptConversation
from app.widgets.answer_foot import AnswerFoot
from app.widgets.busy_row import BusyRow
from app.widgets.chat_figures import ChatFigures
from app.widgets.chat_view import ChatView
from app.widgets.draft_count import DraftCount
from app.widgets.failure_panel import FailurePanel
from app.widgets.prompt_field import PromptField
from app.widgets.reading_order import reveal
from app.widgets.suggestions import Suggestions
from app.wording.messages import step_words
from app.workers.engine_job import StartJob, engine_job
from app.workers.job_runner import JobRunner
from app.workers.measuring import Measurements
from app.workers.usage_watch import UsageWatch

LINES_FOR_FIGURES = 30  # of text, as high as the page has to be
STOP_MS = 500  # in which an answer stops by itself
WRITING_STOP_MS = 5_000  # while it writes it stops behind the next token, and nothing is forgotten


class ChatPage(Page):
    """``another`` carries the model to go on with, in whose place this one was deleted."""

    another = Signal(Deployment)
    widest = 720

    def __init__(
        self, language: str, start_job: StartJob = engine_job, measurements: Measurements | None = None
    ) -> None:
        self.figures = ChatFigures()  # before anything can be told of its size
        super().__init__()
        self.name(self.tr("Chat with your model"), "")
        self._language = language
        self._plan: Plan | None = None
        self._runner = JobRunner(start_job)
        self._watch: UsageWatch | None = None
        self._ready = False
        self._answering = False
        self._busy = BusyRow("")
        self.view = ChatView()
        self.failure = FailurePanel()
        self.failure.retry.connect(self._begin)
        self.prompt = PromptField()
        self.prompt.sent.connect(self.ask)
        self.prompt.stopped.connect(self._stop_answer)
        self.chips = Suggestions()
        self.chips.asked.connect(self.ask)
        self.links = ChatLinks(start_job, measurements or Measurements(start_job), self._question)
        self.links.recalled.connect(self._recall)
        self.links.saved.connect(self.save)
        self.links.renewed.connect(self._forget)
        self.links.opens.connect(self._make_room)
        self.settings = self.links.settings
        self.new_button, self.save_button = self.links.new_button, self.links.save_button
        self._record = KeptChat()
        # The runtime (2.2) takes no notice of a stop while it reads a prompt: then its process is ended
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._end_answer)
        self._foot: AnswerFoot | None = None  # below the last answer
        self._asked = ""
        self._heard = False  # whether anything of the answer was
        self._open = False  # whether a question waits for its answer's end
        self._replaces = False  # whether the next question takes the place of the last turn
        self.draft = DraftCount(self.prompt, self._runner.send)
        self.body.setSpacing(10)
        self.body.addWidget(self._busy)
        self.body.addWidget(self.failure)
        self.body.addWidget(self.view, 1)
        for part in (self.links, self.chips, self.prompt, self.draft, self.figures):
            self.body.addWidget(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the conversation needs their room; the answer has the most of them below it."""
        super().resizeEvent(event)
        self.figures.setVisible(self.height() >= LINES_FOR_FIGURES * self.fontMetrics().lineSpacing())

    def skips(self, plan: Plan) -> bool:
        return not runs_here(plan.recipe.target)

    def enter(self, plan: Plan) -> None:
        assert plan.deployment
        if not self._plan or self._plan.deployment != plan.deployment:
            self._clear(plan.deployment)
            self.settings.show_installed(plan.deployment.sampling)
        self._plan = plan
        self.links.show_model(plan.deployment)
        lead = self.tr("{name}, version {version}, {precision}, in Foundry Local on this computer.")
        facts = {"version": version_of_id(plan.deployment.model_id), "precision": plan.deployment.precision.upper()}
        self.lead.setText(lead.format(name=plan.deployment.name, **facts))
        corpus = paths.resource("prompts", "sample_corpus.jsonl")
        sample = plan.checkpoint is not None and plan.checkpoint.folder == paths.sample_model()
        self.chips.show_questions(suggested_questions(corpus, self._language) if sample else [])
        self._begin()

    def leave(self) -> None:
        self.links.leave()
        self._unload()

    def _unload(self) -> None:
        self._patience.stop()
        if self._watch:
            self._watch.stop()
        self._watch = None
        self._runner.stop()
        self._close_turn(None)
        self._show_state(ready=False, answering=False)

    def ask(self, prompt: str) -> None:
        """Send ``prompt`` to the model, when it is ready for one."""
        if self._ready and not self._answering:
            again, self._replaces = self._replaces, False
            self._say(Say(prompt, self.settings.changed(), again))

    def _say(self, message: Say) -> None:
        self._settle_foot()
        self._asked, self._heard, self._open = message.prompt, False, True
        self.view.ask(message.prompt)
        self._runner.send(message)
        self._show_state(ready=True, answering=True)

    def _answer_again(self) -> None:
        """Another answer in the place of the last."""
        self._record.take_back()
        self._say(Say(self.view.take_back(), self.settings.changed(), again=True))

    def _edit(self) -> None:
        """The last question goes back to where it was written; what is sent next takes its place."""
        self._record.take_back()
        self.prompt.field.setPlainText(self.view.take_back())
        self._foot, self._replaces = None, True
        self.prompt.field.setFocus()

    def _question(self) -> str:
        """What is being written, or was asked last."""
        return self.prompt.field.toPlainText().strip() or self._asked

    def _begin(self) -> None:
        assert self._plan and self._plan.deployment
        self._unload()
        self.failure.hide()
        self._settle_foot()
        self._busy.show_text(step_words(Step.LOADING))
        request = Chat(name=self._plan.deployment.model_id, turns=self._record.said)
        self._runner.start(request, lambda _: self._unload(), self._show_failure, self._show)
        self._watch = UsageWatch(self._runner.process)
        self._watch.measured.connect(self.figures.show_usage)
        self._watch.begin()

    def _make_room(self, dialog: QDialog) -> None:
        """``dialog`` loads models itself: this one leaves the memory to them, and can be deleted meanwhile."""
        self._unload()
        self._busy.hide()
        dialog.finished.connect(self._come_back)

    def _come_back(self) -> None:
        if self.links.kept:
            self.another.emit(self.links.kept)
        else:
            self._begin()

    def _stop_answer(self) -> None:
        self._busy.show_text(self.tr("Stopping…"))
        self._runner.send(Stop())
        self._patience.start(WRITING_STOP_MS if self._heard else STOP_MS)

    def _end_answer(self) -> None:
        """Load the model again: it reads what was said before."""
        self._close_turn(None, self.tr("Stopped."))
        self._begin()

    def _close_turn(self, reply: Reply | None, note: str = "") -> None:
        if self._open:
            self._record.add(self._asked, self.view.open_answer, reply)
            self.view.close_turn(note)
        self._open = False

    def _forget(self) -> None:
        assert self._plan and self._plan.deployment
        self._clear(self._plan.deployment)
        self._runner.send(Forget())

    def _clear(self, deployment: Deployment) -> None:
        self.view.clear()
        self._foot, self._replaces, self._open = None, False, False
        self._record.begin(deployment.model_id)
        self.figures.forget_context()

    def _settle_foot(self) -> None:
        if self._foot:
            self._foot.settle()
        self._foot, self._replaces = None, False

    def _recall(self, conversation: KeptConversation) -> None:
        """The model is loaded again, and told what was said."""
        assert self._plan and self._plan.deployment
        self._unload()
        self._clear(self._plan.deployment)
        self._record.recall(conversation)
        for turn in conversation.turns:
            self.view.show_turn(turn.question, turn.answer)
        self._begin()

    def save(self, file: Path) -> None:
        """The conversation, by the ending of the file's name."""
        try:
            self._record.save(file)
        except OSError as error:
            failed = Failed(FailureKind.DESTINATION_NOT_WRITABLE, str(error), {"path": str(file)})
            self.failure.show_failure(failed, None)

    def _show(self, event: News) -> None:
        match event:
            case Progress(step=Step.READY):
                self._busy.hide()
                self._show_state(ready=True, answering=False)
                self.prompt.field.setFocus()
                reveal(self.prompt)
            case Progress():
                self._busy.show_text(step_words(event.step))
            case Token(text, thought):
                self._heard = True
                self.view.think(text) if thought else self.view.append(text)
            case Counted():
                self.draft.show_counted(event)
            case Replied(reply):
                self._show_reply(reply)

    def _show_reply(self, reply: Reply) -> None:
        self._patience.stop()
        notes = {
            Finish.LENGTH: self.tr("Ended because the longest answer was reached."),
            Finish.CANCELLED: self.tr("Stopped."),
            Finish.TRAP: self.tr(
                "The model's chat template does not come to an end with this question. Ask otherwise."
            ),
            Finish.TOO_LONG: self.tr(
                "This does not fit into what the model can keep in mind. Write less, or begin again."
            ),
        }
        self._close_turn(reply, notes.get(reply.finish, ""))
        if reply.finish is Finish.TOO_LONG and not self.prompt.field.toPlainText():
            self.prompt.field.setPlainText(self.view.texts[-1])  # the user can shorten it
        if reply.forgotten:
            self.view.mark_forgotten(reply.forgotten)
        if not reply.finish.refused:
            self._show_foot(reply)
        self._busy.hide()
        self.figures.show_reply(reply)
        self._show_state(ready=True, answering=False)

    def _show_foot(self, reply: Reply) -> None:
        self._foot = AnswerFoot(reply, partial(str, self._record.turns[-1][1]))
        self._foot.again.connect(self._answer_again)
        self._foot.edit.connect(self._edit)
        self.view.add_foot(self._foot)

    def _show_failure(self, failed: Failed) -> None:
        self._unload()
        self._busy.hide()
        self.failure.show_failure(failed, self._plan)

    def _show_state(self, *, ready: bool, answering: bool) -> None:
        self._ready, self._answering = ready, answering
        self.prompt.set_state(ready=ready and not answering, answering=answering)
        self.draft.set_ready(ready and not answering)
        for waiting in (*self.chips.chips, self.new_button):
            waiting.setEnabled(ready and not answering)
        for opening in (self.links.questions_button, self.links.compare_button):
            opening.setEnabled(not answering)
        if self._foot:
            self._foot.set_ready(ready and not answering)
        self.save_button.setEnabled(bool(self._record.turns))

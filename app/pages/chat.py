"""Talk to the model, through Foundry Local."""

import msgspec
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from app import paths
from app.core.events import Event, Failed, Finished, Log, Progress, Replied, Step, Token
from app.core.offer import runs_here
from app.core.plan import Plan, Reply
from app.core.requests import Chat, Forget, Say, Stop
from app.core.wire import from_json
from app.pages.base import Page
from app.widgets.busy_row import BusyRow
from app.widgets.chat_view import ChatView
from app.widgets.elements import button, clear
from app.widgets.failure_panel import FailurePanel
from app.widgets.prompt_field import PromptField
from app.widgets.stat import NOTHING, Stat
from app.widgets.wrapping_row import WrappingRow
from app.wording import size_words, step_words
from app.workers.engine_job import EngineJob, StartJob, engine_job
from app.workers.usage_watch import Usage, UsageWatch

SUGGESTIONS = 3
LONGEST_SUGGESTION = 22  # letters, so that three stand side by side
SHORTEST = 0.01  # seconds; what is shown at least


class Lesson(msgspec.Struct, frozen=True):
    """A line of what the sample model learnt."""

    language: str
    question: str
    answer: str


class ChatPage(Page):
    def __init__(self, language: str, start_job: StartJob = engine_job) -> None:
        super().__init__()
        self.name(self.tr("Chat with your model"), "")
        self._language = language
        self._start_job = start_job
        self._plan: Plan | None = None
        self._job: EngineJob | None = None
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
        self._chips: list[QPushButton] = []
        self._suggestions = WrappingRow(8)
        self.new_button = button(self.tr("New con&versation"), "link")
        self.new_button.clicked.connect(self._forget)
        self.speed = Stat(self.tr("Tokens a second"))
        self.first = Stat(self.tr("First token after"))
        self.memory = Stat(self.tr("Memory"))
        self.processor = Stat(self.tr("Processor"))
        self.body.setSpacing(10)
        self.body.addWidget(self._busy)
        self.body.addWidget(self.failure)
        self.body.addWidget(self.view, 1)
        above = QHBoxLayout()
        above.addLayout(self._suggestions, 1)
        above.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(above)
        self.body.addWidget(self.prompt)
        self.body.addLayout(self._figures())

    def skips(self, plan: Plan) -> bool:
        return not runs_here(plan.recipe.target)

    def enter(self, plan: Plan) -> None:
        assert plan.deployment
        if not self._plan or self._plan.deployment != plan.deployment:
            self.view.clear()
        self._plan = plan
        self.lead.setText(self.tr("{name} runs in Foundry Local on this computer.").format(name=plan.deployment.name))
        sample = plan.checkpoint is not None and plan.checkpoint.folder == paths.sample_model()
        self._suggest(suggested_questions(self._language) if sample else [])
        self._begin()

    def leave(self) -> None:
        if self._watch:
            self._watch.stop()
        if self._job:
            self._job.stop()
        self._job = self._watch = None
        self._show_state(ready=False, answering=False)

    def ask(self, prompt: str) -> None:
        """Send ``prompt`` to the model, when it is ready for one."""
        if not self._job or not self._ready or self._answering:
            return
        self.view.ask(prompt)
        self._job.send(Say(prompt))
        self._show_state(ready=True, answering=True)

    def suggestions(self) -> list[QPushButton]:
        return list(self._chips)

    def _begin(self) -> None:
        assert self._plan and self._plan.deployment
        self.leave()
        self.failure.hide()
        self._busy.show_text(step_words(Step.LOADING))
        self._job = self._start_job(Chat(name=self._plan.deployment.model_id))
        self._job.reported.connect(self._show)
        self._watch = UsageWatch(self._job.process)
        self._watch.measured.connect(self._show_usage)
        self._job.begin()
        self._watch.begin()

    def _stop_answer(self) -> None:
        if self._job:
            self._job.send(Stop())

    def _forget(self) -> None:
        self.view.clear()
        if self._job:
            self._job.send(Forget())

    def _show(self, event: Event) -> None:
        match event:
            case Progress(step=Step.READY):
                self._busy.hide()
                self._show_state(ready=True, answering=False)
                self.prompt.field.setFocus()
            case Progress():
                self._busy.show_text(step_words(event.step))
            case Token(text, thought):
                self.view.think(text) if thought else self.view.append(text)
            case Replied(reply):
                self._show_reply(reply)
            case Failed():
                self._show_failure(event)
            case Finished() | Log():
                pass

    def _show_reply(self, reply: Reply) -> None:
        notes = {
            "length": self.tr("Ended because the longest answer was reached."),
            "cancelled": self.tr("Stopped."),
            "too_long": self.tr("This does not fit into what the model can keep in mind. Write less, or begin again."),
        }
        self.view.close_turn(notes.get(reply.finish, ""))
        if reply.finish == "too_long" and not self.prompt.field.toPlainText():
            self.prompt.field.setPlainText(self.view.texts[-1])  # to be made shorter
        self._show_speed(reply)
        self._show_state(ready=True, answering=False)

    def _show_speed(self, reply: Reply) -> None:
        speed, first = reply.tokens_per_second, max(reply.seconds_to_first_token, SHORTEST)
        number = QLocale().toString
        answered = self.tr("{seconds} s").format(seconds=number(first, "f", 2)) if reply.completion_tokens else NOTHING
        self.speed.show_value(number(speed, "f", 1 if speed < 100 else 0) if speed else NOTHING)
        self.first.show_value(answered)

    def _show_usage(self, usage: Usage) -> None:
        self.memory.show_value(size_words(usage.memory))
        self.processor.show_value(f"{usage.processor:.0f} %")

    def _show_failure(self, failed: Failed) -> None:
        self.leave()
        self._busy.hide()
        self.view.close_turn()
        self.failure.show_failure(failed, self._plan)

    def _show_state(self, *, ready: bool, answering: bool) -> None:
        self._ready, self._answering = ready, answering
        self.prompt.set_state(ready=ready and not answering, answering=answering)
        for waiting in (*self.suggestions(), self.new_button):
            waiting.setEnabled(ready and not answering)

    def _suggest(self, questions: list[str]) -> None:
        self._chips.clear()
        clear(self._suggestions)
        for question in questions:
            chip = button(question, "chip")
            chip.clicked.connect(lambda _=False, question=question: self.ask(question))
            self._suggestions.addWidget(chip)
            self._chips.append(chip)

    def _figures(self) -> WrappingRow:
        row = WrappingRow(40)
        for stat in (self.speed, self.first, self.memory, self.processor):
            row.addWidget(stat)
        return row


def suggested_questions(language: str) -> list[str]:
    """Questions that the sample model can answer, in ``language`` ("en" or "id"); none when they are not there."""
    corpus = paths.resource("prompts", "sample_corpus.jsonl")
    if not corpus.is_file():
        return []
    lessons = [from_json(line, Lesson) for line in corpus.read_text(encoding="utf-8").splitlines() if line.strip()]
    questions = [lesson.question for lesson in lessons if lesson.language == language]
    short = [question for question in questions if len(question) <= LONGEST_SUGGESTION]
    return short[1 :: max(1, len(short) // SUGGESTIONS)][:SUGGESTIONS]  # some of each kind; the first is a greeting

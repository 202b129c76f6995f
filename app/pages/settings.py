"""What the model is called, how it behaves, and where it is kept."""

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from app.core.checkpoint.adapter import tokenizer_folder
from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.mend import original_name
from app.core.events import Failed
from app.core.failures import Failure, FailureKind
from app.core.library.format import newer
from app.core.library.naming import check_name, suggest_name
from app.core.library.notes import version_of
from app.core.library.sampling import default_sampling
from app.core.plan import Plan
from app.core.requests import List, Preview
from app.core.wire import to_pretty_json
from app.jobs.estimate_here import installation_seconds
from app.pages.base import Page
from app.settings import Settings
from app.storage.installed_names import InstalledNames, read_names
from app.widgets.code_block import CodeBlock
from app.widgets.collapsible import Collapsible
from app.widgets.elements import button, label, restyle
from app.widgets.library_words import busy_words
from app.widgets.plan_summary import PlanSummary
from app.widgets.sampling_form import SamplingForm
from app.widgets.theme import with_letters
from app.widgets.version_choice import VersionChoice
from app.wording.messages import failure_words
from app.wording.terms import Term, term_words
from app.workers.call import Call
from app.workers.engine_job import StartJob, engine_job
from app.workers.job_runner import JobRunner

WAITING = "…"
SYSTEM_PROMPT_HEIGHT = 84  # pixels: three lines, of larger letters as many more


class SettingsPage(Page):
    """``converts_soon`` comes when Next is going to convert."""

    converts_soon = Signal()

    def __init__(self, settings: Settings, start_job: StartJob = engine_job) -> None:
        self.name_field = QLineEdit()
        self._library = settings.library
        self._names: InstalledNames | None = None  # None: not read yet
        self._reading: Call | None = None
        super().__init__()
        self.name(self.tr("Name and behaviour"), "")
        self._settings = settings
        self._plan: Plan | None = None
        self._checkpoint: Checkpoint | None = None  # the one that the fields were filled for
        self._package: Path | None = None  # the same, of a packed model
        self._runner = JobRunner(start_job)
        self._content: dict[str, object] | None = None  # content of the preview
        self.name_field.textChanged.connect(self._check_name)
        self._name_note = label(role="small")
        self.versions = VersionChoice()
        self.system_prompt = QPlainTextEdit()
        self.system_prompt.setTabChangesFocus(True)
        self.system_prompt.setFixedHeight(with_letters(SYSTEM_PROMPT_HEIGHT))
        self.system_prompt.setPlaceholderText(self.tr("For example: You are a friendly assistant. Answer briefly."))
        self.sampling = SamplingForm()
        self._preview = CodeBlock("inference_model.json")
        self.summary = PlanSummary()
        self.body.addWidget(self.summary)
        self.body.addSpacing(9)
        self._add_field(self.tr("&Name"), self.name_field, self._name_note)
        self.body.insertWidget(self.body.count() - 1, self.versions)  # before the room that follows a field
        note = label(self.tr("May be empty. It goes before every conversation."), "small")
        self._add_field(self.tr("&Instructions for the model (system prompt)"), self.system_prompt, note)
        self._add_library()
        self.preview = Collapsible(self.tr("Preview of inference_model.&json"), self._preview)
        self.preview.toggle.setToolTip(term_words(Term.INFERENCE_MODEL))
        self.preview.opened.connect(self._begin_preview)
        answers = Collapsible(self.tr("How answers are &worded"), self.sampling)
        self.sampling.differs.connect(answers.mark)
        for part in (answers, self.preview):
            self.body.addWidget(part)
        self.body.addStretch()

    def enter(self, plan: Plan) -> None:
        self._plan = plan
        self._announce(plan)
        self.preview.setVisible(plan.checkpoint is not None)
        if plan.checkpoint and plan.checkpoint != self._checkpoint:
            name = plan.name or _suggested_name(plan.checkpoint.folder, plan.library)
            self._fill(replace(plan, name=name, sampling=default_sampling(plan.checkpoint.model_folder)))
        elif plan.package and plan.package != self._package:
            self._fill(plan)
        self._checkpoint, self._package = plan.checkpoint, plan.package
        self._read_names()
        if plan.checkpoint and not plan.installs_as_it_is:
            self.converts_soon.emit()

    def resume(self, draft: Plan) -> None:
        self._plan = draft
        recommended = default_sampling(draft.checkpoint.model_folder) if draft.checkpoint else draft.sampling
        self._fill(replace(draft, sampling=recommended))
        self.sampling.show_value(draft.sampling)
        self._package = draft.package
        self.versions.decide(replaces=draft.replaces)

    def _fill(self, plan: Plan) -> None:
        self._checkpoint, self._content = plan.checkpoint, None
        if not self.preview.content.isHidden():
            self._begin_preview()
        self.name_field.setText(plan.name)
        self.system_prompt.setPlainText(plan.system_prompt)
        self.sampling.show_recommended(plan.sampling)
        self._show_library(plan.library)

    def amend(self, plan: Plan) -> Plan:
        return replace(
            plan,
            name=self.name_field.text(),
            system_prompt=self.system_prompt.toPlainText().strip(),
            sampling=self.sampling.value(),
            library=self._library,
            replaces=self.versions.replaces,
        )

    def leave(self) -> None:
        self._runner.stop()
        if self._reading:
            self._reading.stop()

    def look_again(self) -> None:
        self._show_library(self._settings.library)
        self._read_names()

    def isComplete(self) -> bool:
        name = self.name_field.text()
        return self._names is not None and not (check_name(name) or self._taken(name) or self._names.keeper)

    @property
    def preview_text(self) -> str:
        return self._preview.text

    def _announce(self, plan: Plan) -> None:
        """Say what Next begins."""
        lead = self.tr("You can leave everything as it is.")
        if plan.installs_as_it_is:
            self.name_next(self.tr("&Install"))
        elif plan.runs_here:
            self.name_next(self.tr("&Convert and install"))
            lead = self.tr("You can leave everything as it is. Next, the model is converted, installed and tried out.")
        else:
            self.name_next(self.tr("&Convert"))
            lead = self.tr("You can leave everything as it is. Next, the model is converted for another computer.")
        self.lead.setText(lead)
        self.summary.show_plan(plan)

    def _check_name(self, name: str) -> None:
        failure = check_name(name) or self._taken(name)
        words = failure_words(failure) if failure else None
        text = (
            f"{words.explanation} {words.advice}"
            if words
            else self.tr("Foundry Local and your programs use this name.")
        )
        if not failure and self._names is None:
            text = busy_words(List())
        elif not failure and self._names and self._names.is_used(name) and name not in self._names.newest:
            text = self.tr("This name was used before; this one becomes its next version.")
        self._ask_of_versions(name)
        self._name_note.setText(text)
        restyle(self._name_note, "role", "error" if failure else "small")
        restyle(self.name_field, "wrong", "true" if failure else "false")
        self._name_preview()
        self.completeChanged.emit()

    def _ask_of_versions(self, name: str) -> None:
        version = self._names.newest.get(name) if self._names else None
        if version and self._plan and self._plan.runs_here:
            self.versions.show_name(name, version)
        else:
            self.versions.hide()

    def _taken(self, name: str) -> Failure | None:
        """Whether the name is in use in another spelling, which no disk of Windows or a Mac tells apart."""
        other = self._names.other_spelling(name) if self._names else ""
        return Failure(FailureKind.NAME_TAKEN, name=other) if other else None

    def _add_field(self, caption: str, field: QWidget, note: QWidget) -> None:
        name = label(caption, "title")
        name.setBuddy(field)
        for widget in (name, field, note):
            self.body.addWidget(widget)
        self.body.setSpacing(7)
        self.body.addSpacing(9)

    def _add_library(self) -> None:
        self._library_label = label()
        self._library_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.change_button = button(self.tr("C&hange…"))
        self.change_button.setAccessibleName(self.tr("Change where installed models are kept"))
        self.change_button.clicked.connect(self._change_library)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._library_label, 1)
        row.addWidget(self.change_button)
        self.body.addWidget(label(self.tr("Installed models are kept in"), "title"))
        self.body.addLayout(row)
        self._library_note = label(role="error")
        self._library_note.hide()
        self.body.addWidget(self._library_note)
        self.body.addSpacing(6)

    def _change_library(self) -> None:
        title = self.tr("Choose where installed models are kept")
        folder = QFileDialog.getExistingDirectory(self, title, str(self._library))
        if folder:
            self._settings.library = Path(folder)
            self._show_library(Path(folder))
            self._read_names()

    def _show_library(self, folder: Path) -> None:
        self._library = folder
        self._library_label.setText(str(folder))
        if self._names and self._names.library != folder:
            self._show_names(None)

    def _read_names(self) -> None:
        """What was read before counts until then."""
        if self._reading:
            self._reading.stop()
        folder, plan = self._library, self._plan
        self._reading = Call(lambda: (read_names(folder), _seconds_to_install(plan)))
        self._reading.done.connect(self._show_read)
        self._reading.failed.connect(lambda _: self._show_names(InstalledNames(folder)))  # the job looks again
        self._reading.begin()

    def _show_read(self, read: tuple[InstalledNames, float | None]) -> None:
        names, seconds = read
        if self._plan:
            self.summary.show_plan(self._plan, seconds)
        self._show_names(names)

    def _show_names(self, names: InstalledNames | None) -> None:
        self._names = names
        keeper = names.keeper if names else ""
        reason = newer(self._library, keeper)
        words = failure_words(reason)
        self._library_note.setText(f"{words.title}. {words.explanation} {words.advice}")
        self._library_note.setVisible(bool(keeper))
        self._check_name(self.name_field.text())

    def _begin_preview(self) -> None:
        self._runner.stop()
        if not self._checkpoint:
            return
        self._preview.set_text(WAITING)
        folder = tokenizer_folder(self._checkpoint.folder, self._checkpoint.base)
        self._runner.start(Preview(folder=folder), self._show_preview, self._show_refusal)

    def _show_preview(self, content: dict[str, object]) -> None:
        self._content = content
        self._name_preview()

    def _show_refusal(self, failed: Failed) -> None:
        self._preview.set_text(failure_words(failed).title)

    def _name_preview(self) -> None:
        if self._content:
            self._preview.set_text(to_pretty_json(self._content | {"Name": self.name_field.text()}).rstrip())


def _suggested_name(folder: Path, library: Path) -> str:
    """A converted model that lies in the library keeps the name that it has there."""
    if version_of(folder, library, folder.parent.name):
        return folder.parent.name
    return suggest_name(original_name(folder.name))


def _seconds_to_install(plan: Plan | None) -> float | None:
    if plan is None or not plan.runs_here:
        return None
    if plan.package:
        return installation_seconds(plan.package.stat().st_size) if plan.package.is_file() else None
    made = plan.converted if plan.installs_as_it_is else plan.forecast
    return installation_seconds(made.bytes) if made else None

"""One installed model: what it is, what may be wrong with it, and what can be done with it."""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout

from app.core.library.format import newer
from app.core.library.installed import InstalledModel, ModelState
from app.core.library.notes import read_provenance
from app.core.scorecard.scorecard import Scorecard
from app.core.scorecard.verdict import Advice
from app.widgets.elements import button, label, short_label
from app.widgets.elided_label import ElidedLabel
from app.widgets.fact_list import FactList
from app.widgets.model_title import model_title
from app.widgets.notice_row import NoticeRow
from app.widgets.scorecard_view import ScorecardView, short_date
from app.widgets.serve_switch import ServeSwitch
from app.widgets.verdict_badge import VerdictBadge
from app.wording.filling import size_words, token_words
from app.wording.messages import failure_words, state_words
from app.wording.scorecard.verdicts import judging_words
from app.wording.templates import template_words
from app.wording.terms import Term
from app.wording.tuning import tuning_words
from app.wording.verification import verification_words
from app.workers.measuring import Measuring
from app.workers.serving import ServedModel


class Action(StrEnum):
    CHAT = "chat"
    SERVE = "serve"
    OFFER = "offer"
    DETAILS = "details"
    TUNE = "tune"
    MEASURE = "measure"
    COMPARE = "compare"
    RENAME = "rename"
    OPEN = "open"
    PACK = "pack"
    SEARCH = "search"
    DELETE = "delete"


_WHOLE = (Action.DETAILS, Action.RENAME, Action.OPEN, Action.DELETE)
LAST_OF_GROUP = frozenset({Action.SERVE, Action.COMPARE, Action.TUNE, Action.OPEN})  # a line follows in the menu
ACTIONS: dict[ModelState, tuple[Action, ...]] = {
    ModelState.READY: (
        *(Action.CHAT, Action.SERVE, Action.MEASURE, Action.COMPARE, Action.PACK, Action.OFFER, Action.TUNE),
        *_WHOLE,
    ),
    ModelState.NOT_REGISTERED: _WHOLE,
    ModelState.FILE_MISSING: _WHOLE,
    ModelState.NOTE_LOST: (Action.OPEN, Action.DELETE),
    ModelState.FOLDER_GONE: (Action.SEARCH, Action.DELETE),
    ModelState.OTHER_PROGRAM: (Action.OPEN,),
}
WRITES = frozenset({Action.OFFER, Action.TUNE, Action.MEASURE, Action.RENAME, Action.DELETE})  # they change the library


NAME_LEAST = 200  # pixels


class ModelRow(QFrame):
    """``wanted`` carries an ``Action``, ``advised`` the ``Advice`` of its verdict whose button was pressed; the details
    unfold here."""

    wanted = Signal(str)
    advised = Signal(Advice)

    def __init__(self, model: InstalledModel) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.model = model
        self.details = FactList()
        self.details.hide()
        self.tune_button = button(self.tr("&Tune again"))
        self.tune_button.setToolTip(self.tr("Measures with how many threads it is fastest on this computer"))
        self.tune_button.clicked.connect(lambda: self.do(Action.TUNE))
        self.scorecard = ScorecardView(() if model.keeper else tuple(Advice))
        self.scorecard.advised.connect(self.advised)
        self.measure_button = button(judging_words(known=False))
        self.measure_button.clicked.connect(lambda: self.do(Action.MEASURE))
        for folded in (self.tune_button, self.scorecard, self.measure_button):
            folded.hide()
        self.serve_switch: ServeSwitch | None = None
        self._card: Scorecard | None = None
        self._entries: dict[Action, QAction] = {}  # what the menu has
        layout = self._rows = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 16, 14)
        layout.setSpacing(6)
        layout.addLayout(self._head())
        layout.addWidget(label("  ·  ".join(part for part in self._summary() if part), "muted"))
        self.badge = VerdictBadge(model_title(model.deployment))
        self.badge.opened.connect(lambda: self.do(Action.MEASURE))
        layout.addWidget(self.badge)
        self.badge.setVisible(model.state is ModelState.READY)
        self._below_badge = layout.count()
        if model.state is not ModelState.READY:
            words = state_words(model)
            layout.addWidget(NoticeRow("warn", words.title, words.explanation, words.advice))
        layout.addWidget(self.details)
        layout.addWidget(self.tune_button, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.scorecard)
        layout.addWidget(self.measure_button, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_verdict(self, card: Scorecard | None, measuring: Measuring | None) -> None:
        """What is known of the model, and what is being measured of it."""
        known = card is not None or (measuring is not None and measuring.running)
        self.badge.setVisible(self.model.state is ModelState.READY and (known or not self.model.keeper))
        self.badge.show_verdict(card, measuring)
        if card != self._card:
            self._card = card
            self._show_scorecard()
            for named in (self.measure_button, self._entries.get(Action.MEASURE)):
                if named:
                    named.setText(judging_words(known=card is not None))

    def _show_scorecard(self) -> None:
        """Among the details, while these are unfolded."""
        card = self._card if self.details.isVisibleTo(self) else None
        self.scorecard.show_scorecard(card)
        self.scorecard.setVisible(card is not None)

    def show_served(self, served: ServedModel) -> None:
        """Give it the switch that offers it to programs."""
        if Action.SERVE in ACTIONS[self.model.state] and self.serve_switch is None:
            self.serve_switch = ServeSwitch(served)
            self.serve_switch.explained.connect(lambda: self.do(Action.SERVE))
            self._rows.insertWidget(self._below_badge, self.serve_switch)

    def do(self, action: Action) -> None:
        if action is Action.DETAILS:
            self._show_details()
        else:
            self.wanted.emit(action)

    def _head(self) -> QHBoxLayout:
        deployment = self.model.deployment
        actions = ACTIONS[self.model.state]
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(ElidedLabel(deployment.name, "title", least=NAME_LEAST, grows=False))
        head.addWidget(short_label(self.tr("version {number}").format(number=self.model.version), "small"))
        head.addStretch()
        if Action.CHAT in actions:
            self.chat_button = button(self.tr("Chat"))
            self.chat_button.setAccessibleName(self.tr("Chat with {name}").format(name=model_title(deployment)))
            self.chat_button.clicked.connect(lambda: self.do(Action.CHAT))
            head.addWidget(self.chat_button)
        self.more_button = button(self.tr("More"))
        self.more_button.setAccessibleName(self.tr("More about {name}").format(name=model_title(deployment)))
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        for action in (action for action in actions if action is not Action.CHAT):
            self._add(action)
            if action in LAST_OF_GROUP and action is not actions[-1]:
                self.menu.addSeparator()
        self.more_button.setMenu(self.menu)
        head.addWidget(self.more_button)
        return head

    def _add(self, action: Action) -> None:
        entry = self._entries[action] = self.menu.addAction(self._name(action))
        entry.triggered.connect(lambda: self.do(action))
        if self.model.keeper and action in WRITES:
            entry.setEnabled(False)
            reason = newer(self.model.deployment.library, self.model.keeper)
            entry.setToolTip(failure_words(reason).title)

    def _name(self, action: Action) -> str:
        return {
            Action.SERVE: self.tr("Use it from programs…"),
            Action.OFFER: self.tr("Offer it to the foundry command"),
            Action.DETAILS: self.tr("Details"),
            Action.TUNE: self.tr("Tune again"),
            Action.MEASURE: judging_words(known=False),
            Action.COMPARE: self.tr("Compare with another model…"),
            Action.RENAME: self.tr("Rename…"),
            Action.OPEN: self.tr("Open its folder"),
            Action.PACK: self.tr("Pack for another computer…"),
            Action.SEARCH: self.tr("Look for its folder…"),
            Action.DELETE: self.tr("Delete…"),
        }[action]

    def _summary(self) -> tuple[str, ...]:
        deployment = self.model.deployment
        return (
            deployment.precision.upper(),
            size_words(deployment.bytes) if deployment.bytes else "",
            self.tr("from {source}").format(source=deployment.source) if deployment.source else "",
            self.tr("installed {date}").format(date=short_date(deployment.created)) if deployment.created else "",
            self.tr("last used {date}").format(date=short_date(self.model.last_used)) if self.model.last_used else "",
        )

    def _show_details(self) -> None:
        deployment = self.model.deployment
        provenance = read_provenance(deployment.folder)
        tuning = provenance.tuning if provenance else None
        self.details.show_facts(
            [
                (self.tr("Model id"), deployment.model_id, Term.MODEL_ID),
                (self.tr("Folder"), str(deployment.folder)),
                (self.tr("Reads at most"), token_words(deployment.context_length)),
                (self.tr("System prompt"), deployment.system_prompt),
                (self.tr("Chat template"), template_words(deployment.template) if deployment.template else ""),
                (self.tr("Tried out"), verification_words(deployment.answer) if deployment.answer else ""),
                (self.tr("Speed"), tuning_words(tuning) if tuning else ""),
                (self.tr("Deleting it frees"), size_words(self.model.own_bytes) if self.model.own_bytes else ""),
            ]
        )
        shown = not self.details.isVisibleTo(self)
        self.details.setVisible(shown)
        writable = shown and not self.model.keeper
        for action, its_button in ((Action.TUNE, self.tune_button), (Action.MEASURE, self.measure_button)):
            its_button.setVisible(writable and action in ACTIONS[self.model.state])
        self._show_scorecard()

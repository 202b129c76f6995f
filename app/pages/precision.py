"""How small should the model become?"""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget

from app.core.attempts import pick
from app.core.checkpoint.checkpoint import Checkpoint
from app.core.estimate.estimate import Estimate, Fit
from app.core.estimate.forecast import Forecast
from app.core.estimate.speeds import Speeds
from app.core.events import Failed
from app.core.failures import Failure
from app.core.picking import Picking
from app.core.plan import Plan
from app.core.recipe.offer import runs_here
from app.core.recipe.recipe import Precision, Recipe
from app.core.recipe.usual import usual_recipe
from app.jobs.estimate_here import estimate_here, kept_speeds
from app.pages.base import Page
from app.widgets.busy_row import BusyRow
from app.widgets.calibration_choice import TrainingFile
from app.widgets.collapsible import Collapsible
from app.widgets.elements import label
from app.widgets.failure_panel import FailurePanel
from app.widgets.pick_card import PickCard, PickWish
from app.widgets.precision_card import PrecisionCard
from app.widgets.precision_cards import PrecisionCards
from app.widgets.recipe_options import RecipeOptions
from app.widgets.term_button import TermButton
from app.wording.estimates import context_words, rough_words
from app.wording.terms import Term
from app.workers.call import Call
from app.workers.engine_job import EngineJob, EventSource, engine_job
from app.workers.job_runner import JobRunner

EstimateOptions = Callable[[Checkpoint, Recipe, Speeds | None], tuple[Estimate, ...]]
Measuring = Callable[[], EventSource[Speeds] | None]  # None: this computer's speeds are known


class PrecisionPage(Page):
    """The cards are there at once. Until this computer's speeds were measured, how fast and how long are an ordinary
    computer's. ``converts_soon`` comes when nothing is measured any more."""

    converts_soon = Signal()

    def __init__(
        self,
        estimate: EstimateOptions = estimate_here,
        measuring: Measuring = lambda: None,
        preferred: Callable[[], Precision | None] = lambda: None,
    ) -> None:
        self._recipe: Recipe | None = None  # None: nothing can be chosen yet
        super().__init__()
        lead = self.tr("The smaller, the faster it answers and the less memory it takes.")
        self.name(self.tr("How small should it become?"), lead)
        self._estimate = estimate
        self._measuring = measuring
        self._preferred = preferred  # the user's usual choice; None: what is recommended
        self._measure = JobRunner(engine_job)
        self._speeds: Speeds | None = None  # None: those that are known, or an ordinary computer's
        self._plan: Plan | None = None
        self._call: Call | None = None
        self._wanted = usual_recipe()  # the settings that the cards are about
        self._clicked: Precision | None = None  # the user's choice, when there was one
        self._picks = False  # whether it was to let the program choose
        self.options = RecipeOptions()
        self.options.changed.connect(self._change)
        self._busy = BusyRow("")
        self._nothing_fits = label(
            self.tr(
                "This model is too large for this computer's memory. "
                "Go back and choose a smaller one, or use a computer with more memory."
            ),
            "error",
        )
        self._failure = FailurePanel()
        self._failure.retry.connect(self._begin)
        # As high as the longer text all the time: on a page that jumps a click meets another card
        self._measured = QStackedWidget()
        self._measured.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # it wraps
        self._measured.addWidget(label(self.tr("Speeds and times are estimates for this computer."), "small"))
        rough = self.tr("Speeds and times are rough while this computer is measured. You need not wait.")
        self._measured.addWidget(label(rough, "small"))
        self._cards = PrecisionCards(self.body.spacing())
        self._cards.chosen.connect(self._click)
        self._cards.picked.connect(self._pick)
        self._cards.shown.connect(self._take_options)
        self._context, self._rough = label("", "small"), label("", "small")
        self.training = TrainingFile()
        self.wish = PickWish()
        self.wish.changed.connect(self._pick)
        self._picking: Picking | None = None  # None: the user chooses
        self._options: tuple[Estimate, ...] = ()  # what the cards say
        self._advanced = Collapsible(self.tr("&Advanced settings"), self.options)
        note = self.tr(
            "FP16 is not offered: it is made for graphics cards. On a processor it is some 20 times slower than these."
        )
        self._note = label(note, "small")
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._measured, 1)
        head.addWidget(TermButton(Term.BITS, text=self.tr("What are b&its?")))
        self.body.addLayout(head)
        shown = (self._busy, self._failure, self._nothing_fits, self._cards, self._context, self._rough)
        for widget in (*shown, self.wish, self.training, self._advanced):
            self.body.addWidget(widget)
        self.body.addWidget(self._note)
        for unneeded in (self._rough, self.wish, self.training, self._note):
            unneeded.hide()
        self.body.addStretch()

    def enter(self, plan: Plan) -> None:
        assert plan.checkpoint
        if not self._plan or self._plan.checkpoint != plan.checkpoint:
            self._wanted, self._clicked = usual_recipe(checkpoint=plan.checkpoint), self._preferred()
            self._picks = False
            self.training.forget()
        self._plan = plan
        self.options.show_value(plan.checkpoint, self._wanted)
        self._cards.clear()
        self._note.hide()
        self._begin()
        self._begin_measuring()

    def resume(self, draft: Plan) -> None:
        if draft.forecast:  # a precision was chosen
            self._plan, self._wanted, self._clicked = draft, draft.recipe, draft.recipe.precision
        if draft.picking:
            self._picks = True
            self.wish.show_wish(draft.picking.goal, draft.picking.limits)
        if draft.calibration:
            self.training.read(draft.calibration)

    def amend(self, plan: Plan) -> Plan:
        recipe, picking = self._recipe or plan.recipe, self._picking
        calibration = self.training.file if self._calibrates() else None
        converted = plan.converted if (calibration, picking) == (plan.calibration, plan.picking) else None
        chosen = next((each for each in self._options if each.precision is recipe.precision), None)
        forecast = Forecast(bytes=chosen.bytes, seconds=chosen.seconds) if chosen else None
        return replace(
            plan, recipe=recipe, forecast=forecast, picking=picking, calibration=calibration, converted=converted
        )

    def skips(self, plan: Plan) -> bool:
        return plan.installs_as_it_is

    def leave(self) -> None:
        self.options.leave()
        self.training.leave()
        if self._call:
            self._call.stop()
        self._measure.stop()  # a conversion at the same time would slow it down

    def isComplete(self) -> bool:
        return self._recipe is not None

    def cards(self) -> list[PrecisionCard]:
        return self._cards.cards()

    def pick_card(self) -> PickCard | None:
        """None while nothing can be chosen."""
        return self._cards.pick_card()

    def changeEvent(self, event: QEvent) -> None:
        """A user who comes back to the window has perhaps closed the programs that a card named."""
        super().changeEvent(event)
        back = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if back and any(card.estimate.fits is not Fit.EASILY for card in self.cards()):
            self._ask()

    def _begin(self) -> None:
        self.options.leave()
        self._forget()
        if not self.cards():
            self._busy.show_text(self.tr("Working out what fits this computer…"))
        self._ask()

    def _begin_measuring(self) -> None:
        self._measure.stop()
        if source := self._measuring():
            self._measure.follow(EngineJob(source), self._take_speeds, lambda _: self._take_speeds(None))
        else:
            self.converts_soon.emit()

    def _take_speeds(self, measured: Speeds | None) -> None:
        self._speeds = kept_speeds(measured)
        self._rough.setText(rough_words(self._speeds))
        self._rough.setVisible(bool(self._rough.text()))
        self._ask()
        self.converts_soon.emit()

    def _ask(self) -> None:
        """Work the cards out; those that are shown stay until then."""
        assert self._plan and self._plan.checkpoint
        checkpoint, recipe, speeds = self._plan.checkpoint, self._wanted, self._speeds
        if self._call:
            self._call.stop()
        self._call = Call(lambda: self._estimate(checkpoint, recipe, speeds))
        self._call.done.connect(self._show)
        self._call.failed.connect(self._show_failure)
        self._call.begin()

    def _show(self, options: tuple[Estimate, ...]) -> None:
        assert self._plan and self._plan.checkpoint
        self._cards.show_options(options, self._plan.checkpoint.bytes)

    def _take_options(self, options: tuple[Estimate, ...]) -> None:
        self._forget()
        self._options = options
        self._show_measuring()
        possible = [option for option in options if option.fits is not Fit.NO]
        self._nothing_fits.setVisible(not possible)
        best = next((option for option in possible if option.precision == self._clicked), None)
        best = best or next((option for option in possible if option.recommended), next(iter(possible), None))
        if best:
            self._choose(best.precision)
        if self._picks and self.pick_card():
            self._pick()

    def _pick(self) -> None:
        """Let the program choose among what keeps to the user's wish."""
        card, checkpoint = self.pick_card(), self._plan.checkpoint if self._plan else None
        if not (card and checkpoint):
            return
        self._picks = True
        card.setChecked(True)
        self._failure.hide()
        self._context.hide()
        try:
            self._picking = pick(checkpoint, self._wanted, self.wish.goal, self.wish.limits, self._options)
        except Failure as failure:
            self._recipe = self._picking = None
            self._failure.show_failure(Failed.of(failure), self._plan)
        else:
            self._recipe = self._picking.attempts[0].recipe
        self.wish.show()
        self.training.setVisible(self._calibrates())
        self.completeChanged.emit()

    def _calibrates(self) -> bool:
        recipes = [each.recipe for each in self._picking.attempts] if self._picking else [self._recipe]
        return any(recipe.calibrates for recipe in recipes if recipe)

    def _show_measuring(self) -> None:
        self._busy.hide()
        self._measured.setCurrentIndex(int(self._measure.job is not None))

    def _change(self, recipe: Recipe) -> None:
        """Other settings: what the cards say is worked out again."""
        self._wanted, self._clicked = recipe, recipe.precision
        self._begin()

    def _click(self, precision: Precision) -> None:
        self._clicked, self._picks = precision, False
        self._choose(precision)

    def _choose(self, precision: Precision) -> None:
        self._recipe, self._picking = self.options.choose(precision), None
        self.wish.hide()
        self._advanced.mark(self.options.form.differs)
        self._note.setVisible(runs_here(self._recipe.target))
        self.training.setVisible(self._calibrates())
        for card in self.cards():
            chosen = card.estimate.precision == precision
            card.setChecked(chosen)
            if chosen:
                self._context.setText(context_words(card.estimate))
                self._context.setVisible(bool(self._context.text()))
        self.completeChanged.emit()

    def _show_failure(self, failed: Failed) -> None:
        self._busy.hide()
        self._failure.show_failure(failed, self._plan)

    def _forget(self) -> None:
        self._recipe = self._picking = None
        for widget in (self._nothing_fits, self._failure, self._context):
            widget.hide()
        self.completeChanged.emit()

"""What is about to happen, before it does: which model, how small, how large, and for how long."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.core.plan import Plan
from app.widgets.elements import short_label
from app.widgets.fact_list import FactList
from app.wording.filling import duration_words, size_words


class PlanSummary(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "soft")
        self._facts = FactList()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(short_label(self.tr("What happens next"), "title"))
        layout.addWidget(self._facts)

    def show_plan(self, plan: Plan, installing: float | None = None) -> None:
        """``installing``: seconds that the installation takes; None while that is not known."""
        facts = self._told(plan, installing)
        self._facts.show_facts(facts)
        self.setAccessibleName(". ".join(": ".join(fact) for fact in facts if fact[1]))

    def _told(self, plan: Plan, installing: float | None) -> list[tuple[str, str]]:
        model = plan.package or (plan.checkpoint.folder if plan.checkpoint else None)
        precision, size = plan.recipe.precision, self._sizes(plan)
        if plan.installs_as_it_is and plan.converted:
            precision, size = plan.converted.precision, size_words(plan.converted.bytes)
        return [
            (self.tr("Model"), model.name if model else ""),
            (self.tr("Precision"), "" if plan.package else self._precision(plan, precision)),
            (self.tr("Size"), size),
            (self.tr("Time"), self._time(plan, installing)),
        ]

    def _precision(self, plan: Plan, precision: str) -> str:
        if not plan.picking:
            return precision.upper()
        names = (each.precision.upper() for each in plan.recipes)
        return self.tr("{precisions}: the first that is close enough").format(precisions=", ".join(names))

    def _sizes(self, plan: Plan) -> str:
        if not plan.checkpoint or not plan.forecast:
            return ""
        before, after = size_words(plan.checkpoint.bytes), size_words(plan.forecast.bytes)
        text = self.tr("{before} become about {after}. Your own files stay as they are.")
        if plan.picking:
            text = self.tr("{before} become about {after}, or more. Your own files stay as they are.")
        return text.format(before=before, after=after)

    def _time(self, plan: Plan, installing: float | None) -> str:
        converting = duration_words(plan.forecast.seconds) if plan.forecast else ""
        if not plan.runs_here or (converting and installing is None):
            return converting
        if installing is None:
            return ""
        whole = installing + (plan.forecast.seconds if plan.forecast else 0.0)
        text = self.tr("{time}, or more") if plan.picking else "{time}"
        return text.format(time=duration_words(whole))

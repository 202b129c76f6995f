"""The installed models, one below the other: the versions of a name together, searched and sorted."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.library.installed import InstalledModel, ModelState
from app.core.scorecard.scorecard import Grade, Scorecard
from app.core.scorecard.verdict import Advice, verdict_of
from app.widgets.arranging import Group, Order, arranged
from app.widgets.collapsible import Collapsible
from app.widgets.elements import button, clear, label
from app.widgets.model_row import Action, ModelRow
from app.workers.measuring import Measurements
from app.workers.serving import ServedModels

AT_ONCE = 30  # names
AT_A_TURN = 5  # a row takes up to 10 ms to build


class ModelList(QWidget):
    """``wanted`` carries an ``Action`` and the ``InstalledModel`` that it is about; ``advised`` an ``Advice``, too."""

    wanted = Signal(Action, InstalledModel)
    advised = Signal(Advice, InstalledModel)

    def __init__(self, measurements: Measurements | None = None, served: ServedModels | None = None) -> None:
        super().__init__()
        self._measurements, self._served = measurements, served
        self._models: Sequence[InstalledModel] = ()
        self._verdicts: Mapping[str, Scorecard] = {}
        self._search, self._order = "", Order.NAME
        self._made: dict[InstalledModel, ModelRow] = {}
        self.rows: list[ModelRow] = []  # those in sight
        self._is_stale = False
        self._due: Sequence[Group] = ()  # will be in sight at once
        self._rest: Sequence[Group] = ()
        self.nothing = label(self.tr("Nothing like that is installed."), "muted")
        self.more_button = button("")
        self.more_button.clicked.connect(self._show_more)
        self._rows = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.nothing)
        layout.addLayout(self._rows)
        layout.addWidget(self.more_button)
        for each in (layout, self._rows):
            each.setSpacing(10)
        self.nothing.hide()
        self.more_button.hide()

    def forget(self) -> None:
        """What is shown of the models may not be so any more: their rows are made again when they are listed next."""
        self._is_stale = True

    def show_models(self, models: Sequence[InstalledModel]) -> None:
        """Show as many names as were shown before, and at least the first ones."""
        if list(models) == list(self._models) and not self._is_stale:
            return  # nothing moves while the list is being read
        self._models = models
        gone = self._made.keys() - (set() if self._is_stale else set(models))
        self._is_stale = False
        for model in gone:
            row = self._made.pop(model)
            row.hide()
            self._rows.removeWidget(row)
            row.deleteLater()
        self._arrange()

    def show_verdicts(self, verdicts: Mapping[str, Scorecard]) -> None:
        """By model id."""
        self._verdicts = verdicts
        if self._order is Order.VERDICT:
            self._arrange()
        for row in self.rows:
            self._tell(row)

    def show_measuring(self, model_id: str) -> None:
        """How far measuring this model is."""
        for row in self.rows:
            if row.model.deployment.model_id == model_id:
                self._tell(row)

    def arrange(self, search: str, order: Order) -> None:
        self._search, self._order = search, order
        self._arrange()

    def _arrange(self) -> None:
        ranks = {each: list(Grade).index(verdict_of(card).grade) for each, card in self._verdicts.items()}
        groups = arranged(self._models, self._search, self._order, ranks)
        shown = max(AT_ONCE, self._rows.count())
        for row in self._made.values():  # they are used again: taken out of what is cleared
            row.hide()
            self._rows.removeWidget(row)
            row.setParent(self)
        clear(self._rows)
        self.rows = []
        self.nothing.setVisible(bool(self._models) and not groups)
        self._add(groups, shown)

    def _show_more(self) -> None:
        self._add(self._rest, AT_ONCE)

    def _add(self, groups: Sequence[Group], count: int) -> None:
        self._due, self._rest = groups[:count], groups[count:]
        self._add_some()
        self.more_button.setText(self.tr("&Show more ({count} are left)").format(count=len(self._rest)))
        self.more_button.setVisible(bool(self._rest))

    def _add_some(self) -> None:
        """Those that are due, a few at a turn of the event loop."""
        now, self._due = self._due[:AT_A_TURN], self._due[AT_A_TURN:]
        for group in now:
            self._rows.addWidget(self._together(group) if len(group) > 1 else self._row(group[0]))
        if self._due:
            QTimer.singleShot(0, self, self._add_some)

    def _together(self, group: Group) -> QWidget:
        """The newest version, and the earlier ones folded below it, unless one of them needs attention."""
        made, earlier = QWidget(), QWidget()
        layout, inside = QVBoxLayout(made), QVBoxLayout(earlier)
        for each in (layout, inside):
            each.setContentsMargins(0, 0, 0, 0)
            each.setSpacing(4)
        inside.setContentsMargins(24, 0, 0, 0)
        layout.addWidget(self._row(group[0]))
        text = self.tr("Earlier versions ({count})").format(count=len(group) - 1)
        fold = Collapsible(text, earlier)
        fold.opened.connect(partial(self._unfold, inside, group[1:]))
        layout.addWidget(fold)
        if self._search or any(each.state is not ModelState.READY for each in group[1:]):
            fold.toggle.click()
        return made

    def _unfold(self, inside: QVBoxLayout, models: Group) -> None:
        if not inside.count():
            for model in models:
                inside.addWidget(self._row(model))

    def _row(self, model: InstalledModel) -> ModelRow:
        row = self._made.get(model) or self._made.setdefault(model, self._new_row(model))
        self.rows.append(row)
        self._tell(row)
        row.show()
        return row

    def _new_row(self, model: InstalledModel) -> ModelRow:
        row = ModelRow(model)
        row.setParent(self)  # A row without a parent would be shown as a window
        row.wanted.connect(lambda action: self.wanted.emit(Action(action), model))
        row.advised.connect(lambda advice: self.advised.emit(advice, model))
        if self._served:
            row.show_served(self._served.of(model.deployment))
        return row

    def _tell(self, row: ModelRow) -> None:
        model_id = row.model.deployment.model_id
        row.show_verdict(self._verdicts.get(model_id), self._measurements.of(model_id) if self._measurements else None)

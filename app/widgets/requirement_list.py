"""The prerequisites: what has to be mended; folded below it the rest, by groups."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.computer.checks.requirement import Requirement, RequirementName
from app.widgets.collapsible import Collapsible
from app.widgets.elements import button, clear, label, panel
from app.widgets.requirement_row import RequirementRow
from app.wording.messages import group_words

_ORDER = {name: place for place, name in enumerate(RequirementName)}
ROWS_A_TURN = 6  # rows made before the window may react again: some 10 ms


class RequirementList(QWidget):
    """``chosen`` carries the requirement whose button was clicked; ``filled`` comes when what was given is shown."""

    chosen = Signal(Requirement)
    filled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._explained = False
        self._open, self._met = QWidget(), QWidget()
        self.why_button = button(self.tr("Say why &each is needed"), "link")
        self.why_button.clicked.connect(lambda: self.explain(not self._explained))
        folded = QWidget()
        self.fold = Collapsible("", folded)
        inside = QVBoxLayout(folded)
        inside.addWidget(self.why_button)
        inside.addWidget(self._met)
        layout = QVBoxLayout(self)
        layout.addWidget(self._open)
        layout.addWidget(self.fold)
        for part in (layout, inside, QVBoxLayout(self._open), QVBoxLayout(self._met)):
            part.setContentsMargins(0, 0, 0, 0)
            part.setSpacing(8)
        self._shown: tuple[Requirement, ...] = ()
        self._rows: list[RequirementRow] = []  # rows of the requirements shown
        self._wanted: tuple[Requirement, ...] = ()
        self._steps: Iterator[None] = iter(())
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._step)

    def rows(self) -> list[RequirementRow]:
        """The rows in the order in which they are shown."""
        return list(self._rows)

    def explain(self, explained: bool) -> None:
        """Whether what is met says why it is needed, too."""
        self._explained = explained
        self.why_button.setText(self.tr("Leave the &reasons out") if explained else self.tr("Say why &each is needed"))
        self._begin()

    def show_requirements(self, requirements: Sequence[Requirement]) -> None:
        """Touch only what has changed, so that a button keeps the focus and nothing flickers."""
        self._wanted = tuple(sorted(requirements, key=_urgency))
        if self._turn.isActive() or list(map(_place, self._shown)) != list(map(_place, self._wanted)):
            self._begin()
            return
        for place, (old, new) in enumerate(zip(self._shown, self._wanted, strict=True)):
            if old != new:
                self._rows[place] = self._exchange(self._rows[place], self._row(new))
        self._shown = self._wanted
        self.filled.emit()

    def _exchange(self, row: RequirementRow, fresh: RequirementRow) -> RequirementRow:
        card = row.parentWidget()
        layout = card.layout() if card else None
        if layout:
            layout.replaceWidget(row, fresh)
        row.setParent(None)
        row.deleteLater()
        return fresh

    def stop(self) -> None:
        """What was not shown yet is not shown any more."""
        self._turn.stop()

    def _begin(self) -> None:
        self._steps = self._make_and_show()
        self._turn.start(0)

    def _step(self) -> None:
        if next(self._steps, self) is self:
            self._turn.stop()
            self.filled.emit()

    def _make_and_show(self) -> Iterator[None]:
        """Between the steps the window may react: making all rows at once, or showing them, takes longer than people
        bear. What is shown stays until all are made, and below it the page keeps its length."""
        wanted, rows = self._wanted, []
        for requirement in wanted:
            rows.append(self._row(requirement))
            if len(rows) % ROWS_A_TURN == 0:
                yield
        self.setMinimumHeight(self.height())
        for part in (self._open, self._met):
            if layout := part.layout():
                clear(layout)
        self._open.setVisible(not all(requirement.satisfied for requirement in wanted))
        self._name_fold(wanted)
        self._shown, self._rows = (), []
        for heading, group in groupby(zip(wanted, rows, strict=True), lambda pair: _heading(pair[0])):
            yield
            self._show_group(heading, [row for _, row in group], self._met if heading else self._open)
        self._shown = wanted
        self.setMinimumHeight(0)

    def _name_fold(self, wanted: Sequence[Requirement]) -> None:
        count = sum(requirement.satisfied for requirement in wanted)
        self.fold.set_title(self.tr("&What is met ({count})").format(count=count))
        self.fold.setVisible(count > 0)

    def _show_group(self, heading: str, rows: Sequence[RequirementRow], part: QWidget) -> None:
        layout = part.layout()
        assert layout
        if heading:
            layout.addWidget(label(heading, "title"))
        card = panel("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 10, 20, 10)
        inside.setSpacing(0)
        for row in rows:
            inside.addWidget(row)
        self._rows += rows
        layout.addWidget(card)

    def _row(self, requirement: Requirement) -> RequirementRow:
        row = RequirementRow(requirement, explained=self._explained)
        row.chosen.connect(self.chosen)
        return row


def _heading(requirement: Requirement) -> str:
    return group_words(requirement) if requirement.satisfied else ""


def _urgency(requirement: Requirement) -> tuple[int, int]:
    """What has to be mended stands first; a computer for which no runtime exists before all else."""
    level = 2 if requirement.satisfied else 0 if requirement.mandatory else 1
    hopeless = level == 0 and requirement.name is RequirementName.PROCESSOR
    return level, -1 if hopeless else _ORDER[requirement.name]


def _place(requirement: Requirement) -> tuple[RequirementName, bool, bool]:
    return requirement.name, requirement.satisfied, requirement.mandatory

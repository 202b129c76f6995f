"""The prerequisites: what has to be mended first, then the rest, by groups."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.checks.requirement import Requirement, RequirementName
from app.widgets.elements import clear, label, panel
from app.widgets.requirement_row import RequirementRow
from app.wording import group_words

_ORDER = {name: place for place, name in enumerate(RequirementName)}


class RequirementList(QWidget):
    """``chosen`` carries the requirement whose button was clicked."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._shown: tuple[Requirement, ...] = ()
        self._explained = False

    def rows(self) -> list[RequirementRow]:
        return self.findChildren(RequirementRow)

    def explain(self, explained: bool) -> None:
        """Whether what is met says why it is needed, too."""
        self._explained = explained
        self._rebuild()

    def show_requirements(self, requirements: Sequence[Requirement]) -> None:
        """Touch only what has changed, so that a button keeps the focus and nothing flickers."""
        ordered = tuple(sorted(requirements, key=_urgency))
        before, self._shown = self._shown, ordered
        if [_place(each) for each in before] != [_place(each) for each in ordered]:
            self._rebuild()
            return
        for row, old, new in zip(self.rows(), before, ordered, strict=True):
            if old != new:
                card = row.parentWidget()
                layout = card.layout() if card else None
                if layout:
                    layout.replaceWidget(row, self._row(new))
                    row.setParent(None)
                    row.deleteLater()

    def _rebuild(self) -> None:
        clear(self._layout)
        group = None
        for requirement in self._shown:
            heading = group_words(requirement) if requirement.satisfied else ""
            if heading != group:
                group = heading
                if heading:
                    self._layout.addWidget(label(heading, "title"))
                card = panel("card")
                inside = QVBoxLayout(card)
                inside.setContentsMargins(20, 10, 20, 10)
                inside.setSpacing(0)
                self._layout.addWidget(card)
            inside.addWidget(self._row(requirement))

    def _row(self, requirement: Requirement) -> RequirementRow:
        row = RequirementRow(requirement, explained=self._explained)
        row.chosen.connect(self.chosen)
        return row


def _urgency(requirement: Requirement) -> tuple[int, int]:
    """What has to be mended stands first; a computer for which no runtime exists before all else."""
    level = 2 if requirement.satisfied else 0 if requirement.mandatory else 1
    hopeless = level == 0 and requirement.name is RequirementName.PROCESSOR
    return level, -1 if hopeless else _ORDER[requirement.name]


def _place(requirement: Requirement) -> tuple[RequirementName, bool, bool]:
    return requirement.name, requirement.satisfied, requirement.mandatory

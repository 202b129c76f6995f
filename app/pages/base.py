"""What every page is: a heading, a sentence, content, and a plan that comes in and goes out."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget, QWizard, QWizardPage

from app.core.plan import Plan
from app.widgets.announcing import announce
from app.widgets.elements import label, scrolling
from app.widgets.theme import large_text

MARGIN = 40  # pixels at the left and right of the content, at least


class Page(QWizardPage):
    """Widgets go into ``body``, from the top down.

    ``enter`` is called each time the page is shown, whether by Next or by Back; ``leave`` each time it is left. In a
    window that is wider than ``widest`` pixels and the margins the content stands in the middle. ``progressed`` carries
    how much of its work is done, from 0 to 1; None: it does not work, or that is not known.
    """

    progressed = Signal(object)
    widest = 820

    def __init__(self) -> None:
        inside = QWidget()  # what resizeEvent needs comes first
        self.body = QVBoxLayout(inside)
        self.body.setSpacing(14)
        self._remark: QWidget | None = None
        self.heading = label(role="heading")
        self.lead = label(role="lead")
        self.area = scrolling(inside)
        self._heads_scroll = large_text()  # they would take half of a low window
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 34, 0, 0)
        layout.setSpacing(8)
        for text in (self.heading, self.lead):
            (self.body if self._heads_scroll else layout).addWidget(text)
        layout.addWidget(self.area, 1)
        self.area.verticalScrollBar().rangeChanged.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The bar for scrolling stands in the margin: what is on the page is as wide with it as without it."""
        side = max(MARGIN, (self.width() - self.widest) // 2)
        bar = self.area.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        self.body.setContentsMargins(side, 0 if self._heads_scroll else 20, side - taken, 16)
        for text in (self.heading, self.lead) if not self._heads_scroll else ():
            text.setContentsMargins(side, 0, side, 0)

    def name(self, heading: str, lead: str) -> None:
        if heading != self.heading.text():
            announce(self, heading)
        self.heading.setText(heading)
        self.lead.setText(lead)
        self.setAccessibleName(heading)

    def enter(self, plan: Plan) -> None:
        """Fill the page, or start its job, for ``plan``."""

    def resume(self, draft: Plan) -> None:
        """Fill the page with what was decided on it before the window was closed; ``enter`` follows."""

    def remark(self, text: str) -> None:
        """Say ``text`` above the rest of the page, until it is shown again."""
        if self._remark:
            self._remark.hide()
            self._remark.deleteLater()
        self._remark = label(text, "note") if text else None
        if self._remark:
            self.body.insertWidget(self.body.indexOf(self.lead) + 1, self._remark)

    def amend(self, plan: Plan) -> Plan:
        """``plan`` with what the user decided or the job made here."""
        return plan

    def leave(self) -> None:
        """Stop what ``enter`` started."""

    def skips(self, plan: Plan) -> bool:
        """Whether there is nothing to decide or to do here for ``plan``."""
        return False

    def keeps(self) -> bool:
        """Whether work that is ended now can be gone on with at the next start."""
        return False

    def busy(self) -> bool:
        """Whether leaving now would end work."""
        return False

    def action(self) -> QWidget | None:
        """What the page asks for first, which has the focus while Next cannot be pressed."""
        return None

    def leads_elsewhere(self) -> bool:
        """Whether the page itself has the button that people want most; Next is then like any other."""
        return False

    def takes(self, dropped: Path) -> bool:
        """Whether the page does something with a folder or packed model that was dropped on the window."""
        return False

    def look_again(self) -> None:
        """What is installed, or where, may have changed meanwhile."""

    def name_next(self, text: str) -> None:
        """Say on the Next button what comes next."""
        self.setButtonText(QWizard.WizardButton.NextButton, text)

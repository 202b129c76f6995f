"""What every page is: a heading, a sentence, content, and a plan that comes in and goes out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget, QWizard, QWizardPage

from app.core.plan import Plan
from app.widgets.elements import label, scrolling

MARGIN = 40  # pixels at the left and right of the content


class Page(QWizardPage):
    """Widgets go into ``body``, from the top down.

    ``enter`` is called each time the page is shown, whether by Next or by Back; ``leave`` each time it is left.
    ``progressed`` carries how much of its work is done, from 0 to 1; None: it does not work, or nobody knows.
    """

    progressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._remark: QWidget | None = None
        self.heading = label(role="heading")
        self.lead = label(role="lead")
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(MARGIN, 20, MARGIN, 16)
        self.body.setSpacing(14)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 34, 0, 0)
        layout.setSpacing(8)
        for text in (self.heading, self.lead):
            text.setContentsMargins(MARGIN, 0, MARGIN, 0)
            layout.addWidget(text)
        layout.addWidget(scrolling(inside), 1)

    def name(self, heading: str, lead: str) -> None:
        self.heading.setText(heading)
        self.lead.setText(lead)
        self.setAccessibleName(heading)

    def enter(self, plan: Plan) -> None:
        """Fill the page, or start its job, for ``plan``."""

    def resume(self, draft: Plan) -> None:
        """Fill the page with what was decided on it before the window was closed; ``enter`` follows."""

    def remark(self, text: str) -> None:
        """Say ``text`` above the rest of the page, until it is shown anew."""
        if self._remark:
            self._remark.hide()
            self._remark.deleteLater()
        self._remark = label(text, "note") if text else None
        if self._remark:
            self.body.insertWidget(0, self._remark)

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

    def look_again(self) -> None:
        """What is installed may have changed meanwhile."""

    def name_next(self, text: str) -> None:
        """Say on the Next button what comes next."""
        self.setButtonText(QWizard.WizardButton.NextButton, text)

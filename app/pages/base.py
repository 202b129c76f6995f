"""What every page is: a heading, a sentence, content, and a plan that comes in and goes out."""

from PySide6.QtWidgets import QVBoxLayout, QWidget, QWizard, QWizardPage

from app.core.plan import Plan
from app.widgets.elements import label, scrolling

MARGIN = 40  # pixels at the left and right of the content


class Page(QWizardPage):
    """Widgets go into ``body``, from the top down.

    ``enter`` is called each time the page is shown, whether by Next or by Back; ``leave`` each time it is left.
    """

    def __init__(self) -> None:
        super().__init__()
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
        self.area = scrolling(inside)
        layout.addWidget(self.area, 1)

    def name(self, heading: str, lead: str) -> None:
        self.heading.setText(heading)
        self.lead.setText(lead)
        self.setAccessibleName(heading)

    def enter(self, plan: Plan) -> None:
        """Fill the page, or start its job, for ``plan``."""

    def amend(self, plan: Plan) -> Plan:
        """``plan`` with what the user decided or the job made here."""
        return plan

    def leave(self) -> None:
        """Stop what ``enter`` started."""

    def skips(self, plan: Plan) -> bool:
        """Whether there is nothing to decide or to do here for ``plan``."""
        return False

    def busy(self) -> bool:
        """Whether leaving now would throw work away."""
        return False

    def action(self) -> QWidget | None:
        """What the page asks for first, which has the focus while Next cannot be pressed."""
        return None

    def look_again(self) -> None:
        """What is installed may have changed meanwhile."""

    def name_next(self, text: str) -> None:
        """Say on the Next button what comes next."""
        self.setButtonText(QWizard.WizardButton.NextButton, text)

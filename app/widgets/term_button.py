"""“What is this?”, answered in one sentence, by a click, by a key, or by pointing at it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolTip

from app.widgets.announcing import announce
from app.wording.terms import Term, term_words


class TermButton(QPushButton):
    """``about`` is what stands beside it, which a screen reader hears in its name; ``text`` is shown in place of the
    question mark."""

    def __init__(self, term: Term, about: str = "", text: str = "") -> None:
        super().__init__(text or "?")
        self.setProperty("kind", "link" if text else "term")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._words = term_words(term)
        question = self.tr("What is this: {term}?").format(term=about)
        self.setAccessibleName(text.replace("&", "") or question)
        self.setAccessibleDescription(self._words)
        self.setToolTip(f"<qt>{self._words}</qt>")  # Only rich text wraps; no term has a mark of HTML
        self.clicked.connect(self._tell)

    def _tell(self) -> None:
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), self.toolTip(), self)
        announce(self, self._words)

"""What an installed model was asked first, and what it said: the best evidence that it works."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.library.deployment import AnswerVerification
from app.core.scorecard.trial_answer import fault_of
from app.widgets.elements import clear, label, panel
from app.widgets.notice_row import NoticeRow
from app.widgets.rich_answer import RichAnswer, is_markdown
from app.wording.verification import fault_words, verification_words


class FirstAnswer(QWidget):
    """Green where the answer is one; amber where it did not end, is empty, or says the same again and again."""

    def __init__(self) -> None:
        super().__init__()
        self._head = QVBoxLayout()
        self._question = label(role="muted")
        self._answer = label()
        self._answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bubble = panel("card")
        inside = QVBoxLayout(self._bubble)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(6)
        inside.addWidget(self._question)
        inside.addWidget(self._answer)
        self._rich = QVBoxLayout()
        inside.addLayout(self._rich)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(self._head)
        layout.addWidget(self._bubble)

    def show_verification(self, verification: AnswerVerification | None) -> str:
        """Returns the mark that stands before it: "ok" or "warn"."""
        clear(self._head)
        fault = fault_of(verification) if verification else None
        title = self.tr("Foundry Local loaded it, and it answered.")
        row = NoticeRow("ok", title, verification_words(verification) if verification else "")
        if verification and fault:
            words = fault_words(fault, verification)
            row = NoticeRow("warn", words.title, words.explanation, words.advice)
        self._head.addWidget(row)
        self._bubble.setVisible(bool(verification and verification.question))
        if verification:
            self._question.setText(self.tr("It was asked: {question}").format(question=verification.question))
            self._answer.setText(verification.text.strip() or self.tr("(nothing)"))
            self._answer.setAccessibleName(self.tr("Its answer: {answer}").format(answer=self._answer.text()))
            self._show_rich(verification.text)
        return row.mark

    def _show_rich(self, text: str) -> None:
        """As the chat would show it."""
        clear(self._rich)
        self._answer.setVisible(not is_markdown(text))
        if is_markdown(text):
            self._rich.addWidget(RichAnswer(text, self._answer.accessibleName()))

"""The conversation: bubbles of plain text that grow while the model writes."""

import math

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.widgets.announcing import announce
from app.widgets.collapsible import Collapsible
from app.widgets.elements import clear, label
from app.widgets.rich_answer import RichAnswer, is_markdown
from app.widgets.theme import with_letters

_SHARE = 0.8  # share of the view's width that a bubble takes at most
_MARGIN = 12  # pixels between a bubble's edge and its text
WAITING = "…"
NEAR = 60  # pixels from the end within which the view follows what is written
_LEAST = 80  # pixels of height, or as many as larger letters need; in a lower window the page scrolls
_PAUSE = 50  # milliseconds between two layouts of a text that grows


class Bubble(QPlainTextEdit):
    """One turn. What is appended shows at most every ``_PAUSE``: each time the whole last paragraph is laid out again,
    which takes 10 ms when it has 4,000 words."""

    def __init__(self, role: str, name: str) -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(_MARGIN)
        self._widest = 0  # pixels of the longest paragraph on one line
        self._limit = 400
        self._held = ""  # appended, and not shown yet
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.show_all)

    @property
    def text(self) -> str:
        return self.toPlainText() + self._held

    def append_text(self, text: str) -> None:
        self._held += text
        if not self._timer.isActive():
            self.show_all()

    def show_all(self) -> None:
        """Show what is held back, too."""
        if not self._held:
            return
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        first = cursor.blockNumber()
        cursor.insertText(self._held)
        self._held = ""
        if self._widest < self._limit:
            self._measure(first)
        self._fit()
        self._timer.start()

    def replace_text(self, text: str) -> None:
        self._held = ""
        self._timer.stop()
        self.clear()
        self.append_text(text)

    def limit_width(self, pixels: int) -> None:
        self._limit = pixels
        self._measure(0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def _measure(self, first: int) -> None:
        """Find the longest paragraph, from paragraph number ``first`` on."""
        for number in range(first, self.document().blockCount()):
            line = self.document().findBlockByNumber(number).text()
            begun = line[: self._limit]  # of at least a pixel each: measuring 50,000 letters would take long
            self._widest = max(self._widest, self.fontMetrics().horizontalAdvance(begun))

    def _fit(self) -> None:
        self.setFixedWidth(min(self._limit, self._widest + 2 * _MARGIN + 3))
        self._fit_height()

    def _fit_height(self) -> None:
        layout, block, height = self.document().documentLayout(), self.document().begin(), 0.0
        while block.isValid():  # a plain text document measures itself in lines, whose heights differ by their letters
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        self.setFixedHeight(math.ceil(height) + _MARGIN + 1)


class ChatView(QScrollArea):
    """``ask`` begins a turn, ``think`` adds to the thoughts before the answer, which stay folded, ``append`` to the
    answer; ``close_turn`` ends it, with a note where one is due."""

    def __init__(self) -> None:
        self._bubbles: list[Bubble] = []  # set early: resizeEvent needs it
        self._thoughts: list[Bubble] = []
        self._follows = True
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Conversation"))
        inside = QWidget()
        self._turns = QVBoxLayout(inside)
        self._turns.setContentsMargins(2, 6, 14, 6)
        self._turns.setSpacing(10)
        self._turns.addStretch(1)  # without the 1 what a short conversation leaves is shared among its rows
        self.setWidget(inside)
        self.setMinimumHeight(with_letters(_LEAST))
        self._thinking = False  # whether the open turn is at its thoughts
        self._waiting = False  # whether the first word of the answer is awaited
        self._starts: list[QWidget] = []  # the first row of each turn
        self._mark: QWidget | None = None  # the row below what the model has forgotten
        self._first = self._thought = 0  # its first bubble, and its first thought
        self.verticalScrollBar().valueChanged.connect(self._note_place)
        self.verticalScrollBar().rangeChanged.connect(self._follow)

    def sizeHint(self) -> QSize:
        """The room that is left over, however long the conversation is."""
        return QSize(super().sizeHint().width(), with_letters(_LEAST))

    @property
    def bubbles(self) -> tuple[Bubble, ...]:
        return tuple(self._bubbles)

    @property
    def thoughts(self) -> list[str]:
        """What the model thought, one text a turn in which it did."""
        return [bubble.text for bubble in self._thoughts]

    @property
    def open_answer(self) -> str:
        """The last answer, as far as it is written."""
        return "" if self._waiting or not self._bubbles else self._bubbles[-1].text

    @property
    def texts(self) -> list[str]:
        """What was said so far, one text a bubble."""
        return [bubble.text for bubble in self._bubbles]

    def clear(self) -> None:
        self._bubbles.clear()
        self._thoughts.clear()
        self._starts.clear()
        self._mark = None
        clear(self._turns, keep=1)

    def ask(self, prompt: str) -> None:
        """Show the user's prompt and an answer that is still empty."""
        self._follows = True
        self._first, self._thought = len(self._bubbles), len(self._thoughts)
        asked = self._add("user", self.tr("You"))
        asked.append_text(prompt)
        if row := asked.parentWidget():
            self._starts.append(row)
        self._add("model", self.tr("The model")).append_text(WAITING)
        self._waiting, self._thinking = True, False

    def show_turn(self, question: str, answer: str) -> None:
        """One that is over; "": it was not answered."""
        self.ask(question)
        if answer:
            self.append(answer)
        self.close_turn()

    def think(self, text: str) -> None:
        if not self._thinking:
            bubble = Bubble("model", self.tr("What the model thought"))
            bubble.limit_width(self._widest())
            self._thoughts.append(bubble)
            fold = Collapsible(self.tr("Thoughts"), bubble)
            self._insert(fold, Qt.AlignmentFlag.AlignLeft, above=1)
            self._thinking = True
        self._thoughts[-1].append_text(text)

    def append(self, text: str) -> None:
        if self._waiting:
            self._bubbles[-1].replace_text(text)
            self._waiting = False
        else:
            self._bubbles[-1].append_text(text)

    def close_turn(self, note: str = "") -> None:
        if self._waiting:
            self._bubbles.pop().hide()
            self._waiting = False
        for bubble in (*self._bubbles[-1:], *self._thoughts[-1:]):
            bubble.show_all()
        self._show_rich()
        answered = self._bubbles[-1].text if len(self._bubbles) > self._first + 1 else ""
        announce(self, f"{answered} {note}".strip())
        if note:
            self._insert(label(note, "small"), Qt.AlignmentFlag(0))

    def _show_rich(self) -> None:
        """An answer with marks of Markdown is shown as these mean it, once it is whole."""
        answer = self._bubbles[-1] if len(self._bubbles) > self._first + 1 else None
        if answer and is_markdown(answer.text):
            if row := answer.parentWidget():  # the row holds nothing else
                row.hide()
            rich = RichAnswer(answer.text, self.tr("The model"))
            self._insert(rich, Qt.AlignmentFlag(0))

    def add_foot(self, foot: QWidget) -> None:
        """Below the answer that has just ended."""
        self._insert(foot, Qt.AlignmentFlag.AlignLeft)

    def mark_forgotten(self, turns: int) -> None:
        """Say that the model remembers nothing above the turn of this number, counted from 0."""
        if self._mark:
            self._mark.setParent(None)
            self._mark.deleteLater()
        text = label(self.tr("The model does not remember what is above."), "small")
        place = self._turns.indexOf(self._starts[turns])
        self._mark = self._insert(text, Qt.AlignmentFlag(0), self._turns.count() - 1 - place)

    def take_back(self) -> str:
        """Take the last turn out; returns its question."""
        question = self._bubbles[self._first].text if len(self._bubbles) > self._first else ""
        begun = self._turns.indexOf(self._starts.pop()) if self._starts else self._turns.count() - 1
        while self._turns.count() - 1 > begun:
            item = self._turns.takeAt(begun)
            widget = item.widget() if item else None
            if widget:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        del self._bubbles[self._first :]
        del self._thoughts[self._thought :]
        return question

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for bubble in (*self._bubbles, *self._thoughts):
            bubble.limit_width(self._widest())

    def _add(self, role: str, name: str) -> Bubble:
        bubble = Bubble(role, name)
        self._insert(bubble, Qt.AlignmentFlag.AlignRight if role == "user" else Qt.AlignmentFlag.AlignLeft)
        self._bubbles.append(bubble)
        bubble.ensurePolished()
        bubble.limit_width(self._widest())
        return bubble

    def _insert(self, widget: QWidget, side: Qt.AlignmentFlag, above: int = 0) -> QWidget:
        """Insert a row at the end, or ``above`` so many rows."""
        row = QWidget()
        row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # Fixed would forbid a second line
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(widget, 0, side)
        self._turns.insertWidget(self._turns.count() - 1 - above, row)
        return row

    def _widest(self) -> int:
        return int(self.viewport().width() * _SHARE)

    def _follow(self) -> None:
        """There is more to see, or less room for it: whoever was at the end stays there."""
        if self._follows:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _note_place(self, value: int) -> None:
        self._follows = self.verticalScrollBar().maximum() - value < NEAR

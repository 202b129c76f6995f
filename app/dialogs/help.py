"""The window with the help: a page of text in the window's language, which opens at the step that one is on and can be
searched. It says where things are on this computer."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextBrowser, QTextEdit, QVBoxLayout, QWidget

from app import paths
from app.settings import Settings
from app.widgets.announcing import announce
from app.widgets.elements import button, label
from app.widgets.reading_order import KeyedDialog
from app.widgets.theme import colours
from app.widgets.window_size import fit_to_screen
from app.wording.translation import SOURCE

_SIZE = (760, 620)  # pixels at 100 % scaling
_SMALLEST = (480, 360)
SIDE = 32  # pixels at the left and right of the content
FOUND = 0.4  # opacity of the colour behind what was found: the letters keep a contrast of 5 in both themes
MARGIN, ABOVE_HEADING, BELOW_HEADING, BELOW_TEXT = 12, 18, 6, 3  # pixels


class HelpDialog(KeyedDialog):
    """``about`` is the name of a step, whose part is then on top and stands out."""

    def __init__(self, parent: QWidget | None = None, about: str = "") -> None:
        super().__init__(parent)
        self._about = about
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Help"))
        fit_to_screen(self, _SIZE, _SMALLEST)
        self.text = QTextBrowser()
        self.text.setProperty("role", "help")
        self.text.setAccessibleName(self.tr("Help text"))
        self.text.setMarkdown(help_text())
        give_room(self.text.document())
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search the help"))
        self.search.setAccessibleName(self.tr("Words to look for"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        self.found = label(role="small")
        close = button(self.tr("&Close"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.found, 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, 28, SIDE, 20)
        layout.setSpacing(8)
        layout.addWidget(label(self.windowTitle(), "heading"))
        layout.addWidget(label(self.tr("Everything here works without the internet, this page too."), "lead"))
        layout.addWidget(self.search)
        layout.addWidget(self.text, 1)
        layout.addLayout(foot)
        self.text.setFocus()  # the keys for scrolling

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the search goes on to the next place; it does not close the window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.search.hasFocus():
            self._find_next()
        else:
            super().keyPressEvent(event)

    def open_at_part(self) -> None:
        """Show the window at the part about the step."""
        self.show()
        block = self.text.document().begin()
        while self._about and block.isValid():
            if block.text().startswith(self._about):
                self._mark([QTextCursor(block)], whole_line=True)
                self._scroll_to(QTextCursor(block))
                return
            block = block.next()

    def _find(self, words: str) -> None:
        found = list(self._matches(words.strip()))
        self._mark(found, whole_line=False)
        self.found.setText("")
        if words.strip():
            several = self.tr("{count} found. Enter goes to the next.").format(count=len(found))
            few = {0: self.tr("Nothing found."), 1: self.tr("1 found.")}
            self.found.setText(few.get(len(found), several))
            announce(self, self.found.text())
        if found:
            self._scroll_to(found[0])

    def _find_next(self) -> None:
        found = list(self._matches(self.search.text().strip()))
        now = self.text.textCursor().position()
        later = [cursor for cursor in found if cursor.selectionStart() >= now]
        if found:
            self._scroll_to((later or found)[0])

    def _matches(self, words: str) -> list[QTextCursor]:
        found: list[QTextCursor] = []
        cursor = QTextCursor(self.text.document())
        while words and not (cursor := self.text.document().find(words, cursor)).isNull():
            found.append(QTextCursor(cursor))
        return found

    def _mark(self, places: list[QTextCursor], *, whole_line: bool) -> None:
        marks = []
        for place in places:
            mark = QTextEdit.ExtraSelection()
            if whole_line:
                place.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = place
            colour = QColor(colours()["accent-soft" if whole_line else "warn"])
            colour.setAlphaF(1.0 if whole_line else FOUND)
            mark.format.setBackground(colour)
            marks.append(mark)
        self.text.setExtraSelections(marks)

    def _scroll_to(self, place: QTextCursor) -> None:
        """As far up as it goes, with the heading that it follows."""
        end = QTextCursor(place)
        end.clearSelection()
        self.text.setTextCursor(end)
        block = place.block()
        if block.previous().blockFormat().headingLevel():
            block = block.previous()
        top = self.text.cursorRect(QTextCursor(block)).top() - BELOW_TEXT
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.value() + top)


def give_room(document: QTextDocument) -> None:
    """Qt reads Markdown without any room between its headings and what stands below them."""
    document.setDocumentMargin(MARGIN)
    block = document.begin()
    while block.isValid():
        form, heading = block.blockFormat(), block.blockFormat().headingLevel() > 0
        form.setTopMargin(ABOVE_HEADING if heading and block.blockNumber() else 0)
        form.setBottomMargin(BELOW_HEADING if heading else BELOW_TEXT)
        QTextCursor(block).setBlockFormat(form)
        block = block.next()


def help_text() -> str:
    """Markdown."""
    own = paths.resource("help", f"{QLocale().name()[:2]}.md")
    text = (own if own.is_file() else paths.resource("help", f"{SOURCE.code}.md")).read_text(encoding="utf-8")
    return text.format(models=Settings().library, data=paths.data_folder(), logs=paths.log_folder())

"""An answer as its Markdown means it: text with headings, lists and tables, and code to copy."""

import math
import re

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QResizeEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QVBoxLayout, QWidget

from app.widgets.code_block import CodeBlock

_MARGIN = 12  # pixels between the edge and the text
_CODE = re.compile(r"^[ \t]*```[ \t]*([\w+#.-]*)[^\n]*\n(.*?)(?:^[ \t]*```[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_MARKS = re.compile(r"```|\*\*\S|^#{1,6} |^\s*[-*+] \S|^\s*\d+[.)] \S|^\|.*\||`[^`\n]+`|^> ", re.MULTILINE)
_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML


def is_markdown(text: str) -> bool:
    """Whether ``text`` has marks that would look otherwise."""
    return _MARKS.search(text) is not None


class RichAnswer(QFrame):
    """What a model writes shows no picture, opens no address and is no HTML."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self.setProperty("role", "rich")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(6)
        for part, language in _parts(text):
            layout.addWidget(_Text(part, name) if language is None else self._code(part, language))

    def _code(self, code: str, language: str) -> QWidget:
        block = CodeBlock(language or self.tr("Code"))
        block.setContentsMargins(_MARGIN, 0, _MARGIN, _MARGIN - 4)
        block.set_text(code.rstrip("\n"))
        return block


def _parts(text: str) -> list[tuple[str, str | None]]:
    """Text and code in turn; of code its language, which may be empty, and of text None."""
    parts: list[tuple[str, str | None]] = []
    at = 0
    for found in _CODE.finditer(text):
        parts += [(text[at : found.start()], None), (found[2], found[1])]
        at = found.end()
    parts.append((text[at:], None))
    return [(part, language) for part, language in parts if part.strip() or language is not None]


class _Text(QTextBrowser):
    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("role", "model")
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(_MARGIN)
        self.document().setMarkdown(text, _FEATURES)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing: neither a file of this computer nor an address."""
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(math.ceil(self.document().size().height()) + 2)

"""The verdict on an installed model: one sentence in a colour, four tiles, and a button for what a tile advises."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.scorecard.judging import about_here
from app.core.scorecard.scorecard import Grade, Scorecard
from app.core.scorecard.verdict import Advice, Tile, verdict_of
from app.widgets.elements import button, icon_label, label, panel
from app.widgets.theme import large_text
from app.wording.scorecard.scorecards import grade_words
from app.wording.scorecard.verdicts import advice_words, sentence, tile_title, tile_words

MARKS = {Grade.GOOD: "ok", Grade.NOTICE: "warn", Grade.BAD: "error", None: "info"}
TWO = 2  # tiles in a row, where there is room for them


class VerdictView(QWidget):
    """``advised`` carries the ``Advice`` whose button was pressed; only ``offered`` advice has one. None: nothing is
    advised, as where two verdicts stand side by side."""

    advised = Signal(Advice)

    def __init__(self, card: Scorecard, offered: Collection[Advice] | None = (), across: int = TWO) -> None:
        super().__init__()
        card = about_here(card)
        verdict = verdict_of(card)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self.sentence = label(sentence(card), f"verdict-{verdict.grade}")
        self.sentence.setAccessibleName(f"{grade_words(verdict.grade)}: {sentence(card)}")
        layout.addWidget(self.sentence)
        tiles = QGridLayout()
        tiles.setSpacing(10)
        across = 1 if large_text() else across
        for number, tile in enumerate(verdict.tiles):
            made = self._tile(tile, card, offered)
            tiles.addWidget(made, number // across, number % across)
        for column in range(across):
            tiles.setColumnStretch(column, 1)
        layout.addLayout(tiles)

    def _tile(self, tile: Tile, card: Scorecard, offered: Collection[Advice] | None) -> QWidget:
        made = panel("tile")
        made.setProperty("grade", tile.grade.value if tile.grade else "unknown")
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(made)
        row.setContentsMargins(14, 11, 14, 12)
        row.setSpacing(10)
        row.addWidget(icon_label(MARKS[tile.grade], 20), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(tile_title(tile), "title"))
        words.addWidget(label(tile_words(tile, card), "muted"))
        if offered and tile.advice in offered:
            act = button(advice_words(tile))
            act.wrap()
            act.clicked.connect(partial(self.advised.emit, tile.advice))
            words.addWidget(act, 0, Qt.AlignmentFlag.AlignLeft)
        elif offered is not None and advice_words(tile):
            words.addWidget(label(advice_words(tile), "small"))
        words.addStretch()
        row.addLayout(words, 1)
        said = f"{tile_title(tile)}: {tile_words(tile, card)}"
        made.setAccessibleName(f"{grade_words(tile.grade)}: {said}" if tile.grade else said)
        return made

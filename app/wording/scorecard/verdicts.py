"""The verdict on an installed model in plain words: one sentence, and one for each tile."""

from app.core.scorecard.scorecard import Grade, Measure, Scorecard
from app.core.scorecard.verdict import Advice, Tile, TileName, TileSays, verdict_of
from app.wording.filling import decimal, exact_words, fill_text
from app.wording.translation import translate
from app.wording.words import QT_TR_NOOP

_TITLES: dict[TileName, str] = {
    TileName.FAITHFUL: QT_TR_NOOP("Faithful"),
    TileName.FAST: QT_TR_NOOP("Fast"),
    TileName.FITS: QT_TR_NOOP("Fits"),
    TileName.CLEAN: QT_TR_NOOP("Clean"),
}
# What the sentence on top says of each; what is good of the last two goes without saying
PHRASES: dict[TileSays, str] = {
    TileSays.SAME: QT_TR_NOOP("Computes just what your original computes."),
    TileSays.LIKE: QT_TR_NOOP("Answers like your original."),
    TileSays.NEARLY: QT_TR_NOOP("Answers nearly like your original."),
    TileSays.UNLIKE: QT_TR_NOOP("Answers differently from your original."),
    TileSays.WRONG: QT_TR_NOOP("The conversion is wrong: it does not compute what your original computes."),
    TileSays.QUESTIONS_LOST: QT_TR_NOOP("Fails {lost} of your questions that the original passes."),
    TileSays.NOT_COMPARED: QT_TR_NOOP("Not compared with its original."),
    TileSays.FAST: QT_TR_NOOP("Fast here."),
    TileSays.SLOW: QT_TR_NOOP("Slow here."),
    TileSays.TOO_SLOW: QT_TR_NOOP("Too slow for this computer."),
    TileSays.BUSY: QT_TR_NOOP("Other programs kept this computer busy, so its speed is not judged."),
    TileSays.NOT_TIMED: QT_TR_NOOP("Not everything has been measured here yet."),
    TileSays.FITS: "",
    TileSays.TIGHT: QT_TR_NOOP("Memory is tight."),
    TileSays.TOO_LARGE: QT_TR_NOOP("It needs more memory than this computer can spare."),
    TileSays.CLEAN: "",
    TileSays.ONE_FAULT: QT_TR_NOOP("One answer was odd."),
    TileSays.FAULTY: QT_TR_NOOP("Some answers are broken."),
    TileSays.FAULTY_TEMPLATE: QT_TR_NOOP("Some answers are broken: its chat template is not the original's."),
    TileSays.FAULTY_TOKENIZER: QT_TR_NOOP("Some answers are broken: its tokenizer is not the original's."),
    TileSays.FAULTY_STOP: QT_TR_NOOP("It does not stop where the original does."),
    TileSays.FAULTY_PRECISION: QT_TR_NOOP("Some answers are broken by the conversion to fewer bits."),
    TileSays.FAULTY_TRAINING: QT_TR_NOOP("Some answers are broken, and so are the original's."),
    TileSays.FELL: QT_TR_NOOP("An odd request ended it."),
    TileSays.UNANSWERED: QT_TR_NOOP("It left requests without an answer."),
    TileSays.STOPPED: "",
}
TILES: dict[TileSays, str] = {
    TileSays.SAME: QT_TR_NOOP("All next words are the original's, at {positions} places."),
    TileSays.LIKE: QT_TR_NOOP("{percent} of 100 next words are the original's, at {positions} places."),
    TileSays.NEARLY: QT_TR_NOOP("{percent} of 100 next words are the original's, at {positions} places."),
    TileSays.UNLIKE: QT_TR_NOOP("Only {percent} of 100 next words are the original's, at {positions} places."),
    TileSays.WRONG: QT_TR_NOOP("In FP32 all next words should be the original's; {percent} of 100 are."),
    TileSays.QUESTIONS_LOST: QT_TR_NOOP("{lost} of {judged} questions fail here that the original passes."),
    TileSays.NOT_COMPARED: QT_TR_NOOP("The original was not at hand."),
    TileSays.FAST: QT_TR_NOOP("It begins after {seconds} s and writes {speed} tokens a second."),
    TileSays.SLOW: QT_TR_NOOP("It begins after {seconds} s and writes {speed} tokens a second."),
    TileSays.TOO_SLOW: QT_TR_NOOP("It begins after {seconds} s and writes {speed} tokens a second."),
    TileSays.BUSY: QT_TR_NOOP("Other programs took {busy} % of the processor meanwhile."),
    TileSays.NOT_TIMED: QT_TR_NOOP("Not measured on this computer yet."),
    TileSays.FITS: QT_TR_NOOP("{size_bytes} of memory while it answers."),
    TileSays.TIGHT: QT_TR_NOOP("{size_bytes} of memory while it answers: close other programs before a chat."),
    TileSays.TOO_LARGE: QT_TR_NOOP("{size_bytes} of memory while it answers: more than this computer can spare."),
    TileSays.CLEAN: QT_TR_NOOP("No answer was empty, endless, repeated or broken, and odd requests did no harm."),
    TileSays.ONE_FAULT: QT_TR_NOOP("One answer may be chance: try your own questions."),
    TileSays.FAULTY: QT_TR_NOOP("The original was not at hand, so the cause is not known."),
    TileSays.FAULTY_TEMPLATE: QT_TR_NOOP(
        "The original ends and answers well when it is asked in its own way. Convert it again from the original folder."
    ),
    TileSays.FAULTY_TOKENIZER: QT_TR_NOOP(
        "The same text becomes other tokens than the original's. Convert it again from the original folder."
    ),
    TileSays.FAULTY_STOP: QT_TR_NOOP(
        "It writes the original's stop token and goes on. Convert it again from the original folder."
    ),
    TileSays.FAULTY_PRECISION: QT_TR_NOOP("The original, asked the same, answers well."),
    TileSays.FAULTY_TRAINING: QT_TR_NOOP("The original does the same: the training has to be looked at."),
    TileSays.FELL: QT_TR_NOOP("After one of them it gave no answer any more."),
    TileSays.UNANSWERED: QT_TR_NOOP("Of {requests} requests, one after the other, {failed} got no answer."),
    TileSays.STOPPED: QT_TR_NOOP("Not measured: it was stopped before."),
}
_NO_CLOSER = QT_TR_NOOP("There is no precision closer to the original to try.")
# Where no button can do anything about what is not good
NOTHING: dict[TileSays, str] = {
    TileSays.NEARLY: _NO_CLOSER,
    TileSays.UNLIKE: _NO_CLOSER,
    TileSays.QUESTIONS_LOST: _NO_CLOSER,
    TileSays.FAULTY_PRECISION: _NO_CLOSER,
    TileSays.SLOW: QT_TR_NOOP("No other precision is faster; only a smaller model is."),
    TileSays.TOO_SLOW: QT_TR_NOOP("No other precision is faster; only a smaller model is."),
    TileSays.TIGHT: QT_TR_NOOP("No other precision takes less memory."),
    TileSays.TOO_LARGE: QT_TR_NOOP("No other precision takes less memory; only a smaller model does."),
    TileSays.FAULTY_TRAINING: QT_TR_NOOP("No conversion can change that."),
}
_JUDGE, _VERDICT = QT_TR_NOOP("Measure how good it is…"), QT_TR_NOOP("Verdict…")
ADVICE: dict[Advice, str] = {
    Advice.TRY_INT8: QT_TR_NOOP("Try INT8 and compare"),
    Advice.TRY_FP32: QT_TR_NOOP("Try FP32 and compare"),
    Advice.TRY_INT4: QT_TR_NOOP("Try INT4 and compare"),
    Advice.MEASURE_AGAIN: QT_TR_NOOP("Measure again"),
    Advice.CONVERT_AGAIN: QT_TR_NOOP("Convert again and compare"),
    Advice.CHOOSE_ORIGINAL: QT_TR_NOOP("Choose the original…"),
    Advice.ASK_OWN: QT_TR_NOOP("Ask your own questions…"),
}


def judging_words(*, known: bool) -> str:
    """What a button says that judges a model, or shows what came of it; the same everywhere."""
    return translate(_VERDICT if known else _JUDGE)


def sentence(card: Scorecard) -> str:
    """What the tiles say in a line. What is bad comes first."""
    tiles = sorted(verdict_of(card).tiles, key=lambda tile: tile.grade is not Grade.BAD)
    phrases = dict.fromkeys(PHRASES[tile.says] for tile in tiles)  # nothing is said twice
    return " ".join(fill_text(phrase, _facts(card)) for phrase in phrases if phrase)


def tile_title(tile: Tile) -> str:
    return translate(_TITLES[tile.name])


def tile_words(tile: Tile, card: Scorecard) -> str:
    return fill_text(TILES[tile.says], _facts(card))


def advice_words(tile: Tile) -> str:
    """What its button says; where something is not good and there is none, that nothing can be done; else ""."""
    if tile.advice:
        return translate(ADVICE[tile.advice])
    good = tile.grade in (None, Grade.GOOD)
    return "" if good else translate(NOTHING[tile.says])


def _facts(card: Scorecard) -> dict[str, str]:
    values = {row.measure: row.value for row in card.rows}
    first = values.get(Measure.FIRST_SHORT, 0.0)
    speed = values.get(Measure.SPEED, 0.0)
    return {
        "percent": f"{int(100 * values.get(Measure.AGREEMENT, 0.0))}",
        "positions": exact_words(card.positions),
        "seconds": decimal(first, 1 if first >= 1 else 2),
        "speed": decimal(speed, 0 if speed >= 10 else 1),
        "busy": f"{100 * card.busy:.0f}",
        "size_bytes": f"{values.get(Measure.MEMORY, 0.0):.0f}",
        "requests": str(card.endurance.requests if card.endurance else 0),
        "failed": str(card.endurance.failed if card.endurance else 0),
        "lost": str(card.own.lost if card.own else 0),
        "judged": str(card.own.judged if card.own else 0),
    }

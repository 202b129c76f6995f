"""What was measured of an installed model, in plain words."""

from pathlib import Path
from typing import NamedTuple

from app.core.recipe.recipe import Precision
from app.core.scorecard.judging import CLOSENESS, FAULTS, OF_THREADS, is_busy, is_converted_wrong
from app.core.scorecard.scorecard import Cause, Computer, Grade, Measure, Row, Scorecard, Uncompared, measured_on
from app.core.scorecard.verdict import Advice, closer
from app.wording.filling import decimal, exact_words, fill, fill_text
from app.wording.translation import translate
from app.wording.words import QT_TR_NOOP, Words


class Line(NamedTuple):
    """One measured number. ``words`` say what it means and what to do, where it is not good."""

    verdict: Grade
    title: str
    value: str
    words: str


class RowWords(NamedTuple):
    title: str
    value: str
    notice: str
    bad: str


HERE = QT_TR_NOOP("Measured on this computer on {date}.")
ELSEWHERE = QT_TR_NOOP(
    "Measured on another computer on {date}: {processor}, {cores} cores, {total_bytes} of memory, {system}. Here its "
    "speed, memory and processor load are others; measure it again to know them."
)
_STOPPED = QT_TR_NOOP("It was stopped: only what is shown was measured until then.")
WHILE_BUSY = QT_TR_NOOP("Other programs took {busy} % of the processor meanwhile.")
UNCOMPARED: dict[Uncompared, str] = {
    Uncompared.UNKNOWN: QT_TR_NOOP("Not compared with the original model: it was not converted on that computer."),
    Uncompared.GONE: QT_TR_NOOP("Not compared with the original model: it is no longer where it was converted from."),
    Uncompared.CHANGED: QT_TR_NOOP(
        "Not compared with the original model: its files were changed after the conversion."
    ),
    Uncompared.NO_MEMORY: QT_TR_NOOP(
        "Not compared with the original model: that takes {needed_bytes} of memory, and {free_bytes} were free."
    ),
    Uncompared.FAILED: QT_TR_NOOP("Not compared with the original model: it could not be run. The log says why."),
}
# Why another precision of a model cannot be tried at once, and what to do
AWAY: dict[Uncompared, Words] = {
    Uncompared.UNKNOWN: Words(
        QT_TR_NOOP("Where its original lies is not known"),
        QT_TR_NOOP("This model was not converted on this computer, or an earlier version of this program did it."),
        QT_TR_NOOP("Choose the folder of the model that it was made from."),
    ),
    Uncompared.GONE: Words(
        QT_TR_NOOP("Its original is away"),
        QT_TR_NOOP("It was converted from “{path}”, where there is no whole model now."),
        QT_TR_NOOP("Connect the drive that it lies on and try again, or choose the folder where it is now."),
    ),
    Uncompared.CHANGED: Words(
        QT_TR_NOOP("Its original was changed"),
        QT_TR_NOOP("The files in “{path}” are others than those that it was converted from."),
        QT_TR_NOOP("Choose the folder all the same to compare with what is there now, or the one with the old files."),
    ),
}
GRADES: dict[Grade, str] = {
    Grade.GOOD: QT_TR_NOOP("good"),
    Grade.NOTICE: QT_TR_NOOP("worth knowing"),
    Grade.BAD: QT_TR_NOOP("bad"),
}
_SECONDS = QT_TR_NOOP("{seconds} s")
_SHARE = QT_TR_NOOP("{percent} %")
_COUNT = QT_TR_NOOP("{count} of {answers}")
_CHANCE = QT_TR_NOOP("One answer may be chance. Try your own questions in the chat.")
_NO_CAUSE = QT_TR_NOOP("Why is not known: the original could not be asked the same.")
_OTHER_TOKENS = QT_TR_NOOP(
    "Its chat template or its tokenizer is not the original's. Convert it again from the original folder."
)
CAUSES: dict[Cause, str] = {
    Cause.TEMPLATE: QT_TR_NOOP("The original answers well: its chat template is another one than this model's."),
    Cause.TOKENIZER: QT_TR_NOOP("The original answers well: its tokenizer is another one than this model's."),
    Cause.STOP_TOKENS: QT_TR_NOOP("It writes the original's stop token and goes on: its list of stop tokens is wrong."),
    Cause.PRECISION: QT_TR_NOOP("The original, asked the same, answers well: the conversion to fewer bits did this."),
    Cause.TRAINING: QT_TR_NOOP("The original does the same: the training has to be looked at."),
    Cause.UNKNOWN: _NO_CAUSE,
}
CLOSER: dict[Advice, str] = {
    Advice.TRY_INT8: QT_TR_NOOP("INT8 is closer to the original."),
    Advice.TRY_FP32: QT_TR_NOOP("FP32 computes just what the original computes."),
}
_LITTLE = QT_TR_NOOP("A little was lost.")
_FAR = QT_TR_NOOP("Too much was lost: expect other answers than the original's.")
_WRONG = QT_TR_NOOP("In FP32 nothing may be lost: the conversion is wrong.")
_FASTER = QT_TR_NOOP("INT4 is the fastest precision.")
_BUSY = QT_TR_NOOP("Other programs took {busy} % of the processor meanwhile: measure it again.")
_MANY = QT_TR_NOOP("Many requests, one after the other")
_OF_MANY = QT_TR_NOOP("{count} of {requests} answered")
_ENDURED = QT_TR_NOOP("Short and long ones, some that go on with a conversation, and some that were stopped.")
_LOADED_AGAIN = QT_TR_NOOP("In between it was loaded again.")
_GROWTH = QT_TR_NOOP("Memory grew by {size_bytes} a request, as it does at first.")
ROWS: dict[Measure, RowWords] = {
    Measure.FIRST_SHORT: RowWords(
        QT_TR_NOOP("Begins to answer a short question after"),
        _SECONDS,
        QT_TR_NOOP("The wait is felt. “Tune again” may help, and closing other programs."),
        QT_TR_NOOP("Longer than attention lasts. This computer is too slow for this model: a smaller one will do."),
    ),
    Measure.FIRST_LONG: RowWords(
        QT_TR_NOOP("Begins to answer a long text of {tokens} tokens after"),
        _SECONDS,
        QT_TR_NOOP("Long texts make you wait. Shorter ones are read faster."),
        QT_TR_NOOP("Too slow for long texts on this computer. Use shorter ones, or a smaller model."),
    ),
    Measure.SPEED: RowWords(
        QT_TR_NOOP("Writes"),
        QT_TR_NOOP("{number} tokens a second"),
        QT_TR_NOOP("Slower than most people read."),
        QT_TR_NOOP("Half as fast as most people read, or less. A smaller model will do better here."),
    ),
    Measure.MEMORY: RowWords(
        QT_TR_NOOP("Memory while it answers"),
        "{size_bytes}",
        QT_TR_NOOP("More than is left beside the programs that were open. Close some before a chat."),
        QT_TR_NOOP("More than this computer can spare. A smaller model or precision is needed."),
    ),
    Measure.PROCESSOR: RowWords(
        QT_TR_NOOP("Processor while it answers"),
        _SHARE,
        QT_TR_NOOP("While it answers it needs the whole processor: other programs get slower."),
        "",
    ),
    Measure.EMPTY: RowWords(QT_TR_NOOP("Empty answers"), _COUNT, _CHANCE, _NO_CAUSE),
    Measure.REPEATS: RowWords(QT_TR_NOOP("Answers that say the same again and again"), _COUNT, _CHANCE, _NO_CAUSE),
    Measure.LEAKS: RowWords(QT_TR_NOOP("Answers with marks of the chat template"), _COUNT, _CHANCE, _NO_CAUSE),
    Measure.ENDLESS: RowWords(QT_TR_NOOP("Answers that do not end by themselves"), _COUNT, _CHANCE, _NO_CAUSE),
    Measure.GARBLED: RowWords(QT_TR_NOOP("Answers with broken characters"), _COUNT, _CHANCE, _NO_CAUSE),
    Measure.FOREIGN: RowWords(QT_TR_NOOP("Answers in another script than the question"), _COUNT, _CHANCE, _NO_CAUSE),
    Measure.PROMPTS: RowWords(
        QT_TR_NOOP("Questions that reach it otherwise than the original"), _COUNT, "", _OTHER_TOKENS
    ),
    Measure.AGREEMENT: RowWords(
        QT_TR_NOOP("Chooses the same next token as the original at {positions} places"),
        _SHARE,
        _LITTLE,
        _FAR,
    ),
    Measure.DIVERGENCE: RowWords(
        QT_TR_NOOP("Distance from the original (Kullback-Leibler divergence)"),
        QT_TR_NOOP("{number} nats"),
        _LITTLE,
        _FAR,
    ),
    Measure.DIVERGENCE_99: RowWords(
        QT_TR_NOOP("The same at 99 of 100 places, at most"), QT_TR_NOOP("{number} nats"), _LITTLE, _FAR
    ),
    Measure.PERPLEXITY: RowWords(
        QT_TR_NOOP("Perplexity of texts, beside the original's"),
        QT_TR_NOOP("{perplexity}, the original {original_perplexity}"),
        _LITTLE,
        _FAR,
    ),
}


def scorecard_words(card: Scorecard, here: Computer, date: str) -> str:
    """Where and when it was measured (``date`` as people write it), and why it was not compared, where it was not."""
    there = card.computer
    facts = {
        "date": date,
        "processor": there.processor,
        "cores": str(there.cores),
        "total_bytes": str(there.total_memory),
        "system": f"{there.system} {there.release}",
        "needed_bytes": str(card.needed_bytes),
        "free_bytes": str(there.free_memory),
        "busy": f"{100 * card.busy:.0f}",
    }
    texts = [HERE if measured_on(card, here) else ELSEWHERE]
    texts += [_STOPPED] if card.partial else []
    texts += [WHILE_BUSY] if is_busy(card) else []
    texts += [UNCOMPARED[card.uncompared]] if card.uncompared else []
    return " ".join(fill_text(text, facts) for text in texts)


def measured_words(card: Scorecard) -> tuple[Line, ...]:
    """Each number of the scorecard, and what became of many requests."""
    return (*(_measured(card, row) for row in card.rows), *_endured(card))


def _endured(card: Scorecard) -> list[Line]:
    endured = card.endurance
    if endured is None or not endured.requests:
        return []
    facts = {
        "count": str(endured.requests - endured.failed),
        "requests": str(endured.requests),
        "size_bytes": f"{max(endured.growth or 0.0, 0.0):.0f}",
    }
    texts = [_ENDURED, *([_LOADED_AGAIN] if endured.loaded_again else []), *([_GROWTH] if endured.growth else [])]
    grade = Grade.BAD if endured.failed else Grade.GOOD
    words = " ".join(fill_text(text, facts) for text in texts)
    return [Line(grade, fill_text(_MANY, facts), fill_text(_OF_MANY, facts), words)]


def _measured(card: Scorecard, row: Row) -> Line:
    words, fidelity = ROWS[row.measure], card.fidelity
    asked = card.prompts if row.measure is Measure.PROMPTS else card.answers
    facts = {
        "seconds": decimal(row.value, 1 if row.value >= 1 else 2),
        "number": _number(row),
        "percent": f"{int(100 * row.value)}" if row.measure is Measure.AGREEMENT else f"{100 * row.value:.0f}",
        "size_bytes": f"{row.value:.0f}",
        "count": f"{asked * row.value:.0f}",
        "answers": str(asked),
        "tokens": exact_words(card.long_tokens),
        "positions": exact_words(card.positions),
        "busy": f"{100 * card.busy:.0f}",
        "perplexity": decimal(fidelity.perplexity or 0.0, 2) if fidelity else "",
        "original_perplexity": decimal(fidelity.original_perplexity or 0.0, 2) if fidelity else "",
    }
    said = [fill_text(text, facts) if text else "" for text in (words.title, words.value)]
    meant = " ".join(fill_text(text, facts) for text in _meant(card, row) if text)
    return Line(row.verdict, said[0], said[1], meant)


def _number(row: Row) -> str:
    if row.measure not in (Measure.DIVERGENCE, Measure.DIVERGENCE_99):
        return decimal(row.value, 0 if row.value >= 10 else 1)
    return decimal(row.value, 3) if row.value >= 0.001 or row.value == 0 else f"{row.value:.0e}"


def _meant(card: Scorecard, row: Row) -> tuple[str, ...]:
    """What a number means that is not good, its cause where that is known, and what to do that is not done already."""
    words = ROWS[row.measure]
    if row.verdict is Grade.GOOD:
        return ()
    if row.measure in OF_THREADS and is_busy(card):
        return (_BUSY,)
    plain = words.notice if row.verdict is Grade.NOTICE else words.bad
    if row.measure in FAULTS and row.measure in card.causes:
        known = card.causes[row.measure] is not Cause.UNKNOWN
        return (CAUSES[card.causes[row.measure]],) if known or row.verdict is Grade.BAD else (plain,)
    if row.measure in CLOSENESS:
        if is_converted_wrong(card):
            return (_WRONG,)
        advice = closer(card.precision)
        return (plain, CLOSER[advice]) if advice else (plain,)
    if row.measure is Measure.SPEED and card.precision in (Precision.INT8, Precision.FP32):
        return (plain, _FASTER)
    return (plain,)


def where_original_words(why: Uncompared | None, folder: Path | None) -> Words:
    """Why the original of a model is not at hand; ``folder`` is where it was."""
    return fill(AWAY[why if why in AWAY else Uncompared.UNKNOWN], {"path": str(folder or "")})


def grade_words(grade: Grade) -> str:
    return translate(GRADES[grade])

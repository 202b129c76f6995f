"""What was measured of an installed model, in plain words."""

from typing import NamedTuple

from app.core.scorecard import Computer, Measure, Row, Scorecard, Uncompared, Verdict, measured_on
from app.translation import translate
from app.wording.filling import decimal, fill_text
from app.wording.words import QT_TRANSLATE_NOOP


class Line(NamedTuple):
    """One measured number. ``words`` say what it means and what to do, where it is not good."""

    verdict: Verdict
    title: str
    value: str
    words: str


class RowWords(NamedTuple):
    title: str
    value: str
    notice: str
    bad: str


HERE = QT_TRANSLATE_NOOP("wording", "Measured on this computer on {date}.")
ELSEWHERE = QT_TRANSLATE_NOOP(
    "wording",
    "Measured on another computer on {date}: {processor}, {cores} cores, {total_bytes} of memory, {system}. Here its "
    "speed, memory and processor load are others; measure it again to know them.",
)
UNCOMPARED: dict[Uncompared, str] = {
    Uncompared.UNKNOWN: QT_TRANSLATE_NOOP(
        "wording", "Not compared with the original model: it was not converted on that computer."
    ),
    Uncompared.GONE: QT_TRANSLATE_NOOP(
        "wording", "Not compared with the original model: it is no longer where it was converted from."
    ),
    Uncompared.CHANGED: QT_TRANSLATE_NOOP(
        "wording", "Not compared with the original model: its files were changed after the conversion."
    ),
    Uncompared.NO_MEMORY: QT_TRANSLATE_NOOP(
        "wording",
        "Not compared with the original model: that takes {needed_bytes} of memory, and {free_bytes} were free.",
    ),
    Uncompared.FAILED: QT_TRANSLATE_NOOP(
        "wording", "Not compared with the original model: it could not be run. The log says why."
    ),
}
VERDICTS: dict[Verdict, str] = {
    Verdict.GOOD: QT_TRANSLATE_NOOP("wording", "good"),
    Verdict.NOTICE: QT_TRANSLATE_NOOP("wording", "worth knowing"),
    Verdict.BAD: QT_TRANSLATE_NOOP("wording", "bad"),
}
_SECONDS = QT_TRANSLATE_NOOP("wording", "{seconds} s")
_SHARE = QT_TRANSLATE_NOOP("wording", "{percent} %")
_COUNT = QT_TRANSLATE_NOOP("wording", "{count} of {answers}")
_CHANCE = QT_TRANSLATE_NOOP("wording", "One answer may be chance. Try your own questions in the chat.")
_ANEW = QT_TRANSLATE_NOOP(
    "wording",
    "Something is wrong with the model. If the original answers well, convert it anew with a more exact precision; if "
    "not, the training has to be looked at.",
)
_TEMPLATE = QT_TRANSLATE_NOOP(
    "wording",
    "The chat template or the stop tokens do not fit the model. Choose its original folder again: the check names what "
    "is wrong there, and can put it right.",
)
_CLOSER = QT_TRANSLATE_NOOP("wording", "A little was lost. Where exact answers matter, INT8 is closer to the original.")
_FAR = QT_TRANSLATE_NOOP(
    "wording", "Too much was lost: expect other answers than the original's. Convert it to INT8 instead."
)
ROWS: dict[Measure, RowWords] = {
    Measure.FIRST_SHORT: RowWords(
        QT_TRANSLATE_NOOP("wording", "Begins to answer a short question after"),
        _SECONDS,
        QT_TRANSLATE_NOOP("wording", "The wait is felt. “Tune again” may help, and closing other programs."),
        QT_TRANSLATE_NOOP(
            "wording", "Longer than attention lasts. This computer is too slow for this model: a smaller one will do."
        ),
    ),
    Measure.FIRST_LONG: RowWords(
        QT_TRANSLATE_NOOP("wording", "Begins to answer a long text of {tokens} tokens after"),
        _SECONDS,
        QT_TRANSLATE_NOOP("wording", "Long texts make you wait. Shorter ones are read faster."),
        QT_TRANSLATE_NOOP("wording", "Too slow for long texts on this computer. Use shorter ones, or a smaller model."),
    ),
    Measure.SPEED: RowWords(
        QT_TRANSLATE_NOOP("wording", "Writes"),
        QT_TRANSLATE_NOOP("wording", "{number} tokens a second"),
        QT_TRANSLATE_NOOP("wording", "Slower than most people read. INT4 is the fastest precision."),
        QT_TRANSLATE_NOOP("wording", "Half as fast as most people read, or less. A smaller model will do better here."),
    ),
    Measure.MEMORY: RowWords(
        QT_TRANSLATE_NOOP("wording", "Memory while it answers"),
        "{size_bytes}",
        QT_TRANSLATE_NOOP("wording", "More than is left beside the programs that were open. Close some before a chat."),
        QT_TRANSLATE_NOOP("wording", "More than this computer can spare. A smaller model or precision is needed."),
    ),
    Measure.PROCESSOR: RowWords(
        QT_TRANSLATE_NOOP("wording", "Processor while it answers"),
        _SHARE,
        QT_TRANSLATE_NOOP("wording", "While it answers it needs the whole processor: other programs get slower."),
        "",
    ),
    Measure.EMPTY: RowWords(QT_TRANSLATE_NOOP("wording", "Empty answers"), _COUNT, _CHANCE, _TEMPLATE),
    Measure.REPEATS: RowWords(
        QT_TRANSLATE_NOOP("wording", "Answers that say the same again and again"), _COUNT, _CHANCE, _ANEW
    ),
    Measure.LEAKS: RowWords(
        QT_TRANSLATE_NOOP("wording", "Answers with marks of the chat template"), _COUNT, _CHANCE, _TEMPLATE
    ),
    Measure.ENDLESS: RowWords(
        QT_TRANSLATE_NOOP("wording", "Answers that do not end by themselves"), _COUNT, _CHANCE, _TEMPLATE
    ),
    Measure.GARBLED: RowWords(QT_TRANSLATE_NOOP("wording", "Answers with broken characters"), _COUNT, _CHANCE, _ANEW),
    Measure.PROMPTS: RowWords(
        QT_TRANSLATE_NOOP("wording", "Questions that reach it otherwise than the original"), _COUNT, "", _TEMPLATE
    ),
    Measure.AGREEMENT: RowWords(
        QT_TRANSLATE_NOOP("wording", "Chooses the same next token as the original at {positions} places"),
        _SHARE,
        _CLOSER,
        _FAR,
    ),
    Measure.DIVERGENCE: RowWords(
        QT_TRANSLATE_NOOP("wording", "Distance from the original (Kullback-Leibler divergence)"),
        QT_TRANSLATE_NOOP("wording", "{number} nats"),
        _CLOSER,
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
    }
    texts = [HERE if measured_on(card, here) else ELSEWHERE]
    texts += [UNCOMPARED[card.uncompared]] if card.uncompared else []
    return " ".join(fill_text(text, facts) for text in texts)


def measured_words(card: Scorecard) -> tuple[Line, ...]:
    """Each number of the scorecard."""
    return tuple(_measured(card, row) for row in card.rows)


def _measured(card: Scorecard, row: Row) -> Line:
    words = ROWS[row.measure]
    asked = card.prompts if row.measure is Measure.PROMPTS else card.answers
    facts = {
        "seconds": decimal(row.value, 1 if row.value >= 1 else 2),
        "number": decimal(row.value, 3 if row.measure is Measure.DIVERGENCE else 0 if row.value >= 10 else 1),
        "percent": f"{100 * row.value:.0f}",
        "size_bytes": f"{row.value:.0f}",
        "count": f"{asked * row.value:.0f}",
        "answers": str(asked),
        "tokens": str(card.long_tokens),
        "positions": str(card.positions),
    }
    meant = {Verdict.GOOD: "", Verdict.NOTICE: words.notice, Verdict.BAD: words.bad}[row.verdict]
    said = (fill_text(text, facts) if text else "" for text in (words.title, words.value, meant))
    return Line(row.verdict, *said)


def verdict_words(verdict: Verdict) -> str:
    return translate(VERDICTS[verdict])

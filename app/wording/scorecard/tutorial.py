"""The four metrics and five checks of Foundry Local's tutorial, as rows by name."""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from app.core.scorecard.scorecard import EdgeCase, Grade, Measure, Scorecard
from app.wording.filling import decimal, fill_text
from app.wording.translation import translate
from app.wording.words import QT_TR_NOOP


class TutorialName(StrEnum):
    RESPONSE_TIME = "response_time"
    MEMORY = "memory"
    CPU = "cpu"
    QUALITY = "quality"
    DOMAIN_ANSWERS = "domain_answers"
    FORMAT = "format"
    NO_LEAK = "no_leak"
    CONSISTENT_LENGTHS = "consistent_lengths"
    EDGE_CASES = "edge_cases"


class TutorialRow(Struct, frozen=True, kw_only=True):
    """``grade`` is None where nothing was measured."""

    name: TutorialName
    check: bool
    title: str
    value: str
    grade: Grade | None
    words: str = ""  # what was tried, and what of it failed


TITLES: dict[TutorialName, str] = {
    TutorialName.RESPONSE_TIME: QT_TR_NOOP("Response time"),
    TutorialName.MEMORY: QT_TR_NOOP("Memory"),
    TutorialName.CPU: QT_TR_NOOP("Processor"),
    TutorialName.QUALITY: QT_TR_NOOP("Quality"),
    TutorialName.DOMAIN_ANSWERS: QT_TR_NOOP("Answers in its own field"),
    TutorialName.FORMAT: QT_TR_NOOP("Format of the answers"),
    TutorialName.NO_LEAK: QT_TR_NOOP("No marks of the template in answers"),
    TutorialName.CONSISTENT_LENGTHS: QT_TR_NOOP("The same over short and long questions"),
    TutorialName.EDGE_CASES: QT_TR_NOOP("Odd requests"),
}
CASES: dict[EdgeCase, str] = {
    EdgeCase.EMPTY: QT_TR_NOOP("an empty message"),
    EdgeCase.BLANKS: QT_TR_NOOP("nothing but blanks"),
    EdgeCase.EMOJI: QT_TR_NOOP("emoji"),
    EdgeCase.RIGHT_TO_LEFT: QT_TR_NOOP("writing from right to left"),
    EdgeCase.CONTROL: QT_TR_NOOP("control characters"),
    EdgeCase.MARKS: QT_TR_NOOP("the marks of its chat template"),
    EdgeCase.HUGE: QT_TR_NOOP("100,000 characters"),
    EdgeCase.OVER_CONTEXT: QT_TR_NOOP("more than it can keep in mind"),
    EdgeCase.TWICE: QT_TR_NOOP("the same question twice"),
}
TRIED = QT_TR_NOOP("Tried: {tried}.")
FELL = QT_TR_NOOP("It did not withstand: {fell}.")
_SECONDS = QT_TR_NOOP("{seconds} s")
_SHARE = QT_TR_NOOP("{percent} %")
_SIZE = "{size_bytes}"
_COUNT = QT_TR_NOOP("{count} of {answers}")
_NEXT_WORDS = QT_TR_NOOP("{percent} of 100 next words as the original")
_NONE = QT_TR_NOOP("not measured")
_NO_QUESTIONS = QT_TR_NOOP("needs your own questions")


def tutorial_rows(card: Scorecard) -> tuple[TutorialRow, ...]:
    """Metrics first, then checks."""
    rows = {row.measure: row for row in card.rows}

    def metric(name: TutorialName, measure: Measure, text: str) -> TutorialRow:
        row = rows.get(measure)
        if row is None:
            return _row(name, _NONE, {}, None)
        facts = {
            "seconds": decimal(row.value, 1 if row.value >= 1 else 2),
            "percent": f"{int(100 * row.value)}",
            "size_bytes": f"{row.value:.0f}",
        }
        return _row(name, text, facts, row.verdict)

    return (
        metric(TutorialName.RESPONSE_TIME, Measure.FIRST_SHORT, _SECONDS),
        metric(TutorialName.MEMORY, Measure.MEMORY, _SIZE),
        metric(TutorialName.CPU, Measure.PROCESSOR, _SHARE),
        metric(TutorialName.QUALITY, Measure.AGREEMENT, _NEXT_WORDS),
        _domain(card),
        _format(card),
        _no_leak(card),
        _counted(TutorialName.CONSISTENT_LENGTHS, [held for _, held in card.lengths]),
        _edge_cases(card),
    )


def _edge_cases(card: Scorecard) -> TutorialRow:
    row = _counted(TutorialName.EDGE_CASES, list(card.edge_cases.values()))
    fell = [case for case, held in card.edge_cases.items() if not held]
    said = [fill_text(TRIED, {"tried": _named(card.edge_cases)})] if card.edge_cases else []
    said += [fill_text(FELL, {"fell": _named(fell)})] if fell else []
    return replace(row, words=" ".join(said))


def _named(cases: Iterable[EdgeCase]) -> str:
    return ", ".join(translate(CASES[case]) for case in cases)


def _domain(card: Scorecard) -> TutorialRow:
    own, name = card.own, TutorialName.DOMAIN_ANSWERS
    if own is None or not own.judged:
        return _row(name, _NO_QUESTIONS, {}, None)
    fewest = own.judged if own.reference_passed is None else own.reference_passed
    grade = Grade.GOOD if own.passed >= fewest else Grade.NOTICE if own.passed >= fewest / 2 else Grade.BAD
    return _row(name, _COUNT, {"count": str(own.passed), "answers": str(own.judged)}, grade)


def _format(card: Scorecard) -> TutorialRow:
    """By the questions that ask for a format; without one, by whether answers are text that ends."""
    if card.own and card.own.formats[1]:
        passed, asked = card.own.formats
        return _counted(TutorialName.FORMAT, [True] * passed + [False] * (asked - passed))
    broken = [row for row in card.rows if row.measure in (Measure.EMPTY, Measure.ENDLESS, Measure.GARBLED)]
    if not broken:
        return _row(TutorialName.FORMAT, _NONE, {}, None)
    worst = max(row.value for row in broken)
    good = card.answers - round(worst * card.answers)
    return _counted(TutorialName.FORMAT, [True] * good + [False] * (card.answers - good))


def _no_leak(card: Scorecard) -> TutorialRow:
    leaks = next((row.value for row in card.rows if row.measure is Measure.LEAKS), None)
    if leaks is None:
        return _row(TutorialName.NO_LEAK, _NONE, {}, None)
    leaking = round(leaks * card.answers)
    return _counted(TutorialName.NO_LEAK, [True] * (card.answers - leaking) + [False] * leaking)


def _counted(name: TutorialName, held: list[bool]) -> TutorialRow:
    if not held:
        return _row(name, _NONE, {}, None)
    grade = Grade.GOOD if all(held) else Grade.NOTICE if sum(held) == len(held) - 1 else Grade.BAD
    return _row(name, _COUNT, {"count": str(sum(held)), "answers": str(len(held))}, grade)


def _row(name: TutorialName, text: str, facts: dict[str, str], grade: Grade | None) -> TutorialRow:
    title = translate(TITLES[name])
    check = list(TutorialName).index(name) > list(TutorialName).index(TutorialName.QUALITY)
    return TutorialRow(name=name, check=check, title=title, value=fill_text(text, facts), grade=grade)

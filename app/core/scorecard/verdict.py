"""One verdict on an installed model, from all that was measured of it."""

from enum import StrEnum

from msgspec import Struct

from app.core.recipe.recipe import CLOSER, Precision
from app.core.scorecard.judging import FAULTS, is_busy, is_converted_wrong
from app.core.scorecard.scorecard import Cause, Grade, Measure, Scorecard, Uncompared

FEW_LOST = 0.1  # share of the questions that the original passes and the model does not, up to which nothing is said


class TileName(StrEnum):
    FAITHFUL = "faithful"
    FAST = "fast"
    FITS = "fits"
    CLEAN = "clean"


class TileSays(StrEnum):
    """What a tile says; ```app/wording``` says it in words."""

    SAME = "same"  # it computes what the original computes
    LIKE = "like"
    NEARLY = "nearly"
    UNLIKE = "unlike"
    WRONG = "wrong"  # float32, and not what the original computes
    QUESTIONS_LOST = "questions_lost"
    NOT_COMPARED = "not_compared"
    FAST = "fast"
    SLOW = "slow"
    TOO_SLOW = "too_slow"
    BUSY = "busy"  # other programs were
    NOT_TIMED = "not_timed"
    FITS = "fits"
    TIGHT = "tight"
    TOO_LARGE = "too_large"
    CLEAN = "clean"
    ONE_FAULT = "one_fault"
    FAULTY = "faulty"
    FAULTY_TEMPLATE = "faulty_template"
    FAULTY_TOKENIZER = "faulty_tokenizer"
    FAULTY_STOP = "faulty_stop"
    FAULTY_PRECISION = "faulty_precision"
    FAULTY_TRAINING = "faulty_training"
    FELL = "fell"  # over an odd request
    UNANSWERED = "unanswered"  # some of many requests were not answered
    STOPPED = "stopped"  # measuring was, before it came to this


class Advice(StrEnum):
    """What a button can do about it."""

    TRY_INT8 = "try_int8"
    TRY_FP32 = "try_fp32"
    TRY_INT4 = "try_int4"
    MEASURE_AGAIN = "measure_again"
    CONVERT_AGAIN = "convert_again"
    CHOOSE_ORIGINAL = "choose_original"  # it is not where it was, or was never known
    ASK_OWN = "ask_own"  # the user's own questions


class Tile(Struct, frozen=True):
    """``grade`` is None where nothing is known; ``advice`` is None where nothing can be done, or has to be."""

    name: TileName
    grade: Grade | None
    says: TileSays
    advice: Advice | None = None


class Verdict(Struct, frozen=True):
    grade: Grade
    tiles: tuple[Tile, ...]


_CAUSES = {
    Cause.TEMPLATE: TileSays.FAULTY_TEMPLATE,
    Cause.TOKENIZER: TileSays.FAULTY_TOKENIZER,
    Cause.STOP_TOKENS: TileSays.FAULTY_STOP,
    Cause.PRECISION: TileSays.FAULTY_PRECISION,
    Cause.TRAINING: TileSays.FAULTY_TRAINING,
    Cause.UNKNOWN: TileSays.FAULTY,
}
_TRY = {Precision.INT4: Advice.TRY_INT4, Precision.INT8: Advice.TRY_INT8, Precision.FP32: Advice.TRY_FP32}
_ORDER = list(Grade)


def verdict_of(card: Scorecard) -> Verdict:
    """The worst of four tiles; one about which nothing is known does not count."""
    tiles = (_faithful(card), _fast(card), _fits(card), _clean(card))
    grades = [tile.grade for tile in tiles if tile.grade]
    return Verdict(max(grades, key=_ORDER.index, default=Grade.NOTICE), tiles)


def closer(precision: str) -> Advice | None:
    """A precision that is closer to the original; None when there is none."""
    return next((_TRY[finer] for coarser, finer in CLOSER.items() if coarser == precision), None)


def smaller(precision: str) -> Advice | None:
    """A faster precision that takes less memory; None when there is none."""
    larger = [each for each in Precision if each is not Precision.INT4]
    return Advice.TRY_INT4 if precision in larger else None


def _find_original(card: Scorecard) -> Advice:
    """What lets the original be asked."""
    away = (Uncompared.UNKNOWN, Uncompared.GONE, Uncompared.CHANGED)
    return Advice.CHOOSE_ORIGINAL if card.uncompared in away else Advice.MEASURE_AGAIN


def _grade(card: Scorecard, *measures: Measure) -> Grade | None:
    """The worst of them; None when none was measured."""
    grades = [row.verdict for row in card.rows if row.measure in measures]
    return max(grades, key=_ORDER.index, default=None)


def _faithful(card: Scorecard) -> Tile:
    name, grade = TileName.FAITHFUL, _grade(card, Measure.AGREEMENT, Measure.DIVERGENCE)
    if grade is None:
        if card.partial:
            return Tile(name, None, TileSays.STOPPED, Advice.MEASURE_AGAIN)
        return Tile(name, None, TileSays.NOT_COMPARED, _find_original(card))
    if is_converted_wrong(card):
        return Tile(name, Grade.BAD, TileSays.WRONG, Advice.CONVERT_AGAIN)
    if grade is Grade.BAD:
        return Tile(name, grade, TileSays.UNLIKE, closer(card.precision))
    if card.own and card.own.lost > FEW_LOST * card.own.judged:
        return Tile(name, Grade.NOTICE, TileSays.QUESTIONS_LOST, closer(card.precision))
    if grade is Grade.NOTICE:
        return Tile(name, grade, TileSays.NEARLY, closer(card.precision))
    same = card.fidelity is not None and card.fidelity.exact
    return Tile(name, Grade.GOOD, TileSays.SAME if same else TileSays.LIKE)


def _fast(card: Scorecard) -> Tile:
    name = TileName.FAST
    grade = _grade(card, Measure.FIRST_SHORT, Measure.FIRST_LONG, Measure.SPEED)
    if grade is None:
        return Tile(name, None, TileSays.NOT_TIMED, Advice.MEASURE_AGAIN)
    if grade is Grade.GOOD:
        return Tile(name, grade, TileSays.FAST)
    if is_busy(card):
        return Tile(name, Grade.NOTICE, TileSays.BUSY, Advice.MEASURE_AGAIN)
    says = TileSays.SLOW if grade is Grade.NOTICE else TileSays.TOO_SLOW
    return Tile(name, grade, says, smaller(card.precision))


def _fits(card: Scorecard) -> Tile:
    grade = _grade(card, Measure.MEMORY)
    findings = {Grade.GOOD: TileSays.FITS, Grade.NOTICE: TileSays.TIGHT, Grade.BAD: TileSays.TOO_LARGE}
    if grade is None:
        return Tile(TileName.FITS, None, TileSays.NOT_TIMED, Advice.MEASURE_AGAIN)
    return Tile(TileName.FITS, grade, findings[grade], None if grade is Grade.GOOD else smaller(card.precision))


def _clean(card: Scorecard) -> Tile:
    name, grade = TileName.CLEAN, _grade(card, *FAULTS, Measure.PROMPTS)
    if not all(card.edge_cases.values()):
        return Tile(name, Grade.BAD, TileSays.FELL, Advice.MEASURE_AGAIN)
    if card.endurance and card.endurance.failed:
        return Tile(name, Grade.BAD, TileSays.UNANSWERED, Advice.MEASURE_AGAIN)
    if grade is None and card.partial:
        return Tile(name, None, TileSays.STOPPED, Advice.MEASURE_AGAIN)
    if grade is None or grade is Grade.GOOD:
        return Tile(name, grade, TileSays.CLEAN)
    faulty = [row.measure for row in card.rows if row.verdict is grade and row.measure in FAULTS]
    causes = [card.causes.get(measure, Cause.UNKNOWN) for measure in faulty] or [Cause.TEMPLATE]
    cause = min(causes, key=list(Cause).index)
    if cause is Cause.UNKNOWN and grade is Grade.NOTICE:
        return Tile(name, grade, TileSays.ONE_FAULT, Advice.ASK_OWN)
    return Tile(name, grade, _CAUSES[cause], _against(cause, card))


def _against(cause: Cause, card: Scorecard) -> Advice | None:
    """None for what only another training changes."""
    match cause:
        case Cause.TEMPLATE | Cause.TOKENIZER | Cause.STOP_TOKENS:
            return Advice.CONVERT_AGAIN
        case Cause.PRECISION:
            return closer(card.precision)
        case Cause.UNKNOWN:
            return _find_original(card)
        case Cause.TRAINING:
            return None

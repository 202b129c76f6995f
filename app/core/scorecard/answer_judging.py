"""Is an answer what was expected?"""

import json
import re
import unicodedata
from collections import Counter
from typing import Any

from app.core.scorecard.json_schema import fits
from app.core.scorecard.numbers import numbers_in, ranges
from app.core.scorecard.patterns import compiled, is_found
from app.core.scorecard.questions import Judge, Question

_BLOCK = re.compile(r"```[\w-]*[ \t]*\n(.*?)```", re.DOTALL)
# Thai and Lao, Japanese and Chinese; else what stands between blanks and signs
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+")
# Of 77 answers in each language that the sample model learnt, no two share more than 0.45 of their words, and of a
# hundred pairs 99 share less than 0.34.
HALF = 0.5
NOTHING = object()


def passes(question: Question, answer: str, reference: str | None = None) -> bool | None:
    """Whether ``answer`` is right; None where nothing is expected, or the original's answer (``reference``) would be
    needed and is not known."""
    if not question.judged or (question.judge is Judge.SAME and reference is None):
        return None
    match question.judge:
        case Judge.CONTAINS:
            return plain(question.expected) in plain(answer)
        case Judge.WORDS:
            return plain(question.expected) in plain(answer) or shared(question.expected, answer) >= HALF
        case Judge.EQUALS:
            return plain(question.expected) == plain(answer)
        case Judge.SAME:
            return plain(reference or "") == plain(answer)
        case Judge.REGEX:
            return is_found(compiled(question.expected), answer)
        case Judge.NUMBER:
            within = ranges(question.expected)
            return any(each.holds(number) for number in numbers_in(answer) for each in within)
    value = json_in(answer)
    if value is NOTHING:
        return False
    return question.judge is Judge.JSON or fits(value, json.loads(question.expected))


def words(text: str) -> list[str]:
    """Of scripts without blanks, letters."""
    return _WORD.findall(plain(text))


def shared(one: str, other: str) -> float:
    """The share of the words of both that are the same, 0 to 1: F1 of Rajpurkar et al. 2016, SQuAD, section 6.1."""
    counted = [Counter(words(text)) for text in (one, other)]
    return 2 * (counted[0] & counted[1]).total() / max(sum(each.total() for each in counted), 1)


def plain(text: str) -> str:
    """Without differences of letter case, of blanks, and of how letters with accents are put together."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def json_in(answer: str) -> Any:
    """The JSON value that ``answer`` is, alone or in its only code block; ``NOTHING`` when it is none."""
    blocks = _BLOCK.findall(answer)
    for text in [answer, *(blocks if len(blocks) == 1 else [])]:
        try:
            return json.loads(text, parse_constant=_refuse)
        except (ValueError, RecursionError):
            continue
    return NOTHING


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")

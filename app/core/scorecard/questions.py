"""The user's own questions to a model, what is expected of the answers, and what became of them."""

from enum import StrEnum

from msgspec import Struct

from app.core.template.rendering import Message


class Judge(StrEnum):
    """How an answer is judged by what is expected of it. Letter case and blanks make no difference to the first three
    and the last."""

    CONTAINS = "contains"
    WORDS = "words"  # half of the words being the same is enough: for whole sentences
    EQUALS = "equals"
    REGEX = "regex"  # somewhere in the answer
    JSON = "json"  # the answer is JSON, also in a code block
    SCHEMA = "schema"  # the answer is JSON that fits a schema
    NUMBER = "number"  # a number of the answer is the expected one, or within its range
    SAME = "same"  # the answer is the original's


class Wrong(StrEnum):
    """Why a line of a file is no question."""

    NO_QUESTION = "no_question"
    NO_EXPECTED = "no_expected"
    UNKNOWN_JUDGE = "unknown_judge"
    BAD_REGEX = "bad_regex"
    BAD_SCHEMA = "bad_schema"
    BAD_NUMBER = "bad_number"
    BAD_JSON = "bad_json"
    QUOTES = "quotes"  # they do not end where a field does
    COLUMNS = "columns"  # more than the first line names
    ROLES = "roles"  # roles of turns other than system, user and assistant
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"  # the rest of the file is left out from here on


class WrongLine(Struct, frozen=True):
    line: int  # counted from 1
    why: Wrong
    value: str = ""  # what was found there


class Question(Struct, frozen=True, kw_only=True):
    """``messages`` end with the user's. Where two of the user's follow each other, the model's own answer to the first
    comes between them."""

    messages: tuple[Message, ...]
    expected: str = ""
    judge: Judge = Judge.CONTAINS
    line: int = 0  # number of the line in its file

    @property
    def text(self) -> str:
        """What is asked last."""
        return self.messages[-1]["content"]

    @property
    def judged(self) -> bool:
        """Whether anything is expected of the answer."""
        return bool(self.expected) or self.judge in (Judge.JSON, Judge.SAME)


class QuestionFile(Struct, frozen=True):
    questions: tuple[Question, ...]
    wrong: tuple[WrongLine, ...] = ()


class Flip(StrEnum):
    GAINED = "gained"  # failed there, passed here
    LOST = "lost"  # passed there, failed here


class Answered(Struct, frozen=True, kw_only=True):
    """One question and its answers. ``passed`` is None where nothing was expected, or no model was asked."""

    question: str
    expected: str
    judge: Judge
    answer: str
    passed: bool | None
    reference_answer: str | None = None  # None: not asked
    reference_passed: bool | None = None
    base_answer: str | None = None
    base_passed: bool | None = None
    flipped: Flip | None = None  # since the original
    trained: Flip | None = None  # since the base model
    since_last: Flip | None = None  # since these questions were last asked
    parts_at: int | None = None  # number of the first token that is another than the original's
    messages: tuple[Message, ...] = ()  # what was said before: system prompt and earlier turns
    tokens: int = 0
    ended: bool = True  # it came to its end by itself
    seconds: float = 0.0
    line: int = 0


class QuestionRun(Struct, frozen=True, kw_only=True):
    """``passed`` of the ``asked`` questions; where nothing is expected, a question neither passes nor fails."""

    model: str  # id
    questions: tuple[Answered, ...]
    passed: int
    asked: int
    judged: int = 0  # number of questions of which something was expected
    reference: str | None = None  # name of what was asked too
    reference_passed: int | None = None
    base: str | None = None
    base_passed: int | None = None
    wrong: tuple[WrongLine, ...] = ()
    created: str = ""  # ISO 8601, UTC


def flip(before: bool | None, now: bool | None) -> Flip | None:
    if before is None or now is None or before == now:
        return None
    return Flip.GAINED if now else Flip.LOST

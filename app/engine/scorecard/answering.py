"""Asks models whole lists of questions, each in a conversation of its own."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Protocol

from msgspec import Struct

from app.core.scorecard.answer_faults import repeats_tokens
from app.core.scorecard.questions import Question
from app.core.template.rendering import Message
from app.engine.chat.direct_runtime import DirectModel

STUCK_LOOK, STUCK_TOKENS = 16, 80  # tokens between two looks, and those that are looked at
LEAST_ROOM = 16  # tokens that an answer must have room for

CountReport = Callable[[int, int], None]


def part_of(report: CountReport, before: int, size: int, total: int) -> CountReport:
    """Counts a part of the work that is ``size`` of ``total`` and comes after ``before``."""
    return lambda done, whole: report(before + size * done // max(whole, 1), total)


class Said(Struct, frozen=True, kw_only=True):
    """A greedy answer. ``ids`` are those of the text and the stop token; ``text`` is without its reasoning."""

    text: str
    prompt: tuple[int, ...] = ()
    ids: tuple[int, ...] = ()
    whole: str = ""  # the text and its reasoning
    ended: bool = True  # a stop token ended it
    at_limit: bool = False  # it was as long as it may be; else time was up
    seconds_to_first: float = 0.0
    seconds: float = 0.0

    @property
    def tokens(self) -> int:
        """Without the stop token."""
        return len(self.ids) - self.ended

    @property
    def tokens_per_second(self) -> float:
        """Speed of the tokens after the first; 0 where there are none."""
        after = self.seconds - self.seconds_to_first
        return (len(self.ids) - 1) / after if len(self.ids) > 1 and after > 0 else 0.0


class Answerer(Protocol):
    """A loaded model."""

    def answer_all(self, dialogues: Sequence[Sequence[Message]], most: int, report: CountReport) -> list[Said | None]:
        """None for what is too long for it, what its template refuses, or what it has no time for any more. Raises
        ``Failure``."""


def most_tokens(reasoning_marks: Sequence[str]) -> int:
    """How many tokens an answer may have: more where the model reasons first."""
    return 1024 if reasoning_marks else 256


class RuntimeAnswerer:
    """A converted model in the runtime. ``reasoning_marks``: the marks around what a reasoning model thinks."""

    def __init__(self, model: DirectModel, reasoning_marks: tuple[str, ...] = (), patience: float = 60.0) -> None:
        self.model = model
        self._reasoning_marks = reasoning_marks
        self._patience = patience  # seconds for one answer

    def answer_all(self, dialogues: Sequence[Sequence[Message]], most: int, report: CountReport) -> list[Said | None]:
        found: list[Said | None] = []
        for number, messages in enumerate(dialogues):
            report(number, len(dialogues))
            found.append(self._answer(messages, most))
        return found

    def _answer(self, messages: Sequence[Message], most: int) -> Said | None:
        try:
            prompt = self.model.prompt(messages)
        except RuntimeError:  # the template refuses such a conversation
            return None
        room = self.model.context - len(prompt) - 1
        if room < LEAST_ROOM:
            return None
        started = time.perf_counter()
        answer = self.model.answer(prompt, min(most, room), self._patience, is_stuck)
        time_up = time.perf_counter() - started >= self._patience
        ended = answer.stop_token is not None
        stop = (answer.stop_token,) if answer.stop_token is not None else ()
        return Said(
            text=without_reasoning(answer.text, self._reasoning_marks),
            prompt=tuple(prompt),
            ids=(*answer.ids, *stop),
            whole=answer.text,
            ended=ended,
            at_limit=not (ended or time_up),
            seconds_to_first=answer.seconds_to_first,
            seconds=answer.seconds,
        )


def is_stuck(ids: Sequence[int]) -> bool:
    """Whether an answer says the same again and again for so long that it will not end."""
    return len(ids) % STUCK_LOOK == 0 and len(ids) > STUCK_TOKENS and repeats_tokens(ids[-STUCK_TOKENS:])


def without_reasoning(text: str, marks: Sequence[str]) -> str:
    return text.rpartition(marks[1])[2].strip() if len(marks) > 1 and marks[1] in text else text


def with_system(messages: Sequence[Message], system: str) -> list[Message]:
    """``messages`` with the system prompt that the model was installed with, unless they have their own."""
    own = bool(messages) and messages[0]["role"] == "system"
    return [*messages] if own or not system else [{"role": "system", "content": system}, *messages]


def ask_questions(
    answerer: Answerer, questions: Sequence[Question], system: str, most: int, report: CountReport
) -> list[Said | None]:
    """The last answer to each; the model's own answers come between turns of the user that follow each other."""
    said: list[list[Message]] = [[] for _ in questions]
    left = [with_system(question.messages, system) for question in questions]
    answers: list[Said | None] = [None] * len(questions)
    waiting = list(range(len(questions)))
    asked, turns = 0, sum(_own_turns(each) for each in left)
    while waiting:
        for number in waiting:
            _advance(said[number], left[number])
        told = partial(_tell, report, asked, turns)
        found = answerer.answer_all([said[number] for number in waiting], most, told)
        asked += len(waiting)
        still = []
        for number, answer in zip(waiting, found, strict=True):
            answers[number] = answer
            if answer and left[number]:
                said[number].append({"role": "assistant", "content": answer.text})
                still.append(number)
        waiting = still
    return answers


def _tell(report: CountReport, before: int, total: int, done: int, _: int) -> None:
    report(before + done, total)


def _own_turns(messages: Sequence[Message]) -> int:
    """How many answers of the model itself such a conversation takes."""
    roles = [message["role"] for message in messages] + [""]
    return sum(role == "user" and following != "assistant" for role, following in pairwise(roles))


def _advance(said: list[Message], left: list[Message]) -> None:
    """Move turns from ``left`` to ``said`` until the model's own answer is due."""
    while left:
        said.append(left.pop(0))
        if said[-1]["role"] == "user" and (not left or left[0]["role"] != "assistant"):
            return

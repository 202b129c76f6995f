"""Asks two models the same, one after the other, so that there is memory for each."""

from itertools import repeat
from pathlib import Path

from app.core.checkpoint.adapter import tokenizer_folder
from app.core.requests import CompareModels
from app.core.scorecard.answer_judging import passes
from app.core.scorecard.questions import Question, flip
from app.core.scorecard.side_by_side import AnswerPair, Side, parting
from app.core.steps import Step
from app.core.tokenizer.files import read_vocabulary
from app.engine.channel import Emit
from app.engine.foundry import open_catalog
from app.engine.progress import Steps
from app.engine.scorecard.answering import Said
from app.engine.scorecard.own_questions import ask_participant
from app.engine.scorecard.participants import Participant, find_participant

COMPARING_WEIGHTS = {Step.LOADING: 1, Step.ANSWERING: 10, Step.COMPARING: 10}


def compare_models(request: CompareModels, emit: Emit) -> tuple[AnswerPair, ...]:
    """Raises ``Failure`` (NOT_INSTALLED, LOAD_FAILED, OUT_OF_MEMORY, REFERENCE_UNFIT, and what is wrong with a
    folder)."""
    steps = Steps(emit, COMPARING_WEIGHTS)
    steps.start(Step.LOADING)
    with open_catalog() as catalog:
        a, b = (find_participant(catalog, wanted) for wanted in (request.a, request.b))
    steps.start(Step.ANSWERING)
    first = ask_participant(a, b, request.questions, steps.advance)
    steps.start(Step.COMPARING)
    second = ask_participant(b, a, request.questions, steps.advance)
    alike = _same_tokenizer(a, b)
    rows = zip(request.questions, first, second, repeat(alike), strict=False)
    return tuple(_pair(question, (a, one), (b, other), tokens) for question, one, other, tokens in rows)


def _pair(
    question: Question, a: tuple[Participant, Said | None], b: tuple[Participant, Said | None], tokens: bool
) -> AnswerPair:
    texts = [said.text if said else "" for _, said in (a, b)]
    # What the first says stands for the original's answer
    one = _side(*a, passes(question, texts[0], texts[0]))
    other = _side(*b, passes(question, texts[1], texts[0]))
    return AnswerPair(
        question=question.text,
        expected=question.expected,
        judge=question.judge,
        a=one,
        b=other,
        parts_at=_parting(a[1], b[1], tokens),
        flipped=flip(one.passed, other.passed),
    )


def _side(who: Participant, said: Said | None, passed: bool | None) -> Side:
    if said is None:
        return Side(model=who.title, ended=False, passed=passed)
    return Side(
        model=who.title,
        answer=said.text,
        tokens=said.tokens,
        tokens_per_second=said.tokens_per_second,
        seconds_to_first=said.seconds_to_first,
        ended=said.ended,
        passed=passed,
    )


def _parting(one: Said | None, other: Said | None, tokens: bool) -> int | None:
    if one is None or other is None:
        return None if one is other else 1
    if tokens:
        return parting(one.ids, other.ids)
    return parting(_words(one.text), _words(other.text))  # other models have other numbers for their tokens


def _words(text: str) -> tuple[int, ...]:
    return tuple(hash(word) for word in text.split())


def _same_tokenizer(a: Participant, b: Participant) -> bool:
    one, other = (read_vocabulary(_tokenizer_folder(each)).largest_word for each in (a, b))
    return one == other


def _tokenizer_folder(one: Participant) -> Path:
    return tokenizer_folder(one.checkpoint.folder, one.checkpoint.base) if one.checkpoint else one.folder

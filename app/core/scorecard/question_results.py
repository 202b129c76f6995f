"""What becomes of a run of questions: which passed, which flipped, since what."""

from collections.abc import Sequence

from msgspec.structs import replace

from app.core.scorecard.answer_judging import passes
from app.core.scorecard.questions import Answered, Flip, Judge, Question, QuestionRun, flip
from app.core.scorecard.scorecard import OwnResults
from app.core.template.rendering import Message

EXPECT_ANSWERS = (Judge.CONTAINS, Judge.WORDS, Judge.EQUALS)  # what they expect is an answer, or some of one
FORMATS = (Judge.JSON, Judge.SCHEMA, Judge.REGEX)


def judge_answers(
    question: Question, answer: str, reference: str | None, base: str | None, parts_at: int | None
) -> Answered:
    """``reference`` and ``base``: what the original and the base model say; None: they were not asked."""
    passed = passes(question, answer, reference)
    reference_passed = passes(question, reference, reference) if reference is not None else None
    base_passed = passes(question, base, reference) if base is not None else None
    return Answered(
        question=question.text,
        expected=question.expected,
        judge=question.judge,
        answer=answer,
        passed=passed,
        reference_answer=reference,
        reference_passed=reference_passed,
        base_answer=base,
        base_passed=base_passed,
        flipped=flip(reference_passed, passed),
        trained=flip(base_passed, passed),
        parts_at=parts_at,
        messages=question.messages[:-1],
        line=question.line,
    )


def since(last: QuestionRun | None, run: QuestionRun) -> QuestionRun:
    """``run`` with what flipped since the ``last`` one that asked the same."""
    before = {_key(each): each.passed for each in last.questions} if last else {}
    questions = tuple(replace(each, since_last=flip(before.get(_key(each)), each.passed)) for each in run.questions)
    return replace(run, questions=questions)


def own_results(run: QuestionRun) -> OwnResults:
    formats = [each.passed for each in run.questions if each.judge in FORMATS and each.passed is not None]
    return OwnResults(
        asked=run.asked,
        judged=run.judged,
        passed=run.passed,
        reference_passed=run.reference_passed,
        lost=count(run.questions, Flip.LOST),
        gained=count(run.questions, Flip.GAINED),
        formats=(sum(formats), len(formats)),
    )


def count(questions: Sequence[Answered], wanted: Flip) -> int:
    """How many have flipped so since the original."""
    return sum(each.flipped is wanted for each in questions)


def _key(answered: Answered) -> tuple[object, ...]:
    before = tuple((message["role"], message["content"]) for message in answered.messages)
    return (answered.question, answered.expected, answered.judge, before)


def own_texts(questions: Sequence[Question], run: QuestionRun | None) -> tuple[Sequence[Message], ...]:
    """The user's own questions with their answers, as conversations: those of a verdict, else those of the last
    ``run``."""
    if questions:
        return tuple(_conversation(each.messages, each.expected, each.judge) for each in questions)
    return tuple(_answered_conversation(each) for each in run.questions) if run else ()


def asked_in(run: QuestionRun) -> tuple[Question, ...]:
    """What was asked in ``run``, to be asked again."""
    return tuple(
        Question(messages=(*each.messages, _last(each)), expected=each.expected, judge=each.judge, line=each.line)
        for each in run.questions
    )


def _last(asked: Answered) -> Message:
    return {"role": "user", "content": asked.question}


def _answered_conversation(asked: Answered) -> Sequence[Message]:
    return _conversation((*asked.messages, _last(asked)), asked.expected, asked.judge, asked.reference_answer)


def _conversation(
    messages: Sequence[Message], expected: str, judge: Judge, reference: str | None = None
) -> Sequence[Message]:
    answer = reference or (expected if judge in EXPECT_ANSWERS else "")
    said: list[Message] = [{"role": "assistant", "content": answer}] if answer else []
    return (*messages, *said)

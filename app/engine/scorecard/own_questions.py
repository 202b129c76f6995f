"""Asks an installed model the user's own questions, and its original and its base model the same."""

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from app.core.computer.machine import memory
from app.core.events import Log
from app.core.failures import Failure
from app.core.requests import AskQuestions
from app.core.scorecard.question_results import judge_answers
from app.core.scorecard.questions import Judge, Question, QuestionRun, WrongLine
from app.core.scorecard.side_by_side import ModelName, parting
from app.core.steps import Step
from app.engine.channel import Emit
from app.engine.chat.direct_runtime import stop_tokens
from app.engine.foundry import open_catalog
from app.engine.progress import Steps
from app.engine.scorecard.answering import CountReport, Said, ask_questions, most_tokens
from app.engine.scorecard.original import find_original
from app.engine.scorecard.participants import (
    Participant,
    checkpoint_participant,
    find_participant,
    loaded,
    repetition_penalty,
)
from app.storage.question_runs import keep_run

ASKING_WEIGHTS = {Step.LOADING: 1, Step.ASKING_ORIGINAL: 50, Step.ASKING_BASE: 50, Step.ANSWERING: 20}


def ask_own_questions(request: AskQuestions, emit: Emit) -> QuestionRun:
    """One model after the other is in memory. Raises ``Failure`` (NOT_INSTALLED, LOAD_FAILED, OUT_OF_MEMORY,
    REFERENCE_UNFIT, and what is wrong with a folder)."""
    steps = Steps(emit, ASKING_WEIGHTS)
    steps.start(Step.LOADING)
    with open_catalog() as catalog:
        mine = find_participant(catalog, ModelName(request.name))
        reference = find_participant(catalog, request.reference) if request.reference else None
        base = find_participant(catalog, request.base) if request.base else None
    wanted = request.with_original or any(question.judge is Judge.SAME for question in request.questions)
    if reference is None and wanted:
        reference = _recorded(mine, emit)
    theirs = _asked(steps, Step.ASKING_ORIGINAL, reference, mine, request.questions)
    bases = _asked(steps, Step.ASKING_BASE, base, mine, request.questions)
    answers = _asked(steps, Step.ANSWERING, mine, mine, request.questions)
    assert answers is not None
    run = answered_run(
        mine,
        request.questions,
        request.wrong,
        answers,
        theirs,
        reference.title if reference else None,
        bases,
        base.title if base else None,
    )
    return keep_run(run)


def _recorded(mine: Participant, emit: Emit) -> Participant | None:
    """The original that this computer remembers, where it can be asked."""
    assert mine.deployment
    original = find_original(None, mine.deployment, memory()[1])
    if original.checkpoint is None:
        emit(Log(f"The original was not asked: {original.why}"))
        return None
    try:
        return checkpoint_participant(original.checkpoint)
    except Failure as failure:
        emit(Log(f"The original was not asked: {failure}"))
        return None


def _asked(
    steps: Steps, step: Step, one: Participant | None, mine: Participant, questions: Sequence[Question]
) -> list[Said | None] | None:
    if one is None:
        return None
    steps.start(step)
    return ask_participant(one, mine, questions, steps.advance)


def ask_participant(
    one: Participant, mine: Participant, questions: Sequence[Question], report: CountReport
) -> list[Said | None]:
    """What ``one`` answers, as it is asked beside ``mine``: with the same system prompt and the same limits."""
    marks = one.reasoning_marks or mine.reasoning_marks
    converted = mine.checkpoint is None
    ends = stop_tokens(mine.folder) if converted else ()
    penalty = repetition_penalty(mine.folder) if converted else None
    system = one.system_prompt if one.deployment else mine.system_prompt
    with loaded(one, ends, marks, penalty) as answerer:
        return ask_questions(answerer, questions, system, most_tokens(marks), report)


def answered_run(
    mine: Participant,
    questions: Sequence[Question],
    wrong: Sequence[WrongLine],
    answers: Sequence[Said | None],
    theirs: Sequence[Said | None] | None,
    reference: str | None,
    bases: Sequence[Said | None] | None = None,
    base: str | None = None,
    created: str = "",
) -> QuestionRun:
    """The answers, judged. ``theirs`` are those of the original, by the name of ``reference``; ``created`` is ISO 8601;
    "": now."""
    rows = zip(questions, answers, theirs or [None] * len(questions), bases or [None] * len(questions), strict=True)
    found = []
    for question, own, their, its in rows:
        judged = judge_answers(
            question,
            own.text if own else "",
            their.text if their else None,
            its.text if its else None,
            parting(own.ids, their.ids) if own and their else None,
        )
        cost = replace(judged, tokens=own.tokens, ended=own.ended, seconds=own.seconds) if own else judged
        found.append(cost)
    return QuestionRun(
        model=mine.title,
        questions=tuple(found),
        passed=sum(each.passed is True for each in found),
        asked=len(found),
        judged=sum(each.passed is not None for each in found),
        reference=reference,
        reference_passed=sum(each.reference_passed is True for each in found) if theirs is not None else None,
        base=base,
        base_passed=sum(each.base_passed is True for each in found) if bases is not None else None,
        wrong=tuple(wrong),
        created=created or datetime.now(UTC).isoformat(timespec="seconds"),
    )

"""Measures an installed model: response time, memory, processor, what is mechanically wrong with its answers and why,
how close it is to its original, and how it answers the user's own questions."""

import errno
import gc
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from foundry_local_sdk.imodel import IModel
from msgspec.structs import replace

from app import __version__, paths
from app.core.computer.machine import memory
from app.core.estimate.verdict_time import (
    VerdictJob,
    VerdictRun,
    read_verdict_times,
    remember_verdict_time,
    verdict_steps,
)
from app.core.events import Log, Measured, Progress
from app.core.failures import Failure
from app.core.library.deployment import Deployment
from app.core.library.fidelity import Fidelity
from app.core.library.format import check_format
from app.core.requests import JudgeModel
from app.core.scorecard.judging import judged, keep_partial, write_scorecard
from app.core.scorecard.question_results import own_results, own_texts
from app.core.scorecard.questions import QuestionRun
from app.core.scorecard.scorecard import Computer, Measure, Scorecard, Uncompared, this_computer
from app.core.scorecard.side_by_side import parting
from app.core.steps import Step
from app.engine.channel import Emit
from app.engine.chat.loading import load, unload
from app.engine.foundry import find_model, open_catalog
from app.engine.progress import Steps
from app.engine.scorecard.answering import Said, most_tokens
from app.engine.scorecard.original import Original, find_original
from app.engine.scorecard.own_questions import answered_run
from app.engine.scorecard.participants import Participant
from app.engine.scorecard.prompt_answers import PROMPTS, Answers, answer_prompts, fault_causes, fault_shares
from app.engine.scorecard.response import Response, measure_response
from app.storage.question_runs import keep_run, last_run, last_run_of_name
from app.storage.verdicts import keep_verdict

if TYPE_CHECKING:
    from app.engine.scorecard.ask_original import OriginalSaid


def judge_model(request: JudgeModel, emit: Emit) -> Scorecard:
    """Raises ``Failure`` (NOT_INSTALLED, LIBRARY_NEWER, LOAD_FAILED, CHAT_FAILED, OUT_OF_MEMORY; with a ``reference``
    also REFERENCE_UNFIT and what is wrong with its folder) and ``OSError``; an earlier scorecard then stays. What is
    measured is kept on the way, so that it is there whatever ends this process."""
    computer = this_computer()
    emit(Progress(step=Step.LOADING))
    with open_catalog() as catalog:
        installed, deployment = find_model(catalog, request.name)
        _require_writable(deployment)
        original = find_original(request.reference, deployment, computer.free_memory)
        job = _verdict_job(deployment, len(request.questions), original)
        earlier = read_verdict_times(paths.verdict_times_file())
        steps = Steps(emit, verdict_steps(job, earlier), timed=True)
        steps.start(Step.LOADING)
        response = _measure(installed, deployment, steps)
    card = _card(computer, response, deployment)
    _keep_so_far(judged(response.values, card), deployment, emit)
    steps.start(Step.ANSWERING)
    answers = answer_prompts(request.questions, deployment, steps.advance)
    shares = response.values | fault_shares(answers.found)
    mine = Participant(title=deployment.model_id, folder=deployment.folder, deployment=deployment)
    before = last_run(deployment.model_id)
    card = _with_questions(replace(card, lengths=answers.lengths), request, mine, answers, None, original, before)
    _keep_so_far(judged(shares, card), deployment, emit)
    gc.collect()
    original, said, fidelity = _compare(request, original, mine, answers, steps, emit)
    steps.end()
    card = replace(card, uncompared=original.why, needed_bytes=original.needed, partial=False)
    card = _with_comparison(card, deployment, answers, said, fidelity)
    card = _with_questions(card, request, mine, answers, said, original, before)
    card = judged(shares | _closeness(answers, said, fidelity), card)
    write_scorecard(deployment.folder, card)
    keep_verdict(card)
    _remember(VerdictRun(job=job, steps=steps.seconds), emit)
    return card


def _verdict_job(deployment: Deployment, questions: int, original: Original) -> VerdictJob:
    return VerdictJob(
        model_bytes=deployment.bytes,
        questions=questions,
        thinks=bool(deployment.template and deployment.template.reasoning),
        compared=original.checkpoint is not None,
    )


def _remember(run: VerdictRun, emit: Emit) -> None:
    try:
        remember_verdict_time(run, paths.verdict_times_file())
    except OSError as error:  # the verdict is there all the same
        emit(Log(f"The times of this verdict could not be kept: {error}"))


def _keep_so_far(card: Scorecard, deployment: Deployment, emit: Emit) -> None:
    keep_partial(deployment.folder, card)
    emit(Measured(card))


def _card(computer: Computer, response: Response, deployment: Deployment) -> Scorecard:
    """With how it runs, as long as nothing else is known."""
    return Scorecard(
        rows=(),
        computer=computer,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        installer=__version__,
        rounds=response.rounds,
        short_tokens=response.short_tokens,
        long_tokens=response.long_tokens,
        answers=len(PROMPTS),
        model=deployment.model_id,
        precision=deployment.precision,
        busy=response.busy,
        readings=response.readings,
        edge_cases=response.edge_cases,
        endurance=response.endurance,
        partial=True,
    )


def _measure(installed: IModel, deployment: Deployment, steps: Steps) -> Response:
    load(installed, deployment)
    steps.start(Step.MEASURING)
    response = measure_response(installed, deployment, steps.advance)
    unload(installed)
    return response


def _require_writable(deployment: Deployment) -> None:
    """Check before minutes of work that the result can be kept."""
    check_format(deployment.library)
    if not os.access(deployment.folder, os.W_OK):
        raise PermissionError(errno.EACCES, "the scorecard could not be kept", str(deployment.folder))


def _compare(
    request: JudgeModel, original: Original, mine: Participant, answers: Answers, steps: Steps, emit: Emit
) -> "tuple[Original, OriginalSaid | None, Fidelity | None]":
    """A recorded original that cannot be run is no reason to fail."""
    if original.checkpoint is None:
        return original, None, None
    # Not before: its libraries would count as memory of the model
    from app.engine.scorecard.ask_original import FORCED_TOKENS, Asked, ask_original, compare_words

    steps.start(Step.ASKING_ORIGINAL)
    whole = most_tokens(mine.reasoning_marks)
    asked = Asked(
        dialogues=tuple(answers.dialogues),
        most=tuple(whole if faults else FORCED_TOKENS for faults in answers.found),
        questions=request.questions,
        most_of_questions=whole,
        lengths=tuple(len(said.ids) if said else 0 for said in answers.said),
        lengths_of_questions=tuple(len(said.ids) if said else 0 for said in answers.to_questions),
        texts=own_texts(request.questions, last_run_of_name(mine.title)),
    )
    try:
        said = ask_original(original.checkpoint, mine, asked, steps.advance)
        gc.collect()
        steps.start(Step.COMPARING)
        return original, said, compare_words(said, mine, steps.advance)
    except (Failure, OSError) as error:
        if original.given:
            raise
        emit(Log(f"Not compared with {original.checkpoint.folder.name}: {error}; {memory()[1]:,} bytes are free"))
        return Original(why=Uncompared.FAILED), None, None


def _closeness(answers: Answers, said: "OriginalSaid | None", fidelity: Fidelity | None) -> dict[Measure, float]:
    values: dict[Measure, float] = {}
    pairs = _pairs(answers, said)
    if pairs:
        values[Measure.PROMPTS] = sum(mine.prompt != theirs.prompt for mine, theirs in pairs) / len(pairs)
    if fidelity:
        values |= {Measure.AGREEMENT: fidelity.same_next, Measure.DIVERGENCE: fidelity.divergence}
        if fidelity.divergence_99 is not None:
            values[Measure.DIVERGENCE_99] = fidelity.divergence_99
        if fidelity.perplexity and fidelity.original_perplexity:
            values[Measure.PERPLEXITY] = fidelity.perplexity / fidelity.original_perplexity - 1
    return values


def _pairs(answers: Answers, said: "OriginalSaid | None") -> list[tuple[Said, Said]]:
    """The model's answer and the original's, where both answered."""
    theirs = said.answers if said else []
    return [(mine, other) for mine, other in zip(answers.said, theirs, strict=False) if mine and other]


def _with_comparison(
    card: Scorecard, deployment: Deployment, answers: Answers, said: "OriginalSaid | None", fidelity: Fidelity | None
) -> Scorecard:
    pairs = _pairs(answers, said)
    return replace(
        card,
        prompts=len(pairs),
        positions=fidelity.positions if fidelity else 0,
        fidelity=fidelity,
        parted=tuple(_parting(mine, theirs) for mine, theirs in pairs),
        causes=fault_causes(deployment, answers, said),
    )


def _parting(mine: Said, theirs: Said) -> int | None:
    """As far as both were asked to answer."""
    both = min(len(each.ids) if each.at_limit else len(mine.ids) + len(theirs.ids) for each in (mine, theirs))
    return parting(mine.ids[:both], theirs.ids[:both])


def _with_questions(
    card: Scorecard,
    request: JudgeModel,
    mine: Participant,
    answers: Answers,
    said: "OriginalSaid | None",
    original: Original,
    before: QuestionRun | None,
) -> Scorecard:
    """The questions' texts are kept on this computer alone, and not in the model's folder. ``before``: the last run but
    this one, which is kept once the model has answered, and again once the original has."""
    if not request.questions:
        return card
    name = original.checkpoint.folder.name if said and original.checkpoint else None
    theirs = said.to_questions if said else None
    run: QuestionRun = answered_run(
        mine, request.questions, request.wrong, answers.to_questions, theirs, name, created=card.created
    )
    keep_run(run, before)
    return replace(card, own=own_results(run))

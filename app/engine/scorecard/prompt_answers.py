"""What an installed model says to the prompts of a verdict, and what is mechanically wrong with it."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from app.core.library.deployment import Deployment
from app.core.scorecard.judging import FAULTS
from app.core.scorecard.questions import Question
from app.core.scorecard.scorecard import ASKED, Cause, Measure
from app.core.template.rendering import Message
from app.engine.chat.direct_runtime import DirectModel, named_failures
from app.engine.deployment.answer_speed import TEXT
from app.engine.scorecard.answering import (
    CountReport,
    RuntimeAnswerer,
    Said,
    ask_questions,
    most_tokens,
    part_of,
    with_system,
)
from app.engine.scorecard.fault_finder import FaultFinder

if TYPE_CHECKING:
    from app.engine.scorecard.ask_original import OriginalSaid

PROMPTS = (
    "Hello! Who are you?",
    "What can you help me with? Please answer in one sentence.",
    "Name three fruits.",
    "Explain in one sentence why the sky is blue.",
    "Apa itu komputer? Jawab dalam satu kalimat.",
    "Tuliskan satu kalimat tentang hujan.",
)
assert len(PROMPTS) == ASKED
LENGTHS = (0, 4, 16)  # times that a text comes before a question, whose answer must have no fault all the same
LENGTH_TOKENS = 48  # tokens of such an answer


class Answers(Struct, frozen=True, kw_only=True):
    """What the installed model said."""

    dialogues: list[list[Message]]
    said: list[Said | None]
    found: list[frozenset[Measure]]  # faults of each
    lengths: tuple[tuple[int, bool], ...]
    to_questions: list[Said | None]


def answer_prompts(questions: Sequence[Question], deployment: Deployment, report: CountReport) -> Answers:
    """What the model says to the prompts and to the user's own ``questions``; it is out of memory again afterwards."""
    with named_failures(deployment.folder):
        model = DirectModel(deployment.folder)
        reasoning_marks = deployment.template.reasoning if deployment.template else ()
        answerer = RuntimeAnswerer(model, reasoning_marks)
        finder = FaultFinder(model, deployment)
        dialogues = [with_system([{"role": "user", "content": prompt}], deployment.system_prompt) for prompt in PROMPTS]
        total = len(dialogues) + len(LENGTHS) + len(questions)
        most = most_tokens(reasoning_marks)
        said = answerer.answer_all(dialogues, most, part_of(report, 0, len(dialogues), total))
        found = [
            finder.faults(messages, answer) if answer else frozenset({Measure.EMPTY})
            for messages, answer in zip(dialogues, said, strict=True)
        ]
        lengths = _lengths(answerer, finder, deployment, part_of(report, len(dialogues), len(LENGTHS), total))
        before = len(dialogues) + len(LENGTHS)
        to_questions = ask_questions(
            answerer,
            questions,
            deployment.system_prompt,
            most,
            part_of(report, before, len(questions), total),
        )
        return Answers(dialogues=dialogues, said=said, found=found, lengths=lengths, to_questions=to_questions)


def _lengths(
    answerer: RuntimeAnswerer, finder: FaultFinder, deployment: Deployment, report: CountReport
) -> tuple[tuple[int, bool], ...]:
    """The same question behind texts of several lengths: its tokens, and whether the answer has no fault but its
    length."""
    asked = [
        with_system([{"role": "user", "content": TEXT * times + PROMPTS[0]}], deployment.system_prompt)
        for times in LENGTHS
    ]
    said = answerer.answer_all(asked, LENGTH_TOKENS, report)
    return tuple(
        (len(answer.prompt), not finder.faults(messages, answer) - {Measure.ENDLESS})
        for messages, answer in zip(asked, said, strict=True)
        if answer
    )


def fault_shares(found: Sequence[frozenset[Measure]]) -> dict[Measure, float]:
    """The share of the answers that have each fault."""
    return {fault: sum(fault in each for each in found) / len(found) for fault in FAULTS}


def fault_causes(deployment: Deployment, answers: Answers, said: "OriginalSaid | None") -> dict[Measure, Cause]:
    """The commonest cause of each fault that was found."""
    if not any(answers.found):
        return {}
    theirs = said.answers if said else [None] * len(answers.said)
    ends = said.own_ends if said else frozenset()
    with named_failures(deployment.folder):
        finder = FaultFinder(DirectModel(deployment.folder), deployment)
        counted: dict[Measure, Counter[Cause]] = {}
        rows = zip(answers.found, answers.dialogues, answers.said, theirs, strict=True)
        for faults, messages, mine, other in rows:
            for fault in faults if mine else ():
                assert mine
                cause = finder.cause(fault, messages, mine, other, ends)
                counted.setdefault(fault, Counter())[cause] += 1
    return {fault: causes.most_common(1)[0][0] for fault, causes in counted.items()}

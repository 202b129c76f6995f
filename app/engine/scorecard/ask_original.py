"""What the original says to the same questions, and over which texts the converted model is compared with it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.library.fidelity import Fidelity
from app.core.scorecard.questions import Question
from app.core.template.rendering import Message
from app.engine.calibration.windows import judging_windows
from app.engine.chat.direct_runtime import named_failures, stop_tokens
from app.engine.conversion.compare_words import OriginalWords
from app.engine.scorecard.answering import CountReport, Said, ask_questions, part_of
from app.engine.scorecard.checkpoint_model import CheckpointModel, original_failures
from app.engine.scorecard.participants import Participant, merged, repetition_penalty

OBSERVED = 50  # passes through the weights that take as long as reading the texts over which both are compared
FORCED_TOKENS = 48  # tokens of an answer in which no fault is looked for


class Asked(Struct, frozen=True, kw_only=True):
    """What the converted model was asked, and up to how many tokens the original shall answer each dialogue."""

    dialogues: tuple[Sequence[Message], ...]
    most: tuple[int, ...]
    questions: tuple[Question, ...] = ()
    most_of_questions: int = FORCED_TOKENS
    # Tokens of the converted model's answers to both, which the original's are likely to have
    lengths: tuple[int, ...] = ()
    lengths_of_questions: tuple[int, ...] = ()
    texts: tuple[Sequence[Message], ...] = ()  # the user's own, over which both are compared too


class OriginalSaid(Struct, frozen=True, kw_only=True):
    """``words`` can be compared with the converted model, though the original is no longer in memory."""

    answers: list[Said | None]
    to_questions: list[Said | None]
    words: OriginalWords
    own_ends: frozenset[int]  # stop tokens


def ask_original(checkpoint: Checkpoint, mine: Participant, asked: Asked, report: CountReport) -> OriginalSaid:
    """Raises ``Failure`` (OUT_OF_MEMORY, REFERENCE_UNFIT, BAD_TEMPLATE, BAD_CONFIG)."""
    with original_failures(checkpoint):
        return _ask(checkpoint, merged(checkpoint), mine, asked, report)


def _ask(checkpoint: Checkpoint, folder: Path, mine: Participant, asked: Asked, report: CountReport) -> OriginalSaid:
    ends, penalty = stop_tokens(mine.folder), repetition_penalty(mine.folder)
    model = CheckpointModel(checkpoint, folder, ends, mine.reasoning_marks, penalty)
    model.usual = max(asked.lengths, default=0)
    groups = {
        most: [number for number, each in enumerate(asked.most) if each == most] for most in sorted({*asked.most})
    }
    costs = {most: model.passes([min(asked.lengths[each], most) for each in groups[most]]) for most in groups}
    of_questions, done = model.passes(asked.lengths_of_questions), 0
    total = sum(costs.values()) + of_questions + OBSERVED
    answers: list[Said | None] = [None] * len(asked.dialogues)
    for most, numbers in groups.items():
        told = part_of(report, done, costs[most], total)
        found = model.answer_all([asked.dialogues[number] for number in numbers], most, told)
        done += costs[most]
        for number, answer in zip(numbers, found, strict=True):
            answers[number] = answer
    model.usual, told = max(asked.lengths_of_questions, default=0), part_of(report, done, of_questions, total)
    to_questions = ask_questions(model, asked.questions, mine.system_prompt, asked.most_of_questions, told)
    words = OriginalWords(partial(judging_windows, folder, checkpoint, asked.texts))
    words.observe(model.model, part_of(report, done + of_questions, OBSERVED, total))
    return OriginalSaid(answers=answers, to_questions=to_questions, words=words, own_ends=frozenset(model.own_ends))


def compare_words(said: OriginalSaid, mine: Participant, report: CountReport) -> Fidelity | None:
    """Raises ``Failure`` (LOAD_FAILED, OUT_OF_MEMORY)."""
    with named_failures(mine.folder):
        return said.words.compare(mine.folder, report)

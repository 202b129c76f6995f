"""Which examples of a training file are kept for questions: a conversion that is calibrated with it leaves them out.

Both find them by what they say, so that nothing has to be noted."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path

from app.core.failures import Failure
from app.core.scorecard.question_file import read_question_file
from app.core.scorecard.questions import Question
from app.core.template.rendering import Message
from app.core.texts.training_file import Example, read_training_file

FEW, MANY = 20, 40  # examples that are kept, and those up to which none are: all of them can be asked


def held_out(questions: Sequence[Question]) -> tuple[Question, ...]:
    """``FEW`` of more than ``MANY``, the same ones whatever their order; when a file grows, nearly the same."""
    if len(questions) <= MANY:
        return ()
    by_text = {_asked(each.messages): each for each in reversed(questions)}
    chosen = sorted(by_text, key=_place)[:FEW]
    return tuple(sorted((by_text[text] for text in chosen), key=lambda each: each.line))


def training_parts(file: Path) -> tuple[list[Example], list[Example]]:
    """The examples to calibrate with, and those that are held out. Raises ``Failure(BAD_TRAINING_FILE)``."""
    examples = read_training_file(file)
    try:
        kept = {_asked(each.messages) for each in held_out(read_question_file(file).questions)}
    except Failure:  # it holds no question, but texts
        return examples, []
    parts: tuple[list[Example], list[Example]] = ([], [])
    for example in examples:
        parts[_said(example) in kept].append(example)
    return parts if parts[0] else (examples, [])


def _said(example: Example) -> str:
    return example.strip() if isinstance(example, str) else _asked(example)


def _asked(messages: Iterable[Message]) -> str:
    """All that the user says."""
    return "\n".join(each["content"].strip() for each in messages if each["role"] == "user")


def _place(text: str) -> bytes:
    """By chance, and always the same."""
    return blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest()

"""Questions that the sample model can answer, to begin a chat with: some of those that it learnt."""

from pathlib import Path

from msgspec import Struct

from app.core.wire import from_json

SUGGESTIONS = 3
LONGEST_SUGGESTION = 22  # letters, so that three stand side by side


class Lesson(Struct, frozen=True):
    """A line of what the sample model learnt."""

    language: str
    question: str
    answer: str


def suggested_questions(corpus: Path, language: str) -> list[str]:
    """Questions of the ``corpus`` in the ``language`` of this code, a few of each kind; none when there are none."""
    if not corpus.is_file():
        return []
    lessons = [from_json(line, Lesson) for line in corpus.read_text(encoding="utf-8").splitlines() if line.strip()]
    questions = [lesson.question for lesson in lessons if lesson.language == language]
    short = [question for question in questions if len(question) <= LONGEST_SUGGESTION]
    return short[1 :: max(1, len(short) // SUGGESTIONS)][:SUGGESTIONS]  # some of each kind; the first is a greeting

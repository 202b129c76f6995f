"""questions, compare: the user's own questions to installed models, and to what they came from."""

import argparse
import statistics
from pathlib import Path
from typing import Any

from app.cli.jobs import quiet_job
from app.cli.output import print_json
from app.core.requests import AskQuestions, CompareModels
from app.core.scorecard.question_file import read_question_file
from app.core.scorecard.questions import Question, QuestionFile, QuestionRun
from app.core.scorecard.side_by_side import AnswerPair, ModelName, Side
from app.core.wire import to_builtins
from app.wording.scorecard.questions import outcome_words, summary_words, wrong_words

SHOWN = 300  # characters of an answer on the terminal


def model_name(text: str) -> ModelName:
    """What is meant by a name on the command line: a folder only where nothing of the name is installed."""
    folder = Path(text)
    return ModelName(text, folder.absolute() if folder.is_dir() or folder.parent != Path() else None)


def questions(options: argparse.Namespace) -> int:
    file = read_question_file(options.file)
    request = AskQuestions(
        name=options.name,
        questions=file.questions,
        wrong=file.wrong,
        reference=options.reference,
        base=options.base,
    )
    run = quiet_job(request, options.json)
    if options.json:
        print_json(to_builtins(run))
    else:
        print(run_text(run))
    return 0


def run_text(run: QuestionRun) -> str:
    """Each question with its answers, then the sum."""
    lines: list[str] = []
    for each in run.questions:
        lines += [f"? {_short(each.question)}", f"    {_short(each.answer)}"]
        if each.reference_answer is not None and each.reference_answer != each.answer:
            lines.append(f"    {run.reference}: {_short(each.reference_answer)}")
        if each.base_answer is not None and each.base_answer != each.answer:
            lines.append(f"    {run.base}: {_short(each.base_answer)}")
        lines.append(f"  {outcome_words(each)}")
    return "\n".join([*lines, *wrong_words(run.wrong), summary_words(run)])


def compare(options: argparse.Namespace) -> int:
    asked = QuestionFile(())
    if options.prompt is not None:
        asked = QuestionFile((Question(messages=({"role": "user", "content": options.prompt},)),))
    if options.questions:
        file = read_question_file(options.questions)
        asked = QuestionFile((*asked.questions, *file.questions), file.wrong)
    if not asked.questions:
        options.usage("one of --prompt and --questions is needed")
    pairs = quiet_job(CompareModels(a=options.a, b=options.b, questions=asked.questions), options.json)
    if options.json:
        print_json(compared_json(pairs, asked, with_questions=options.questions is not None))
    else:
        print("\n\n".join(pair_text(pair) for pair in pairs))
        print("\n".join(wrong_words(asked.wrong)), end="")
    return 0


def compared_json(pairs: tuple[AnswerPair, ...], asked: QuestionFile, *, with_questions: bool) -> dict[str, Any]:
    """Of several questions each side's speed is the median, and they part where they first do."""
    if not with_questions:
        (pair,) = pairs
        return {"a": pair.a, "b": pair.b, "parts_at": pair.parts_at}
    parted = [pair.parts_at for pair in pairs if pair.parts_at is not None]
    sides = {"a": [pair.a for pair in pairs], "b": [pair.b for pair in pairs]}
    summed = {name: _summed(each) for name, each in sides.items()}
    return {**summed, "parts_at": min(parted, default=None), "questions": pairs, "wrong": asked.wrong}


def _summed(sides: list[Side]) -> dict[str, Any]:
    speed = statistics.median(side.tokens_per_second for side in sides)
    return {"model": sides[0].model, "answer": sides[0].answer, "tokens_per_second": speed}


def pair_text(pair: AnswerPair) -> str:
    parts = "the same" if pair.parts_at is None else f"they part at token {pair.parts_at}"
    sides = (
        f"  {side.model} ({side.tokens_per_second:.0f} tokens/s): {_short(side.answer)}" for side in (pair.a, pair.b)
    )
    return "\n".join([f"? {_short(pair.question)}", *sides, f"  {parts}"])


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= SHOWN else one_line[: SHOWN - 1] + "…"

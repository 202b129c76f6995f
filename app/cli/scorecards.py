"""validate: what was measured of an installed model."""

import argparse
from typing import Any

from app.cli.jobs import run_job
from app.cli.output import CANCELLED
from app.cli.questions import run_text
from app.core.events import Measured, News
from app.core.failures import Failure, FailureKind
from app.core.requests import JudgeModel
from app.core.scorecard.question_file import read_question_file
from app.core.scorecard.questions import QuestionFile
from app.core.scorecard.scorecard import Scorecard, this_computer
from app.core.scorecard.verdict import verdict_of
from app.storage.question_runs import last_run
from app.wording.scorecard.scorecards import grade_words, measured_words, scorecard_words
from app.wording.scorecard.tutorial import tutorial_rows
from app.wording.scorecard.verdicts import advice_words, sentence, tile_title, tile_words


def validate(options: argparse.Namespace) -> int:
    reference = options.reference.absolute() if options.reference else None
    file = read_question_file(options.questions) if options.questions else QuestionFile(())
    request = JudgeModel(options.name, reference, file.questions, file.wrong)
    so_far: list[Scorecard] = []
    try:
        card = run_job(request, options.json, verdict_json, lambda event: _note(event, so_far))
    except Failure as failure:
        if failure.kind is not FailureKind.CANCELLED or not so_far or options.json:
            raise
        print(scorecard_text(so_far[-1]))
        return CANCELLED
    if not options.json:
        print(scorecard_text(card))
        run = last_run(card.model) if file.questions else None
        if run:
            print(run_text(run))
    return 0


def _note(event: News, so_far: list[Scorecard]) -> None:
    if isinstance(event, Measured):
        so_far.append(event.card)


def verdict_json(card: Scorecard) -> dict[str, Any]:
    """The verdict, and the questions as the verb ``questions`` prints them."""
    verdict = verdict_of(card)
    run = last_run(card.model) if card.own else None
    return {
        "verdict": verdict.grade,
        "sentence": sentence(card),
        "tiles": [
            {
                "name": tile.name,
                "grade": tile.grade,
                "title": tile_title(tile),
                "words": tile_words(tile, card),
                "advice": tile.advice,
            }
            for tile in verdict.tiles
        ],
        "questions": run.questions if run else [],
        "passed": run.passed if run else None,
        "asked": run.asked if run else 0,
        "wrong": run.wrong if run else [],
        "metrics": [row for row in tutorial_rows(card) if not row.check],
        "checks": [row for row in tutorial_rows(card) if row.check],
    }


def scorecard_text(card: Scorecard) -> str:
    """The verdict, its four tiles, and a line for each number with one for what it means where it is not good."""
    lines = [sentence(card)]
    for tile in verdict_of(card).tiles:
        said = f"{tile_title(tile)}: {tile_words(tile, card)} {advice_words(tile)}".rstrip()
        lines.append(f"  {grade_words(tile.grade) if tile.grade else '-':<14}{said}")
    lines.append(scorecard_words(card, this_computer(), card.created[:10]))
    for line in measured_words(card):
        lines.append(f"  {grade_words(line.verdict):<14}{line.title}: {line.value}")
        lines += [f"{'':<16}{line.words}"] if line.words else []
    return "\n".join(lines)

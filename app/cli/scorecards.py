"""validate: what was measured of an installed model."""

import argparse

from app.cli.jobs import exit_code, run_job
from app.core.events import Finished
from app.core.requests import Validate
from app.core.scorecard import Scorecard, this_computer
from app.wording import measured_words, scorecard_words, verdict_words


def validate(options: argparse.Namespace) -> int:
    reference = options.reference.absolute() if options.reference else None
    last = run_job(Validate(options.name, reference), options.json)
    if isinstance(last, Finished) and last.scorecard and not options.json:
        print(scorecard_text(last.scorecard))
    return exit_code(last)


def scorecard_text(card: Scorecard) -> str:
    """A line for each number, and one for what it means where it is not good."""
    lines = []
    for line in measured_words(card):
        lines.append(f"  {verdict_words(line.verdict):<14}{line.title}: {line.value}")
        lines += [f"{'':<16}{line.words}"] if line.words else []
    return "\n".join([scorecard_words(card, this_computer(), card.created[:10]), *lines])

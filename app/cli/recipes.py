"""What a conversion is told on the command line, by options or by an Olive config; and the verb ``recipe``."""

import argparse
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from app.cli.output import fail, print_json
from app.core.events import Log
from app.core.failures import FailureKind
from app.core.findings import informs
from app.core.offer import ACCURACY_LEVELS, BLOCK_SIZES, refusal, runs_here
from app.core.olive_file import read_olive_file
from app.core.plan import Checkpoint, Finding, Method, Mixed, Recipe, Severity, Target
from app.core.recipe import olive_config
from app.wording import failure_words

Choice = TypeVar("Choice", bound=StrEnum)


def one_of(choices: type[Choice]) -> Callable[[str], Choice]:
    """Reads an argument; argparse alone would name the type where it should name the choices."""

    def read(text: str) -> Choice:
        try:
            return choices(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(choices)}") from None

    return read


def add_options(verb: argparse.ArgumentParser) -> None:
    """What a ``Recipe`` is besides its precision."""
    verb.add_argument(
        "--target", type=one_of(Target), choices=list(Target), default=Target.CPU, help="what it shall run on"
    )
    verb.add_argument(
        "--block-size", type=int, choices=BLOCK_SIZES, default=Recipe().block_size, help="weights that share one scale"
    )
    verb.add_argument("--symmetric", action=argparse.BooleanOptionalAction, default=True, help="no zero points")
    verb.add_argument("--method", type=one_of(Method), choices=list(Method), default=Method.DEFAULT, help="of rounding")
    verb.add_argument(
        "--mixed", type=one_of(Mixed), choices=list(Mixed), default=Mixed.NONE, help="what int4 keeps in 8 bits"
    )
    levels = "of the activations: 1 float32, 2 float16, 3 bfloat16, 4 int8"
    verb.add_argument("--accuracy-level", type=int, choices=ACCURACY_LEVELS, help=levels)
    verb.add_argument("--float16", action="store_true", help="int4 for a CPU with float16 around it")


def given_recipe(options: argparse.Namespace) -> Recipe:
    """What the options of ``estimate``, ``recipe`` and ``convert`` say."""
    given = vars(options)
    return Recipe(**{name: given[name] for name in Recipe.__struct_fields__ if name in given})


def recipe(options: argparse.Namespace) -> int:
    """Always JSON: it is a file for ``olive run --config``."""
    print_json(olive_config(options.model, given_recipe(options), Path("converted")), indent=2)
    return 0


def chosen_recipe(options: argparse.Namespace, checkpoint: Checkpoint) -> Recipe | None:
    """The recipe of ``convert``; None when it cannot be used, which is then said."""
    found, findings = given_recipe(options), list[Finding]()
    if options.config:
        file = read_olive_file(options.config, checkpoint.folder)
        found, findings = file.recipe, [*file.findings]
    refused = refusal(checkpoint, found)
    findings += [refused] if refused else []
    findings += [] if runs_here(found.target) else [informs(FailureKind.OTHER_COMPUTERS)]
    for finding in findings:
        if finding.severity is Severity.BLOCKS:
            fail(finding.kind, finding.facts, options.json)
            return None
    for finding in findings:
        _tell(finding, options.json)
    return found


def _tell(finding: Finding, as_json: bool) -> None:
    words = failure_words(finding.kind, finding.facts)
    text = f"{words.title}: {words.explanation} {words.advice}"
    if as_json:
        print_json(Log(text))
    else:
        print(text, file=sys.stderr)

"""What a conversion is told on the command line, by options or by an Olive config; and the verb ``recipe``."""

import argparse
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from app.cli.automatic import AUTOMATIC
from app.cli.output import print_json
from app.core.checkpoint.checkpoint import Checkpoint
from app.core.events import Log
from app.core.failures import Failure, FailureKind
from app.core.findings import Finding, Severity, informs
from app.core.recipe.offer import ACCURACY_LEVELS, BLOCK_SIZES, check_recipe, runs_here
from app.core.recipe.olive_config import exported_config
from app.core.recipe.olive_file import read_olive_file
from app.core.recipe.recipe import Method, Mixed, Recipe, Target
from app.core.recipe.usual import changed_recipe
from app.wording.messages import failure_words

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
    verb.add_argument("--block-size", type=int, choices=BLOCK_SIZES, help="weights that share one scale")
    verb.add_argument("--symmetric", action=argparse.BooleanOptionalAction, help="no zero points")
    verb.add_argument("--method", type=one_of(Method), choices=list(Method), help="of rounding")
    verb.add_argument("--mixed", type=one_of(Mixed), choices=list(Mixed), help="what int4 keeps in 8 bits")
    tables = "the embedding table in 8 bits, shared with the head where both are one"
    verb.add_argument("--compact-tables", action=argparse.BooleanOptionalAction, help=tables)
    levels = "of the activations: 1 float32, 2 float16, 3 bfloat16, 4 int8"
    verb.add_argument("--accuracy-level", type=int, choices=ACCURACY_LEVELS, help=levels)
    verb.add_argument("--float16", action="store_true", default=None, help="int4 for a CPU with float16 around it")


def given_changes(options: argparse.Namespace) -> dict[str, Any]:
    """The fields of a ``Recipe`` that the options of ``estimate``, ``recipe`` and ``convert`` name."""
    given = vars(options)
    named = {name: given[name] for name in Recipe.__struct_fields__ if given.get(name) is not None}
    return {name: value for name, value in named.items() if value != AUTOMATIC}


def given_recipe(options: argparse.Namespace, checkpoint: Checkpoint | None = None) -> Recipe:
    """What they say; what they leave open is as usual for the model."""
    return changed_recipe(given_changes(options), checkpoint)


def recipe(options: argparse.Namespace) -> int:
    """Always JSON: it is a file for ``olive run --config``."""
    print_json(exported_config(options.model, given_recipe(options), Path("converted")), indent=2)
    return 0


def chosen_recipe(options: argparse.Namespace, checkpoint: Checkpoint) -> Recipe:
    """The recipe of ``convert``. Raises ``Failure`` when it cannot be used."""
    found, findings = given_recipe(options, checkpoint), list[Finding]()
    if options.config:
        file = read_olive_file(options.config, checkpoint.folder)
        found, findings = file.recipe, [*file.findings]
    refused = check_recipe(checkpoint, found)
    findings += [refused] if refused else []
    findings += [] if runs_here(found.target) else [informs(FailureKind.OTHER_COMPUTERS)]
    for finding in findings:
        if finding.severity is Severity.BLOCKS:
            raise Failure.of(finding)
    for finding in findings:
        _tell(finding, options.json)
    return found


def _tell(finding: Finding, as_json: bool) -> None:
    words = failure_words(finding)
    text = f"{words.title}: {words.explanation} {words.advice}"
    if as_json:
        print_json(Log(text))
    else:
        print(text, file=sys.stderr)

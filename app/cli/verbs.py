"""The verbs of the command line with their options: a new one is added here, in a group below.

What each does is in the file of its subject beside this one; what the engine does for it in ``app/engine/verbs.py``.
"""

import argparse
import math
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from app import PRODUCT_NAME, __version__
from app.cli.automatic import AUTOMATIC
from app.cli.before_conversion import check, estimate, inspect, mend_folder, sample, sweep_leftovers
from app.cli.jobs import chat, convert, deploy, tune
from app.cli.library import adopt, details, list_models, offer, remove, rename, repair
from app.cli.packages import EXIT_CODES, install, pack
from app.cli.questions import compare, model_name, questions
from app.cli.recipes import add_options, one_of, recipe
from app.cli.report import report, report_file
from app.cli.scorecards import validate
from app.cli.serve import loopback, port, serve
from app.core.findings import Mend
from app.core.picking import Goal
from app.core.recipe.recipe import Precision
from app.wording.translation import LANGUAGES

Verb = Callable[[argparse.Namespace], int]
Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def make_parser() -> argparse.ArgumentParser:
    """Of the whole command line; the function of a verb is its ``run``."""
    parser = argparse.ArgumentParser(prog="model-installer", description=f"{PRODUCT_NAME}. Without a verb: the window.")
    parser.add_argument("--version", action="version", version=__version__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    _add_before_conversion(verbs)
    _add_conversion(verbs)
    _add_library(verbs)
    _add_packages(verbs)
    return parser


def _add_before_conversion(verbs: Verbs) -> None:
    verb = _add(verbs, "check", check, "what this computer needs, and has")
    verb.add_argument("--folder", type=Path, help="where the models shall live")
    verb = _add(verbs, "sweep", sweep_leftovers, "delete what interrupted conversions have left")
    verb.add_argument("--folder", type=Path, help="where the models live")
    verb.add_argument("--list", action="store_true", help="only say what is there")
    verb.add_argument("--not-installed", action="store_true", help="also converted models that were never installed")
    verb = _add(verbs, "inspect", inspect, "what is in a model folder, and can it be converted; or in a package")
    _add_model(verb)
    verb = _add(verbs, "mend", mend_folder, "a copy of a model folder with one thing put right")
    verb.add_argument("model", type=Path)
    verb.add_argument("--mend", type=one_of(Mend), choices=list(Mend), required=True)
    verb.add_argument("--output", type=Path, required=True, help="a folder that does not exist yet")
    verb.add_argument("--base", type=Path, help="the base model's folder, where something comes from it")


def _add_conversion(verbs: Verbs) -> None:
    verb = _add(verbs, "estimate", estimate, "size, memory and speed of each precision on this computer")
    _add_model(verb)
    add_options(verb)
    verb = _add(verbs, "recipe", recipe, "the Olive config that 'convert' runs")
    _add_recipe(verb)
    verb = _add(verbs, "convert", convert, "checkpoint to ONNX folder")
    _add_recipe(verb)
    verb.add_argument("--config", type=Path, help="an Olive config, in the place of the options above")
    goals = "what matters with --precision auto"
    verb.add_argument("--goal", type=one_of(Goal), choices=list(Goal), help=goals)
    verb.add_argument("--most-gb", type=_positive, help="with --precision auto: the size that it may take")
    words = "with --precision auto: the words a second that it must write"
    verb.add_argument("--least-words", type=_positive, help=words)
    verb.add_argument("--calibrate", type=Path, help="your training file: what int4 is calibrated with; only read")
    verb.add_argument("--output", type=Path, required=True, help="a folder that does not exist yet")
    verb = _add(verbs, "deploy", deploy, "into Foundry Local: configure, register, verify")
    verb.add_argument("folder", type=Path, help="a converted model")
    verb.add_argument("--name", required=True)
    verb.add_argument("--library", type=Path, help="where installed models live")
    verb.add_argument("--system-prompt", default="")
    _add_versions(verb)
    verb = _add(verbs, "chat", chat, "talk to an installed model")
    verb.add_argument("name")
    verb.add_argument("--prompt", type=_prompt, help="one question; without it, a conversation")
    verb.add_argument("--temperature", type=_temperature, help="0 to 2; 0 takes the likeliest token every time")
    verb = _add(verbs, "tune", tune, "find again what is fastest for an installed model on this computer")
    verb.add_argument("name")
    verb = _add(
        verbs, "validate", validate, "measure an installed model: speed, memory, faults, closeness to the original"
    )
    verb.add_argument("name")
    verb.add_argument("--reference", type=Path, metavar="MODEL", help="the original; else where it was converted from")
    verb.add_argument("--questions", type=Path, metavar="FILE", help="your own questions, which both are asked too")
    _add_questions(verbs)


def _add_questions(verbs: Verbs) -> None:
    verb = _add(verbs, "questions", questions, "ask an installed model your own questions, and judge its answers")
    verb.add_argument("name")
    verb.add_argument("--file", type=Path, required=True, help="a table, JSON lines or a training file")
    other = "MODEL: an installed one, or a model folder"
    verb.add_argument("--reference", type=model_name, metavar="MODEL", help=f"the original, asked the same. {other}")
    verb.add_argument("--base", type=model_name, metavar="MODEL", help="the base model, before tuning")
    verb = _add(verbs, "compare", compare, "ask two models the same, and say where their answers part")
    verb.add_argument("a", type=model_name, metavar="A", help="an installed NAME or NAME:VERSION, or a model folder")
    verb.add_argument("b", type=model_name, metavar="B")
    verb.add_argument("--prompt", type=_prompt, help="one question")
    verb.add_argument("--questions", type=Path, metavar="FILE", help="a file of questions")
    verb.set_defaults(usage=verb.error)
    verb = _add(verbs, "report", report, "what was measured of an installed model, as one HTML file or PDF")
    verb.add_argument("name")
    verb.add_argument("--output", type=report_file, required=True, help="a file that ends in .html or .pdf")
    codes = [language.code for language in LANGUAGES]
    verb.add_argument("--language", choices=codes, default=codes[0], help="of the PDF; the HTML file has all")


def _add_library(verbs: Verbs) -> None:
    _add(verbs, "models", list_models, "the installed models")
    verb = _add(verbs, "details", details, "everything about an installed model")
    verb.add_argument("name")
    verb = _add(verbs, "rename", rename, "another name for an installed model")
    verb.add_argument("name")
    verb.add_argument("to")
    verb = _add(verbs, "remove", remove, "unregister a model and move its files to the trash")
    verb.add_argument("name", help="of the model, or the id of one version")
    verb.add_argument("--version", type=int, help="only this one")
    verb.add_argument("--preview", action="store_true", help="only say what would go")
    verb.add_argument("--permanently", action="store_true", help="delete the files, and not to the trash")
    verb = _add(verbs, "adopt", adopt, "a converted model from elsewhere, under a name that fits its folder")
    verb.add_argument("folder", type=Path)
    verb.add_argument("--name", default="", help="another one than the folder's")
    verb.add_argument("--library", type=Path, help="where installed models live")
    _add_versions(verb)
    verb = _add(verbs, "repair", repair, "find what is wrong with the installed models, and mend it")
    verb.add_argument("--search", type=Path, help="a folder in which models that were moved may be")


def _add_packages(verbs: Verbs) -> None:
    verb = _add(verbs, "pack", pack, "an installed model as one file for other computers")
    verb.add_argument("name")
    verb.add_argument("--output", type=Path, required=True, help="the file to write")
    verb.add_argument("--replace", action="store_true", help="an older file of this name")
    verb = _add(verbs, "install", install, "a model from a packed file", EXIT_CODES)
    verb.add_argument("package", type=Path)
    verb.add_argument("--name", default="", help="another one than the package's")
    verb.add_argument("--library", type=Path, help="where installed models live")
    verb.add_argument("--update", action="store_true", help="as a new version, where the name is in use already")
    verb.add_argument("--replace", action="store_true", help="the same; the earlier versions go to the trash")
    verb.add_argument("--silent", action="store_true", help="print nothing; everything goes to the log")
    verb.add_argument("--log", type=Path, help="the file for the log; without it, install.log among the app's logs")
    verb = _add(verbs, "offer", offer, "an installed model to the older foundry command too (up to 0.10)")
    verb.add_argument("name")
    verb = _add(verbs, "serve", serve, "offer a model to the programs of this computer, as the OpenAI interface")
    verb.add_argument("name")
    verb.add_argument("--port", type=port, default=0, help="without it, the one that the model had before")
    verb.add_argument("--host", type=loopback, default="127.0.0.1", help="127.0.0.1 and no other")
    verb = _add(verbs, "sample", sample, "write the sample model's folder")
    verb.add_argument("folder", type=Path)


def _add(verbs: Verbs, name: str, run: Verb, summary: str, epilog: str = "") -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=summary, description=summary, epilog=epilog)
    verb.add_argument("--json", action="store_true", help="JSON on standard output, one event a line for long jobs")
    verb.set_defaults(run=run)
    return verb


def _add_versions(verb: argparse.ArgumentParser) -> None:
    choice = verb.add_mutually_exclusive_group()
    choice.add_argument("--keep", dest="replaces", action="store_false", help="earlier versions of the name (default)")
    choice.add_argument("--replace", dest="replaces", action="store_true", help="them: they go to the trash")
    verb.set_defaults(replaces=False)


def _precision(text: str) -> Precision | str:
    return AUTOMATIC if text == AUTOMATIC else one_of(Precision)(text)


def _add_model(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("model", type=Path)
    verb.add_argument("--base", type=Path, help="the base model's folder, when MODEL is a LoRA adapter")


def _add_recipe(verb: argparse.ArgumentParser) -> None:
    _add_model(verb)
    names = [*Precision, AUTOMATIC]
    text = "auto: the smallest that is as close to the original as --goal says"
    verb.add_argument("--precision", type=_precision, choices=names, default=Precision.INT4, help=text)
    add_options(verb)


def _temperature(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1
    if not 0 <= value <= 2:
        raise argparse.ArgumentTypeError(f"a number from 0 to 2, not {text!r}")
    return value


def _positive(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value < math.inf:
        raise argparse.ArgumentTypeError(f"a number above 0, not {text!r}")
    return value


def _prompt(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("it is empty")
    return text

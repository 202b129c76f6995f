"""The verbs about what is installed: models, details, rename, remove, adopt, repair."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from app import paths
from app.cli.jobs import deploy, result_of
from app.cli.library_folder import library_folder
from app.cli.output import FAILED, print_json, show
from app.cli.scorecards import scorecard_text
from app.core.failures import Failure, FailureKind
from app.core.library.deployment import Deployment
from app.core.library.format import newer
from app.core.library.installed import InstalledModel, ModelState
from app.core.library.naming import suggest_name
from app.core.library.notes import read_provenance
from app.core.library.provenance import Provenance
from app.core.printable import indented, one_line
from app.core.requests import List, Offer, Remove, Rename, Repair
from app.core.scorecard.judging import read_scorecard
from app.core.snippets.olive import PACKAGES, commands, olive_snippet, same_by_olive
from app.core.wire import to_builtins
from app.wording.filling import exact_words, size_words
from app.wording.messages import failure_words, mended_words, state_words
from app.wording.templates import offered_words, template_words
from app.wording.tuning import tuning_words
from app.wording.verification import verification_words


def list_models(options: argparse.Namespace) -> int:
    models = result_of(List())
    return show(options.json, {"models": [_row(model) for model in models]}, _list_lines(models))


def _list_lines(models: tuple[InstalledModel, ...]) -> Iterator[str]:
    for model in models:
        yield _line(model)
        if model.state is not ModelState.READY:
            words = state_words(model)
            yield f"      {words.title}. {words.explanation} {words.advice}"
    for library, version in {model.deployment.library: model.keeper for model in models}.items():
        if version:
            words = failure_words(newer(library, version))
            yield f"note  {words.title}. {words.explanation} {words.advice}"
    if not models:
        yield "No model is installed yet."


def details(options: argparse.Namespace) -> int:
    models = result_of(List())
    found = [model for model in models if options.name in (model.deployment.name, model.deployment.model_id)]
    if not found:
        raise Failure(FailureKind.NOT_INSTALLED, name=options.name)
    if options.json:
        print_json({"versions": [_details(model) for model in found]})
    else:
        for model in found:
            print("\n".join(f"{caption}: {indented(value)}" for caption, value in _facts(model) if value), end="\n\n")
    return 0


def rename(options: argparse.Namespace) -> int:
    renamed = result_of(Rename(options.name, options.to))
    return show(options.json, {"renamed": renamed}, (f"{each.model_id}  {_path(each.folder)}" for each in renamed))


def remove(options: argparse.Namespace) -> int:
    request = Remove(options.name, options.version, permanently=options.permanently, preview=options.preview)
    models = result_of(request)
    freed = sum(model.own_bytes for model in models)
    key, verb = ("would_remove", "Would remove") if options.preview else ("removed", "Removed")
    end = f"{size_words(freed)} {'are freed' if options.permanently else 'are freed once the trash is emptied'}."
    lines = [*(f"{verb} {_line(model)}" for model in models), end]
    return show(options.json, {key: [_row(model) for model in models], "freed_bytes": freed}, lines)


def adopt(options: argparse.Namespace) -> int:
    """Like ``deploy``: the folder stays where it is, its files are linked or copied."""
    options.name = options.name or suggest_name(options.folder.absolute().name)
    options.system_prompt = ""
    return deploy(options)


def offer(options: argparse.Namespace) -> int:
    offered = result_of(Offer(options.name))
    lines = (
        f"The foundry command {offered.version} lists it now.\nTalk to it: {offered.command}",
        offered_words(offered),
    )
    return show(options.json, offered, filter(None, lines))


def repair(options: argparse.Namespace) -> int:
    """Exit code 1 when something is left that could not be mended."""
    search = (options.search or library_folder()).absolute()
    mended = result_of(Repair(search))
    said = ((each, mended_words(each)) for each in mended)
    lines = [one_line(f"{each.model_id}: {words.title}. {words.explanation} {words.advice}") for each, words in said]
    show(options.json, {"models": mended}, lines or ["Nothing is wrong."])
    return 0 if all(each.mended for each in mended) else FAILED


def _row(model: InstalledModel) -> dict[str, object]:
    """The deployment's own keys, and what the library knows besides."""
    known: dict[str, object] = to_builtins(model)
    return {**to_builtins(known.pop("deployment")), **known, "version": model.version}


def _details(model: InstalledModel) -> dict[str, object]:
    folder = model.deployment.folder
    files = {path.name: path.stat().st_size for path in sorted(folder.glob("*")) if path.is_file()}
    provenance = read_provenance(folder)
    card = read_scorecard(folder)
    return _row(model) | {
        "scorecard": to_builtins(card),
        "provenance": to_builtins(provenance),
        "olive": _made(provenance),
        "files": files,
    }


def _made(provenance: Provenance | None) -> dict[str, object] | None:
    """How to make the same model again."""
    if provenance is None:
        return None
    made = commands(provenance, paths.command_line(), paths.olive_command(), paths.resource(PACKAGES))
    return {
        "commands": made,
        "same_by_olive": same_by_olive(provenance),
        "config": json.loads(olive_snippet(provenance)),
    }


def _facts(model: InstalledModel) -> Iterator[tuple[str, str]]:
    deployment = model.deployment
    provenance = read_provenance(deployment.folder)
    yield "id", deployment.model_id
    yield "state", state_words(model).title
    yield "folder", _path(deployment.folder)
    yield "precision", deployment.precision.upper()
    yield "size", size_words(deployment.bytes)
    yield "context", f"{exact_words(deployment.context_length)} tokens"
    yield "made from", deployment.source
    yield "architecture", provenance.architecture if provenance else ""
    yield "installed", deployment.created
    yield "last used", model.last_used or "never"
    yield "system prompt", deployment.system_prompt
    yield "chat template", template_words(deployment.template) if deployment.template else ""
    yield "proof", verification_words(deployment.answer) if deployment.answer else ""
    yield "tuning", tuning_words(provenance.tuning) if provenance and provenance.tuning else ""
    card = read_scorecard(deployment.folder)
    yield "scorecard", scorecard_text(card) if card else ""


def _line(model: InstalledModel) -> str:
    deployment: Deployment = model.deployment
    parts = (
        deployment.name,
        deployment.precision.upper(),
        size_words(deployment.bytes) if deployment.bytes else "",
        deployment.created[:10],
        f"from {deployment.source}" if deployment.source else "",
        f"used {model.last_used[:10]}" if model.last_used else "",
        deployment.model_id,
        _path(deployment.folder),
    )
    return one_line("  ".join(part for part in parts if part))


def _path(folder: Path) -> str:
    home = Path.home()
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)

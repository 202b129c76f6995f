"""The verbs about what is installed: models, details, rename, remove, adopt, repair."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from app import paths
from app.cli.jobs import deploy, last_event, report
from app.cli.library_folder import library_folder
from app.cli.output import FAILED, fail, print_json
from app.cli.scorecards import scorecard_text
from app.core.events import Finished
from app.core.failures import FailureKind
from app.core.foundry_config import suggest_name
from app.core.installed import InstalledModel, ModelState
from app.core.judging import read_scorecard
from app.core.library import read_provenance
from app.core.library_format import newer
from app.core.olive_snippet import PACKAGES, commands, olive_snippet
from app.core.plan import Deployment, Provenance
from app.core.requests import List, Offer, Remove, Rename, Repair
from app.core.wire import to_builtins
from app.wording import (
    exact_words,
    failure_words,
    mended_words,
    offered_words,
    proof_words,
    size_words,
    state_words,
    template_words,
    tuning_words,
)


def list_models(options: argparse.Namespace) -> int:
    last = last_event(List())
    if not isinstance(last, Finished) or last.models is None:
        return report(last, options.json)
    if options.json:
        print_json({"models": [_row(model) for model in last.models]})
        return 0
    for model in last.models:
        print(_line(model))
        if model.state is not ModelState.READY:
            words = state_words(model)
            print(f"      {words.title}. {words.explanation} {words.advice}")
    for library, version in {model.deployment.folder.parent.parent: model.keeper for model in last.models}.items():
        if version:
            reason = newer(library, version)
            words = failure_words(reason.kind, reason.facts)
            print(f"note  {words.title}. {words.explanation} {words.advice}")
    if not last.models:
        print("No model is installed yet.")
    return 0


def details(options: argparse.Namespace) -> int:
    last = last_event(List())
    if not isinstance(last, Finished) or last.models is None:
        return report(last, options.json)
    found = [model for model in last.models if options.name in (model.deployment.name, model.deployment.model_id)]
    if not found:
        return fail(FailureKind.NOT_INSTALLED, {"name": options.name}, options.json)
    if options.json:
        print_json({"versions": [_details(model) for model in found]})
    else:
        for model in found:
            print("\n".join(f"{caption}: {value}" for caption, value in _facts(model) if value), end="\n\n")
    return 0


def rename(options: argparse.Namespace) -> int:
    last = last_event(Rename(options.name, options.to))
    if not isinstance(last, Finished) or last.deployments is None:
        return report(last, options.json)
    if options.json:
        print_json({"renamed": last.deployments})
    else:
        print("\n".join(f"{each.model_id}  {_path(each.folder)}" for each in last.deployments))
    return 0


def remove(options: argparse.Namespace) -> int:
    request = Remove(options.name, options.version, permanently=options.permanently, preview=options.preview)
    last = last_event(request)
    if not isinstance(last, Finished) or last.models is None:
        return report(last, options.json)
    freed = sum(model.own_bytes for model in last.models)
    if options.json:
        key = "would_remove" if options.preview else "removed"
        print_json({key: [_row(model) for model in last.models], "freed_bytes": freed})
    else:
        verb = "Would remove" if options.preview else "Removed"
        print("\n".join(f"{verb} {_line(model)}" for model in last.models))
        print(f"{size_words(freed)} {'are freed' if options.permanently else 'are freed once the trash is emptied'}.")
    return 0


def adopt(options: argparse.Namespace) -> int:
    """Like ``deploy``: the folder stays where it is, its files are linked or copied."""
    options.name = options.name or suggest_name(options.folder.absolute().name)
    options.system_prompt = ""
    return deploy(options)


def offer(options: argparse.Namespace) -> int:
    last = last_event(Offer(options.name))
    if not isinstance(last, Finished) or last.offered is None:
        return report(last, options.json)
    if options.json:
        print_json(last.offered)
    else:
        print(f"The foundry command {last.offered.version} lists it now.\nTalk to it: {last.offered.command}")
        if left_out := offered_words(last.offered):
            print(left_out)
    return 0


def repair(options: argparse.Namespace) -> int:
    """Exit code 1 when something is left that could not be mended."""
    search = (options.search or library_folder()).absolute()
    last = last_event(Repair(search))
    if not isinstance(last, Finished) or last.mended is None:
        return report(last, options.json)
    if options.json:
        print_json({"models": [to_builtins(each) for each in last.mended]})
    else:
        for each in last.mended:
            words = mended_words(each)
            print(f"{each.model_id}: {words.title}. {words.explanation} {words.advice}")
        if not last.mended:
            print("Nothing is wrong.")
    return 0 if all(each.mended for each in last.mended) else FAILED


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
    return {"commands": made, "config": json.loads(olive_snippet(provenance))}


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
    yield "proof", proof_words(deployment.answer) if deployment.answer else ""
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
    return "  ".join(part for part in parts if part)


def _path(folder: Path) -> str:
    home = Path.home()
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)

"""The verbs that answer at once: check, sweep, inspect, mend, estimate, sample."""

import argparse
import errno
import shlex
import shutil
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from subprocess import list2cmdline

from app import paths
from app.cli.library_folder import library_folder
from app.cli.output import print_json, print_words, show
from app.cli.recipes import given_recipe
from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.checkpoint.mend import NEEDS_BASE, mend
from app.core.computer.checks.remedy_links import link_of
from app.core.computer.checks.requirement import Requirement
from app.core.computer.computer_check import Surroundings, check_requirements, met
from app.core.failures import Failure, FailureKind, tells_of_full_disk
from app.core.files.os_failures import failure_of
from app.core.findings import LeftoverKind, Mend
from app.core.library.duplicate import inspect_beside
from app.core.package.manifest import is_package
from app.core.package.unpacking import digest, read_manifest
from app.core.printable import one_line
from app.core.wire import to_builtins
from app.jobs.estimate_here import estimate_here, speeds_here
from app.storage.leftovers import Leftover, bytes_of, find_leftovers, sweep, without_whole_models
from app.wording.estimates import context_words, fit_words, reason_words, rough_words
from app.wording.filling import duration_words, exact_words, size_words
from app.wording.messages import architecture_words, failure_words, found_words, leftover_words, requirement_words

REQUIREMENT_NOT_MET = 3


def check(options: argparse.Namespace) -> int:
    library = (options.folder or library_folder()).absolute()
    found = find_leftovers(library)
    around = Surroundings(
        library=library,
        data=paths.data_folder(),
        leftovers=lambda: bytes_of(without_whole_models(found)),
    )
    requirements = check_requirements(around)
    value = {"requirements": [_requirement(row) for row in requirements], "leftovers": found}
    show(options.json, value, chain(_requirement_lines(requirements), leftover_lines(found)))
    return 0 if met(requirements) else REQUIREMENT_NOT_MET


def _requirement_lines(requirements: tuple[Requirement, ...]) -> Iterator[str]:
    for row in requirements:
        words = requirement_words(row)
        mark = "ok  " if row.satisfied else "FAIL" if row.mandatory else "note"
        yield f"{mark}  {words.title}: {found_words(row)}"
        if not row.satisfied:
            yield " ".join(filter(None, ("     ", words.explanation, words.advice, link_of(row))))


def _requirement(row: Requirement) -> dict[str, object]:
    words = requirement_words(row)
    keys = ("name", "satisfied", "mandatory", "found", "needed", "included")
    said = {"why": words.explanation, "advice": words.advice, "link": link_of(row)}
    return {key: getattr(row, key) for key in keys} | said


def inspect(options: argparse.Namespace) -> int:
    if is_package(options.model):
        return _inspect_package(options.model, options.json)
    checkpoint = inspect_beside(library_folder(), options.model, options.base)
    if options.json:
        print_json(_inspection(checkpoint))
    else:
        for line in _description(checkpoint):
            print(line)
        for finding in checkpoint.findings:
            print(f"[{finding.severity}]", end=" ")
            print_words(failure_words(finding))
            if finding.mend:
                print(f"  {_mend_command(options.model, finding.mend)}")
        print("Can be converted." if checkpoint.convertible else "Cannot be converted.")
    return 0 if checkpoint.convertible else 1


def _inspect_package(path: Path, as_json: bool) -> int:
    """Everything is checked but the bytes of the model. The digest is also a deployment's ``package``."""
    manifest = read_manifest(path)
    value = {"package": manifest, "digest": digest(manifest), "bytes": manifest.bytes}
    facts = {
        "Model": f"{manifest.name}  {manifest.precision.upper()}  {size_words(manifest.bytes)}",
        "Architecture": manifest.architecture,
        "Reads": f"{exact_words(manifest.context_length)} tokens" if manifest.context_length else "",
        "Licence": manifest.license,
        "Packed": f"{manifest.created} by version {manifest.installer}" if manifest.created else "",
        "Digest": digest(manifest),
    }
    return show(as_json, value, (f"{name}: {one_line(fact)}" for name, fact in facts.items() if fact))


def _mend_command(folder: Path, kind: Mend) -> str:
    """A command to be pasted, with the quotes that the system's command line needs."""
    words = ["model-installer", "mend", str(folder), "--mend", kind.value]
    line = list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
    return f"{line}{' --base FOLDER' * (kind in NEEDS_BASE)} --output FOLDER"


def mend_folder(options: argparse.Namespace) -> int:
    folder = mend(options.model, options.mend, options.output, options.base)
    checkpoint = inspect_checkpoint(folder)
    words = f"{folder}\n{'Can' if checkpoint.convertible else 'Cannot'} be converted."
    return show(options.json, {"folder": str(folder)} | _inspection(checkpoint), [words])


def _description(checkpoint: Checkpoint) -> Iterator[str]:
    parameters = _parameters(checkpoint.parameters) if checkpoint.parameters else ""
    size = size_words(checkpoint.bytes) if checkpoint.bytes else ""
    context = f"{exact_words(checkpoint.context_length)} tokens of context" if checkpoint.context_length else ""
    lines = ((architecture_words(checkpoint.architecture), parameters), (checkpoint.dtype, size, context))
    yield from (one_line(", ".join(filter(None, line))) for line in lines if any(line))
    facts = {
        "base model": str(checkpoint.base or ""),
        "chat template": checkpoint.template_kind or ("its own" if checkpoint.chat_template else ""),
        "stops at": ", ".join(checkpoint.stop_tokens),
        "languages": ", ".join(checkpoint.languages),
        "licence": checkpoint.license,
        "embeddings": {True: "tied", False: "not tied", None: ""}[checkpoint.tied_embeddings],
    }
    yield from (f"{caption}: {one_line(value)}" for caption, value in facts.items() if value)


def _parameters(count: int) -> str:
    return f"{count / 1e9:.1f} billion parameters" if count >= 1e9 else f"{count / 1e6:.1f} million parameters"


def estimate(options: argparse.Namespace) -> int:
    checkpoint = inspect_checkpoint(options.model, options.base)
    require_convertible(checkpoint)
    speeds = speeds_here()
    estimates = estimate_here(checkpoint, given_recipe(options, checkpoint), speeds)
    rough = rough_words(speeds)
    if options.json:
        rows = [to_builtins(row) | {"why": reason_words(row.reason)} for row in estimates]
        print_json({"options": rows, "speeds_measured": not rough})
        return 0
    for row in estimates:
        digits = 1 if row.tokens_per_second < 10 else 0
        speed = f"about {row.tokens_per_second:.{digits}f} tokens/s" if row.tokens_per_second else "speed unknown"
        sizes = f"{size_words(row.bytes)} on disk, {size_words(row.run_bytes)} of memory to run"
        effort = f"converts in {duration_words(row.seconds)} with {size_words(row.peak_convert_bytes)} of memory"
        print(f"{'*' if row.recommended else ' '} {row.precision.upper():5} {sizes}, {speed}. {fit_words(row.fits)}.")
        print(f"        {effort}. {reason_words(row.reason)}")
        if words := context_words(row):
            print(f"        {words}")
    if rough:
        print(rough)
    return 0


def sample(options: argparse.Namespace) -> int:
    if options.folder.exists():
        raise Failure(FailureKind.DESTINATION_EXISTS, path=str(options.folder))
    try:
        shutil.copytree(paths.sample_model(), options.folder)
    except OSError as error:
        raise failure_of(_first_of(error), options.folder) from error
    return show(options.json, {"folder": str(options.folder)}, [str(options.folder)])


def _first_of(error: OSError) -> OSError:
    """Of what ``shutil.copytree`` gathers, only the texts are left."""
    return OSError(errno.ENOSPC, str(error)) if tells_of_full_disk(error) else error


def require_convertible(checkpoint: Checkpoint) -> None:
    """Raises ``Failure``: the first thing that keeps this folder from being converted."""
    if blocking := checkpoint.blocking:
        raise Failure.of(blocking)


def _inspection(checkpoint: Checkpoint) -> dict[str, object]:
    findings = []
    for finding in checkpoint.findings:
        words = failure_words(finding)
        message = f"{words.title}. {words.explanation}"
        findings.append(
            {"kind": finding.kind, "severity": finding.severity, "message": message, "advice": words.advice}
            | {"mend": finding.mend, "variant": finding.variant}
        )
    keys = ("architecture", "parameters", "dtype", "context_length", "bytes", "chat_template", "adapter")
    more = ("template_kind", "stop_tokens", "tied_embeddings", "license", "languages")
    facts: dict[str, object] = {key: getattr(checkpoint, key) for key in (*keys, *more)}
    facts["family"] = architecture_words(checkpoint.architecture)
    return facts | {"convertible": checkpoint.convertible, "findings": findings}


def sweep_leftovers(options: argparse.Namespace) -> int:
    """Interrupted conversions; with ``--not-installed`` also converted models that Foundry Local never got."""
    found = find_leftovers((options.folder or library_folder()).absolute())
    wanted = tuple(each for each in found if options.not_installed or each.kind is not LeftoverKind.NOT_INSTALLED)
    freed = 0 if options.list else sweep(wanted)
    done = "Nothing was deleted." if options.list else f"Freed {size_words(freed)}."
    lines = [*leftover_lines(wanted), done if wanted else "Nothing is left over."]
    return show(options.json, {"freed_bytes": freed, "leftovers": wanted}, lines)


def leftover_lines(found: tuple[Leftover, ...]) -> Iterator[str]:
    for each in found:
        words = leftover_words(each.kind, each.model, each.bytes)
        yield f"note  {words.title}: {size_words(each.bytes)}"
        yield f"      {words.explanation} {words.advice}\n      {one_line(str(each.folder))}"

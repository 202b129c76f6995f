"""The verbs that answer at once: check, inspect, mend, estimate, sample."""

import argparse
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import list2cmdline

from app import leftovers, paths
from app.cli.library_folder import library_folder
from app.cli.output import fail, print_json, print_words
from app.cli.package_report import inspect_package
from app.cli.recipes import given_recipe
from app.cli.sweeping import leftover_rows, print_leftovers
from app.core.checkpoint import inspect_checkpoint
from app.core.checks.requirement import Requirement, link_of
from app.core.failures import Failure, FailureKind
from app.core.mend import NEEDS_BASE, Mend, mend, mend_of
from app.core.package import is_package
from app.core.plan import Checkpoint
from app.core.requirements import Surroundings, check_requirements, met
from app.core.wire import to_builtins
from app.measuring import estimate_here, speeds_here
from app.wording import (
    architecture_words,
    context_words,
    duration_words,
    exact_words,
    failure_words,
    fit_words,
    found_words,
    reason_words,
    requirement_words,
    rough_words,
    size_words,
)

REQUIREMENT_NOT_MET = 3


def check(options: argparse.Namespace) -> int:
    library = (options.folder or library_folder()).absolute()
    found = leftovers.find_leftovers(library)
    around = Surroundings(
        library=library, data=paths.data_folder(), leftovers=lambda: leftovers.interrupted_bytes(library)
    )
    requirements = check_requirements(around)
    if options.json:
        print_json({"requirements": [_requirement(row) for row in requirements], "leftovers": leftover_rows(found)})
    else:
        for row in requirements:
            words = requirement_words(row)
            mark = "ok  " if row.satisfied else "FAIL" if row.mandatory else "note"
            print(f"{mark}  {words.title}: {found_words(row)}")
            if not row.satisfied:
                print(" ".join(filter(None, ("     ", words.explanation, words.advice, link_of(row)))))
        print_leftovers(found)
    return 0 if met(requirements) else REQUIREMENT_NOT_MET


def _requirement(row: Requirement) -> dict[str, object]:
    words = requirement_words(row)
    keys = ("name", "satisfied", "mandatory", "found", "needed", "included")
    said = {"why": words.explanation, "advice": words.advice, "link": link_of(row)}
    return {key: getattr(row, key) for key in keys} | said


def inspect(options: argparse.Namespace) -> int:
    if is_package(options.model):
        return inspect_package(options.model, options.json)
    checkpoint = inspect_checkpoint(options.model, options.base, library_folder())
    if options.json:
        print_json(_inspection(checkpoint))
    else:
        for line in _description(checkpoint):
            print(line)
        for finding in checkpoint.findings:
            print(f"[{finding.severity}]", end=" ")
            print_words(failure_words(finding.kind, finding.facts))
            if mends := mend_of(finding):
                print(f"  {_mend_command(options.model, mends)}")
        print("Can be converted." if checkpoint.convertible else "Cannot be converted.")
    return 0 if checkpoint.convertible else 1


def _mend_command(folder: Path, kind: Mend) -> str:
    """To be pasted: with the quotes that the system's command line needs."""
    words = ["model-installer", "mend", str(folder), "--mend", kind.value]
    line = list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
    return f"{line}{' --base FOLDER' * (kind in NEEDS_BASE)} --output FOLDER"


def mend_folder(options: argparse.Namespace) -> int:
    try:
        folder = mend(options.model, options.mend, options.output, options.base)
    except Failure as failure:
        return fail(failure.kind, failure.facts, options.json, failure.details)
    checkpoint = inspect_checkpoint(folder)
    if options.json:
        print_json({"folder": str(folder)} | _inspection(checkpoint))
    else:
        print(f"{folder}\n{'Can' if checkpoint.convertible else 'Cannot'} be converted.")
    return 0


def _description(checkpoint: Checkpoint) -> Iterator[str]:
    parameters = _parameters(checkpoint.parameters) if checkpoint.parameters else ""
    size = size_words(checkpoint.bytes) if checkpoint.bytes else ""
    context = f"{exact_words(checkpoint.context_length)} tokens of context" if checkpoint.context_length else ""
    lines = ((architecture_words(checkpoint.architecture), parameters), (checkpoint.dtype, size, context))
    yield from (", ".join(filter(None, line)) for line in lines if any(line))
    facts = {
        "base model": str(checkpoint.base or ""),
        "chat template": checkpoint.template_kind or ("its own" if checkpoint.chat_template else ""),
        "stops at": ", ".join(checkpoint.stop_tokens),
        "languages": ", ".join(checkpoint.languages),
        "licence": checkpoint.license,
        "embeddings": {True: "tied", False: "not tied", None: ""}[checkpoint.tied_embeddings],
    }
    yield from (f"{caption}: {value}" for caption, value in facts.items() if value)


def _parameters(count: int) -> str:
    return f"{count / 1e9:.1f} billion parameters" if count >= 1e9 else f"{count / 1e6:.1f} million parameters"


def estimate(options: argparse.Namespace) -> int:
    checkpoint = inspect_checkpoint(options.model, options.base)
    if not checkpoint.convertible:
        return fail_findings(checkpoint, options.json)
    speeds = speeds_here()
    estimates = estimate_here(checkpoint, given_recipe(options), speeds)
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
        return fail(FailureKind.DESTINATION_EXISTS, {"path": str(options.folder)}, options.json)
    try:
        shutil.copytree(paths.sample_model(), options.folder)
    except OSError as error:
        return fail(FailureKind.DESTINATION_NOT_WRITABLE, {"path": str(options.folder)}, options.json, str(error))
    if options.json:
        print_json({"folder": str(options.folder)})
    else:
        print(options.folder)
    return 0


def fail_findings(checkpoint: Checkpoint, as_json: bool) -> int:
    """Say the first thing that keeps this folder from being converted."""
    blocking = next(finding for finding in checkpoint.findings if finding.severity == "blocks")
    return fail(blocking.kind, blocking.facts, as_json)


def _inspection(checkpoint: Checkpoint) -> dict[str, object]:
    findings = []
    for finding in checkpoint.findings:
        words = failure_words(finding.kind, finding.facts)
        message = f"{words.title}. {words.explanation}"
        findings.append(
            {"kind": finding.kind, "severity": finding.severity, "message": message, "advice": words.advice}
            | {"mend": mend_of(finding)}
        )
    keys = ("architecture", "parameters", "dtype", "context_length", "bytes", "chat_template", "adapter")
    more = ("template_kind", "stop_tokens", "tied_embeddings", "license", "languages")
    facts: dict[str, object] = {key: getattr(checkpoint, key) for key in (*keys, *more)}
    facts["family"] = architecture_words(checkpoint.architecture)
    return facts | {"convertible": checkpoint.convertible, "findings": findings}

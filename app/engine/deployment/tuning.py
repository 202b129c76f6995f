"""Measures the real model with a few numbers of threads, and writes the fastest into its ``genai_config.json``."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

from app.core.computer.machine import processor_name
from app.core.computer.threads import (
    Trial,
    best_trial,
    candidates,
    measured_here,
    merge_speeds,
    own_threads,
    turn_seconds,
    usable_cores,
    with_threads,
)
from app.core.computer.tuning import Speed, Tuning
from app.core.failures import Failure, FailureKind
from app.core.files.folder import read_json
from app.core.library.converted_check import GENAI_CONFIG, check_converted
from app.core.library.format import check_changeable
from app.core.library.genai_config import write_genai_config
from app.core.library.notes import read_provenance, write_provenance
from app.core.requests import Tune, TuneFolder
from app.core.scorecard.judging import forget_speeds
from app.core.steps import Step
from app.engine.channel import Emit
from app.engine.deployment.answer_speed import Stopwatch
from app.engine.job_folder import job_folder
from app.engine.library.listing import list_models, usable
from app.engine.progress import Steps
from app.storage.in_use import in_use

WHOLE = 40.0  # seconds after which nothing new is tried
FINALISTS = 2  # trials that are measured again: the fastest, and the untuned one

TrialReport = Callable[[int, int], None]  # trials done, and in all


def tune(folder: Path, report: TrialReport = lambda *_: None) -> Tuning:
    """Measure the model in ``folder`` on this computer, write the winner into ``genai_config.json`` and note it in
    ``model_installer.json``. Ended half-way, it has changed nothing.

    Raises ``Failure`` (LOAD_FAILED, OUT_OF_MEMORY) and ``OSError``. What was measured on another computer does not stay
    then: the model runs with this one's own number of threads.
    """
    try:
        tuning = measure_threads(folder, candidates(), report)
    except Failure:
        settle(folder)
        raise
    _write(folder, tuning)
    return tuning


def settle(folder: Path) -> None:
    """Used when nothing could be measured: write what was measured here before, or this computer's own number."""
    provenance = read_provenance(folder)
    earlier = provenance.tuning if provenance else None
    _write(folder, earlier if earlier and measured_here(earlier) else None)


def _write(folder: Path, tuning: Tuning | None) -> None:
    before = read_json(folder / GENAI_CONFIG)
    config = with_threads(before, tuning.threads if tuning else own_threads())
    if config != before:
        forget_speeds(folder)
    write_genai_config(folder, config)
    if provenance := read_provenance(folder):
        write_provenance(folder, replace(provenance, tuning=tuning))


def measure_threads(folder: Path, counts: Sequence[int], report: TrialReport) -> Tuning:
    """One round for all of ``counts``, of which the first is the untuned one; a second for it and the fastest."""
    started = time.perf_counter()
    speeds: dict[int, Speed] = {}
    whole = len(counts) + FINALISTS
    for count in counts:
        report(len(speeds), whole)
        if not speeds or time.perf_counter() - started < WHOLE:
            speeds[count] = Stopwatch(folder, count).speed()
    fastest = sorted(speeds, key=lambda count: turn_seconds(speeds[count]))[: FINALISTS - 1]
    for number, count in enumerate(dict.fromkeys((*fastest, counts[0]))):
        report(len(counts) + number, whole)
        if time.perf_counter() - started < WHOLE:
            speeds[count] = merge_speeds(speeds[count], Stopwatch(folder, count).speed())
    best = best_trial([Trial(count, speed) for count, speed in speeds.items()])
    return Tuning(
        threads=best.threads,
        speed=best.speed,
        untuned_threads=counts[0],
        untuned=speeds[counts[0]],
        processor=processor_name(),
        cores=usable_cores(),
    )


def tune_installed(request: Tune, emit: Emit) -> Tuning:
    """Tune the newest version of an installed model, or the one whose id is asked for.

    Raises ``Failure`` (NOT_INSTALLED, LOAD_FAILED, OUT_OF_MEMORY, LIBRARY_NEWER) and ``OSError``.
    """
    found = [each for each in usable(list_models()) if request.name in (each.name, each.model_id)]
    if not found:
        raise Failure(FailureKind.NOT_INSTALLED, name=request.name)
    check_changeable(found[0].library)
    with in_use(found[0], job_folder()):  # it is neither deleted nor renamed meanwhile
        check_converted(found[0].folder)
        return tune_folder(TuneFolder(found[0].folder), emit)


def tune_folder(request: TuneFolder, emit: Emit) -> Tuning:
    """Raises like ``tune``."""
    steps = Steps(emit, {Step.TUNING: 1})
    steps.start(Step.TUNING)
    return tune(request.folder, steps.advance)

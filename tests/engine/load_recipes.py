"""Converts tiny models by recipes that are offered for them, loads the results on the processor and lets them answer.

``python -m tests.engine.load_recipes WORK KIND...`` prints one ``Conversion`` a line.
"""

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from app.core.checkpoint import inspect_checkpoint
from app.core.failures import Failure
from app.core.offer import obstacle
from app.core.onnx_size import weights_size
from app.core.plan import Recipe
from tests.engine.compare_paths import SIZES, build
from tests.engine.recipes import every_recipe
from tests.engine.tiny_models import FAMILIES, SETTINGS, save

# Every family, by turns with an output head of its own and without
LOADED = (*(kind if index % 2 else f"{kind}-tied" for index, kind in enumerate(FAMILIES)), "phi3-longrope")
SHARE = 5  # of the recipes each gets every fifth, the next one other ones; build/check_same_result.py has them all


class Conversion(Struct, frozen=True):
    kind: str
    recipe: Recipe
    failed: str
    size: int  # bytes of the weights, and of LongRoPE's tables
    estimate: int


def main(work: Path, kinds: Sequence[str]) -> None:
    import torch

    torch.set_num_threads(1)  # more only wait for each other over sizes as small as these
    for kind in kinds:
        save(kind, work / kind, **({} if kind in SETTINGS else SIZES))
        for conversion in conversions(kind, list(every_recipe())[LOADED.index(kind) % SHARE :: SHARE], work):
            print(msgspec.json.encode(conversion).decode(), flush=True)
        shutil.rmtree(work / kind)


def conversions(kind: str, recipes: list[Recipe], work: Path) -> Iterator[Conversion]:
    checkpoint, built = inspect_checkpoint(work / kind), work / f"{kind}-built"
    for recipe in recipes:
        if obstacle(checkpoint, recipe) is None:
            failed, _ = build(work / kind, built, recipe)
            size = 0 if failed else written(built)
            failed = failed or fault(built, work / kind)
            yield Conversion(kind, recipe, failed, size, weights_size(checkpoint, recipe))


def fault(model: Path, folder: Path) -> str:
    """What the proofs that end every conversion find, "" when they find nothing."""
    from app.engine.compare_shapes import compare_shapes
    from app.engine.verify import verify_model

    try:
        compare_shapes(model, folder, inspect_checkpoint(folder).shape)
        verify_model(model, lambda _done, _total: None)
    except Failure as failure:
        return failure.details
    return ""


def written(model: Path) -> int:
    import onnx

    graph = onnx.load(model / "model.onnx", load_external_data=False).graph
    return (model / "model.onnx.data").stat().st_size + sum(map(_constants, graph.node))


def _constants(node: Any) -> int:
    """Bytes of the tables in a node's branches: the graph chooses between those for short and for long texts."""
    inside = [inner for branch in node.attribute for inner in branch.g.node]
    return sum(len(value.t.raw_data) for inner in inside for value in inner.attribute)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

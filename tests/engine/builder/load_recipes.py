"""Converts tiny models by recipes that are offered for them, loads the results on the processor and lets them answer.

``python -m tests.engine.builder.load_recipes WORK KIND...`` prints one ``Conversion`` a line.
"""

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.estimate.onnx_size import weights_size
from app.core.failures import Failure
from app.core.files.folder import read_json
from app.core.library.converted_check import GENAI_CONFIG
from app.core.library.genai_config import known_config
from app.core.recipe.offer import obstacle
from app.core.recipe.recipe import Recipe
from app.core.tokenizer.files import TOKENIZER_CONFIG
from tests.engine.builder.compare_paths import SIZES, build
from tests.engine.builder.recipes import every_recipe
from tests.engine.tiny_models import FAMILIES, SETTINGS
from tests.engine.tiny_towers import TOWER_KINDS, save_any

# Every family, by turns with an output head of its own and without, and every class around one
LOADED = (
    *(kind if index % 2 else f"{kind}-tied" for index, kind in enumerate(FAMILIES)),
    "phi3-longrope",
    *TOWER_KINDS,
)
SHARE = 11  # of the recipes each gets every eleventh, the next one other ones; build/check_same_result.py has them all


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
        save_any(kind, work / kind, **({} if kind in SETTINGS else SIZES))
        for conversion in conversions(kind, recipes_for(kind), work):
            print(msgspec.json.encode(conversion).decode(), flush=True)
        shutil.rmtree(work / kind, ignore_errors=True)  # Windows keeps what this process still has mapped


def recipes_for(kind: str) -> list[Recipe]:
    recipes = list(every_recipe())
    if kind in TOWER_KINDS:  # the same graphs as the families'
        return recipes[list(TOWER_KINDS).index(kind) :: len(TOWER_KINDS)]
    return recipes[LOADED.index(kind) % SHARE :: SHARE]


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
    from app.engine.conversion.tokenizer import with_known_class
    from app.engine.conversion.verify_model import verify_model
    from app.engine.conversion.verify_shapes import verify_shapes

    config = model / TOKENIZER_CONFIG
    config.write_text(json.dumps(with_known_class(read_json(config))), encoding="utf-8")  # as a conversion does
    settings = read_json(model / GENAI_CONFIG)
    try:
        if known_config(settings) != settings:
            return "a setting of the model builder is lost"
        verify_shapes(model, folder, inspect_checkpoint(folder).shape)
        verify_model(model, lambda _done, _total: None)
    except Failure as failure:
        return failure.details
    except ValueError as error:
        return f"a setting of the model builder is refused: {error}"
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

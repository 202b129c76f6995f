"""Builds every recipe that is offered for a checkpoint, loads it on the processor and lets it answer: ``python -m
tests.engine.load_recipes FOLDER WORK``. One JSON object a line: the recipe, whether it is offered, what failed, and the
bytes of the data file with what the estimate says they are."""

import json
import sys
from pathlib import Path

from app.core.checkpoint import inspect_checkpoint
from app.core.failures import Failure
from app.core.offer import obstacle
from app.core.onnx_size import weights_size
from app.core.wire import to_builtins
from tests.engine.recipes import every_recipe


def main(folder: Path, work: Path) -> None:
    from app.engine.compare_shapes import compare_shapes
    from app.engine.verify import verify_model
    from tests.engine.compare_paths import build

    checkpoint = inspect_checkpoint(folder)
    for recipe in every_recipe():
        output, failed, size = work / "built", "", 0
        offered = obstacle(checkpoint, recipe)
        if offered is None:
            failed, _ = build(folder, output, recipe)
            try:
                if not failed:
                    compare_shapes(output, folder, checkpoint.shape)
                    verify_model(output)
                size = (output / "model.onnx.data").stat().st_size
            except Failure as failure:
                failed = failure.details
        facts = {"obstacle": offered, "failed": failed, "size": size, "estimate": weights_size(checkpoint, recipe)}
        print(json.dumps({"recipe": to_builtins(recipe)} | facts), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Builds a checkpoint in several precisions and lets the model and its trial graph answer.

``python -m tests.engine.conversion.compare_trial FOLDER WORK`` prints one JSON object a line: how far their logits are
from each other, as a share of their RMS, and how many matrices there are in each.
"""

import json
import sys
from pathlib import Path
from typing import Any

from app.core.recipe.recipe import Method, Mixed, Precision, Recipe

RECIPES = [
    Recipe(block_size=32),
    Recipe(block_size=32, symmetric=False),
    Recipe(block_size=32, method=Method.K_QUANT, mixed=Mixed.LAYERS),
    Recipe(block_size=32, precision=Precision.INT8),
    Recipe(block_size=32, float16=True),
]
PIECE = 10_000


def main(folder: Path, work: Path) -> None:
    from app.engine.conversion import trial_graph
    from tests.engine.builder.compare_paths import build

    trial_graph.MATRIX_PIECE = PIECE
    for number, recipe in enumerate(RECIPES):
        output = work / str(number)
        failed, _ = build(folder, output, recipe)
        trial_graph.write_trial_graph(output / "model.onnx", output / "trial.onnx")
        whole, cut = (_logits(output, name) for name in ("model.onnx", "trial.onnx"))
        error = float(((whole - cut) ** 2).mean() ** 0.5 / (whole**2).mean() ** 0.5)
        counts = [_matrices(output / name) for name in ("model.onnx", "trial.onnx")]
        print(json.dumps({"failed": failed, "error": error, "matrices": counts}), flush=True)


def _logits(folder: Path, name: str) -> Any:
    """Of the prompt's last position and of a token after it, without weights laid out anew."""
    import numpy as np
    import onnxruntime_genai as og

    config = og.Config(str(folder))
    config.clear_providers()
    options = {"session_options": {"session.disable_prepacking": "1"}, "filename": name}
    config.overlay(json.dumps({"model": {"decoder": options}}))
    model = og.Model(config)
    parameters = og.GeneratorParams(model)
    parameters.set_search_options(do_sample=False, max_length=64)
    generator = og.Generator(model, parameters)
    found = []
    for tokens in ([5, 300, 77, 1200], [41]):
        generator.append_tokens(tokens)
        found.append(np.asarray(generator.get_logits(), dtype=np.float64)[:, -1].ravel())
    return np.stack(found)


def _matrices(path: Path) -> int:
    import onnx

    return sum(node.op_type == "MatMulNBits" for node in onnx.load(path, load_external_data=False).graph.node)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

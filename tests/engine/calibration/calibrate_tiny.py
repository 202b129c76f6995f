"""Converts tiny checkpoints by a calibrated recipe, and compares each rounded matrix with a plain reference of the
method: all in float64, one weight after the other, with the inverse of the second moments kept whole.

``python -m tests.engine.calibration.calibrate_tiny WORK KIND...`` prints one JSON object a line: the share of numbers
that are the same, by matrix, and how far the logits of the result are from Hugging Face's with the reference's weights.
"""

import json
import shutil
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from ml_dtypes import bfloat16

from app.core.recipe.recipe import Method, Mixed, Recipe
from tests.engine.builder.compare_logits import distance, runtime
from tests.engine.builder.compare_paths import build
from tests.engine.tiny_models import save

BLOCK, TOP = 128, 15  # the last projection has a block and a half
WINDOWS, LENGTH = 6, 48
# Where a matrix has more inputs than there are tokens, its numbers hang on the last digits of other processors' sums
MANY_INPUTS = {"gemma4-e": 24, "gemma4-e-tied": 24}  # windows
DAMPING = 0.01
SHRINKS = [1.0 - 0.03 * step for step in range(14)]
PROMPT = [5, 300, 77, 1200, 41, 9, 650, 3, 88, 1999, 420, 17]


def main(work: Path, kinds: Sequence[str]) -> None:
    import torch

    torch.set_num_threads(1)
    for kind in kinds:
        folder = work / kind
        save(kind, folder / "model")
        compared = compare(folder / "model", folder / "made", MANY_INPUTS.get(kind, WINDOWS))
        print(json.dumps({"kind": kind} | compared), flush=True)
        shutil.rmtree(folder, ignore_errors=True)  # Windows keeps what this process still has mapped


def compare(checkpoint: Path, made: Path, windows: int) -> dict[str, Any]:
    import torch
    from transformers import AutoModelForCausalLM

    from app.engine.calibration.calibrated_rounding import CalibratedRounding, Calibration
    from app.engine.calibration.packing import read_rounded
    from app.engine.calibration.rounding import Grid
    from app.engine.calibration.token_weights import TokenWeights

    grid = Grid(4, BLOCK, False)
    ids = torch.from_numpy(np.random.default_rng(0).integers(3, 2000, (windows, LENGTH)))
    written: dict[tuple[int, str, int], Any] = {}

    def weigh(matrix: Any) -> tuple[str, bytes]:
        return f"{matrix.layer} {matrix.linear}", token_weights(matrix.layer, windows).tobytes()

    class Watched(CalibratedRounding):
        def choose(self, kept: Path) -> Sequence[str]:
            chosen = super().choose(kept)
            self._weights = TokenWeights(1, LENGTH, dict(map(weigh, self._matrices)))
            return chosen

        def write(self, tasks: Any, journal: Any) -> Any:
            pieces = super().write(tasks, journal)
            places = {task.name: task for task in tasks}
            for matrix in self._matrices:
                width = matrix.quantizer.weight.extent[0]
                rounded = read_rounded(journal.data, places[matrix.name], grid, width)
                start = 0
                for part in matrix.parts:
                    rows = slice(start, start + part.rows)
                    found = rounded.numbers.numpy()[rows], rounded.weights()[rows]
                    written[matrix.layer, part.linear, part.first] = found
                    start += part.rows
            return pieces

    calibration = Calibration(ids, grid, 0, True, lambda _: None)
    recipe = Recipe(
        block_size=BLOCK, symmetric=False, method=Method.CALIBRATED, mixed=Mixed.MEASURED, compact_tables=True
    )
    failed, _ = build(checkpoint, made, recipe, rounding=partial(Watched, calibration))
    if failed:
        return {"failed": failed}
    original = AutoModelForCausalLM.from_pretrained(checkpoint, dtype=torch.float32, attn_implementation="eager").eval()
    expected = reference(original, ids, written)
    for name, table in original.named_modules():
        if name.endswith("embed_tokens_per_layer"):  # it has 4 bits
            table.weight.data = torch.from_numpy(round_table(table.weight.detach().numpy()))
    same = {
        f"{layer}.{linear}.{first}": float((numbers == expected[layer, linear][first : first + len(numbers)]).mean())
        for (layer, linear, first), (numbers, _) in written.items()
    }
    with torch.no_grad():
        theirs = [original(torch.tensor([PROMPT])).logits[0, -1].numpy()]
    ours, _ = runtime(made, PROMPT, [PROMPT[0]])
    return {"failed": "", "same": same, "error": distance([row[: theirs[0].size] for row in ours[:1]], theirs)}


def token_weights(layer: int, windows: int) -> Any:
    """(windows, tokens) float32, 1 in the mean."""
    drawn = np.random.default_rng(layer).uniform(0.2, 1.8, (windows, LENGTH)).astype(np.float32)
    return drawn / drawn.mean()


def reference(model: Any, ids: Any, written: dict[tuple[int, str, int], Any]) -> dict[tuple[int, str], Any]:
    """The numbers of each linear layer, after layers with the weights that were ``written``, which ``model`` has
    afterwards: one number that differs would change all that come after it."""
    import torch

    numbers, wanted = {}, {(layer, linear) for layer, linear, _ in written}
    for layer, module in enumerate(model.base_model.layers):
        linears = {name: each for name, each in module.named_modules() if (layer, name) in wanted}
        inputs: dict[str, list[Any]] = {name: [] for name in linears}
        handles = [each.register_forward_pre_hook(partial(_note, inputs[name])) for name, each in linears.items()]
        with torch.no_grad():
            model(ids)
        for handle in handles:
            handle.remove()
        for name, each in linears.items():
            weights = each.weight.detach().double().numpy()
            counts = token_weights(layer, len(ids)).reshape(-1, 1).astype(np.float64)
            numbers[layer, name] = round_plainly(weights, torch.cat(inputs[name]).double().numpy(), counts)
        for (number, name, first), (_, rounded) in written.items():
            if number == layer:
                linears[name].weight.data[first : first + len(rounded)] = rounded
    return numbers


def _note(seen: list[Any], _module: Any, given: tuple[Any, ...]) -> None:
    seen.append(given[0].flatten(0, -2))


def round_plainly(weights: Any, inputs: Any, counts: Any) -> Any:
    """Numbers (N, K): the weights' errors go to those that are not rounded yet; a token counts as often as ``counts``
    (T, 1) says."""
    moments = inputs.T @ (inputs * counts)
    importance = np.maximum(np.diag(moments), np.diag(moments).mean() * 1e-6)
    scales, zeros = search(weights, importance)
    places = np.arange(weights.shape[1]) // BLOCK
    diagonal = np.diag(moments).copy()
    diagonal[diagonal == 0] = 1.0
    diagonal += DAMPING * diagonal.mean()
    np.fill_diagonal(moments, diagonal)
    inverse, rest = np.linalg.inv(moments), weights.copy()
    numbers = np.zeros(weights.shape, np.uint8)
    for column in np.argsort(-diagonal, kind="stable"):
        scale, zero = scales[:, places[column]], zeros[:, places[column]]
        number = np.clip(np.round(rest[:, column] / scale + zero), 0, TOP)
        numbers[:, column] = number
        error = (rest[:, column] - (number - zero) * scale) / inverse[column, column]
        rest -= np.outer(error, inverse[column])
        inverse -= np.outer(inverse[:, column], inverse[column]) / inverse[column, column]
    return numbers


def search(weights: Any, importance: Any) -> tuple[Any, Any]:
    """The scale and the zero point of each block with the least weighed error."""
    scales, zeros = [], []
    for start in range(0, weights.shape[1], BLOCK):
        block, weighed = weights[:, start : start + BLOCK], importance[start : start + BLOCK]
        low, high = np.minimum(block.min(1), 0), np.maximum(block.max(1), 0)
        best = np.full(len(block), np.inf)
        scale, zero = np.ones(len(block)), np.zeros(len(block))
        for shrink in SHRINKS:
            size = (high - low) * shrink / TOP
            middle = np.clip(np.round(-low * shrink / size), 0, TOP)
            size = size.astype(np.float32).astype(bfloat16).astype(np.float64)
            number = np.clip(np.round(block / size[:, None] + middle[:, None]), 0, TOP)
            error = (((number - middle[:, None]) * size[:, None] - block) ** 2 * weighed).sum(1)
            better = error < best
            best[better], scale[better], zero[better] = error[better], size[better], middle[better]
        scales.append(scale)
        zeros.append(zero)
    return np.stack(scales, 1), np.stack(zeros, 1)


def round_table(rows: Any) -> Any:
    """What 4 bits without zero points leave of ``rows`` (n, K) float32, each number for itself."""
    blocks = rows.reshape(len(rows), -1, BLOCK)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(-1)[..., None], -1)
    scales = (((largest / -8).view(np.int32) + 0xFFFF) & ~0xFFFF).view(np.float32)  # bfloat16, away from zero
    return ((np.clip(np.floor(blocks / scales + 8.5), 0, TOP) - 8) * scales).reshape(rows.shape)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

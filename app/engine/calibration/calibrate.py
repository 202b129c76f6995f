"""The calibrated rounding of a whole model, layer by layer: each layer sees what the rounded layers before it give."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import Any

import torch
from msgspec import Struct

from app.engine.builder.weight import check_finite
from app.engine.calibration.layers import Layer, Parameters, run_layers
from app.engine.calibration.matrices import Matrix
from app.engine.calibration.moments import Moments
from app.engine.calibration.rounding import Grid, Rounded, inverses, round_calibrated
from app.engine.calibration.token_weights import TokenWeights

WINDOWS = 4  # windows that go through a layer at once
LayerReport = Callable[[float, int], None]  # layers that are done, of how many


class Tokens(Struct, frozen=True):
    """What the layers are looked at with."""

    ids: torch.Tensor  # (windows, tokens)
    weights: TokenWeights


class Store(Struct, frozen=True):
    """Where the results go, by the name of the matrix, and where those of an earlier run are."""

    read: Callable[[str], Rounded | None]
    write: Callable[[str, Rounded], None]


def calibrate(
    model: Any, tokens: Tokens, matrices: Sequence[Matrix], grid: Grid, store: Store, report: LayerReport
) -> torch.Tensor:
    """Round ``matrices``. Returns the hidden states after the last norm that the rounded layers give."""
    of_layer = {number: list(each) for number, each in groupby(matrices, lambda matrix: matrix.layer)}
    layers = len(of_layer)

    def work(layer: Layer, hidden: torch.Tensor) -> torch.Tensor:
        parameters = layer.parameters()
        mine = of_layer.get(layer.number, [])
        known = {matrix.name: rounded for matrix in mine if (rounded := store.read(matrix.name))}
        missing = [matrix for matrix in mine if matrix.name not in known]
        if missing:  # looked at while the known ones are as they were, which is what an undisturbed run does
            share = partial(_advance, report, layer.number, layers)
            _round_layer(layer, parameters, hidden, missing, grid, store, share, tokens.weights)
        for matrix in mine:
            if matrix.name in known:
                matrix.replace(parameters, known[matrix.name].weights())
        report(layer.number + 1, layers)
        return layer.run(parameters, hidden)

    with torch.no_grad():
        return run_layers(model, tokens.ids, work)


def _advance(report: LayerReport, before: int, layers: int, part: float) -> None:
    report(before + part, layers)


def _round_layer(
    layer: Layer,
    parameters: Parameters,
    hidden: torch.Tensor,
    matrices: Sequence[Matrix],
    grid: Grid,
    store: Store,
    report: Callable[[float], None],
    weights: TokenWeights,
) -> None:
    groups = observe(layer, parameters, hidden, [matrix.linear for matrix in matrices], report, weights)
    for number, (linears, moments) in enumerate(groups):
        importance = moments.importance()
        check_finite(importance, str(matrices[0].quantizer.weight.name))  # a number that is none, in what comes before
        factors = list(inverses(moments))
        for matrix in matrices:
            if matrix.linear in linears:
                exact = matrix.weights(parameters)
                check_finite(exact, str(matrix.quantizer.weight.name))
                rounded = round_calibrated(exact, grid, importance, factors)
                del exact  # used up, and as large as what comes in its place
                store.write(matrix.name, rounded)
                matrix.replace(parameters, rounded.weights())
        report(0.4 + 0.5 * (number + 1) / len(groups))


def observe(
    layer: Layer,
    parameters: Parameters,
    hidden: torch.Tensor,
    wanted: Sequence[str],
    report: Callable[[float], None],
    weights: TokenWeights,
) -> list[tuple[set[str], Moments]]:
    """The second moments of the inputs of the linear layers ``wanted``; those with the same inputs together."""
    found: dict[str, Moments] = {}
    same: dict[str, str] = {}  # linear layer -> the first with the same inputs
    last: list[tuple[torch.Tensor, str]] = []
    looked_at: dict[str, int] = {}  # windows, of the first of each

    def note(name: str) -> Callable[..., None]:
        def hook(_module: Any, inputs: tuple[torch.Tensor, ...]) -> None:
            if last and last[0][0] is inputs[0]:
                same[name] = last[0][1]
                return
            last[:] = [(inputs[0], name)]
            same[name] = name
            if name not in found:
                found[name] = Moments(inputs[0].shape[-1])
            first = looked_at.get(name, 0)
            looked_at[name] = first + len(inputs[0])
            found[name].add(inputs[0].flatten(0, -2), weights.of(layer.number, name, range(first, looked_at[name])))

        return hook

    linears = layer.linears()
    handles = [linears[name].register_forward_pre_hook(note(name)) for name in linears if name in wanted]
    try:
        parts = torch.split(hidden, WINDOWS)
        for number, part in enumerate(parts):
            layer.run(parameters, part, number * WINDOWS)
            last.clear()
            report(0.4 * (number + 1) / len(parts))
    finally:
        for handle in handles:
            handle.remove()
    return [({name for name, first in same.items() if first == owner}, moments) for owner, moments in found.items()]

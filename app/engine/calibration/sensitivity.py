"""How much the model's answers suffer when one matrix is rounded to 4 bits: what stays in 8 bits is chosen by that.

For a matrix W with the inputs x and the gradient d of the log-likelihood of a word at its outputs, rounding it by E
changes the log-likelihood by about dᵀEx. Half the mean square of that, over words drawn from the model's own
distribution, is the Kullback-Leibler divergence that it costs, to second order (the Fisher information). What a layer
changes through keys and values that later layers borrow is not counted.
"""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

import torch

from app.engine.calibration.layers import Layer, find_decoder, run_layers
from app.engine.calibration.matrices import Matrix
from app.engine.calibration.rounding import Grid, round_nearest
from app.engine.calibration.token_weights import GradientNorms
from app.engine.calibration.vocabulary import draw_gradient

Sensitivities = dict[str, float]  # nats that rounding a matrix costs, by its name


def measure_sensitivities(
    model: Any, ids: torch.Tensor, matrices: Sequence[Matrix], grid: Grid, report: Callable[[int, int], None]
) -> tuple[Sensitivities, GradientNorms]:
    """Of rounding each of ``matrices`` to ``grid``; ``ids`` (windows, tokens)."""
    layers = len(find_decoder(model).layers)
    seen: list[tuple[Layer, torch.Tensor]] = []
    leaf: list[torch.Tensor] = []

    def go_forward(layer: Layer, hidden: torch.Tensor) -> torch.Tensor:
        report(len(seen), 3 * layers)
        seen.append((layer, hidden.to(torch.bfloat16)))
        with torch.no_grad():
            output = layer.run(layer.parameters(), hidden)
        if len(seen) == layers:
            leaf.append(output.requires_grad_())
        return output

    with torch.enable_grad():
        hidden = run_layers(model, ids, go_forward)
    with torch.no_grad():
        beyond = draw_gradient(model, hidden)
    (gradient,) = torch.autograd.grad(hidden, leaf[0], beyond)
    of_layer = {number: list(each) for number, each in groupby(matrices, lambda matrix: matrix.layer)}
    found: Sensitivities = {}
    norms = GradientNorms()
    while seen:
        report(3 * layers - 2 * len(seen), 3 * layers)
        layer, inputs = seen.pop()
        gradient = _go_back(layer, inputs.float(), gradient, of_layer.get(layer.number, []), grid, found, norms)
    return found, norms


def _go_back(
    layer: Layer,
    inputs: torch.Tensor,
    gradient: torch.Tensor,
    matrices: Sequence[Matrix],
    grid: Grid,
    found: Sensitivities,
    norms: GradientNorms,
) -> torch.Tensor:
    """The gradient at the layer's inputs; adds what its matrices cost to ``found``, their gradients to ``norms``."""
    parameters = layer.parameters()
    # In half of the bytes: the errors of a whole layer are in memory
    errors = [(matrix, _rounding_error(matrix.weights(parameters), grid).to(torch.bfloat16)) for matrix in matrices]
    gradients = []
    for number, (window, beyond) in enumerate(zip(torch.split(inputs, 1), torch.split(gradient, 1), strict=True)):
        at, changes = _window_changes(layer, parameters, number, window, beyond, errors, norms)
        gradients.append(at)
        for matrix, change in zip(matrices, changes, strict=True):
            found[matrix.name] = found.get(matrix.name, 0.0) + 0.5 * change / inputs.shape[0]
    return torch.cat(gradients)


def _window_changes(
    layer: Layer,
    parameters: dict[str, torch.Tensor],
    number: int,
    window: torch.Tensor,
    beyond: torch.Tensor,
    errors: Sequence[tuple[Matrix, torch.Tensor]],
    norms: GradientNorms,
) -> tuple[torch.Tensor, list[float]]:
    """The gradient at the inputs, and the mean square of the change by each matrix's error."""
    given: dict[str, torch.Tensor] = {}
    gave: dict[str, torch.Tensor] = {}

    def note(name: str) -> Callable[..., None]:
        def hook(_module: Any, inputs: tuple[torch.Tensor, ...], output: torch.Tensor) -> None:
            given[name], gave[name] = inputs[0].detach().flatten(0, -2), output

        return hook

    wanted = {part.linear for matrix, _ in errors for part in matrix.parts}
    handles = [module.register_forward_hook(note(name)) for name, module in layer.linears().items() if name in wanted]
    try:
        start = window.detach().requires_grad_()
        with torch.enable_grad():
            output = layer.run_at_once(parameters, start, number)
        names = list(gave)
        at, *others = torch.autograd.grad(output, [start, *(gave[name] for name in names)], beyond)
    finally:
        for handle in handles:
            handle.remove()
    gradients = {name: other.flatten(0, -2) for name, other in zip(names, others, strict=True)}
    norms.add(layer.number, given, gradients)
    return at, [_mean_square(matrix, error, given, gradients) for matrix, error in errors]


def _mean_square(
    matrix: Matrix, error: torch.Tensor, given: dict[str, torch.Tensor], gradients: dict[str, torch.Tensor]
) -> float:
    change = torch.zeros(1)
    rows = torch.split(error, [part.rows for part in matrix.parts])
    for part, block in zip(matrix.parts, rows, strict=True):
        gradient = gradients[part.linear][:, part.first : part.first + part.rows]
        change = change + ((gradient @ block.float()) * given[part.linear]).sum(-1)
    return float(change.square().mean())


def _rounding_error(weights: torch.Tensor, grid: Grid) -> torch.Tensor:
    return round_nearest(weights, grid).weights().sub_(weights)

"""Which linear layers of a Hugging Face model a matrix of the graph was made of."""

from collections.abc import Sequence
from typing import Any

import torch
from msgspec import Struct

from app.engine.builder.quantize import Quantizer
from app.engine.calibration.layers import Parameters, find_decoder


class Part(Struct, frozen=True):
    """Rows of a matrix, and where they stand in the weight of one linear layer."""

    linear: str  # name inside of its layer
    first: int  # row
    rows: int

    def of(self, parameters: Parameters) -> torch.Tensor:
        return parameters[f"{self.linear}.weight"][self.first : self.first + self.rows]


class Matrix(Struct, frozen=True):
    """A matrix that is rounded: its quantizer, and the linear layers above one another, which have the same input."""

    quantizer: Quantizer
    layer: int
    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        return self.quantizer.name

    @property
    def linear(self) -> str:
        """The one whose inputs stand for all."""
        return self.parts[0].linear

    def weights(self, parameters: Parameters) -> torch.Tensor:
        """(N, K), a copy."""
        return torch.cat([part.of(parameters) for part in self.parts])

    def replace(self, parameters: Parameters, weights: torch.Tensor) -> None:
        for part, rows in zip(self.parts, torch.split(weights, [part.rows for part in self.parts]), strict=True):
            part.of(parameters).copy_(rows)


def find_matrices(model: Any, quantizers: Sequence[Quantizer]) -> list[Matrix]:
    """Those of the layers, in their order. What the builder has changed first is not found: a matrix is known by the
    place of its numbers in memory."""
    places = {}
    for number, layer in enumerate(find_decoder(model).layers):
        for name, module in layer.named_modules():
            if isinstance(module, torch.nn.Linear):
                places[module.weight.data_ptr()] = (number, name, module.weight)
    starts = sorted(places)
    found = []
    for quantizer in quantizers:
        parts = [_part(stack, starts, places) for stack in quantizer.weight.stack.parts]
        layers = {layer for part in parts if part for layer in (part[0],)}
        if len(layers) == 1 and all(parts):
            found.append(Matrix(quantizer, layers.pop(), tuple(part[1] for part in parts if part)))
    return sorted(found, key=lambda matrix: matrix.layer)


def _part(stack: torch.Tensor, starts: Sequence[int], places: dict[int, Any]) -> tuple[int, Part] | None:
    from bisect import bisect_right

    at = bisect_right(starts, stack.data_ptr()) - 1
    if at < 0:
        return None
    number, name, weight = places[starts[at]]
    offset, row = stack.data_ptr() - starts[at], weight.shape[1] * weight.element_size()
    if stack.dim() != 2 or stack.shape[1] != weight.shape[1] or offset % row or offset // row >= len(weight):
        return None
    return number, Part(name, offset // row, len(stack))

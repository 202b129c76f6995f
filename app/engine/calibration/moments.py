"""Second moments of the inputs of a layer's matrices."""

from collections.abc import Iterator

import torch

WIDEST = 6144  # inputs that are measured together; of a wider layer, groups of them: a matrix of K² numbers is too much


class Moments:
    """``XᵀX`` of inputs (T, K), summed over all that is added; of more than ``WIDEST`` inputs, that of equal groups."""

    def __init__(self, width: int) -> None:
        groups = -(-width // WIDEST)
        size = -(-width // groups)
        sizes = {start: min(size, width - start) for start in range(0, width, size)}
        self._parts = {start: torch.zeros(each, each) for start, each in sizes.items()}
        self.count = 0

    def add(self, inputs: torch.Tensor, weights: torch.Tensor | None = None) -> None:
        """``inputs`` (T, K) float32; ``weights`` (T, 1): how often each counts, once unless told."""
        for start, matrix in self._parts.items():
            part = inputs[:, start : start + len(matrix)]
            matrix.addmm_(part.T, part if weights is None else part * weights)
        self.count += len(inputs)

    def importance(self) -> torch.Tensor:
        """(K,) float32: mean square of each input, some of which may never have been anything but zero."""
        mean = torch.cat([matrix.diagonal() for matrix in self._parts.values()]) / max(self.count, 1)
        return mean.clamp(min=float(mean.mean()) * 1e-6 or 1.0)

    def take(self) -> Iterator[tuple[int, torch.Tensor]]:
        """The first input of each group, and its matrix, which is the caller's from then on."""
        while self._parts:
            yield self._parts.popitem()

"""How much each token counts in the second moments that a layer's matrices are rounded by.

A layer's error matters where the model's answer hangs on its outputs: a token counts by the norm of the gradient of the
log-likelihood at the outputs of the matrices that read it. The gradients are known for the windows that the
sensitivities are measured with; a token of another window counts as those at the same place do in the mean.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from msgspec import Struct


class TokenWeights(Struct, frozen=True):
    """Known for every ``step``-th window, from the first on."""

    step: int = 1
    tokens: int = 0  # of a window
    known: Mapping[str, bytes] = {}  # by place: (windows, tokens) float32, 1 in the mean; none: all count alike

    def of(self, layer: int, linear: str, windows: range) -> torch.Tensor | None:
        """(tokens of all ``windows``, 1) float32, for the inputs of ``linear``; None: all count alike."""
        known = self.known.get(_place(layer, linear))
        if known is None:
            return None
        found = np.frombuffer(known, np.float32).reshape(-1, self.tokens)
        usual = found.mean(axis=0)
        rows = [self._row(found, usual, window) for window in windows]
        return torch.from_numpy(np.concatenate(rows)).unsqueeze(-1)

    def _row(self, found: np.ndarray, usual: np.ndarray, window: int) -> np.ndarray:
        number, other = divmod(window, self.step)
        return usual if other or number >= len(found) else found[number]


class GradientNorms:
    """Collects what ``TokenWeights`` are made of, window by window from the last layer to the first."""

    def __init__(self) -> None:
        self._norms: dict[str, list[torch.Tensor]] = {}

    def add(self, layer: int, inputs: Mapping[str, torch.Tensor], gradients: Mapping[str, torch.Tensor]) -> None:
        """One window's: what each linear layer was given, and the gradient at its outputs (tokens, outputs). Linear
        layers with the same inputs are one."""
        squares: dict[int, torch.Tensor] = {}
        for linear, gradient in gradients.items():
            place = inputs[linear].data_ptr()
            squares[place] = squares.get(place, torch.zeros(1)) + gradient.square().sum(-1)
        for linear in gradients:
            self._norms.setdefault(_place(layer, linear), []).append(squares[inputs[linear].data_ptr()].sqrt())

    def weights(self, step: int) -> TokenWeights:
        """A linear layer whose gradients are zero, or no numbers, is left out."""
        known = {place: weights for place, norms in self._norms.items() if (weights := _scaled(norms)) is not None}
        tokens = next((len(norms[0]) for norms in self._norms.values()), 0)
        return TokenWeights(step, tokens, known)


def _scaled(norms: Sequence[torch.Tensor]) -> bytes | None:
    whole = torch.stack(list(norms))
    mean = whole.mean()
    return (whole / mean).numpy().tobytes() if mean.isfinite() and mean > 0 else None


def _place(layer: int, linear: str) -> str:
    return f"{layer} {linear}"

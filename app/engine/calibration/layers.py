"""A Hugging Face model run layer by layer in float32, with one layer's weights in memory at a time.

The model's own code runs: it makes embeddings, masks and positions, and calls a stand-in for each of its layers.
"""

from collections.abc import Callable, Iterator
from typing import Any

import torch
from msgspec import Struct
from torch.func import functional_call

from app.engine.builder.monkey_patch import patched

Parameters = dict[str, torch.Tensor]
TOKENS_AT_ONCE = 1024


class Layer(Struct, frozen=True):
    """One layer of a model, and what the model calls it with besides the hidden states."""

    number: int
    module: Any
    arguments: tuple[Any, ...]
    named: dict[str, Any]
    windows: int  # that the model calls it with

    def parameters(self) -> Parameters:
        """All weights in float32."""
        return {name: weight.detach().float() for name, weight in self.module.named_parameters()}

    def linears(self) -> dict[str, Any]:
        return {name: module for name, module in self.module.named_modules() if isinstance(module, torch.nn.Linear)}

    def run(self, parameters: Parameters, hidden: torch.Tensor) -> torch.Tensor:
        """(windows, tokens, size) -> the same shape."""
        at_once = max(1, TOKENS_AT_ONCE // hidden.shape[1])
        parts = [self.run_at_once(parameters, part) for part in torch.split(hidden, at_once)]
        return parts[0] if len(parts) == 1 else torch.cat(parts)

    def run_at_once(self, parameters: Parameters, hidden: torch.Tensor) -> torch.Tensor:
        arguments = tuple(_cut(each, self.windows, len(hidden)) for each in self.arguments)
        named = {name: _cut(each, self.windows, len(hidden)) for name, each in self.named.items()}
        result = functional_call(self.module, parameters, (hidden, *arguments), named)
        output: torch.Tensor = result[0] if isinstance(result, tuple) else result
        return output


Work = Callable[[Layer, torch.Tensor], torch.Tensor]


def run_layers(model: Any, ids: torch.Tensor, work: Work, embeddings: torch.Tensor | None = None) -> torch.Tensor:
    """Hidden states after the last norm, (windows, tokens, size) float32, where ``work`` gives those after each layer.

    ``model`` is for causal language modelling, in any type; ``ids`` (windows, tokens). ``embeddings`` (windows, tokens,
    size) stand for what the model would look up.
    """
    decoder = find_decoder(model)
    layers = decoder.layers
    stand_ins = torch.nn.ModuleList(_StandIn(layer, number, work) for number, layer in enumerate(layers))
    inputs = embed(model, ids) if embeddings is None else embeddings
    norms = _float_outside(decoder)
    try:
        decoder.layers = stand_ins
        output = functional_call(decoder, norms, (), {"inputs_embeds": inputs, "use_cache": False})
    finally:
        decoder.layers = layers
    hidden: torch.Tensor = output.last_hidden_state
    return hidden


def embed(model: Any, ids: torch.Tensor) -> torch.Tensor:
    """(windows, tokens, size) float32, as the model's own layer gives them."""
    table = model.get_input_embeddings()
    used, places = torch.unique(ids, return_inverse=True)
    with torch.no_grad(), patched(table, padding_idx=None):
        output: torch.Tensor = functional_call(table, {"weight": table.weight.detach()[used].float()}, (places,))
    return output


def find_decoder(model: Any) -> Any:
    """The part that has the layers, known by their class's name."""
    for module in model.modules():
        layers = getattr(module, "layers", None)
        if isinstance(layers, torch.nn.ModuleList) and type(layers[0]).__name__.endswith("Layer"):
            return module
    raise LookupError(f"{type(model).__name__} has no decoder layers")


def _float_outside(decoder: Any) -> Parameters:
    """The decoder's own weights in float32, but those of its layers and its embedding table."""
    table = decoder.get_input_embeddings()
    mine: Iterator[tuple[str, torch.Tensor]] = decoder.named_parameters()
    return {
        name: weight.detach().float()
        for name, weight in mine
        if not name.startswith("layers.") and weight is not getattr(table, "weight", None)
    }


def _cut(value: Any, windows: int, wanted: int) -> Any:
    """Masks and positions of all ``windows`` become those of some: no window is filled up, so all have the same."""
    if isinstance(value, tuple):
        return tuple(_cut(each, windows, wanted) for each in value)
    if not isinstance(value, torch.Tensor) or windows == wanted:
        return value
    if len(value) == windows:
        return value[:wanted]
    return value[:, :wanted] if value.dim() > 1 and value.shape[1] == windows else value


class _StandIn(torch.nn.Module):
    def __init__(self, layer: Any, number: int, work: Work) -> None:
        super().__init__()
        self._stands_for = (layer,)  # in a tuple, so that torch does not take its weights for this module's
        self._number, self._work = number, work

    def __getattr__(self, name: str) -> Any:
        try:
            return super().__getattr__(name)
        except AttributeError:
            return getattr(self._stands_for[0], name)

    def forward(self, hidden: torch.Tensor, *arguments: Any, **named: Any) -> torch.Tensor:
        return self._work(Layer(self._number, self._stands_for[0], arguments, named, len(hidden)), hidden)

"""A Hugging Face model run layer by layer in float32, with one layer's weights in memory at a time.

The model's own code runs: it makes embeddings, masks and positions, and calls a stand-in for each of its layers.
"""

from collections import UserDict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import torch
from msgspec import Struct
from torch.func import functional_call

from app.engine.calibration.layer_inputs import LayerInputs
from app.engine.monkey_patch import patched

Parameters = dict[str, torch.Tensor]
TOKENS_AT_ONCE = 1024
_LAYERS = ("Layer", "Block")  # how classes of layers are called


class Layer(Struct, frozen=True):
    """One layer of a model, and what the model calls it with besides the hidden states."""

    number: int
    module: Any
    arguments: tuple[Any, ...]
    named: dict[str, Any]
    windows: int  # windows that the model calls it with

    def parameters(self) -> Parameters:
        """All weights in float32."""
        return {name: weight.detach().float() for name, weight in self.module.named_parameters()}

    def linears(self) -> dict[str, Any]:
        return {name: module for name, module in self.module.named_modules() if isinstance(module, torch.nn.Linear)}

    def run(self, parameters: Parameters, hidden: torch.Tensor, first: int = 0) -> torch.Tensor:
        """(windows, tokens, size) -> the same shape. ``first`` is the number of the first window."""
        at_once = max(1, TOKENS_AT_ONCE // hidden.shape[1])
        parts = torch.split(hidden, at_once)
        outputs = [self.run_at_once(parameters, part, first + number * at_once) for number, part in enumerate(parts)]
        return outputs[0] if len(outputs) == 1 else torch.cat(outputs)

    def run_at_once(self, parameters: Parameters, hidden: torch.Tensor, first: int = 0) -> torch.Tensor:
        """The same of a few windows, the ``first`` of which has this number."""
        part = slice(first, first + len(hidden))
        arguments = tuple(_cut(each, self.windows, part) for each in self.arguments)
        named = {name: _cut(each, self.windows, part) for name, each in self.named.items()}
        shared = {name: dict(each) for name, each in named.items() if isinstance(each, dict)}
        result = functional_call(self.module, parameters, (hidden, *arguments), named)
        for name, before in shared.items():
            for key, tensors in named[name].items():
                if tensors is not before.get(key):
                    _keep(self.named[name], key, tensors, self.windows, part)
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
    inputs = embed(model, ids) if embeddings is None else embeddings
    besides = LayerInputs(decoder, ids, inputs) if getattr(decoder, "hidden_size_per_layer_input", 0) else None
    stand_ins = torch.nn.ModuleList(_StandIn(layer, number, work, besides) for number, layer in enumerate(layers))
    norms = _float_outside(decoder)
    try:
        decoder.layers = stand_ins
        with ExitStack() as stack:
            named = stack.enter_context(besides.left_out()) if besides else {}
            output = functional_call(decoder, norms, (), {"inputs_embeds": inputs, "use_cache": False} | named)
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
        if isinstance(layers, torch.nn.ModuleList) and type(layers[0]).__name__.endswith(_LAYERS):
            return module
    raise LookupError(f"{type(model).__name__} has no decoder layers")


def _float_outside(decoder: Any) -> Parameters:
    """The decoder's own weights in float32, but those of its layers and its tables of words."""
    tables = [module.weight for module in decoder.children() if isinstance(module, torch.nn.Embedding)]
    mine: Iterator[tuple[str, torch.Tensor]] = decoder.named_parameters()
    return {
        name: weight.detach().float()
        for name, weight in mine
        if not name.startswith("layers.") and all(weight is not table for table in tables)
    }


def _cut(value: Any, windows: int, part: slice) -> Any:
    """What a layer is called with for all ``windows``, for some. What layers leave for later ones is in dictionaries:
    the layer gets one of its own."""
    if isinstance(value, UserDict):
        return {key: _cut(each, windows, part) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(_cut(each, windows, part) for each in value)
    if not isinstance(value, torch.Tensor):
        return value
    if len(value) == windows:
        return value[part]
    return value[:, part] if value.dim() > 1 and value.shape[1] == windows else value


def _keep(whole: Any, key: str, tensors: tuple[torch.Tensor, ...], windows: int, part: slice) -> None:
    """Put what a layer has left for later ones into the place of its windows."""
    if key not in whole or whole[key][0].shape[1:] != tensors[0].shape[1:]:
        whole[key] = tuple(tensor.new_empty((windows, *tensor.shape[1:])) for tensor in tensors)
    for mine, tensor in zip(whole[key], tensors, strict=True):
        mine[part] = tensor.detach()


class _StandIn(torch.nn.Module):
    def __init__(self, layer: Any, number: int, work: Work, inputs: LayerInputs | None) -> None:
        super().__init__()
        self._stands_for = (layer,)  # The tuple hides it: torch would take its weights for this module's
        self._number, self._work, self._inputs = number, work, inputs

    def __getattr__(self, name: str) -> Any:
        try:
            return super().__getattr__(name)
        except AttributeError:
            return getattr(self._stands_for[0], name)

    def forward(self, hidden: torch.Tensor, *arguments: Any, **named: Any) -> torch.Tensor:
        if self._inputs:
            arguments = (self._inputs.of(self._number), *arguments[1:])
        return self._work(Layer(self._number, self._stands_for[0], arguments, named, len(hidden)), hidden)

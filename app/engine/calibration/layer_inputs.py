"""What each layer of a model reads of the words besides the hidden states, made for one layer at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from msgspec import Struct
from torch.func import functional_call

from app.engine.monkey_patch import patched


class LayerInputs(Struct, frozen=True):
    """transformers' ``Gemma4TextModel`` makes them for all layers at once: gigabytes for a few thousand tokens."""

    decoder: Any
    ids: torch.Tensor  # (windows, tokens)
    embeddings: torch.Tensor  # (windows, tokens, size)

    @contextmanager
    def left_out(self) -> Iterator[dict[str, torch.Tensor]]:
        """While this is open, the decoder makes none; with what it is called with then: numbers that are not there."""
        nothing = torch.zeros(1).expand(*self.ids.shape, len(self.decoder.layers), 1)
        with patched(self.decoder, hidden_size_per_layer_input=0):
            yield {"per_layer_inputs": nothing}

    def of(self, layer: int) -> torch.Tensor:
        """(windows, tokens, size of them) float32: ``project_per_layer_inputs`` of the decoder."""
        decoder, size = self.decoder, self.decoder.config.hidden_size_per_layer_input
        own = slice(layer * size, (layer + 1) * size)
        table, norm = decoder.embed_tokens_per_layer, decoder.per_layer_projection_norm
        used, places = torch.unique(self.ids, return_inverse=True)
        with torch.no_grad():
            words = table.weight[:, own][used].float()[places] * table.scalar_embed_scale
            matrix = decoder.per_layer_model_projection.weight[own].float()
            projected = torch.nn.functional.linear(self.embeddings, matrix) * decoder.per_layer_model_projection_scale
            projected = functional_call(norm, {"weight": norm.weight.float()}, (projected,))
            made: torch.Tensor = (projected + words) * decoder.per_layer_input_scale
        return made

"""The weights of a Hugging Face model by mobius's names, and an account of which of them the graph has taken."""

from typing import Any

import torch
from msgspec import Struct

EMBEDDINGS, HEADS = ("embed_tokens.weight", "embed_in.weight"), ("lm_head.weight", "embed_out.weight")


# Rows of queries, keys and values by turns: one matrix, which is not taken apart
_JOINED, JOINED = "attention.query_key_value.", "attention.qkv_proj."


class Matmul(Struct, frozen=True):
    """A matrix, as the model builder wants it."""

    weight: torch.Tensor
    bias: torch.Tensor | None = None


class Weights:
    """Views of the Hugging Face model's weights: nothing is read or copied before it is written."""

    def __init__(self, module: Any, original: Any) -> None:
        held = {name.replace(_JOINED, JOINED): tensor.detach() for name, tensor in original.state_dict().items()}
        self._held: dict[str, torch.Tensor] = module.preprocess_weights(held)
        self.embedding_name = next(name for name in self._held if name.endswith(EMBEDDINGS))
        self.head_name = next(name for name in (*HEADS, self.embedding_name) if name in self._held)
        self._taken = {self.embedding_name, self.head_name}

    def __contains__(self, name: str) -> bool:
        return name in self._held

    def joined(self, names: list[str]) -> list[str]:
        """``names`` of queries', keys' and values', or the one name of all three."""
        whole = names[0].replace("q_proj", "qkv_proj")
        return [whole] if len(names) > 1 and whole in self else names

    def take(self, name: str) -> torch.Tensor:
        """Raises ``ValueError`` where the checkpoint has none of this name."""
        if name not in self._held:
            raise ValueError(f"the graph wants {name}, which the model does not have")
        self._taken.add(name)
        return self._held[name]

    def check_all_used(self) -> None:
        """Raises ``ValueError`` for a weight that is in no place of the graph: the result would be another model."""
        if left := sorted(self._held.keys() - self._taken):
            raise ValueError(f"the graph has no place for {left[0]}")

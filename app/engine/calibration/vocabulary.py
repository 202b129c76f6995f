"""From hidden states to words and back, with a piece of the head in memory at a time."""

from collections.abc import Iterator
from typing import Any

import torch

from app.engine.builder.weight import check_finite

ROWS = 4_096  # rows of the head at once
TOKENS_OF_LOGITS = 128  # tokens whose logits are in memory at once


def draw_gradient(model: Any, hidden: torch.Tensor) -> torch.Tensor:
    """The gradient of -log p(word) at ``hidden`` (windows, tokens, size), for words drawn from the model's own p."""
    generator = torch.Generator().manual_seed(0)
    gradients = []
    check_finite(hidden, "model")
    for states in torch.split(hidden.flatten(0, 1), TOKENS_OF_LOGITS):
        raw = raw_logits(model, states)
        logits, slope = _finish(model.config, raw)
        probabilities = torch.softmax(logits, -1)
        words = torch.multinomial(probabilities, 1, generator=generator)
        ones = torch.ones(words.shape)
        difference = probabilities.scatter_add_(-1, words, -ones).mul_(slope)
        gradients.append(_times_head(model, difference))
    return torch.cat(gradients).view(hidden.shape)


def log_probabilities(model: Any, states: torch.Tensor) -> torch.Tensor:
    """(tokens, vocabulary) of final hidden ``states`` (tokens, size)."""
    logits, _ = _finish(model.config, raw_logits(model, states))
    return torch.log_softmax(logits, -1)


def raw_logits(model: Any, states: torch.Tensor) -> torch.Tensor:
    head = model.get_output_embeddings()
    logits = torch.cat([states @ rows.T for rows in _head_rows(model)], dim=-1)
    return logits if head.bias is None else logits.add_(head.bias.detach().float())


def _times_head(model: Any, gradient: torch.Tensor) -> torch.Tensor:
    parts = torch.split(gradient, ROWS, dim=-1)
    total = torch.zeros(1)
    for part, rows in zip(parts, _head_rows(model), strict=True):
        total = total + part @ rows
    return total


def _head_rows(model: Any) -> Iterator[torch.Tensor]:
    for rows in torch.split(model.get_output_embeddings().weight.detach(), ROWS):
        yield rows.float()


def _finish(config: Any, logits: torch.Tensor) -> tuple[torch.Tensor, Any]:
    """The logits as the family scales and caps them, and by how much a raw one moves them."""
    slope: Any = getattr(config, "logit_scale", None) or 1.0 / (getattr(config, "logits_scaling", None) or 1.0)
    if slope != 1.0:
        logits = logits * slope
    if cap := getattr(config, "final_logit_softcapping", None):
        logits = torch.tanh(logits / cap)
        slope = slope * (1 - logits.square())
        logits = logits * cap
    return logits, slope

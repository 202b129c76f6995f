"""Experts whose matrices stay in the mapped weight files. transformers joins those of a layer into one tensor, in
memory, and those of all layers are nearly the whole model."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import torch
from safetensors import safe_open

from app.core.checkpoint.weights import JOINED_EXPERTS, weight_files
from app.core.failures import Failure, FailureKind, Variant
from app.engine.monkey_patch import patched

_MATRIX = re.compile(r"(?:model\.)?layers\.(\d{1,5})\.feed_forward\.experts\.(\d{1,5})\.(w[123])\.weight")


class Expert(NamedTuple):
    """The matrices of one: two of (width, hidden size), and back, (hidden size, width)."""

    gate: torch.Tensor
    up: torch.Tensor
    down: torch.Tensor


class MappedExperts(torch.nn.Module):
    """Stands for transformers' ``Lfm2MoeExperts``. It has no parameters, so that nothing copies them by mistake."""

    def __init__(self, _config: Any) -> None:
        super().__init__()
        self.experts: list[Expert] = []
        self.dtype = torch.float32  # of the model, whatever the files have
        self._is_hf_initialized = True  # nothing here is to be filled with random numbers

    def forward(self, hidden: torch.Tensor, chosen: torch.Tensor, shares: torch.Tensor) -> torch.Tensor:
        """(tokens, size) -> the same; ``chosen`` and ``shares`` (tokens, experts of each). One expert at a time is in
        memory in the type of ``hidden``."""
        output = torch.zeros_like(hidden)
        rooms = [torch.empty_like(matrix, dtype=hidden.dtype) for matrix in self.experts[0]]  # used again and again
        for number in sorted({*chosen.flatten().tolist()}):
            tokens, places = torch.where(chosen == number)
            answer = self._answer(number, hidden[tokens], rooms)
            output.index_add_(0, tokens, answer * shares[tokens, places, None])
        return output

    def _answer(self, number: int, inputs: torch.Tensor, rooms: Sequence[torch.Tensor]) -> torch.Tensor:
        """What one expert computes of ``inputs`` (tokens, size), its matrices in ``rooms``. Where a gradient is wanted,
        they are read once more for it: the rooms hold those of another expert by then."""
        if not (torch.is_grad_enabled() and inputs.requires_grad):
            return _compute(inputs, *(room.copy_(each) for room, each in zip(rooms, self.experts[number], strict=True)))
        from torch.utils.checkpoint import checkpoint

        def compute(given: torch.Tensor) -> torch.Tensor:
            return _compute(given, *(matrix.to(given.dtype) for matrix in self.experts[number]))

        answer: torch.Tensor = checkpoint(compute, inputs, use_reentrant=False, preserve_rng_state=False)
        return answer

    @property
    def gate_up_proj(self) -> torch.Tensor:
        """(experts, 2 width, hidden size), in memory: as the model builder asks of transformers' class."""
        return torch.stack([torch.cat([expert.gate, expert.up]) for expert in self.experts]).to(self.dtype)

    @property
    def down_proj(self) -> torch.Tensor:
        """(experts, hidden size, width), in memory."""
        return torch.stack([expert.down for expert in self.experts]).to(self.dtype)


def _compute(inputs: torch.Tensor, gate: torch.Tensor, up: torch.Tensor, down: torch.Tensor) -> torch.Tensor:
    return (torch.nn.functional.silu(inputs @ gate.T) * (inputs @ up.T)) @ down.T


@contextmanager
def experts_left_out() -> Iterator[None]:
    """While this is open, transformers makes models without experts and reads none: ``map_experts`` adds them."""
    from transformers.models.lfm2_moe import modeling_lfm2_moe

    module: Any = modeling_lfm2_moe
    unexpected = [r"\.experts\."]  # else its log says that they are lost
    with (
        patched(module, Lfm2MoeExperts=MappedExperts),
        patched(module.Lfm2MoePreTrainedModel, _keys_to_ignore_on_load_unexpected=unexpected),
    ):
        yield


def map_experts(model: Any, folder: Path) -> None:
    """Give the experts of ``model`` their matrices in ``folder``. One of a type that holds more than the model's is
    rounded to that, in memory, as transformers does it. Raises ``Failure(WEIGHTS_INCOMPLETE)`` where one is not there.
    """
    found = dict(_matrices(folder))
    for number, layer in enumerate(model.model.layers):
        experts = getattr(layer.feed_forward, "experts", None)
        if isinstance(experts, MappedExperts):
            experts.dtype = model.dtype
            experts.experts = [_expert(found, number, each, model.dtype) for each in range(model.config.num_experts)]


def _matrices(folder: Path) -> Iterator[tuple[tuple[int, int, str], torch.Tensor]]:
    """Layer, number of the expert and part of it -> its matrix, mapped."""
    for path in weight_files(folder):
        with safe_open(path, framework="pt") as file:
            for name in file.keys():  # noqa: SIM118
                if match := _MATRIX.fullmatch(name):
                    yield (int(match[1]), int(match[2]), match[3]), file.get_tensor(name)
                elif match := JOINED_EXPERTS.fullmatch(name):
                    parts = ("w1", "w3") if match[3] == "gate_up_proj" else ("w2",)
                    for number, expert in enumerate(file.get_tensor(name)):
                        for part, matrix in zip(parts, expert.chunk(len(parts)), strict=True):
                            yield (int(match[2]), number, part), matrix


def _expert(found: Mapping[tuple[int, int, str], torch.Tensor], layer: int, number: int, dtype: torch.dtype) -> Expert:
    parts = []
    for part in ("w1", "w3", "w2"):
        if (layer, number, part) not in found:
            lost = f"model.layers.{layer}.feed_forward.experts.{number}.{part}.weight"
            raise Failure(FailureKind.WEIGHTS_INCOMPLETE, lost, Variant.TENSOR, file=lost, tensor=lost)
        matrix = found[layer, number, part]
        parts.append(matrix if torch.promote_types(matrix.dtype, dtype) is dtype else matrix.to(dtype))
    return Expert(*parts)

"""What the model builder of onnxruntime-genai 0.18 gets wrong with transformers 5, put right in its memory.

It looks for settings of RoPE and of norms where transformers 4 had them, knows few kinds of RoPE for each family, and
rounds Gemma's norms to the checkpoint's type. The user's files stay as they are, and what the builder does right is
left to it.
"""

import copy
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from typing import Any

import torch
from onnxruntime_genai.models import builder

from app.engine.rope import FULL, SLIDING, bridge_rope, is_nested, rotary_caches

Model: Any = builder.Model
NEW_GEMMAS = ("Gemma2ForCausalLM", "Gemma3ForCausalLM")
ALL_WINDOWED = ("MistralForCausalLM", "Phi3ForCausalLM")  # every layer, where there is a window
SOME_WINDOWED = (*NEW_GEMMAS, "Qwen2ForCausalLM", "Qwen3ForCausalLM", "SmolLM3ForCausalLM")  # by ``layer_types``
OLMO_EPSILON = 1e-5  # of the norms in transformers' modeling_olmo.py; no config.json has it
# Other families' settings, which some fine-tuned models have carried along
STRAYS = (
    *("num_local_experts", "num_experts", "moe_intermediate_size", "ffn_hidden_size", "multi_query_group_num"),
    *("seq_length", "rope_position_scale", "rope_embedding_base"),
)
# What these call the epsilon of their norms; the others have the builder's ``rms_norm_eps``
EPSILONS = {
    "Lfm2ForCausalLM": "norm_eps",
    "NemotronForCausalLM": "norm_eps",
    "PhiForCausalLM": "layer_norm_eps",
}


@contextmanager
def corrected_builder() -> Iterator[None]:
    """While this is open, the model builder computes what transformers computes, for every model that is offered."""
    configs: list[Any] = []  # of the model that is being built, as transformers reads it

    def get_hf_details(original: Any, *arguments: Any) -> Any:
        details = original(*arguments)
        configs[:] = [copy.deepcopy(details["hf_config"])]
        bridge_config(details["hf_config"])
        return details

    def make_model(original: Any, model: Any, input_path: str) -> None:
        _correct_attributes(model)
        original(model, input_path)

    def make_rotary_embedding_caches_from_scratch(original: Any, model: Any) -> Any:
        layer_type = _layer_type(model) if is_nested(configs[0]) else None
        return rotary_caches(configs[0], model.rope_attrs["cache_length"], layer_type) or original(model)

    def make_attention(original: Any, model: Any, layer_id: int, *arguments: Any, **named: Any) -> None:
        model.attention_attrs["rope"] = bool(model.no_rope_layers[layer_id])
        original(model, layer_id, *arguments, **named)
        model.attention_attrs["rope"] = True

    with ExitStack() as stack:
        stack.enter_context(replaced(builder, get_hf_details))
        stack.enter_context(replaced(Model, make_model))
        stack.enter_context(replaced(Model, make_rotary_embedding_caches_from_scratch))
        stack.enter_context(replaced(builder.SmolLM3Model, make_attention))
        yield


def bridge_config(config: Any) -> None:
    """Change a transformers config to what the builder looks for."""
    name = config.architectures[0]
    if name == "OlmoForCausalLM":
        config.rms_norm_eps = OLMO_EPSILON
    elif name in EPSILONS:
        config.rms_norm_eps = getattr(config, EPSILONS[name])
    _drop_what_is_ignored(config, name)
    bridge_rope(config)
    _bridge_window(config, name)


def _drop_what_is_ignored(config: Any, name: str) -> None:
    """Settings that the builder looks at in every family, and transformers in some only."""
    if name != "Gemma2ForCausalLM":
        config.attn_logit_softcapping = None  # Gemma 3 has the setting too, but does not use it
    if name not in NEW_GEMMAS:
        config.final_logit_softcapping = None
        config.hidden_activation = None
    for stray in STRAYS:
        if getattr(config, stray, None):  # Granite 4 has 0 experts
            delattr(config, stray)


def _bridge_window(config: Any, name: str) -> None:
    """Name the layers that look back over a window only: the builder does not know that all of Mistral's and Phi-3's
    do, and those of other families do not. The runtime fails with a window that is longer than the context."""
    window, positions = getattr(config, "sliding_window", None), config.max_position_embeddings
    if name in ALL_WINDOWED:
        config.layer_types = [SLIDING if window and window < positions else FULL] * config.num_hidden_layers
    windowed = name in ALL_WINDOWED + SOME_WINDOWED and SLIDING in config.layer_types
    config.sliding_window = min(window, positions) if window and windowed else None


def _correct_attributes(model: Any) -> None:
    norms = model.layernorm_attrs
    if norms["add_offset"]:
        norms["add_offset"] = torch.ones(1)  # float32: a sum in bfloat16 would be rounded
    if isinstance(model, builder.GemmaModel):
        model.embed_attrs["scale"] = model.hidden_size**0.5  # the builder's has two decimals
    if isinstance(model, builder.OLMoModel):
        norms["simple"] = False  # it subtracts the mean


def _layer_type(model: Any) -> str:
    """Of the layers that the caches of Gemma 3 are for: the builder makes those of the full ones first."""
    return SLIDING if hasattr(model, "cos_cache_local_name") else FULL


@contextmanager
def replaced(owner: Any, replacement: Callable[..., Any]) -> Iterator[None]:
    """While this is open, ``owner`` has ``replacement`` under its name, which gets what it replaces as its first
    argument."""
    original = getattr(owner, replacement.__name__)

    @wraps(original)
    def call(*arguments: Any, **named: Any) -> Any:
        return replacement(original, *arguments, **named)

    setattr(owner, replacement.__name__, call)
    try:
        yield
    finally:
        setattr(owner, replacement.__name__, original)

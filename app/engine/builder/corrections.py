"""What the model builder of onnxruntime-genai 0.18 gets wrong with transformers 5, put right in its memory.

It looks for settings of RoPE and of norms where transformers 4 had them, knows few kinds of RoPE for each family, and
rounds Gemma's norms to the checkpoint's type. The user's files stay as they are, and what the builder does right is
left to it.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import torch
from onnxruntime_genai.models import builder

from app.core.checkpoint.shape import context_length
from app.core.checkpoint.weights import has_tower
from app.core.families.family import Correction, Family, Source, Windows
from app.core.families.rope import FULL, SLIDING
from app.core.families.table import family_of
from app.core.recipe.recipe import expert_block_size
from app.engine.builder.loading import checked_loading, settle_config
from app.engine.builder.rope import bridge_rope, is_nested, rotary_caches
from app.engine.monkey_patch import replaced_function
from app.engine.original.text_model import has_experts, load_text_model, text_configuration

BuilderModel: Any = builder.Model
# Settings that the builder looks at in every family, and transformers in some only
CAPS = ("attn_logit_softcapping", "final_logit_softcapping")
ACTIVATION = "hidden_activation"
# Other families' settings, which some fine-tuned models have carried along
STRAYS = (
    *("num_local_experts", "num_experts", "moe_intermediate_size", "ffn_hidden_size", "multi_query_group_num"),
    *("seq_length", "rope_position_scale", "rope_embedding_base", "swiglu_limit"),
    "mtp_num_hidden_layers",  # further layers that guess several tokens at once; a chat needs none
)

OF_EXPERTS = ("num_experts", "num_local_experts", "moe_intermediate_size")  # of those, where a family has experts

LENGTH_WEIGHT = "model.linear_attn.unit_length.weight"
LENGTH_EPSILON = 1e-6  # transformers' modeling_qwen3_5.py, l2norm


@contextmanager
def corrected_builder() -> Iterator[None]:
    """While this is open, the model builder computes what transformers computes, for every model that is offered."""
    configs: list[Any] = []  # configuration of the model that is being built, as transformers reads it

    def get_hf_details(original: Any, *arguments: Any) -> Any:
        details = original(*arguments)
        if has_tower(folder := Path(details["hf_name"])):
            details["hf_config"] = text_configuration(folder)
        settle_config(details["hf_config"], folder)
        configs[:] = [copy.deepcopy(details["hf_config"])]
        bridge_config(details["hf_config"])
        return details

    def load_weights(original: Any, model: Any, input_path: str) -> Any:
        folder = Path(model.model_name_or_path)
        return load_text_model(folder) if _loads_text_model(folder, configs[0]) else original(model, input_path)

    def make_model(original: Any, model: Any, input_path: str) -> None:
        family = family_of(configs[0].architectures[0])
        if _loads_text_model(Path(model.model_name_or_path), configs[0]):
            model.load_weights = partial(BuilderModel.load_weights, model)  # the one of the base class, not of its own
        if family.source is Source.MOBIUS:
            from app.engine.builder.mobius.draw import draw_model

            draw_model(model, configs[0], partial(model.load_weights, input_path))
            return
        _correct_model(model, family)
        original(model, input_path)

    def make_rotary_embedding_caches_from_scratch(original: Any, model: Any) -> Any:
        layer_type = _layer_type(model) if is_nested(configs[0]) else None
        return rotary_caches(configs[0], model.rope_attrs["cache_length"], layer_type) or original(model)

    def make_rotary_embedding_multi_cache(original: Any, model: Any) -> None:
        if family_of(configs[0].architectures[0]).source is not Source.MOBIUS:  # mobius has its mends
            original(model)

    with ExitStack() as stack:
        stack.enter_context(checked_loading())
        stack.enter_context(replaced_function(builder.Gemma4Model, make_rotary_embedding_multi_cache))
        stack.enter_context(replaced_function(builder, get_hf_details))
        stack.enter_context(replaced_function(BuilderModel, load_weights))
        stack.enter_context(replaced_function(BuilderModel, make_model))
        stack.enter_context(replaced_function(BuilderModel, make_rotary_embedding_caches_from_scratch))
        yield


def _loads_text_model(folder: Path, config: Any) -> bool:
    """Whether the builder would load the whole of a model, look for names that others have, or have all experts in
    memory."""
    return bool(family_of(config.architectures[0]).built_as) or has_tower(folder) or has_experts(config)


def bridge_config(config: Any) -> None:
    """Change a transformers config to what the builder looks for."""
    family = family_of(config.architectures[0])
    if family.exact_positions:
        config.max_position_embeddings = context_length(config.to_dict())
    if isinstance(family.epsilon, float):
        config.rms_norm_eps = family.epsilon
    elif family.epsilon != "rms_norm_eps":
        config.rms_norm_eps = getattr(config, family.epsilon)
    _drop_what_is_ignored(config, family)
    if family.source is Source.MOBIUS:
        _bridge_state(config, family)
    bridge_rope(config)
    _bridge_window(config, family)
    if wide := family.wide_heads(config.to_dict()):
        vars(config).pop("_heterogeneity_spec", None)  # else transformers refuses to tell the size of a head
        config.global_head_dim, config.num_global_key_value_heads = wide.head_size, wide.key_value_heads
    if family.built_as:  # last: until then its own name tells the family
        config.architectures = [family.built_as]


def _drop_what_is_ignored(config: Any, family: Family) -> None:
    for setting in (*CAPS, ACTIVATION):
        if setting not in (*family.soft_caps, family.activation):
            setattr(config, setting, None)
    own: tuple[str, ...] = ()
    if has_experts(config):
        own = OF_EXPERTS
        config.num_local_experts = config.num_experts  # another family's name of it, which the builder reads first
    for stray in STRAYS:
        if stray not in own and getattr(config, stray, None):  # Granite 4 has 0 experts
            vars(config).pop(stray, None)  # none but the family's own default is left


def _bridge_state(config: Any, family: Family) -> None:
    """Say the sizes of states as Qwen 3.5 does: the builder makes inputs and outputs for them."""
    if linear := family.linear_attention(config.to_dict()):
        config.linear_num_key_heads, config.linear_key_head_dim = linear.key_heads, linear.key_size
        config.linear_num_value_heads, config.linear_value_head_dim = linear.value_heads, linear.value_size
        config.linear_conv_kernel_dim = linear.kernel_size
    if not hasattr(config, "hidden_act"):
        config.hidden_act = ""  # mobius draws the activation


def _bridge_window(config: Any, family: Family) -> None:
    """Name the layers that look back over a window only: the builder does not know that all of Mistral's and Phi-3's
    do, and those of other families do not. The runtime fails with a window that is longer than the context."""
    window, positions = getattr(config, "sliding_window", None), config.max_position_embeddings
    if family.windows is Windows.ALL:
        config.layer_types = [SLIDING if window and window < positions else FULL] * config.num_hidden_layers
    windowed = family.windows is not Windows.NONE and SLIDING in config.layer_types
    # Past the configuration's own check: some classes have no word for models without a window
    vars(config)["sliding_window"] = min(window, positions) if window and windowed else None


def _correct_model(model: Any, family: Family) -> None:
    norms = model.layernorm_attrs
    if norms["add_offset"]:
        norms["add_offset"] = torch.ones(1)  # float32: a sum in bfloat16 would be rounded
    for correction in family.corrections:
        CORRECTIONS[correction](model)


def _embedding_scale(model: Any) -> None:
    model.embed_attrs["scale"] = model.hidden_size**0.5  # the builder's has two decimals


def _mean_subtracted(model: Any) -> None:
    model.layernorm_attrs["simple"] = False


def _decay(model: Any) -> None:
    original = model.make_linear_attention_normalize_and_gate

    def make_linear_attention_normalize_and_gate(layer_id: int, attention: Any, *arguments: Any) -> Any:
        attention.A_log.data = attention.A_log.data.float()
        return original(layer_id, attention, *arguments)

    model.make_linear_attention_normalize_and_gate = make_linear_attention_normalize_and_gate


def _unit_length(model: Any) -> None:
    """x / sqrt(sum x² + epsilon) is what RMS normalisation gives with weights of 1 / sqrt(size) and a size-th of the
    epsilon."""

    def make_lp_normalization(name: str, root_input: str, dtype: Any, shape: list[Any], **_: Any) -> None:
        size, output = shape[-1], f"{name}/output_0"
        if LENGTH_WEIGHT not in model.model.graph.initializers:
            model.make_initializer(torch.full((size,), size**-0.5), LENGTH_WEIGHT, to=dtype)
        attributes = {"axis": -1, "epsilon": LENGTH_EPSILON / size, "stash_type": 1}
        inputs = [root_input, LENGTH_WEIGHT]
        model.make_node("SimplifiedLayerNormalization", inputs=inputs, outputs=[output], name=name, **attributes)
        model.make_value(output, dtype, shape=shape)

    model.make_lp_normalization = make_lp_normalization


def _expert_blocks(model: Any) -> None:
    """As large as those of all other matrices, where the runtime's kernel knows that size."""
    model.quant_attrs["qmoe_block_size"] = expert_block_size(model.quant_attrs["matmul_block_size"])


def _rope_per_layer(model: Any) -> None:
    original = model.make_attention

    def make_attention(layer_id: int, *arguments: Any, **named: Any) -> None:
        model.attention_attrs["rope"] = bool(model.no_rope_layers[layer_id])
        original(layer_id, *arguments, **named)
        model.attention_attrs["rope"] = True

    model.make_attention = make_attention


# What is put right in the builder's model of one family, before its graph is made
CORRECTIONS: Mapping[Correction, Callable[[Any], None]] = {
    Correction.EMBEDDING_SCALE: _embedding_scale,
    Correction.MEAN_SUBTRACTED: _mean_subtracted,
    Correction.DECAY: _decay,
    Correction.UNIT_LENGTH: _unit_length,
    Correction.EXPERT_BLOCKS: _expert_blocks,
    Correction.ROPE_PER_LAYER: _rope_per_layer,
}


def _layer_type(model: Any) -> str:
    """The kind of layers that the caches are for, where each kind has its own: those of full attention come first."""
    return SLIDING if hasattr(model, "cos_cache_local_name") else FULL

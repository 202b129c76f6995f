"""What mobius 0.1.0 gets wrong, put right in the attention of its graph: the one home of all its mends.

As it comes it forgets windows, rotates every layer, and has one table of positions for all of them; the graph then
answers as fluently as the right one. ``tests/engine/builder/test_fidelity.py`` shows for each family that it is right.
"""

import re
from typing import Any

import onnx_ir as ir
import torch
from transformers.modeling_rope_utils import ROPE_INIT_FUNCTIONS

from app.core.families.family import Correction, Family, Rope, WideHeads
from app.core.families.rope import FULL, SLIDING

_FEW = 16  # positions in mobius's tables, which are thrown away
ATTENTION = "GroupQueryAttention"
_PAST, _COSINES = 3, 7  # places of its inputs
_NAMED = re.compile(r"\blayers\.(\d+)/")
_OLDER = {"linear_attention": "mamba", FULL: "attention"}  # names of layers that mobius knows
_LAYER = re.compile(r"past_key_values\.(\d+)\.key")


def kind_of(config: Any, family: Family) -> str:
    """mobius's name of the family: of its two GPT-NeoX the Japanese one has layers whose parts follow each other."""
    in_turn = Correction.IN_TURN in family.corrections and not config.use_parallel_residual
    return f"{family.model_type}_japanese" if in_turn else family.model_type


def settings_for(config: Any, family: Family, wide: WideHeads | None) -> Any:
    """``config`` with what mobius reads: the tables of positions are made here, the builder ties what is tied, and the
    ``wide`` heads have names of their own."""
    config.tie_word_embeddings, config.max_position_embeddings = False, _FEW
    if family.layer.one_part:
        config.layers_block_type = [_OLDER.get(kind, kind) for kind in config.layers_block_type]
        # Biases by the settings that mobius looks at; attention has none
        config.mamba_proj_bias, config.use_mlp_bias, config.attention_bias = config.use_bias, config.mlp_bias, False
    if family.rope is not Rope.PROPORTIONAL:
        config.rope_parameters = {"rope_type": "default", "rope_theta": 10000.0}
    if wide:
        config.global_head_dim, config.num_global_key_value_heads = wide.head_size, wide.key_value_heads
    return config


def prepare(model: Any, config: Any) -> None:
    """Take from the builder's ``model`` what its graph will not read: positions, which attention counts itself, and
    caches of layers without keys and values of their own. These look at the caches of earlier ones, in which every
    token has to be then, also of those with a window."""
    model.input_names.pop("position_ids", None)
    if getattr(config, "hidden_size_per_layer_input", 0):
        model.quant_attrs["op_types_to_quantize"] = ("MatMul",)  # else a table of gigabytes is held in float32
    sharing = getattr(config, "num_kv_shared_layers", 0)
    if not sharing:
        return
    model.context_length_attrs["window_kv_cache"] = False
    model.num_layers -= sharing
    for names in (model.input_names, model.output_names):
        for caches in names.values():
            if isinstance(caches, dict):
                for layer in [layer for layer in caches if layer >= model.num_layers]:
                    del caches[layer]


def mend(model: Any, config: Any, family: Family, original: Any) -> None:
    """Change the attention in the graph of ``model``, the builder's, to what transformers computes by ``config`` of
    the Hugging Face model ``original``."""
    tables = _Tables(model, config, _rotary(original), family.rope) if family.rope is not Rope.NONE else None
    for node in list(model.model.graph):
        if node.op_type != ATTENTION:
            continue
        layer = _layer(node)
        node.name = f"/model/layers.{layer}/attn/{ATTENTION}"
        node.attributes.pop("rotary_embedding_dim", None)  # ONNX Runtime has none: the tables' width says it
        if layer >= model.num_layers:  # one that only looks at an earlier cache, and would copy all of it as its own
            node.resize_outputs(1)
        if model.is_local(layer):
            _set(node, "local_window_size", model.window_size)
            _set(node, "sliding_window_cache", int(model.uses_windowed_kv_cache()))  # genai_config.json says the same
        if tables is None:
            _set(node, "do_rotary", 0)
        elif Correction.NO_POSITIONS in family.corrections and _has_no_positions(config, layer):
            _set(node, "do_rotary", 0)
            _give_tables(node, None, None)
        else:
            _give_tables(node, *tables.of(layer))
        if Correction.NEIGHBOURS in family.corrections:
            _set(node, "rotary_interleaved", 1)
        if Correction.HEAD_BY_HEAD in family.corrections:
            _sort_heads(model, node, config.num_attention_heads)


def _sort_heads(model: Any, node: Any, heads: int) -> None:
    """All queries before all keys and values, of what has those of each head beside each other."""
    name, joined, output = f"{node.name}/sort", str(node.inputs[0].name), f"{node.name}/sort/flat/output_0"
    apart, places = f"/model/constants/INT64/[0, 0, {heads}, 3, -1]", "/model/constants/INT64/[0, 0, -1]"
    *tokens, hidden = model.make_hidden_state_shape()
    by_head, by_part = [*tokens, heads, 3, hidden // heads], [*tokens, 3, heads, hidden // heads]
    model.make_reshape(f"{name}/apart", [joined, apart], model.io_dtype, by_head)
    model.make_transpose(f"{name}/order", f"{name}/apart/output_0", model.io_dtype, by_part, [0, 1, 3, 2, 4])
    model.make_reshape(f"{name}/flat", [f"{name}/order/output_0", places], model.io_dtype, [*tokens, 3 * hidden])
    node.replace_input_with(0, model.values[output])


def _layer(node: ir.Node) -> int:
    past = node.inputs[_PAST]
    match = _LAYER.fullmatch(str(past.name)) if past is not None else None
    match = match or _NAMED.search(str(node.name))
    if match is None:
        raise ValueError(f"{node.name} is of no layer")
    return int(match[1])


def _has_no_positions(config: Any, layer: int) -> bool:
    """Layers with full attention, in models whose other layers have windows."""
    return config.sliding_window is not None and config.layer_types[layer] == FULL


def _set(node: ir.Node, name: str, value: int) -> None:
    node.attributes[name] = ir.AttrInt64(name, value)


def _give_tables(node: ir.Node, cosines: ir.Value | None, sines: ir.Value | None) -> None:
    for place, table in enumerate((cosines, sines), _COSINES):
        node.replace_input_with(place, table)


def _rotary(original: Any) -> Any:
    """The Hugging Face model's own module of positions."""
    return next(module for name, module in original.named_modules() if name.endswith("rotary_emb"))


class _Tables:
    """Cosines and sines in the graph, by transformers' own frequencies: one pair, or one for each kind of layer."""

    def __init__(self, model: Any, config: Any, rotary: Any, rope: Rope) -> None:
        self._model, self._config, self._rotary, self._rope = model, config, rotary, rope
        self._nested = FULL in config.rope_parameters or SLIDING in config.rope_parameters
        self._made: dict[str, tuple[ir.Value, ir.Value]] = {}

    def of(self, layer: int) -> tuple[ir.Value, ir.Value]:
        kind = self._config.layer_types[layer] if self._nested else ""
        if kind not in self._made:
            self._made[kind] = self._make(kind)
        return self._made[kind]

    def _make(self, kind: str) -> tuple[ir.Value, ir.Value]:
        frequencies, scaling = self._frequencies(kind)
        positions = torch.arange(self._model.context_length).float()
        angles = torch.outer(positions, frequencies)
        suffix = f"_{kind}" if kind else ""
        names = f"cos_cache{suffix}", f"sin_cache{suffix}"
        for name, table in zip(names, (angles.cos(), angles.sin()), strict=True):
            self._model.make_initializer(table * scaling, name, to=self._model.io_dtype)
        return self._model.values[names[0]], self._model.values[names[1]]

    def _frequencies(self, kind: str) -> tuple[torch.Tensor, float]:
        rope = self._config.rope_parameters[kind] if kind else self._config.rope_parameters
        named = {"layer_type": kind} if kind else {}
        default = rope["rope_type"] == "default"
        make = self._rotary.compute_default_rope_parameters if default else ROPE_INIT_FUNCTIONS[rope["rope_type"]]
        config = self._config if self._rope is not Rope.PROPORTIONAL else self._config.per_layer_config[kind]
        frequencies, scaling = make(config, **named)
        return frequencies.float(), float(scaling)

"""The tensors of each family's checkpoint, as transformers 5.23 names them, with their sizes as letters.

V words, H width between the layers, I width of the feed-forward part (J both of its halves), Q queries, K keys or
values (X all three), G queries and their gates, D one head, C three times H, k tokens of a convolution. Of linear
attention: c what is convolved, v the values (h heads of d), l tokens of its convolution, p all that Mamba makes of its
input. e numbers that a layer reads of each word besides, E experts of width m. That the table says what transformers
looks for is shown by ``tests/engine/builder/test_tensors.py``. A family that is not in it is only compared when
transformers has loaded its weights.
"""

from collections.abc import Mapping

from msgspec import Struct, field

_QKV = {f"self_attn.{part}_proj": letters for part, letters in (("q", "QH"), ("k", "KH"), ("v", "KH"))}
_ATTENTION = {**_QKV, "self_attn.o_proj": "HQ"}
_UP_DOWN = {"mlp.up_proj": "IH", "mlp.down_proj": "HI"}
_MLP = {"mlp.gate_proj": "IH", **_UP_DOWN}
_NORMS = {"input_layernorm": "H", "post_attention_layernorm": "H"}
_FOUR_NORMS = {**_NORMS, "pre_feedforward_layernorm": "H", "post_feedforward_layernorm": "H"}
_HEAD_NORMS = {"self_attn.q_norm": "D", "self_attn.k_norm": "D"}
_PLAIN = {**_ATTENTION, **_MLP, **_NORMS}


class Tensors(Struct, frozen=True, kw_only=True):
    """Modules by their names in a layer, each with a weight."""

    layer: Mapping[str, str] = field(default_factory=lambda: _PLAIN)
    convolving: Mapping[str, str] = {}  # layers that convolve in the place of attention
    linear: Mapping[str, str] = {}  # layers that keep a state in the place of attention
    feed_forward: Mapping[str, str] = {}  # layers that are nothing else
    inputs: Mapping[str, str] = {}  # what layers have besides, where each reads words of its own
    mixed: Mapping[str, str] = {}  # what layers with experts have in the place of ``dense``
    expert: Mapping[str, str] = {}  # of each expert, "{}" being its number
    dense: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()  # tensors that are called as the module is, without ".weight"
    norm: str = "model.norm"  # the last one; "" where it has no weight
    biases: frozenset[str] = frozenset()  # modules that always have a bias
    optional: Mapping[str, Mapping[str, str]] = {}  # a setting of config.json -> modules that have a bias with it
    usual: frozenset[str] = frozenset()  # those settings that are on when config.json leaves them out
    head_bias: bool = False


_WITH_ATTENTION = {"attention_bias": _ATTENTION}
_WITH_BOTH = {**_WITH_ATTENTION, "mlp_bias": _MLP}
_LFM2_MLP = {"feed_forward.w1": "IH", "feed_forward.w3": "IH", "feed_forward.w2": "HI"}
_LFM2_NORMS = {"operator_norm": "H", "ffn_norm": "H"}
_LFM2_ATTENTION = {
    **_QKV,
    "self_attn.out_proj": "HQ",
    "self_attn.q_layernorm": "D",
    "self_attn.k_layernorm": "D",
    **_LFM2_MLP,
    **_LFM2_NORMS,
}
_LFM2_CONVOLUTION = {"conv.conv": "H1k", "conv.in_proj": "CH", "conv.out_proj": "HH", **_LFM2_MLP, **_LFM2_NORMS}
EXPERT_BIAS = "feed_forward.expert_bias"
_AFTER = {"post_attention_layernorm": "H", "post_feedforward_layernorm": "H"}
_OLMO_2 = {**_ATTENTION, **_MLP, **_AFTER, "self_attn.q_norm": "Q", "self_attn.k_norm": "K"}
_FC = {"mlp.c_fc": "IH", "mlp.c_proj": "HI"}
_XIELU = {f"mlp.act_fn.{part}": "1" for part in ("alpha_p", "alpha_n")} | {"mlp.act_fn.beta": "", "mlp.act_fn.eps": ""}
_NEOX_BIASES = {**_NORMS, "mlp.dense_h_to_4h": "IH", "mlp.dense_4h_to_h": "HI"}
_NEOX_ATTENTION = {"attention.query_key_value": "XH", "attention.dense": "HQ"}
_PHI = {**_QKV, "self_attn.dense": "HQ", "mlp.fc1": "IH", "mlp.fc2": "HI", "input_layernorm": "H"}
_LINEAR = {
    **{"linear_attn.in_proj_qkv": "cH", "linear_attn.in_proj_z": "vH", "linear_attn.out_proj": "Hv"},
    **{"linear_attn.in_proj_b": "hH", "linear_attn.in_proj_a": "hH", "linear_attn.conv1d": "c1l"},
    **{"linear_attn.norm": "d", "linear_attn.dt_bias": "h", "linear_attn.A_log": "h"},
}
_MAMBA = {
    **{"mixer.in_proj": "pH", "mixer.conv1d": "c1l", "mixer.norm": "v", "mixer.out_proj": "Hv"},
    **{"mixer.dt_bias": "h", "mixer.A_log": "h", "mixer.D": "h"},
}
_MIXER_ATTENTION = {"mixer.q_proj": "QH", "mixer.k_proj": "KH", "mixer.v_proj": "KH", "mixer.o_proj": "HQ"}
_MIXER_MLP = {"mixer.up_proj": "IH", "mixer.down_proj": "HI"}
TENSORS: Mapping[str, Tensors] = {
    "LlamaForCausalLM": Tensors(optional=_WITH_BOTH),
    "Qwen2ForCausalLM": Tensors(biases=frozenset(_QKV)),
    "Qwen3ForCausalLM": Tensors(layer={**_PLAIN, **_HEAD_NORMS}, optional=_WITH_ATTENTION),
    "Qwen3_5ForCausalLM": Tensors(
        layer={**_PLAIN, **_HEAD_NORMS, "self_attn.q_proj": "GH"},
        linear={**_LINEAR, **_MLP, **_NORMS},
        bare=frozenset({"linear_attn.dt_bias", "linear_attn.A_log"}),
        optional=_WITH_ATTENTION,
    ),
    "MistralForCausalLM": Tensors(),
    "Ministral3ForCausalLM": Tensors(),
    "GemmaForCausalLM": Tensors(optional=_WITH_ATTENTION),
    "Gemma2ForCausalLM": Tensors(layer={**_ATTENTION, **_MLP, **_FOUR_NORMS}, optional=_WITH_ATTENTION),
    "Gemma3ForCausalLM": Tensors(layer={**_ATTENTION, **_MLP, **_FOUR_NORMS, **_HEAD_NORMS}, optional=_WITH_ATTENTION),
    "Gemma4UnifiedForCausalLM": Tensors(
        layer={**_ATTENTION, **_MLP, **_FOUR_NORMS, **_HEAD_NORMS, "layer_scalar": "1"},
        bare=frozenset({"layer_scalar"}),
        optional=_WITH_ATTENTION,
    ),
    "Gemma4ForCausalLM": Tensors(
        layer={**_ATTENTION, **_MLP, **_FOUR_NORMS, **_HEAD_NORMS, "layer_scalar": "1"},
        inputs={
            "per_layer_input_gate": "eH",
            "per_layer_projection": "He",
            "post_per_layer_input_norm": "H",
        },
        bare=frozenset({"layer_scalar"}),
    ),
    "PhiForCausalLM": Tensors(layer=_PHI, biases=frozenset(_PHI), norm="model.final_layernorm", head_bias=True),
    "Phi3ForCausalLM": Tensors(
        layer={
            "self_attn.qkv_proj": "XH",
            "self_attn.o_proj": "HQ",
            "mlp.gate_up_proj": "JH",
            "mlp.down_proj": "HI",
            **_NORMS,
        }
    ),
    "SmolLM3ForCausalLM": Tensors(optional=_WITH_BOTH),
    "GraniteForCausalLM": Tensors(optional=_WITH_BOTH),
    "GraniteMoeHybridForCausalLM": Tensors(
        layer={**_ATTENTION, "shared_mlp.input_linear": "JH", "shared_mlp.output_linear": "HI", **_NORMS},
        optional=_WITH_ATTENTION,
    ),
    "NemotronForCausalLM": Tensors(
        layer={**_ATTENTION, **_UP_DOWN, **_NORMS},
        biases=frozenset(_NORMS) | {"model.norm"},
        optional=_WITH_ATTENTION,
    ),
    "NemotronHForCausalLM": Tensors(
        layer={**_MIXER_ATTENTION, "norm": "H"},
        linear={**_MAMBA, "norm": "H"},
        feed_forward={**_MIXER_MLP, "norm": "H"},
        bare=frozenset({"mixer.dt_bias", "mixer.A_log", "mixer.D"}),
        optional={
            "use_bias": {part: _MAMBA[part] for part in ("mixer.in_proj", "mixer.out_proj")},
            "use_conv_bias": {"mixer.conv1d": "c1l"},
            "mlp_bias": _MIXER_MLP,
        },
        usual=frozenset({"use_conv_bias"}),
    ),
    "OlmoForCausalLM": Tensors(layer={**_ATTENTION, **_MLP}, norm="", optional=_WITH_ATTENTION),
    "Olmo2ForCausalLM": Tensors(layer=_OLMO_2, optional=_WITH_ATTENTION),
    "Olmo3ForCausalLM": Tensors(layer=_OLMO_2, optional=_WITH_ATTENTION),
    "Cohere2ForCausalLM": Tensors(layer={**_ATTENTION, **_MLP, "input_layernorm": "H"}, optional=_WITH_ATTENTION),
    "Exaone4ForCausalLM": Tensors(layer={**_ATTENTION, **_MLP, **_AFTER, **_HEAD_NORMS}),
    "Glm4ForCausalLM": Tensors(
        layer={
            **_ATTENTION,
            "mlp.gate_up_proj": "JH",
            "mlp.down_proj": "HI",
            **_NORMS,
            "post_self_attn_layernorm": "H",
            "post_mlp_layernorm": "H",
        },
        optional={"attention_bias": _QKV},
        usual=frozenset({"attention_bias"}),
    ),
    "ApertusForCausalLM": Tensors(
        layer={
            **_ATTENTION,
            **_UP_DOWN,
            **_HEAD_NORMS,
            **_XIELU,
            "attention_layernorm": "H",
            "feedforward_layernorm": "H",
        },
        bare=frozenset(_XIELU),
        optional=_WITH_ATTENTION,
    ),
    "GPTNeoXForCausalLM": Tensors(
        layer={**_NEOX_ATTENTION, **_NEOX_BIASES},
        norm="model.final_layer_norm",
        biases=frozenset(_NEOX_BIASES) | {"model.final_layer_norm"},
        optional={"attention_bias": _NEOX_ATTENTION},
        usual=frozenset({"attention_bias"}),
    ),
    "StableLmForCausalLM": Tensors(biases=frozenset(_NORMS) | {"model.norm"}, optional={"use_qkv_bias": _QKV}),
    "Starcoder2ForCausalLM": Tensors(
        layer={**_ATTENTION, **_FC, **_NORMS},
        biases=frozenset(_NORMS) | {"model.norm"},
        optional={"use_bias": {**_ATTENTION, **_FC}},
        usual=frozenset({"use_bias"}),
    ),
    "Lfm2ForCausalLM": Tensors(layer=_LFM2_ATTENTION, convolving=_LFM2_CONVOLUTION, norm="model.embedding_norm"),
    "Lfm2MoeForCausalLM": Tensors(
        layer=_LFM2_ATTENTION,
        convolving=_LFM2_CONVOLUTION,
        mixed={"feed_forward.gate": "EH", EXPERT_BIAS: "E"},
        expert={
            f"feed_forward.experts.{{}}.{part}": sizes for part, sizes in (("w1", "mH"), ("w3", "mH"), ("w2", "Hm"))
        },
        dense=frozenset(_LFM2_MLP),
        bare=frozenset({EXPERT_BIAS}),
        norm="model.embedding_norm",
    ),
    "Ernie4_5ForCausalLM": Tensors(optional={"use_bias": {**_ATTENTION, **_MLP}}),
    "HunYuanDenseV1ForCausalLM": Tensors(
        layer={**_PLAIN, "self_attn.query_layernorm": "D", "self_attn.key_layernorm": "D"},
        optional=_WITH_ATTENTION,
    ),
}

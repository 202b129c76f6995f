"""The RoPE settings of a ``config.json``: how the context was lengthened, and whether that can be converted exactly."""

from collections.abc import Mapping

from app.core.families.family import Family, Rope

FULL, SLIDING = "full_attention", "sliding_attention"
# The numbers that each kind cannot be without, by transformers' modeling_rope_utils.py
_NUMBERS = {
    "default": (),
    "linear": ("factor",),
    "dynamic": ("factor",),
    "yarn": ("factor",),
    "llama3": ("factor", "low_freq_factor", "high_freq_factor"),
}
_SHARE = "partial_rotary_factor"
_LONG = ("short_factor", "long_factor")  # lists, of half as many numbers as are rotated of a head
_LONG_NAMES = ("longrope", "su", "yarn")  # names that transformers takes for LongRoPE in Phi-3
# Tokens: where a text grows longer while it is written, the runtime recomputes its keys. Found by trying; with
# another number all that follows is wrong by 1 or 2% (onnxruntime-genai 0.18)
_SWITCH = 4096


def rope_type(config: Mapping[str, object]) -> str:
    """How the context was lengthened: "default", "linear", "yarn", ... from either layout of ``config.json``."""
    settings = _settings(config)
    kind = settings.get("rope_type", settings.get("type"))
    return "default" if kind is None else str(kind)


def rope_supported(family: Family, config: Mapping[str, object]) -> bool:
    """Whether the conversion of a model of ``family`` computes what transformers does."""
    if family.rope is Rope.NONE:
        return True
    if family.rope is Rope.PROPORTIONAL:
        return _is_proportional(config.get("rope_parameters"))
    nested = config.get("rope_parameters")
    parts = [nested[key] for key in (FULL, SLIDING) if key in nested] if isinstance(nested, dict) else []
    if parts and family.rope is not Rope.BY_LAYER:
        return False
    if family.rotated_share is None and rotated_share(family, config) != 1.0:
        return False
    if family.rope is Rope.PARTS:
        return rope_type(config) == "default"
    if family.rope is Rope.LONG:
        return rope_type(config) == "default" or _is_long(family, config)
    return all(_has_numbers(part) for part in [*parts, _settings(config)] if isinstance(part, Mapping))


def rotated_share(family: Family, config: Mapping[str, object]) -> float:
    """How much of each head is rotated, 1.0 for all of it."""
    if family.rope is Rope.NONE:
        return 0.0
    if family.rope is Rope.PROPORTIONAL:
        return 1.0
    return _share(config, family.rotated_setting, family.rotated_share or 1.0)


def rotated_size(config: Mapping[str, object], head_size: int, usual: float, setting: str = _SHARE) -> int:
    """Numbers of a head of ``head_size`` that are rotated, where the ``usual`` share of the family may be left out, as
    may the ``setting`` that says it beside those of the RoPE."""
    return int(head_size * _share(config, setting, usual))


def _share(config: Mapping[str, object], setting: str, usual: float) -> float:
    share = _settings(config).get(_SHARE, config.get(setting))
    usable = isinstance(share, int | float) and not isinstance(share, bool) and 0 < share <= 1
    return float(share) if usable else usual  # type: ignore[arg-type]


def original_positions(config: Mapping[str, object]) -> object:
    """Tokens of the context before it was lengthened by LongRoPE."""
    settings = _settings(config).get("original_max_position_embeddings", 4096)  # transformers' default for Phi-3
    return config.get("original_max_position_embeddings", settings)


def switches_at(family: Family, config: Mapping[str, object]) -> int | None:
    """Tokens after which a model that is offered takes its frequencies for long texts; None: it has one set.

    Where a text grows beyond them token by token, the runtime (onnxruntime-genai 0.18) recomputes its keys one
    token late. The logits of that token were 0.5 to 0.9 % off on random weights, those before and after it exact.
    """
    never = _is_within(original_positions(config), config.get("max_position_embeddings"))
    return None if family.rope is not Rope.LONG or never or not _is_long(family, config) else _SWITCH


def _settings(config: Mapping[str, object]) -> Mapping[str, object]:
    """The settings that transformers takes: the older ``rope_scaling`` goes before ``rope_parameters``."""
    for key in ("rope_scaling", "rope_parameters"):
        settings = config.get(key)
        if isinstance(settings, dict) and settings:
            full = settings.get(FULL)
            return full if isinstance(full, dict) else settings
    return {}


def _has_numbers(settings: Mapping[str, object]) -> bool:
    kind = settings.get("rope_type", settings.get("type")) or "default"
    needed = _NUMBERS.get(str(kind))
    return needed is not None and all(_is_positive(settings.get(name)) for name in needed)


def _is_proportional(settings: object) -> bool:
    """Whether it is the one kind there is, which is also what is taken when nothing is said."""
    if settings is None:
        return True
    kinds = {FULL: "proportional", SLIDING: "default"}
    return isinstance(settings, dict) and all(
        isinstance(settings.get(layer), dict) and settings[layer].get("rope_type") == kind
        for layer, kind in kinds.items()
    )


def _is_long(family: Family, config: Mapping[str, object]) -> bool:
    hidden, heads = config.get("hidden_size"), config.get("num_attention_heads")
    if not (isinstance(hidden, int) and isinstance(heads, int) and heads > 0):
        return False
    rotated = int(hidden // heads * rotated_share(family, config))
    lists = [_settings(config).get(name) for name in _LONG]
    return (
        rope_type(config) in _LONG_NAMES
        and _switches_well(original_positions(config), config.get("max_position_embeddings"))
        and all(isinstance(each, list) and len(each) == rotated // 2 for each in lists)
        and all(_is_positive(number) for each in lists if isinstance(each, list) for number in each)
    )


def _switches_well(original: object, positions: object) -> bool:
    """Whether texts grow from short to long where the runtime knows, or never."""
    return original == _SWITCH or _is_within(original, positions)


def _is_within(original: object, positions: object) -> bool:
    return isinstance(original, int) and isinstance(positions, int) and 0 < positions <= original


def _is_positive(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0

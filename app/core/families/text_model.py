"""The text model inside of one that also sees or hears: its settings, and its weights' names.

Both are what the text model's own class would have saved, so that everything else knows text models only. A family
whose outer names are its own gets those of all others too.
"""

import re
from collections.abc import Mapping

from app.core.families.sizes import Config
from app.core.families.support import architecture
from app.core.families.table import FAMILIES
from app.core.families.tower import DEFAULTS, SYNONYMS, TOWERS, UNREAD, Tower

_ARCHITECTURES = {family.model_type: family.architecture for family in FAMILIES.values()} | SYNONYMS
_RENAMED = frozenset({"GPTNeoXForCausalLM", "NemotronHForCausalLM"})
_TEXT, _TIED, _TYPE = "text_config", "tie_word_embeddings", "model_type"
_OF_TOKENS = ("bos_token_id", "eos_token_id", "pad_token_id")
# Settings of the whole that are said outside: how its weights are stored
_OF_THE_WHOLE = ("dtype", "torch_dtype", "quantization_config", "compression_config", "quantization", "auto_map")
_MULTIMODAL_ROPE = ("mrope_section", "mrope_interleaved")
# The beginnings of names, and what the text model has in their place; the first that fits
RENAMES = {
    r"^(?:model\.)?language_model\.lm_head\.": "lm_head.",
    r"^(?:model\.)?language_model\.model\.": "model.",
    r"^model\.(?:language_model|text_model)\.": "model.",
}
# Of families that call outside of their layers otherwise than all others, what the others call it
_OF_FAMILIES = {
    r"^gpt_neox\.embed_in\.": "model.embed_tokens.",
    r"^gpt_neox\.": "model.",
    r"^embed_out\.": "lm_head.",
    r"^(?:backbone|model)\.embeddings\.": "model.embed_tokens.",
    r"^(?:backbone|model)\.norm_f\.": "model.norm.",
    r"^backbone\.": "model.",
}
_SENSES = re.compile(
    r"(?:model\.)?(?:visual|vision_tower|vision_model|vision_embed_tokens|audio_tower|embed_vision|embed_audio"
    r"|multi_modal_projector|connector|image_newline|mtp"
    r"|gpt_neox\.layers\.\d+\.attention\.(?:bias|masked_bias|rotary_emb))(?:\.|$)"  # masks, which none reads any more
)


def tower_of(config: Config) -> Tower | None:
    """What is around the text model that ``config`` describes; None for a text model, and where the one inside is of
    no family that is known."""
    names = config.get("architectures")
    first = names[0] if isinstance(names, list) and names else None
    tower = TOWERS.get(first) if isinstance(first, str) else None
    return tower if tower and _text_type(tower, config) in _ARCHITECTURES else None


def has_other_names(config: Config) -> bool:
    """Whether weights are called otherwise than those of a text model are here: ``text_name`` says how."""
    return tower_of(config) is not None or architecture(config) in _RENAMED


def text_config(config: Config) -> Config:
    """The settings of the text model alone; ``config`` itself, where it is of a text model.

    Where the outer settings and those inside differ, what transformers takes: the outer ones say whether the embedding
    is the head, and which tokens begin and end a text; everything else is said inside.
    """
    tower = tower_of(config)
    if tower is None:
        return config
    text_type = _text_type(tower, config)
    inner = _inner(tower, config)
    whole = {key: config[key] for key in _OF_THE_WHOLE if config.get(key) is not None}
    tokens = {key: config[key] for key in _OF_TOKENS if config.get(key) is not None}
    architecture = _ARCHITECTURES[text_type]
    family = FAMILIES[architecture]
    named = {"architectures": [architecture], _TYPE: family.model_type, _TIED: _ties(tower, config, inner)}
    older = {family.older_tie: named[_TIED]} if family.older_tie else {}
    read = {key: value for key, value in inner.items() if key not in UNREAD.get(text_type, ())}
    settings = {**DEFAULTS[text_type], **read, **whole, **tokens, **named, **older}
    if text_type in SYNONYMS:
        for key in ("rope_scaling", "rope_parameters"):
            if isinstance(rope := settings.get(key), Mapping):
                settings[key] = _plain_rope(rope)
    return settings


def text_architecture(text_type: str) -> str:
    """The class of the table that stands for a text model of this ``model_type``. Raises ``KeyError``."""
    return _ARCHITECTURES[text_type]


def text_name(name: str) -> str | None:
    """The text model's name of a weight; None for one of another part, which is left out."""
    if _SENSES.match(name):
        return None
    for start, its_start in (RENAMES | _OF_FAMILIES).items():
        if match := re.match(start, name):
            return its_start + name[match.end() :]
    return name


def _text_type(tower: Tower, config: Config) -> str:
    inner = config.get(_TEXT)
    named = inner.get(_TYPE) if isinstance(inner, Mapping) else None
    return named if isinstance(named, str) else tower.text_type


def _inner(tower: Tower, config: Config) -> Config:
    inner = config.get(_TEXT)
    if isinstance(inner, Mapping):
        return inner
    return {key: value for key, value in config.items() if not key.endswith("_config")} if tower.flat else {}


def _ties(tower: Tower, config: Config, inner: Config) -> object:
    older = config.get(tower.older_tie) if tower.older_tie else None
    tied = config.get(_TIED, tower.tied) if older is None else older
    return True if tower.inner_tie and not tied and inner.get(_TIED) is True else tied


def _plain_rope(rope: Config) -> Config:
    """For text alone the three parts of a position are the same number: ordinary RoPE."""
    kept = {key: value for key, value in rope.items() if key not in _MULTIMODAL_ROPE}
    return {
        key: "default" if key in ("type", "rope_type") and value == "mrope" else value for key, value in kept.items()
    }

"""The settings of Olive's ModelBuilder pass -> a recipe, and the settings that cannot be honoured."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import asdict, replace

from app.core.failures import FailureKind
from app.core.findings import Finding, blocks, warns
from app.core.recipe.offer import ACCURACY_LEVELS, BLOCK_SIZES
from app.core.recipe.olive_config import COMPOUNDS, MIXES, OWN_SETTINGS
from app.core.recipe.recipe import Method, Mixed, Precision, Recipe, Target

LONGEST = 80  # characters of a name or value that are shown
BUILDER_BLOCK_SIZE = 32  # weights, where a config says nothing
# Settings that say what is done anyway
SILENT = frozenset({"$schema", "name", "disable_search", "filename", "hf_token", "search_strategy", "evaluators"}) | {
    "prune_lm_head"
}
_METHODS: Mapping[str, tuple[Method, Mixed]] = {name: pair for pair, name in COMPOUNDS.items()} | {
    method.value: (method, Mixed.NONE) for method in Method
}


class _OwnSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """What only the installer does: see ``olive_config``."""

    about: str = ""
    method: Method | UnsetType = UNSET
    mixed: Mixed | UnsetType = UNSET
    compact_tables: bool | UnsetType = UNSET


def read_options(settings: Mapping[str, object], target: Target) -> tuple[Recipe, list[Finding]]:
    """Each setting goes into the recipe, or is found to be ignored (a warning) or impossible (which blocks)."""
    recipe, findings = Recipe(target=target, precision=Precision.FP32), []
    if "precision" not in settings:  # Olive's default is fp32; the tutorials always name one
        findings.append(warns(FailureKind.RECIPE_VALUE, name="precision", found="fp32"))
    own_last = sorted(settings.items(), key=lambda pair: pair[0] == OWN_SETTINGS)
    for key, value in own_last:
        name = key.removeprefix("int4_")
        if name in _READERS:
            changes = _READERS[name](value)
            if changes is None:
                findings.append(blocks(FailureKind.RECIPE_VALUE, name=shown(key), found=shown(value)))
            elif "mixed" not in changes or changes["mixed"] is not Mixed.NONE:
                recipe = replace(recipe, **changes)
            else:
                recipe = replace(recipe, method=changes.get("method", recipe.method))
        elif name not in SILENT and value not in (None, False, "", {}, []):
            findings.append(warns(FailureKind.RECIPE_OPTION, name=shown(key)))
    if recipe.quantizes and not any(key.removeprefix("int4_") == "block_size" for key in settings):
        recipe = replace(recipe, block_size=BUILDER_BLOCK_SIZE)
    return recipe, findings


OptionChanges = dict[str, Any] | None  # None: not a value that can be honoured


def _precision(value: object) -> OptionChanges:
    known = {each.value: each for each in Precision}
    found = known.get(shown(value).lower())
    return {"precision": found} if found else None


def _block_size(value: object) -> OptionChanges:
    number = _whole(value)
    return {"block_size": number} if number in BLOCK_SIZES else None


def _symmetric(value: object) -> OptionChanges:
    words = {"true": True, "1": True, "false": False, "0": False}
    found = words.get(shown(value).lower())
    return None if found is None else {"symmetric": found}


def _method(value: object) -> OptionChanges:
    pair = _METHODS.get(shown(value).lower())
    return {"method": pair[0], "mixed": pair[1]} if pair else None


def _mixed(value: object) -> OptionChanges:
    pairs = value.items() if isinstance(value, dict) else ()
    text = ",".join(f"{key}:{shown(kind)}" for key, kind in pairs) or ("" if value is None else shown(value))
    wanted = {part.strip() for part in text.split(",") if part.strip()}
    mixes = {frozenset(text.split(",")): mixed for mixed, text in MIXES.items()} | {frozenset[str](): Mixed.NONE}
    found = mixes.get(frozenset(wanted))
    return {"mixed": found} if found else None


def _accuracy_level(value: object) -> OptionChanges:
    number = _whole(value)
    return {"accuracy_level": number} if number in ACCURACY_LEVELS else None


def _own_settings(value: object) -> OptionChanges:
    try:
        own = msgspec.convert(value, _OwnSettings)
    except msgspec.ValidationError:
        return None
    return {key: found for key, found in asdict(own).items() if key != "about" and found is not UNSET}


def _whole(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 6:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def shown(value: object) -> str:
    """A name or value of a stranger's file, short enough to be shown; nothing nested."""
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    return str(value)[:LONGEST] or "?"


_READERS: Mapping[str, Callable[[object], OptionChanges]] = {
    "precision": _precision,
    "block_size": _block_size,
    "is_symmetric": _symmetric,
    "algo_config": _method,
    "matmul_mixed_precision": _mixed,
    "accuracy_level": _accuracy_level,
    OWN_SETTINGS: _own_settings,
}

"""The settings beside ``tokenizer.json`` that transformers 5.23 refuses to read, found by trying each of them."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field


class Described(Struct):
    """A token with its flags."""

    content: str | None = ""
    single_word: bool = False
    lstrip: bool = False
    rstrip: bool = False
    normalized: bool = False
    special: bool = False


class AddedToken(Described, kw_only=True):
    """One that says itself that it is a token."""

    kind: Literal["AddedToken"] = field(name="__type")


_NAMED = tuple(f"{name}_token" for name in ("bos", "eos", "unk", "sep", "pad", "cls", "mask"))
_LISTS = ("additional_special_tokens", "extra_special_tokens")
_PYTHONS_OWN = ("self", "cls")  # names of arguments, that no file may give
_NUMBERED = "added_tokens_decoder"
_EMPTY = Annotated[list[Any], Meta(max_length=0)] | Annotated[dict[str, Any], Meta(max_length=0)] | Literal[""]
_TYPES: Mapping[str, Any] = {
    **dict.fromkeys(_NAMED, str | AddedToken | None),
    **dict.fromkeys(_LISTS, list[str | AddedToken] | dict[str, str | AddedToken] | None),
    **dict.fromkeys(("padding_side", "truncation_side"), Literal["left", "right"]),
    "tokenizer_object": None,
    "add_prefix_space": bool | None,
    "split_special_tokens": bool,
    "model_input_names": str | list[Any],
    "chat_control_tokens": list[Any] | None,
    _NUMBERED: dict[str, Described],
    "model_specific_special_tokens": dict[str, str | AddedToken] | None,
    "init_inputs": _EMPTY,
    "auto_map": dict[str, Any] | list[Any],
    "tokenizer_class": str | None,
}


def usable_settings(content: Mapping[str, object]) -> dict[str, object]:
    """``content`` of ``tokenizer_config.json`` without what stops transformers: a token that is described is named
    instead, other things are left out. Those are in ``tokenizer.json``, too, or no conversion needs them."""
    named = {key: _named(key, value) for key, value in content.items() if key not in _PYTHONS_OWN}
    return {key: value for key, value in named.items() if _is_usable(key, value)}


def usable_map(content: Mapping[str, object]) -> dict[str, object]:
    """The same of ``special_tokens_map.json``, where every object is a token."""
    plain = usable_settings({key: value for key, value in content.items() if not isinstance(value, dict)})
    tokens = {key for key, value in content.items() if isinstance(value, dict) and _is(value, Described)}
    return {key: plain.get(key, value) for key, value in content.items() if key in plain or key in tokens}


def usable_numbers(content: Mapping[str, object]) -> dict[str, object]:
    """``content`` of ``added_tokens.json`` with tokens that have a number only."""
    return {token: number for token, number in content.items() if type(number) in (int, float)}


def _named(key: str, value: object) -> object:
    """The texts of tokens that are described without saying that they are tokens."""
    if key in _NAMED:
        return _text(value)
    if key in _LISTS and isinstance(value, list):
        return [_text(each) for each in value]
    return value


def _text(value: object) -> object:
    described = isinstance(value, dict) and "__type" not in value and isinstance(value.get("content"), str)
    return value["content"] if described and isinstance(value, dict) else value


def _is_usable(key: str, value: object) -> bool:
    if key == _NUMBERED and isinstance(value, dict) and not all(map(_is_number, value)):
        return False
    return key not in _TYPES or _is(value, _TYPES[key])


def _is(value: object, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except (msgspec.ValidationError, UnicodeEncodeError):  # a lone surrogate
        return False
    return True


def _is_number(key: str) -> bool:
    try:
        int(key)
    except ValueError:  # raised also for more digits than Python reads
        return False
    return True

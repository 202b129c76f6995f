"""The settings beside ``tokenizer.json`` that transformers 5.23 refuses to read, found by trying each of them."""

from collections.abc import Callable, Mapping

_FLAGS = ("single_word", "lstrip", "rstrip", "normalized", "special")
_NAMED = tuple(f"{name}_token" for name in ("bos", "eos", "unk", "sep", "pad", "cls", "mask"))
_SIDES = ("left", "right")
_PYTHONS_OWN = ("self", "cls")  # names of arguments, that no file may give


def usable_settings(content: Mapping[str, object]) -> dict[str, object]:
    """``content`` of ``tokenizer_config.json`` without what stops transformers: a token that is described is named
    instead, other things are left out. Those are in ``tokenizer.json``, too, or no conversion needs them."""
    named = {key: _named(key, value) for key, value in content.items()}
    return {key: value for key, value in named.items() if _RULES.get(key, _anything)(value)}


def usable_map(content: Mapping[str, object]) -> dict[str, object]:
    """The same of ``special_tokens_map.json``, where every object is a token."""
    plain = usable_settings({key: value for key, value in content.items() if not isinstance(value, dict)})
    tokens = {key for key, value in content.items() if isinstance(value, dict) and _is_described(value)}
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


def _anything(_: object) -> bool:
    return True


def _nothing(_: object) -> bool:
    return False


def _is_none(value: object) -> bool:
    return value is None


def _is_described(value: object) -> bool:
    """A token with its flags."""
    if not isinstance(value, dict) or not isinstance(value.get("content", ""), str | None):
        return False
    return all(isinstance(value.get(flag, False), bool) for flag in _FLAGS)


def _is_token(value: object) -> bool:
    return isinstance(value, str) or (
        isinstance(value, dict) and value.get("__type") == "AddedToken" and _is_described(value)
    )


def _is_token_or_none(value: object) -> bool:
    return value is None or _is_token(value)


def _are_tokens(value: object) -> bool:
    if isinstance(value, dict):
        value = list(value.values())
    return value is None or (isinstance(value, list) and all(map(_is_token, value)))


def _are_named_tokens(value: object) -> bool:
    return isinstance(value, dict | None) and _are_tokens(value)


def _are_numbered(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_number, value)) and all(map(_is_described, value.values()))


def _is_number(key: str) -> bool:
    try:
        int(key)
    except ValueError:  # also of more digits than Python reads
        return False
    return True


def _is_side(value: object) -> bool:
    return value in _SIDES


def _is_switch(value: object) -> bool:
    return isinstance(value, bool)


def _is_switch_or_none(value: object) -> bool:
    return value is None or isinstance(value, bool)


def _is_text_or_list(value: object) -> bool:
    return isinstance(value, str | list)


def _is_list_or_none(value: object) -> bool:
    return value is None or isinstance(value, list)


def _is_text_or_none(value: object) -> bool:
    return value is None or isinstance(value, str)


def _is_empty(value: object) -> bool:
    return value in ([], {}, "")


def _is_map(value: object) -> bool:
    return isinstance(value, dict | list)


_LISTS = ("additional_special_tokens", "extra_special_tokens")
_RULES: Mapping[str, Callable[[object], bool]] = {
    **dict.fromkeys(_NAMED, _is_token_or_none),
    **dict.fromkeys(_LISTS, _are_tokens),
    **dict.fromkeys(("padding_side", "truncation_side"), _is_side),
    **dict.fromkeys(_PYTHONS_OWN, _nothing),
    "tokenizer_object": _is_none,
    "add_prefix_space": _is_switch_or_none,
    "split_special_tokens": _is_switch,
    "model_input_names": _is_text_or_list,
    "chat_control_tokens": _is_list_or_none,
    "added_tokens_decoder": _are_numbered,
    "model_specific_special_tokens": _are_named_tokens,
    "init_inputs": _is_empty,
    "auto_map": _is_map,
    "tokenizer_class": _is_text_or_none,
}

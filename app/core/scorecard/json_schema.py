"""Does a JSON value fit a JSON schema? The part of the standard that people write by hand; a schema with anything else
is refused rather than half checked."""

import math
from collections.abc import Callable, Mapping
from typing import Any

from app.core.scorecard.patterns import BadPattern, compiled, is_found

DEEPEST_SCHEMA = 40  # levels of schemas in each other
TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "integer": lambda value: (
        not isinstance(value, bool) and (isinstance(value, int) or (isinstance(value, float) and value.is_integer()))
    ),
}
_WORDS = frozenset(("$schema", "$id", "$comment", "title", "description", "default", "examples", "format"))
_SUBSCHEMAS = ("items", "not", "additionalProperties")
_LISTS = ("anyOf", "allOf", "oneOf")
_CHECKED = frozenset(
    (
        *("type", "enum", "const", "properties", "required", "minProperties", "maxProperties"),
        *("minItems", "maxItems", "uniqueItems", "minLength", "maxLength", "pattern"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", *_SUBSCHEMAS, *_LISTS),
    )
)


def unusable(schema: Any, depth: int = 0) -> str:
    """What of ``schema`` cannot be checked; "" when all can."""
    if isinstance(schema, bool):
        return ""
    if not isinstance(schema, dict):
        return str(schema)[:80]
    if depth > DEEPEST_SCHEMA:
        return "…"
    if unknown := sorted(set(schema) - _CHECKED - _WORDS):
        return str(unknown[0])
    if malformed := [key for key, value in schema.items() if not _is_formed(key, value)]:
        return str(malformed[0])
    inner = [schema[key] for key in _SUBSCHEMAS if key in schema]
    inner += [each for key in _LISTS for each in schema.get(key, [])]
    inner += list(schema.get("properties", {}).values())
    return next(filter(None, (unusable(each, depth + 1) for each in inner)), "")


def _is_formed(key: str, value: Any) -> bool:
    if key == "type":
        names = value if isinstance(value, list) else [value]
        return bool(names) and all(isinstance(name, str) and name in TYPES for name in names)
    if key == "pattern":
        try:
            return isinstance(value, str) and compiled(value) is not None
        except BadPattern:
            return False
    if key == "required":
        return isinstance(value, list) and all(isinstance(name, str) for name in value)
    if key in ("enum", *_LISTS):
        return isinstance(value, list) and bool(value)
    if key == "properties":
        return isinstance(value, dict)
    if key.startswith(("min", "max", "exclusive", "multiple")):
        return TYPES["number"](value) and (key != "multipleOf" or value > 0)
    return True


def fits(value: Any, schema: Any) -> bool:
    """Whether ``value`` fits ``schema``, of which nothing is ``unusable``."""
    if isinstance(schema, bool):
        return schema
    checks = (_fits_kind, _fits_number, _fits_text, _fits_list, _fits_object, _fits_combination)
    return all(check(value, schema) for check in checks)


def _fits_kind(value: Any, schema: Mapping[str, Any]) -> bool:
    kinds = schema.get("type", [])
    named = kinds if isinstance(kinds, list) else [kinds]
    if named and not any(TYPES[name](value) for name in named):
        return False
    if "enum" in schema and not any(_equal(value, each) for each in schema["enum"]):
        return False
    return "const" not in schema or _equal(value, schema["const"])


def _fits_number(value: Any, schema: Mapping[str, Any]) -> bool:
    if not TYPES["number"](value):
        return True
    step = schema.get("multipleOf")
    return (
        schema.get("minimum", -math.inf) <= value <= schema.get("maximum", math.inf)
        and schema.get("exclusiveMinimum", -math.inf) < value < schema.get("exclusiveMaximum", math.inf)
        and (step is None or math.isclose(value / step, round(value / step), rel_tol=0, abs_tol=1e-9))
    )


def _fits_text(value: Any, schema: Mapping[str, Any]) -> bool:
    if not isinstance(value, str):
        return True
    long_enough = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", math.inf)
    return long_enough and ("pattern" not in schema or is_found(compiled(schema["pattern"]), value))


def _fits_list(value: Any, schema: Mapping[str, Any]) -> bool:
    if not isinstance(value, list):
        return True
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", math.inf):
        return False
    if schema.get("uniqueItems") and any(_equal(a, b) for at, a in enumerate(value) for b in value[:at]):
        return False
    return all(fits(each, schema.get("items", True)) for each in value)


def _fits_object(value: Any, schema: Mapping[str, Any]) -> bool:
    if not isinstance(value, dict):
        return True
    if not schema.get("minProperties", 0) <= len(value) <= schema.get("maxProperties", math.inf):
        return False
    if not set(schema.get("required", [])) <= value.keys():
        return False
    named, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    return all(fits(each, named.get(name, others)) for name, each in value.items())


def _fits_combination(value: Any, schema: Mapping[str, Any]) -> bool:
    if "not" in schema and fits(value, schema["not"]):
        return False
    if not all(fits(value, each) for each in schema.get("allOf", [])):
        return False
    if "anyOf" in schema and not any(fits(value, each) for each in schema["anyOf"]):
        return False
    return "oneOf" not in schema or sum(fits(value, each) for each in schema["oneOf"]) == 1


def _equal(one: Any, other: Any) -> bool:
    """Equal as JSON: true is no 1, as it is in Python."""
    if isinstance(one, bool) is not isinstance(other, bool):
        return False
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_equal, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_equal(one[key], other[key]) for key in one)
    return bool(one == other)

"""What Foundry Local's Jinja engine lacks, said with what it has: expressions in, expressions out."""

import re
from datetime import datetime
from string import ascii_lowercase

from jinja2 import nodes

from app.core.template.clock import CLOCK, ITEM, PADDED, PLAIN, is_known_to_runtime, tell_time

_CAPITALS_NAME = "in_capitals_here"
CAPITALS = (
    f"{{% macro {_CAPITALS_NAME}(text) %}}{{% set here = namespace(text=(text | string)) %}}{{% for pair in "
    f"{[[letter, letter.upper()] for letter in ascii_lowercase]} %}}"
    "{% set here.text = (here.text.split(pair[0]) | join(pair[1])) %}{% endfor %}{{ here.text }}{% endmacro %}"
)

_NOON = datetime(2026, 2, 3, 12)  # any time tells which items are numbers


def found(part: nodes.Expr, whole: nodes.Expr) -> nodes.Expr:
    """``part in whole``, which the runtime always denies of texts: a text that holds the part splits into several."""
    listed: nodes.Expr = nodes.Compare(part, [nodes.Operand("in", whole)])
    if isinstance(whole, nodes.List | nodes.Tuple | nodes.Dict):
        return listed
    pieces = filtered(called(whole, "split", part), "length")
    split = nodes.Compare(pieces, [nodes.Operand("gt", nodes.Const(1))])
    return nodes.CondExpr(tested(whole, "string"), split, listed)


def replaced(text: nodes.Expr, old: nodes.Expr, new: nodes.Expr) -> nodes.Expr:
    return filtered(called(filtered(text, "string"), "split", old), "join", new)


def split_once(text: nodes.Expr, mark: nodes.Expr) -> nodes.Expr:
    """``text.split(mark, 1)``; the runtime only splits at every mark."""
    pieces = called(text, "split", mark)
    several = nodes.Compare(filtered(pieces, "length"), [nodes.Operand("gt", nodes.Const(1))])
    rest = filtered(item(pieces, nodes.Slice(nodes.Const(1), None, None)), "join", mark)
    return nodes.CondExpr(several, nodes.List([item(pieces, nodes.Const(0)), rest]), pieces)


def in_capitals(text: nodes.Expr) -> nodes.Expr:
    """Capitals, of the letters that ASCII has, by a macro that ``CAPITALS`` defines."""
    return nodes.Call(nodes.Name(_CAPITALS_NAME, "load"), [text], [], None, None)


def formatted(node: nodes.Call, text: str) -> nodes.Expr:
    """``'a{}b'.format(x)`` as ``'a' ~ x ~ 'b'``; left alone where a field is more than ``{}``."""
    pieces = text.split("{}")
    if len(pieces) != len(node.args) + 1 or any("{" in piece or "}" in piece for piece in pieces):
        return node
    parts: list[nodes.Expr] = [nodes.Const(pieces[0])]
    for value, piece in zip(node.args, pieces[1:], strict=True):
        parts += [value, nodes.Const(piece)]
    return nodes.Concat(parts)


def told(node: nodes.Call, format: str) -> nodes.Expr:
    """The time in the formats that the runtime knows; left alone where it cannot be told in them."""
    if is_known_to_runtime(format):
        return node
    items = list(ITEM.finditer(format))
    between = [nodes.Const(text) for text in ITEM.sub("\0", format).split("\0")]
    parts: list[nodes.Expr] = [between[0]]
    for item_, text in zip(items, between[1:], strict=True):
        if (part := _told(item_)) is None:
            return node
        parts += [part, text]
    return nodes.Concat(parts)


def _told(item: re.Match[str]) -> nodes.Expr | None:
    whole, style, letter = item[0], item[1], item[2] or ""
    if is_known_to_runtime(whole):
        return _asked(letter)
    if style == "-" and letter in PLAIN:
        return filtered(_asked(letter), "int") if tell_time(_NOON, f"%{letter}").strip().isdigit() else _asked(letter)
    if not style and letter in PADDED:
        number = filtered(_asked(PADDED[letter]), "int")
        small = nodes.Compare(number, [nodes.Operand("lt", nodes.Const(10))])
        return nodes.CondExpr(small, nodes.Concat([nodes.Const(" "), number]), number)
    if whole == "%P":
        return filtered(_asked("p"), "lower")
    return nodes.Const(whole) if tell_time(_NOON, whole) == whole else None


def _asked(letter: str) -> nodes.Expr:
    return nodes.Call(nodes.Name(CLOCK, "load"), [nodes.Const(f"%{letter}")], [], None, None)


def filtered(node: nodes.Expr, name: str, *arguments: nodes.Expr) -> nodes.Expr:
    return nodes.Filter(node, name, list(arguments), [], None, None)


def tested(node: nodes.Expr, name: str) -> nodes.Expr:
    return nodes.Test(node, name, [], [], None, None)


def called(node: nodes.Expr, method: str, *arguments: nodes.Expr) -> nodes.Expr:
    return nodes.Call(nodes.Getattr(node, method, "load"), list(arguments), [], None, None)


def item(node: nodes.Expr, key: nodes.Expr) -> nodes.Expr:
    return nodes.Getitem(node, key, "load")

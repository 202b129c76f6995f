"""What Foundry Local's Jinja engine lacks, said with what it has: expressions in, expressions out."""

from string import ascii_lowercase

from jinja2 import nodes

_CAPITALS_NAME = "in_capitals_here"
CAPITALS = (
    f"{{% macro {_CAPITALS_NAME}(text) %}}{{% set here = namespace(text=(text | string)) %}}{{% for pair in "
    f"{[[letter, letter.upper()] for letter in ascii_lowercase]} %}}"
    "{% set here.text = (here.text.split(pair[0]) | join(pair[1])) %}{% endfor %}{{ here.text }}{% endmacro %}"
)


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


def filtered(node: nodes.Expr, name: str, *arguments: nodes.Expr) -> nodes.Expr:
    return nodes.Filter(node, name, list(arguments), [], None, None)


def tested(node: nodes.Expr, name: str) -> nodes.Expr:
    return nodes.Test(node, name, [], [], None, None)


def called(node: nodes.Expr, method: str, *arguments: nodes.Expr) -> nodes.Expr:
    return nodes.Call(nodes.Getattr(node, method, "load"), list(arguments), [], None, None)


def item(node: nodes.Expr, key: nodes.Expr) -> nodes.Expr:
    return nodes.Getitem(node, key, "load")

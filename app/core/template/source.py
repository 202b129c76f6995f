"""Writes a template's syntax tree out again as Jinja source that two engines read alike.

All literal text stands in ``{{ '...' }}`` and every operation in brackets, so that nothing is left to an engine's rules
of white space and precedence: Foundry Local's own engine differs from Jinja in both.
"""

from collections.abc import Sequence

from jinja2 import nodes

_OPERATORS = {
    nodes.Add: "+",
    nodes.Sub: "-",
    nodes.Mul: "*",
    nodes.Div: "/",
    nodes.FloorDiv: "//",
    nodes.Mod: "%",
    nodes.Pow: "**",
    nodes.And: "and",
    nodes.Or: "or",
}
_SIGNS = {nodes.Not: "not ", nodes.Neg: "-", nodes.Pos: "+"}
_COMPARISONS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">=", "in": "in", "notin": "not in"}
_WORDS = {True: "true", False: "false", None: "none"}
_ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'", "\n": "\\n", "\t": "\\t", "\r": "\\r"})


class NotWritable(Exception):
    """A construct that has no equivalent here: inheritance, imports, blocks, scoped contexts."""


def write(tree: Sequence[nodes.Node]) -> str:
    """The source of statements; raises ``NotWritable``."""
    return "".join(_statement(node) for node in tree)


def quoted(text: str) -> str:
    """A Jinja string."""
    return "'" + text.translate(_ESCAPES) + "'"


def _statement(node: nodes.Node) -> str:
    match node:
        case nodes.Output(nodes=parts):
            return "".join(f"{{{{ {text} }}}}" for part in parts if (text := expression(part)) != "''")
        case nodes.Assign(target=target, node=value):
            return f"{{% set {_target(target)} = {expression(value)} %}}"
        case nodes.AssignBlock(target=target, filter=None, body=body):
            return f"{{% set {_target(target)} %}}{write(body)}{{% endset %}}"
        case nodes.Break():
            return "{% break %}"
        case nodes.Continue():
            return "{% continue %}"
    return _compound(node)


def _compound(node: nodes.Node) -> str:
    match node:
        case nodes.If(test=test, body=body, elif_=others, else_=last):
            arms = [f"{{% if {expression(test)} %}}{write(body)}"]
            arms += [f"{{% elif {expression(each.test)} %}}{write(each.body)}" for each in others]
            return "".join(arms) + (f"{{% else %}}{write(last)}" if last else "") + "{% endif %}"
        case nodes.For(target=target, iter=items, body=body, else_=last, test=test, recursive=False):
            only = f" if {expression(test)}" if test else ""
            head = f"{{% for {_target(target)} in {expression(items)}{only} %}}"
            return head + write(body) + (f"{{% else %}}{write(last)}" if last else "") + "{% endfor %}"
        case nodes.Macro(name=name, args=names, defaults=defaults, body=body):
            plain = [each.name for each in names]
            first = len(plain) - len(defaults)
            given = [f"{each}={expression(value)}" for each, value in zip(plain[first:], defaults, strict=True)]
            return f"{{% macro {name}({', '.join(plain[:first] + given)}) %}}{write(body)}{{% endmacro %}}"
    raise NotWritable(type(node).__name__)


def _target(node: nodes.Node) -> str:
    match node:
        case nodes.Tuple(items=items):
            return ", ".join(_target(each) for each in items)
        case nodes.NSRef(name=name, attr=attr):
            return f"{name}.{attr}"
        case nodes.Name(name=name):
            return name
    raise NotWritable(type(node).__name__)


def expression(node: nodes.Node) -> str:
    """The source of one expression; raises ``NotWritable``."""
    match node:
        case nodes.Const(value=value):
            return _constant(value)
        case nodes.TemplateData(data=data):
            return quoted(data)
        case nodes.Name(name=name):
            return name
        case nodes.BinExpr(left=left, right=right):
            return f"({expression(left)} {_OPERATORS[type(node)]} {expression(right)})"
        case nodes.UnaryExpr(node=inner):
            return f"({_SIGNS[type(node)]}{expression(inner)})"
        case nodes.Compare(expr=left, ops=[operand]):
            return f"({expression(left)} {_COMPARISONS[operand.op]} {expression(operand.expr)})"
        case nodes.Concat(nodes=parts):
            return "(" + " ~ ".join(expression(part) for part in parts) + ")"
        case nodes.CondExpr(test=test, expr1=one, expr2=other):
            return f"({expression(one)} if {expression(test)} else {expression(other) if other else quoted('')})"
    return _access(node)


def _access(node: nodes.Node) -> str:
    match node:
        case nodes.Getattr(node=inner, attr=attr):
            macro = isinstance(inner, nodes.Call) and isinstance(inner.node, nodes.Name)  # read only in brackets
            return f"({expression(inner)}).{attr}" if macro else f"{expression(inner)}.{attr}"
        case nodes.Getitem(node=inner, arg=nodes.Slice(start=start, stop=stop, step=step)):
            ends = [expression(end) if end else "" for end in (start, stop)]
            return f"{expression(inner)}[{':'.join([*ends, expression(step)] if step else ends)}]"
        case nodes.Getitem(node=inner, arg=key):
            return f"{expression(inner)}[{expression(key)}]"
        case nodes.Call(node=inner):
            return f"{expression(inner)}({_arguments(node)})"
        case nodes.Filter(node=inner, name=name) if inner is not None:
            given = _arguments(node)
            return f"({expression(inner)} | {name}{f'({given})' if given else ''})"
        case nodes.Test(node=inner, name=name):
            given = _arguments(node)
            return f"({expression(inner)} is {name}{f'({given})' if given else ''})"
    return _container(node)


def _container(node: nodes.Node) -> str:
    match node:
        case nodes.List(items=items) | nodes.Tuple(items=items):  # the runtime reads no tuple of one
            return "[" + ", ".join(expression(each) for each in items) + "]"
        case nodes.Dict(items=items):
            return "{" + ", ".join(f"{expression(each.key)}: {expression(each.value)}" for each in items) + "}"
    raise NotWritable(type(node).__name__)


def _arguments(node: nodes.Call | nodes.Filter | nodes.Test) -> str:
    if node.dyn_args or node.dyn_kwargs:
        raise NotWritable("*arguments")
    named = [f"{each.key}={expression(each.value)}" for each in node.kwargs]
    return ", ".join([expression(each) for each in node.args] + named)


def _constant(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return _WORDS[value]
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return quoted(value)
    raise NotWritable(type(value).__name__)

"""Rewrites a chat template with what Foundry Local's own Jinja engine (onnxruntime-genai 0.18) understands.

Each construct that it lacks, or reads otherwise than Jinja does, is replaced by one that both read alike. Whether the
whole is equal is for the caller to verify.
"""

from collections.abc import Iterator

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from app.core.template.clock import CLOCK
from app.core.template.equivalents import (
    CAPITALS,
    formatted,
    found,
    in_capitals,
    item,
    replaced,
    split_once,
    tested,
    told,
)
from app.core.template.rendering import parse
from app.core.template.source import NotWritable, write

# The runtime hands a template a shorter form of each function's schema, unless its source holds one of a few phrases.
KEEP_TOOLS = "{# tool.function #}"
_UNDEFINED = "undefined_here"
_NONE_IN_HUGGING_FACE = ("tools", "documents")  # undefined in the runtime when there are none
_COMPARING_TESTS = {"==": "eq", "eq": "eq", "equalto": "eq", "!=": "ne", "ne": "ne", "in": "in"}
_COMPARING_TESTS |= {"<": "lt", "lt": "lt", ">": "gt", "gt": "gt"}
_COMPARING_TESTS |= {"<=": "lteq", "le": "lteq", ">=": "gteq", "ge": "gteq"}


def rewrite(source: str) -> str | None:
    """``source`` (which ``check`` found no fault with) in other words; None when it has no such form."""
    try:
        lowering = _Lowering()
        body = lowering.visit(parse(source)).body
        before = _defaults(body) + (CAPITALS if lowering.capitals else "")
        return (KEEP_TOOLS if "tools" in before else "") + before + write(body)
    except (NotWritable, RecursionError):
        return None


def _defaults(body: list[nodes.Node]) -> str:
    """Hugging Face passes ``tools=None`` where the runtime passes nothing."""
    mentioned = {name.name for node in body for name in node.find_all(nodes.Name)}
    return "".join(
        f"{{% if ({name} is not defined) %}}{{% set {name} = none %}}{{% endif %}}"
        for name in _NONE_IN_HUGGING_FACE
        if name in mentioned
    )


class _Lowering(NodeTransformer):
    """Innermost first. The methods' names are the syntax tree's."""

    def __init__(self) -> None:
        self.capitals = False  # whether any are asked for
        self._blocks = 0
        self._methods: set[int] = set()  # ids of the nodes that are called

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:
        self.generic_visit(node)
        match node:
            case nodes.Filter(node=nodes.Expr() as text, name="replace", args=[old, new], kwargs=[]):
                return replaced(text, old, new)
            case nodes.Filter(name="tojson"):  # written as Hugging Face's own filter does
                node.kwargs = [each for each in node.kwargs if not _is_false(each, "ensure_ascii")]
            case nodes.Filter(node=nodes.Expr() as text, name="upper"):
                return self._capitals(text)
            case nodes.Filter(node=nodes.Expr() as items, name="first", args=[]):
                return item(items, nodes.Const(0))
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self._methods.add(id(node.node))
        self.generic_visit(node)
        match node:
            case nodes.Call(node=nodes.Getattr(node=text, attr="replace"), args=[old, new], kwargs=[]):
                return replaced(text, old, new)
            case nodes.Call(node=nodes.Getattr(node=text, attr="split"), args=[mark, nodes.Const(value=1)], kwargs=[]):
                return split_once(text, mark)
            case nodes.Call(node=nodes.Getattr(attr="get"), args=[_], kwargs=[]):
                node.args.append(nodes.Const(None))  # undefined there
            case nodes.Call(node=nodes.Getattr(node=text, attr="upper"), args=[], kwargs=[]):
                return self._capitals(text)
            case nodes.Call(node=nodes.Getattr(node=nodes.Const(value=str(text)), attr="format"), kwargs=[]):
                return formatted(node, text)
            case nodes.Call(node=nodes.Name(name=name), args=[nodes.Const(value=str(text))]) if name == CLOCK:
                return told(node, text)
        return node

    def _capitals(self, text: nodes.Expr) -> nodes.Expr:
        self.capitals = True
        return in_capitals(text)

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:
        guarded = id(node) not in self._methods
        self.generic_visit(node)
        match node.node:
            case nodes.Getitem(node=whole, arg=nodes.Const(value=int())) if guarded and not _is_messages(whole):
                return nodes.CondExpr(tested(whole, "string"), nodes.Name(_UNDEFINED, "load"), node)
        return node

    def visit_Test(self, node: nodes.Test) -> nodes.Node:
        self.generic_visit(node)
        if node.name in _COMPARING_TESTS and len(node.args) == 1:
            return _compared(node.node, nodes.Operand(_COMPARING_TESTS[node.name], node.args[0]))
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:
        self.generic_visit(node)
        first, *others = _pairs(node)
        both: nodes.Expr = first
        for each in others:
            both = nodes.And(both, each)
        return both

    def visit_With(self, node: nodes.With) -> list[nodes.Node]:
        self.generic_visit(node)
        values = zip(node.targets, node.values, strict=True)
        return [*(nodes.Assign(target, value) for target, value in values), *node.body]

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node | list[nodes.Node]:
        self.generic_visit(node)
        if node.filter is None or not isinstance(node.target, nodes.Name):
            return node
        plain = nodes.Name(node.target.name, "load")
        return [
            nodes.AssignBlock(node.target, None, node.body),
            nodes.Assign(node.target, _filtering(node.filter, plain)),
        ]

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> list[nodes.Node]:
        self.generic_visit(node)
        self._blocks += 1
        name = f"filtered_{self._blocks}"
        whole = _filtering(node.filter, nodes.Name(name, "load"))
        return [nodes.AssignBlock(nodes.Name(name, "store"), None, node.body), nodes.Output([whole])]


def _is_false(argument: nodes.Keyword | nodes.Pair, name: str) -> bool:
    return argument.key == name and isinstance(argument.value, nodes.Const) and argument.value.value is False


def _is_messages(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Name) and node.name == "messages"


def _pairs(node: nodes.Compare) -> Iterator[nodes.Expr]:
    """``a < b < c`` as ``a < b``, ``b < c``."""
    left = node.expr
    for operand in node.ops:
        yield _compared(left, operand)
        left = operand.expr


def _compared(left: nodes.Expr, operand: nodes.Operand) -> nodes.Expr:
    if operand.op not in ("in", "notin"):
        return nodes.Compare(left, [operand])
    held = found(left, operand.expr)
    return nodes.Not(held) if operand.op == "notin" else held


def _filtering(filters: nodes.Filter, inner: nodes.Expr) -> nodes.Filter:
    """The chain of a block's filters, applied to ``inner``."""
    below = _filtering(filters.node, inner) if isinstance(filters.node, nodes.Filter) else inner
    return nodes.Filter(below, filters.name, filters.args, filters.kwargs, filters.dyn_args, filters.dyn_kwargs)

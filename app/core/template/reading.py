"""Reads a chat template without running it: its kind, what Foundry Local does not understand, lost text.

What the runtime's own Jinja (onnxruntime-genai 0.18) understands was measured construct by construct.
"""

from collections.abc import Container, Iterator, Mapping

from jinja2 import nodes
from msgspec import Struct

from app.core.template.rendering import parse

_FILTERS = frozenset(
    {"count", "default", "dictsort", "e", "escape", "indent", "int", "items", "join", "last", "length", "list", "lower"}
    | {"map", "rejectattr", "safe", "selectattr", "sort", "string", "tojson", "trim", "unique"}
)
_METHODS = frozenset(
    {"append", "endswith", "get", "items", "lstrip", "pop", "rstrip", "split", "startswith", "strip", "title"}
)
_TESTS = frozenset(
    {"boolean", "defined", "equalto", "false", "float", "in", "integer", "iterable", "mapping", "none", "number"}
    | {"sequence", "string", "true", "undefined"}
)
_ROUNDS = 20  # rounds of following a text from name to name
_SPOKEN_ROLE = "user"
# A plain chat template for each family of tokens, within what Foundry Local's own Jinja understands
_ROLES = "{% set role = 'model' if message['role'] == 'assistant' else 'user' %}"
_CHATML = (
    "{% for message in messages %}"
    "{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)
_LLAMA_3 = (
    "{{ bos_token }}{% for message in messages %}{{ '<|start_header_id|>' + message['role'] + "
    "'<|end_header_id|>\\n\\n' + message['content'] + '<|eot_id|>' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{% endif %}"
)
_GEMMA = (  # Gemma has no turn for a system prompt
    "{{ bos_token }}{% for message in messages %}" + _ROLES + "{{ '<start_of_turn>' + role + '\\n' + "
    "message['content'] + '<end_of_turn>\\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<start_of_turn>model\\n' }}{% endif %}"
)
_PHI = (
    "{% for message in messages %}{{ '<|' + message['role'] + '|>\\n' + message['content'] + '<|end|>\\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>\\n' }}{% endif %}"
)
_MISTRAL = (
    "{{ bos_token }}{% for message in messages %}{% if message['role'] == 'assistant' %}"
    "{{ message['content'] + '</s>' }}{% else %}{{ '[INST] ' + message['content'] + ' [/INST]' }}{% endif %}"
    "{% endfor %}"
)


class TemplateKind(Struct, frozen=True):
    name: str  # the name for people
    marks: tuple[str, ...]  # texts that together tell it apart
    turn_end: str  # the token that ends an answer
    template: str = ""  # a plain one, where there is one
    others: tuple[str, ...] = ()  # tokens that the plain one needs besides those

    def is_among(self, tokens: Container[str]) -> bool:
        """Whether the plain template writes nothing but ``tokens``."""
        return bool(self.template) and all(mark in tokens for mark in (*self.marks, self.turn_end, *self.others))


KINDS = (
    TemplateKind("ChatML", ("<|im_start|>", "<|im_end|>"), "<|im_end|>", _CHATML),
    TemplateKind("Llama 3", ("<|start_header_id|>", "<|eot_id|>"), "<|eot_id|>", _LLAMA_3, ("<|end_header_id|>",)),
    TemplateKind("Gemma", ("<start_of_turn>", "<end_of_turn>"), "<end_of_turn>", _GEMMA),
    TemplateKind("Granite", ("<|start_of_role|>", "<|end_of_role|>"), "<|end_of_text|>"),
    TemplateKind("Phi", ("<|user|>", "<|end|>"), "<|end|>", _PHI, ("<|assistant|>",)),
    TemplateKind("Phi", ("<|assistant|>", "<|end|>"), "<|end|>"),
    TemplateKind("Zephyr", ("<|user|>", "<|assistant|>"), "</s>"),
    TemplateKind("Mistral or Llama 2", ("[INST]", "[/INST]"), "</s>", _MISTRAL),
    TemplateKind("Hunyuan", ("hy_User", "hy_Assistant"), ""),
    TemplateKind("DeepSeek", ("<\uff5cUser\uff5c>", "<\uff5cAssistant\uff5c>"), "<\uff5cend▁of▁sentence\uff5c>"),
    TemplateKind("Alpaca", ("### Instruction", "### Response"), ""),
    TemplateKind("Vicuna", ("USER:", "ASSISTANT:"), ""),
)
OWN = TemplateKind("", (), "")


def template_kind(source: str) -> TemplateKind:
    """The family of templates that ``source`` belongs to; ``OWN`` when it is none of the known ones."""
    return next((kind for kind in KINDS if all(mark in source for mark in kind.marks)), OWN)


def unsupported_constructs(source: str) -> list[str]:
    """What Foundry Local would stumble over in the parts of a template that a plain conversation reaches."""
    try:
        found = [name for node in _reached(parse(source), {}) for name in _unsupported(node)]
    except RecursionError:
        return ["..."]
    return list(dict.fromkeys(found))


def drops_user_text(source: str) -> bool:
    """Whether nothing that a template writes can hold what the user said."""
    try:
        reached = list(_reached(parse(source), {"role": _SPOKEN_ROLE}))
    except RecursionError:
        return False
    assignments = [node for node in reached if _assigned(node)]
    carriers: set[str] = set()
    for _ in range(_ROUNDS):
        carriers |= {name for node in assignments if _carries(node, carriers) for name in _assigned(node)}
    return not any(isinstance(node, nodes.Output) and _carries(node, carriers) for node in reached)


def _reached(node: nodes.Node, known: Mapping[str, str]) -> Iterator[nodes.Node]:
    """Statements and expressions below ``node`` but for branches about tools, documents or another role."""
    yield node
    if not isinstance(node, nodes.If):
        for child in node.iter_child_nodes():
            yield from _reached(child, known)
        return
    branches: list[tuple[nodes.Node, list[nodes.Node]]] = [(node.test, node.body)]
    branches += [(each.test, each.body) for each in node.elif_]
    for test, body in branches:
        decided = _decide(test, known)
        if decided is not False:
            for child in (test, *body):
                yield from _reached(child, known)
        if decided is True:
            return
    for child in node.else_:
        yield from _reached(child, known)


def _decide(test: nodes.Node, known: Mapping[str, str]) -> bool | None:
    """What a test comes to in a plain conversation, where that can be seen; ``tools`` and ``documents`` are none."""
    match test:
        case nodes.Name(name="tools" | "documents"):
            return False
        case nodes.Not(node=inner):
            decided = _decide(inner, known)
            return None if decided is None else not decided
        case nodes.And(left=left, right=right):
            return _both(_decide(left, known), _decide(right, known))
        case nodes.Or(left=left, right=right):
            return _negated(_both(_negated(_decide(left, known)), _negated(_decide(right, known))))
        case nodes.Compare(expr=left, ops=[nodes.Operand(op="eq" | "ne" as operator, expr=nodes.Const(value=value))]):
            name = _attribute(left)
            return None if name not in known else (known[name] == value) is (operator == "eq")
    return None


def _both(left: bool | None, right: bool | None) -> bool | None:
    if left is False or right is False:
        return False
    return True if left and right else None


def _negated(value: bool | None) -> bool | None:
    return None if value is None else not value


def _attribute(node: nodes.Node) -> str:
    """The key that ``message.key`` and ``message['key']`` look up; "" for anything else."""
    match node:
        case nodes.Getattr(attr=name) | nodes.Getitem(arg=nodes.Const(value=str(name))):
            return str(name)
        case nodes.Call(node=nodes.Getattr(attr="get"), args=[nodes.Const(value=str(name)), *_]):
            return name
    return ""


def _assigned(node: nodes.Node) -> list[str]:
    """The names that a statement gives a value; a namespace's field counts by the namespace's name."""
    match node:
        case nodes.Assign(target=target) | nodes.AssignBlock(target=target) | nodes.For(target=target):
            targets = [target, *target.find_all(nodes.Node)]
            return [each.name for each in targets if isinstance(each, nodes.Name | nodes.NSRef)]
        case nodes.Macro(name=name):
            return [name]
    return []


def _carries(node: nodes.Node, carriers: set[str]) -> bool:
    """Whether the user's text, or something made of it, is mentioned in ``node``."""
    if isinstance(node, nodes.For):  # the loop's list counts, its body does not
        return _carries_expression(node.iter, carriers)
    return _carries_expression(node, carriers)


def _carries_expression(node: nodes.Node, carriers: set[str]) -> bool:
    for each in (node, *node.find_all(nodes.Node)):
        if _attribute(each) == "content" or (isinstance(each, nodes.Name) and each.name in carriers):
            return True
        if isinstance(each, nodes.Filter) and each.name in ("map", "tojson"):  # whole messages
            return True
    return False


def _unsupported(node: nodes.Node) -> Iterator[str]:
    match node:
        case nodes.Filter(name=str(name)) if name not in _FILTERS:
            yield f"|{name}"
        case nodes.Test(name=name) if name not in _TESTS:
            yield f"is {name}"
        case nodes.Call(node=nodes.Getattr(attr=name)) if name not in _METHODS and name != "cycle":
            yield f".{name}()"
        case nodes.Call(node=nodes.Name(name="cycler" | "dict" | "lipsum" as name)):
            yield f"{name}()"
        case nodes.Compare(ops=[nodes.Operand(op="in" | "notin", expr=text)]) if _is_content(text):
            yield "'text' in content"  # always false there
        case nodes.Compare(ops=[_, _, *_]):
            yield "a < b < c"
        case nodes.With() | nodes.CallBlock() | nodes.FilterBlock() | nodes.Block():
            yield "{% " + type(node).__name__.removesuffix("Block").lower() + " %}"


def _is_content(node: nodes.Node) -> bool:
    return _attribute(node) == "content" or (isinstance(node, nodes.Name) and node.name == "content")


def family_template(tokens: Container[str]) -> str:
    """The usual template of the family whose marks are all among a model's special ``tokens``; "" for none."""
    return next((kind.template for kind in KINDS if kind.is_among(tokens)), "")

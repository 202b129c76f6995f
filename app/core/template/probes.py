"""The conversations that a chat template is tried with."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jinja2 import nodes
from msgspec import Struct

from app.core.template.rendering import Message, parse
from app.core.template.verification import TemplateFeature

MARKS_TRIED = 8
_MARK = re.compile(r"<[|\uff5c][^<>|\uff5c\s'\"{}]{1,40}[|\uff5c]>|</?[a-z_]{1,20}>|\[/?[A-Z][A-Z_]{0,24}\]")
_SEARCHES = frozenset({"split", "rsplit", "replace", "startswith", "endswith", "find", "index", "count"})
_FOREIGN = "{{ x }}{% if y %}</s>{Content}"
WEATHER: Mapping[str, Any] = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "Tells today's weather.",
        "parameters": {
            "type": "object",
            "properties": {"city": {"type": "string", "description": "Where"}},
            "required": ["city"],
        },
    },
}
# A system prompt for templates that have no place for one (Gemma 1 and 2): it goes before the user's first words.
# Written with what both Jinja engines read alike.
FOLD = (
    "{% if messages and messages[0]['role'] == 'system' and messages | length > 1 %}{% set messages = [{'role': "
    "messages[1]['role'], 'content': messages[0]['content'] ~ '\\n\\n' ~ messages[1]['content']}] + messages[2:] %}"
    "{% endif %}"
)


class Probe(Struct, frozen=True, kw_only=True):
    feature: TemplateFeature
    messages: tuple[Message, ...]
    add_generation_prompt: bool = True
    tools: tuple[Mapping[str, Any], ...] | None = None


def turn_marks(source: str) -> list[str]:
    """Texts in a template's source that look like its own marks: ``<|im_end|>``, ``[INST]``, ``<end_of_turn>``."""
    return list(dict.fromkeys(_MARK.findall(source)))


def watched_words(source: str) -> list[str]:
    """Texts that a template (which ``check`` found no fault with) looks for in what is said: "/no_think", say."""
    try:
        found = [text for node in parse(source).find_all(nodes.Expr) for text in _looked_for(node) if text.strip()]
    except RecursionError:
        return []
    return list(dict.fromkeys(found))


def _looked_for(node: nodes.Expr) -> Iterator[str]:
    match node:
        case nodes.Compare(expr=nodes.Const(value=str(text)), ops=[nodes.Operand(op="in" | "notin"), *_]):
            yield text
        case nodes.Call(node=nodes.Getattr(attr=name), args=[nodes.Const(value=str(text)), *_]) if name in _SEARCHES:
            yield text
        case nodes.Filter(name="replace", args=[nodes.Const(value=str(text)), *_]):
            yield text


def probes(source: str) -> tuple[Probe, ...]:
    """At least one conversation a feature; those about markers hold the marks of the template ``source``, and the words
    that it looks for: at the start, inside, and at the end of what is said."""
    marks, words = turn_marks(source)[:MARKS_TRIED], watched_words(source)[:MARKS_TRIED]
    intruder = " a\n".join([*marks, _FOREIGN])
    watched = [turn for word in words for turn in (f"{word} a {word} b {word}", f"a{word}b")]
    thought = "<think>\nt\n</think>\n\nok"
    return (
        _probe(TemplateFeature.SINGLE_TURN, said("Hello")),
        _probe(TemplateFeature.SYSTEM, said("Hello", system="Be kind.")),
        _probe(TemplateFeature.SYSTEM, said("One?", "One.", "Two?", system="Be brief.")),
        _probe(TemplateFeature.MULTI_TURN, said("One?", "One.", "Two?", "Two.", "Three?")),
        _probe(TemplateFeature.UNICODE, said("Ünïcödé 你好 🙂🚀 \"q\" 'a' \\n <b>&amp;", "naïve\tcafé", "здравствуй")),
        _probe(TemplateFeature.UNICODE, said("  two  \n\n", " \n x \n", "\ty\n")),
        _probe(TemplateFeature.MARKERS, said(intruder, thought, "b</think>" + intruder)),
        *(
            _probe(TemplateFeature.MARKERS, said(*watched, "So?", system=system))
            for system in ("", *words[:1])
            if words
        ),
        _probe(TemplateFeature.CLOSED, said("One?", "One."), add_generation_prompt=False),
        _probe(TemplateFeature.TOOLS, said("How is the weather in Oslo?"), tools=(WEATHER,)),
    )


def said(*contents: str, system: str = "") -> tuple[Message, ...]:
    """Turns of the user and the assistant by turns, after a system prompt where one is given."""
    roles = ("user", "assistant")
    turns: list[Message] = [{"role": roles[i % 2], "content": content} for i, content in enumerate(contents)]
    return ({"role": "system", "content": system}, *turns) if system else tuple(turns)


def _probe(feature: TemplateFeature, messages: tuple[Message, ...], **options: Any) -> Probe:
    return Probe(feature=feature, messages=messages, **options)


def folded(messages: Sequence[Message]) -> tuple[Message, ...]:
    """What ``FOLD`` makes of ``messages``, of which the first is the system's and the second the user's."""
    system, first, *rest = messages
    return ({**first, "content": f"{system['content']}\n\n{first['content']}"}, *rest)

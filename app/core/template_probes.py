"""The conversations that a chat template is tried with."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from app.core.chat_template import Message
from app.core.plan import TemplateFeature

MARKS_TRIED = 8
_MARK = re.compile(r"<[|\uff5c][^<>|\uff5c\s'\"{}]{1,40}[|\uff5c]>|</?[a-z_]{1,20}>|\[/?[A-Z][A-Z_]{0,24}\]")
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


class Probe(Struct, frozen=True, kw_only=True):
    feature: TemplateFeature
    messages: tuple[Message, ...]
    add_generation_prompt: bool = True
    tools: tuple[Mapping[str, Any], ...] | None = None


def turn_marks(source: str) -> list[str]:
    """Texts in a template's source that look like its own marks: ``<|im_end|>``, ``[INST]``, ``<end_of_turn>``."""
    return list(dict.fromkeys(_MARK.findall(source)))


def probes(marks: Sequence[str]) -> tuple[Probe, ...]:
    """At least one conversation a feature; those about markers hold ``marks``."""
    intruder = " a\n".join([*marks[:MARKS_TRIED], _FOREIGN])
    thought = "<think>\nt\n</think>\n\nok"
    return (
        _probe(TemplateFeature.SINGLE_TURN, said("Hello")),
        _probe(TemplateFeature.SYSTEM, said("Hello", system="Be kind.")),
        _probe(TemplateFeature.SYSTEM, said("One?", "One.", "Two?", system="Be brief.")),
        _probe(TemplateFeature.MULTI_TURN, said("One?", "One.", "Two?", "Two.", "Three?")),
        _probe(TemplateFeature.UNICODE, said("Ünïcödé 你好 🙂🚀 \"q\" 'a' \\n <b>&amp;", "naïve\tcafé", "здравствуй")),
        _probe(TemplateFeature.UNICODE, said("  two  \n\n", " \n x \n", "\ty\n")),
        _probe(TemplateFeature.MARKERS, said(intruder, thought, "b</think>" + intruder)),
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

"""A chat template: Jinja source that turns messages into the text a model was trained on.

Behaves as in Hugging Face's ``transformers``. The source is a stranger's: it only ever runs in Jinja's sandbox.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NoReturn

from jinja2 import TemplateError, nodes
from jinja2.ext import Extension, loopcontrols
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment
from msgspec import Struct

from app.core.failures import Failure, FailureKind

CONTENT = "{Content}"
MAXIMUM_SOURCE = 100_000  # characters; the longest known template has 20,000
_SYSTEM, _USER, _ASSISTANT, _NEXT = (f"x7{role}q9" for role in ("system", "user", "assistant", "next"))
# What a template's own expressions can raise
_TEMPLATE_ERRORS = (
    *(TemplateError, RecursionError, TypeError, ValueError),
    *(LookupError, ArithmeticError, AttributeError),
)

Message = Mapping[str, str]


class PromptTemplate(Struct, frozen=True, kw_only=True):
    """How each turn is wrapped; ``{Content}`` stands for the message. ``system`` is "" when there is no such turn."""

    system: str
    user: str
    assistant: str
    prompt: str  # the user's turn, and how the answer to it starts


def check(source: str) -> Failure | None:
    """Whether ``source`` is a template at all; it is read, not run."""
    if len(source) > MAXIMUM_SOURCE:
        return Failure(FailureKind.BAD_TEMPLATE, "too large")
    try:
        _environment().from_string(source)
    except (TemplateError, RecursionError, SyntaxError, ValueError, MemoryError) as error:
        # the last three come from Python's compiler: loops nested too deeply, numbers too long
        return Failure(FailureKind.BAD_TEMPLATE, str(error))
    return None


def parse(source: str) -> nodes.Template:
    """The syntax tree of a template that ``check`` has found no fault with."""
    return _environment().parse(source)


def render(
    source: str,
    messages: Sequence[Message],
    *,
    bos_token: str = "",
    eos_token: str = "",
    add_generation_prompt: bool = True,
) -> str:
    """The text that ``messages`` (``role`` and ``content`` each) become.

    Raises ``Failure`` (BAD_TEMPLATE), also when the template refuses the messages. A template that never ends is not
    stopped: render a stranger's in a process that can be.
    """
    try:
        template = _environment().from_string(source)
        return template.render(
            messages=[dict(message) for message in messages],
            tools=None,
            documents=None,
            bos_token=bos_token,
            eos_token=eos_token,
            add_generation_prompt=add_generation_prompt,
        )
    except _TEMPLATE_ERRORS as error:
        raise Failure(FailureKind.BAD_TEMPLATE, f"{type(error).__name__}: {error}") from error


def prompt_template(source: str, bos_token: str = "", eos_token: str = "") -> PromptTemplate | None:
    """How ``source`` wraps each turn, found by rendering marked messages; None when its turns cannot be told apart."""

    def rendered(*messages: Message, generation: bool = False) -> str:
        tokens = {"bos_token": bos_token, "eos_token": eos_token}
        return render(source, messages, add_generation_prompt=generation, **tokens)

    user, answer, following = _message("user", _USER), _message("assistant", _ASSISTANT), _message("user", _NEXT)
    try:
        dialogue = rendered(user, answer, following, generation=True)
        to_answer, to_user = _between(dialogue, _USER, _ASSISTANT), _between(dialogue, _ASSISTANT, _NEXT)
        after_user = _end(_after(rendered(user), _USER), to_answer, eos_token)
        after_answer = _end(_after(rendered(user, answer), _ASSISTANT), to_user, eos_token)
        asking = _after(dialogue, _NEXT)
    except (Failure, ValueError):
        return None
    before_answer, before_user = to_answer.removeprefix(after_user), to_user.removeprefix(after_answer)
    bos = bos_token if bos_token and dialogue.startswith(bos_token) and not before_user.startswith(bos_token) else ""
    return PromptTemplate(
        system=_system_turn(rendered, before_user),
        user=_turn(before_user, after_user),
        assistant=_turn(before_answer, after_answer),
        prompt=bos + before_user + CONTENT + asking,
    )


def _system_turn(rendered: Callable[..., str], before_user: str) -> str:
    """The system turn, or "" when the template has none of its own (Gemma, Mistral, Llama 2)."""
    try:
        text = rendered(_message("system", _SYSTEM), _message("user", _USER))
        gap = _between(text, _SYSTEM, _USER)
    except (Failure, ValueError):
        return ""
    if not gap.endswith(before_user):
        return ""
    return _turn(text.partition(_SYSTEM)[0], gap.removesuffix(before_user))


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}


def _turn(before: str, after: str) -> str:
    return before + CONTENT + after.rstrip("\n")


def _after(text: str, mark: str) -> str:
    """What follows the only ``mark``; raises ``ValueError`` unless there is exactly one."""
    _, after = text.split(mark)
    return after


def _between(text: str, first: str, second: str) -> str:
    """What lies between two marks; raises ``ValueError`` unless both are there, once, in this order."""
    between, _ = _after(text, first).split(second)
    return between


def _end(end: str, gap: str, eos_token: str) -> str:
    """How a turn ends, by the ``end`` of a dialogue and by the ``gap`` before the next turn.

    Some templates (Phi-3) add an end mark to the whole dialogue; it belongs to no turn. Raises ``ValueError`` when the
    two disagree in any other way.
    """
    if gap.startswith(end):
        return end
    if eos_token and end.endswith(eos_token) and gap.startswith(end.removesuffix(eos_token)):
        return end.removesuffix(eos_token)
    raise ValueError(f"{gap!r} does not start with {end!r}")


class _Generation(Extension):
    """``{% generation %}`` marks what the model was trained to say; the text inside stands as it is."""

    tags = {"generation"}  # noqa: RUF012  # Jinja's own declaration

    def parse(self, parser: Parser) -> list[nodes.Node]:
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[_Generation, loopcontrols]
    )
    environment.filters["tojson"] = _to_json
    environment.globals |= {"raise_exception": _raise, "strftime_now": _now}
    return environment


def _to_json(
    value: object,
    ensure_ascii: bool = False,
    indent: int | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,
) -> str:
    """Jinja's own filter escapes HTML characters; Hugging Face's does not."""
    return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)


def _raise(message: str) -> NoReturn:
    raise TemplateError(message)


def _now(format: str) -> str:
    return datetime.now().strftime(format)

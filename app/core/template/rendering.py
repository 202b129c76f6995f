"""A chat template: Jinja source that turns messages into the text a model was trained on.

Behaves as in Hugging Face's ``transformers``. The source is a stranger's: it only ever runs in Jinja's sandbox.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache, partial
from typing import Any, NoReturn, TypedDict

from jinja2 import Template, TemplateError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension, loopcontrols
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.core.failures import Failure, FailureKind
from app.core.template.clock import CLOCK, tell_time

MAXIMUM_SOURCE = 100_000  # characters; the longest known template has 20,000
# What a template's own expressions can raise
_TEMPLATE_ERRORS = (
    *(TemplateError, RecursionError, TypeError, ValueError),
    *(LookupError, ArithmeticError, AttributeError),
)

Message = Mapping[str, str]


class SpecialTokens(TypedDict):
    """Those that a template may write; "" for none."""

    bos_token: str
    eos_token: str


def check_template(source: str) -> Failure | None:
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
    """The syntax tree of a template that ``check_template`` has found no fault with."""
    return _environment().parse(source)


def render(
    source: str,
    messages: Sequence[Message],
    *,
    bos_token: str = "",
    eos_token: str = "",
    add_generation_prompt: bool = True,
    tools: Sequence[Mapping[str, object]] | None = None,
    now: datetime | None = None,
    formats: list[str] | None = None,
) -> str:
    """The text that ``messages`` (``role`` and ``content`` each) become; ``tools`` are JSON schemas of functions, and
    ``now`` is the time that a template tells (None: it looks at the clock); the formats in which it asks for it are
    added to ``formats``.

    Raises ``Failure`` (BAD_TEMPLATE), also when the template refuses the messages. A template that never ends is not
    stopped: render a stranger's in a process that can be.
    """
    try:
        return _compiled(source).render(
            messages=[dict(message) for message in messages],
            tools=tools,
            documents=None,
            bos_token=bos_token,
            eos_token=eos_token,
            add_generation_prompt=add_generation_prompt,
            **{CLOCK: partial(_tell, now, formats)},
        )
    except _TEMPLATE_ERRORS as error:
        raise Failure(FailureKind.BAD_TEMPLATE, f"{type(error).__name__}: {error}") from error


class _Generation(Extension):
    """``{% generation %}`` marks what the model was trained to say; the text inside stands as it is."""

    tags = {"generation"}  # noqa: RUF012  # Jinja's own declaration

    def parse(self, parser: Parser) -> list[nodes.Node]:
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


class _NothingComputed(CodeGenerator):
    """Jinja works out what is constant while it compiles, for which ``{{ 9 ** 9 ** 9 }}`` would take it years."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if isinstance(node, nodes.TemplateData):
            return super()._output_child_to_const(node, frame, finalize)
        raise nodes.Impossible


@lru_cache(maxsize=4)  # a verification renders the same few many times
def _compiled(source: str) -> Template:
    return _environment().from_string(source)


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[_Generation, loopcontrols], optimized=False
    )
    environment.code_generator_class = _NothingComputed
    environment.filters["tojson"] = _to_json
    environment.globals |= {"raise_exception": _raise}
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


def _tell(now: datetime | None, formats: list[str] | None, format: str) -> str:
    if formats is not None:
        formats.append(format)
    return tell_time(now or datetime.now(), format)

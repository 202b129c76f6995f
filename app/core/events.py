"""What a child process says while it works: one JSON object a line, told apart by ``event``."""

from enum import StrEnum
from typing import Any, Generic, Self, TypeAlias, TypeVar, Union

from msgspec import Struct
from msgspec.structs import replace

from app.core.chat_messages import Reply
from app.core.failures import Failure, FailureKind, Variant
from app.core.findings import Finding
from app.core.requests import Request
from app.core.scorecard.scorecard import Scorecard
from app.core.steps import Step
from app.core.wire import from_json, to_json

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Unit(StrEnum):
    """What of a step is counted."""

    UNTOLD = ""
    BYTES = "bytes"
    MODULES = "modules"  # of Python
    TOKENS = "tokens"  # of the trial answer
    THOUSANDTHS = "thousandths"  # of the step


class Progress(Struct, frozen=True, tag_field="event", tag="progress", kw_only=True):
    """Where the job is. ``overall`` (0 to 1) is None while it is unknown: the bar then shows busy, not a guess.

    ``seconds_left`` is None for jobs whose time is unknown.
    """

    step: Step
    done: int = 0
    total: int = 0  # 0: unknown
    unit: Unit = Unit.UNTOLD
    tensors: tuple[int, int] = (0, 0)  # done, in all; (0, 0): not counted
    overall: float | None = None
    seconds_left: float | None = None


class Log(Struct, frozen=True, tag_field="event", tag="log"):
    message: str


class Noticed(Struct, frozen=True, tag_field="event", tag="noticed"):
    """Something about the model that the user should know, found before the long work."""

    finding: Finding


class Token(Struct, frozen=True, tag_field="event", tag="token"):
    text: str
    thought: bool = False  # part of what a reasoning model thinks before it answers


class Replied(Struct, frozen=True, tag_field="event", tag="replied"):
    """A turn of a chat is over; the chat goes on."""

    reply: Reply


class Counted(Struct, frozen=True, tag_field="event", tag="counted"):
    """What a ``Count`` asked for."""

    prompt: str
    tokens: int  # those of what was said before are counted too
    limit: int  # tokens that the context can hold


class Serving(Struct, frozen=True, tag_field="event", tag="serving", kw_only=True):
    """The model can be asked at ``url``; sent again whenever a request begins or ends."""

    url: str
    model: str  # id
    requests: int = 0  # number of requests so far
    active: int = 0  # being answered


class Measured(Struct, frozen=True, tag_field="event", tag="measured"):
    """What was measured of a model so far: a partial scorecard, to be kept when measuring is stopped."""

    card: Scorecard


class Rendered(Struct, frozen=True, tag_field="event", tag="rendered"):
    """A chat template has come to an end with what it was sent, or with its own error."""


class Finished(Struct, Generic[T_co], frozen=True, tag_field="event", tag="finished"):
    """The job is done. The last event, with exit code 0."""

    result: T_co


class Failed(Struct, frozen=True, tag_field="event", tag="failed"):
    """The job is over without a result. The last event, with an exit code other than 0."""

    kind: FailureKind
    details: str = ""  # text for the report
    facts: dict[str, str] = {}  # values of the wording's placeholders
    variant: Variant | None = None

    @classmethod
    def of(cls, failure: "Failure | Failed") -> Self:
        return cls(failure.kind, failure.details, failure.facts, failure.variant)

    def failure(self) -> Failure:
        """To be raised where the job's result was wanted."""
        return Failure.of(self, self.details)


News = (
    Progress | Log | Noticed | Token | Replied | Counted | Serving | Measured | Rendered
)  # events before the last one
End: TypeAlias = Finished[T_co] | Failed
Event: TypeAlias = News | End[Any]


def as_part(event: News, start: float, end: float, later: float | None = None) -> News:
    """``event`` of a job that fills a longer one's bar from ``start`` to ``end``, and that ``later`` seconds follow;
    None: how many is unknown."""
    if not isinstance(event, Progress):
        return event
    overall = None if event.overall is None else start + (end - start) * event.overall
    left = None if event.seconds_left is None or later is None else event.seconds_left + later
    return replace(event, overall=overall, seconds_left=left)


def encode_event(event: Event) -> bytes:
    return to_json(event) + b"\n"


def decode_event(line: bytes | str, request: Request[T]) -> News | End[T]:
    """What the child says that does ``request``. Raises ``msgspec.DecodeError`` when the line is no event."""
    kind: Any = Union[News, Failed, Finished[request.result_type()]]  # type: ignore[misc]  # noqa: UP007
    event: News | End[T] = from_json(line, kind)
    return event

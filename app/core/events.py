"""What a child process says while it works: one JSON object a line, told apart by ``event``."""

from enum import StrEnum
from typing import Any

from msgspec import Struct

from app.core.failures import FailureKind
from app.core.installed import InstalledModel, Mended
from app.core.package import PackedModel
from app.core.plan import AnswerProof, ConvertedModel, Deployment, Offered, Reply, Tuning
from app.core.scorecard import Scorecard
from app.core.speeds import Speeds
from app.core.wire import from_json, to_json


class Step(StrEnum):
    """The steps of the long jobs; ``app/wording/`` words them."""

    STARTING = "starting"  # the heavy libraries are being imported
    MERGING = "merging"  # an adapter into its base model
    READING = "reading"
    QUANTIZING = "quantizing"
    WRITING = "writing"
    VERIFYING = "verifying"
    PACKING = "packing"
    UNPACKING = "unpacking"
    COPYING = "copying"
    CONFIGURING = "configuring"
    TUNING = "tuning"  # how many threads are fastest on this computer
    REGISTERING = "registering"
    LOADING = "loading"
    MEASURING = "measuring"  # how fast it answers
    COMPARING = "comparing"  # it with its original
    ANSWERING = "answering"
    READY = "ready"  # the chat waits for the user


class Progress(Struct, frozen=True, tag_field="event", tag="progress", kw_only=True):
    """Where the job is. ``overall`` (0 to 1) is None while nobody can know: the bar then shows busy, not a guess.

    ``seconds_left`` is None for jobs whose time nobody has learnt.
    """

    step: Step
    done: int = 0
    total: int = 0  # 0: unknown
    unit: str = ""  # "bytes", "modules" of Python, "tokens" of the trial answer
    tensors: tuple[int, int] = (0, 0)  # done, in all; (0, 0): not counted
    overall: float | None = None
    seconds_left: float | None = None


class Log(Struct, frozen=True, tag_field="event", tag="log"):
    message: str


class Token(Struct, frozen=True, tag_field="event", tag="token"):
    text: str
    thought: bool = False  # what a reasoning model thinks before it answers


class Replied(Struct, frozen=True, tag_field="event", tag="replied"):
    """A turn of a chat is over; the chat goes on."""

    reply: Reply


class Serving(Struct, frozen=True, tag_field="event", tag="serving", kw_only=True):
    """The model can be asked at ``url``; sent again whenever a request begins or ends."""

    url: str
    model: str  # id
    requests: int = 0  # so far
    active: int = 0  # being answered


class Finished(Struct, frozen=True, tag_field="event", tag="finished", kw_only=True):
    """The job is done; what it is not about is None. The last event, with exit code 0."""

    converted: ConvertedModel | None = None
    deployment: Deployment | None = None
    reply: Reply | None = None
    deployments: tuple[Deployment, ...] | None = None
    packed: PackedModel | None = None
    unchanged: bool = False  # the deployment was there before
    models: tuple[InstalledModel, ...] | None = None
    mended: tuple[Mended, ...] | None = None
    offered: Offered | None = None
    speeds: Speeds | None = None
    tuning: Tuning | None = None
    scorecard: Scorecard | None = None
    proof: AnswerProof | None = None
    preview: dict[str, Any] | None = None  # of inference_model.json


class Failed(Struct, frozen=True, tag_field="event", tag="failed"):
    """The job is over without a result. The last event, with an exit code other than 0."""

    kind: FailureKind
    details: str = ""  # for the report
    facts: dict[str, str] = {}  # for the wording's placeholders


Event = Progress | Log | Token | Replied | Serving | Finished | Failed


def encode_event(event: Event) -> bytes:
    return to_json(event) + b"\n"


def decode_event(line: bytes | str) -> Event:
    """Raises ``msgspec.DecodeError`` when the line is no event."""
    return from_json(line, Event)  # type: ignore[arg-type]

"""What pages are handed in tests: plans, and jobs that replay recorded events through the real ``EngineJob``."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import psutil
from msgspec.structs import replace

from app.core.chat_messages import ChatMessage, Finish, Reply
from app.core.checkpoint.checkpoint import Checkpoint
from app.core.estimate.estimate import Estimate, Fit, Reason
from app.core.events import End, Event, Failed, Finished, News
from app.core.failures import FailureKind
from app.core.findings import Finding, Severity, blocks, informs, warns
from app.core.library.converted_model import ConvertedModel
from app.core.library.deployment import Deployment
from app.core.library.provenance import Provenance
from app.core.plan import Plan
from app.core.recipe.recipe import Precision, Recipe
from app.core.requests import Request
from app.pages.base import Page
from app.workers.engine_job import EngineJob

T = TypeVar("T")
Answer = Callable[[ChatMessage], Sequence[Event]]
A_PROVENANCE = Provenance(
    architecture="Qwen2ForCausalLM",
    precision=Precision.INT4,
    context_length=1024,
    source="my-recipes",
    created="2026-01-01T00:00:00+00:00",
    installer="1",
)
A_REPLY = Reply(
    text="",
    prompt_tokens=3,
    completion_tokens=2,
    seconds_to_first_token=0.1,
    tokens_per_second=9.0,
    peak_bytes=1,
    finish=Finish.STOP,
)


def as_steps(*pages: Page) -> list[tuple[str, Callable[[], Page]]]:
    """What a wizard with these pages takes."""
    return [(type(page).__name__, lambda page=page: page) for page in pages]


class Recording:
    """Replays ``events``; after the last it goes on until ``cancel``, unless that was the end of the job.

    ``answer`` says what a message to a chat brings.
    """

    def __init__(self, events: Sequence[Event], answer: Answer | None = None) -> None:
        self._pending = list(events)
        self._answer = answer
        self._changed = threading.Condition()
        self.cancelled = self.kept = False
        self.messages: list[ChatMessage] = []

    def events(self) -> Iterator[News | End[Any]]:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._pending or self.cancelled, timeout=20)
                if self.cancelled or not self._pending:
                    break
                event = self._pending.pop(0)
            yield event
            if isinstance(event, Finished | Failed):
                return
        yield Failed(FailureKind.CANCELLED)

    def send(self, message: ChatMessage) -> None:
        self.messages.append(message)
        with self._changed:
            self._pending += self._answer(message) if self._answer else []
            self._changed.notify()

    def cancel(self, *, keep: bool = False) -> None:
        with self._changed:
            self.cancelled, self.kept = True, keep
            self._changed.notify()

    def process(self) -> psutil.Process | None:
        return psutil.Process()


class Jobs:
    """A job factory: each request is kept and answered by the next recording, the last again and again."""

    def __init__(self, *recordings: Sequence[Event], answer: Answer | None = None) -> None:
        self._recordings = list(recordings)
        self._answer = answer
        self.requests: list[Request[Any]] = []
        self.sources: list[Recording] = []

    def __call__(self, request: Request[T], /) -> EngineJob[T]:
        events = self._recordings.pop(0) if len(self._recordings) > 1 else self._recordings[0]
        self.requests.append(request)
        self.sources.append(Recording(events, self._answer))
        return EngineJob(self.sources[-1])


def a_checkpoint(folder: Path, *findings: Finding) -> Checkpoint:
    return Checkpoint(
        folder=folder,
        architecture="Qwen2ForCausalLM",
        parameters=494_032_768,
        dtype="bfloat16",
        context_length=32768,
        bytes=988_097_824,
        shape=None,
        chat_template="{% for m in messages %}<{{ m.role }}>{{ m.content }}</s>{% endfor %}"
        "{% if add_generation_prompt %}<assistant>{% endif %}",
        adapter=None,
        findings=findings,
    )


def inspected(folder: Path, base: Path | None = None) -> Checkpoint:
    """In the place of ``inspect_checkpoint``."""
    return a_checkpoint(folder)


def a_finding(kind: FailureKind, severity: Severity) -> Finding:
    made = {Severity.BLOCKS: blocks, Severity.WARNS: warns, Severity.INFORMS: informs}
    return made[severity](kind)


def an_estimate(precision: Precision, fits: Fit = Fit.EASILY, recommended: bool = False) -> Estimate:
    return Estimate(
        precision=precision,
        bytes=398_000_000,
        peak_convert_bytes=2_700_000_000,
        run_bytes=568_000_000,
        context=8192,
        model_context=32_768,
        seconds=143.0,
        tokens_per_second=40.0,
        fits=fits,
        missing_bytes=0 if fits is Fit.EASILY else 1_200_000_000,
        recommended=recommended,
        reason=Reason.NOT_ENOUGH_MEMORY if fits is Fit.NO else Reason.BEST_BALANCE,
    )


def a_converted_model(checkpoint: Checkpoint, folder: Path) -> ConvertedModel:
    folder.mkdir(parents=True, exist_ok=True)
    return ConvertedModel(
        folder=folder,
        checkpoint=checkpoint.folder,
        architecture=checkpoint.architecture,
        precision=Precision.INT4,
        context_length=checkpoint.context_length,
        bytes=398_000_000,
        seconds=143.0,
        peak_bytes=2_700_000_000,
        recipe=Recipe(),
    )


def a_deployment(folder: Path) -> Deployment:
    return Deployment(
        name="my-recipes",
        model_id="my-recipes-generic-cpu:1",
        folder=folder,
        precision="int4",
        context_length=32768,
        bytes=398_000_000,
    )


def a_plan(home: Path) -> Plan:
    """As it is when the conversion begins."""
    folder = home / "my-recipes"
    folder.mkdir(parents=True, exist_ok=True)
    return Plan(library=home / "library", checkpoint=a_checkpoint(folder), name="my-recipes")


def a_converted_plan(home: Path) -> Plan:
    plan = a_plan(home)
    assert plan.checkpoint
    return replace(plan, converted=a_converted_model(plan.checkpoint, plan.library / plan.name / "1"))


def an_installed_plan(home: Path) -> Plan:
    plan = a_converted_plan(home)
    assert plan.converted
    return replace(plan, deployment=a_deployment(plan.converted.folder))

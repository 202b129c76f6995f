"""Many requests of many kinds to an installed model in Foundry Local, one after the other, some of them cancelled, and
the model loaded again in between: is each answered, and does the memory stay what it is?"""

import queue
import statistics
import time
from collections.abc import Iterator
from itertools import cycle, islice

import psutil
from foundry_local_sdk import FoundryLocalException
from foundry_local_sdk.imodel import IModel
from msgspec import Struct

from app.core.chat_messages import ChatMessage, Finish
from app.core.computer.machine import private_bytes
from app.core.failures import Failure
from app.core.library.deployment import Deployment
from app.core.scorecard.scorecard import Endurance
from app.engine.chat.conversation import Conversation
from app.engine.chat.loading import load, unload
from app.engine.deployment.answer_speed import TEXT
from app.engine.memory import PeakMemory
from app.engine.scorecard.answering import CountReport

ANSWERED_IN, CANCELLED_AFTER = 60.0, 0.1  # seconds
WARM = 0.25  # share of the requests after a loading in which memory is taken for the first time
LEAST = 4  # requests behind these, from which a slope can be told


class Mixed(Struct, frozen=True):
    """``goes_on``: in the conversation of the request before."""

    prompt: str
    goes_on: bool = False
    cancelled: bool = False


KINDS = (
    Mixed("What can you do?"),
    Mixed("And what else?", goes_on=True),
    Mixed(TEXT * 8 + "What was that?"),
    Mixed("Tell me a long story.", cancelled=True),
    Mixed('Apa itu komputer? 🙂 {"a": [1]}'),
    Mixed("Jelaskan lagi.", goes_on=True),
    Mixed("ما هو الحاسوب؟"),
    Mixed(TEXT * 2, cancelled=True),
)


def endure(
    model: IModel, deployment: Deployment, memory: PeakMemory, requests: int, seconds: float, report: CountReport
) -> Endurance:
    """Of the loaded ``model``: so many ``requests``, or fewer when the ``seconds`` are up. Raises ``Failure``
    (LOAD_FAILED, CHAT_FAILED) when it cannot be loaded again."""
    started = time.perf_counter()
    answered: list[bool] = []
    sizes: list[list[int]] = []  # after each request, for each time that the model was loaded
    asked = islice(cycle(KINDS), requests)
    for half in (requests - requests // 2, requests // 2):
        if sizes:
            unload(model)
            load(model, deployment)
        sizes.append([])
        messages: queue.Queue[ChatMessage] = queue.Queue()
        with Conversation(lambda _: model, deployment, lambda _: None, messages, memory) as conversation:
            for request in islice(asked, half):
                gone = (time.perf_counter() - started) / seconds
                if gone > 1:
                    break
                report(max(len(answered), int(gone * requests)), requests)
                answered.append(_is_answered(conversation, request))
                sizes[-1].append(private_bytes(psutil.Process()))
    return Endurance(
        requests=len(answered), failed=answered.count(False), loaded_again=bool(sizes[1]), growth=_growth(sizes)
    )


def _is_answered(conversation: Conversation, request: Mixed) -> bool:
    try:
        if not request.goes_on:
            conversation.forget()
        reply = conversation.answer_in_time(request.prompt, CANCELLED_AFTER if request.cancelled else ANSWERED_IN)
    except (Failure, FoundryLocalException):
        return False
    cut_off = reply.finish is Finish.CANCELLED and not request.cancelled
    return not reply.finish.refused and (bool(reply.text) or not cut_off)


def _growth(sizes: list[list[int]]) -> float | None:
    """Bytes that each request adds, by least squares; None where too few were asked to tell."""
    settled = [each[int(len(each) * WARM) :] for each in sizes]
    points = [
        (number, size - statistics.fmean(each))
        for each in settled
        if len(each) >= LEAST
        for number, size in _centred(each)
    ]
    return statistics.linear_regression(*zip(*points, strict=True), proportional=True).slope if points else None


def _centred(sizes: list[int]) -> Iterator[tuple[float, int]]:
    middle = (len(sizes) - 1) / 2
    return ((number - middle, size) for number, size in enumerate(sizes))

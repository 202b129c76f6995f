"""What a fresh process proves of a new version: Foundry Local finds and loads it, and its answer is the one that the
runtime gives by itself; at the end of it comes a stop token."""

import queue
from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Timer

from msgspec.structs import replace

from app.core.chat_template import CLOCK, Message
from app.core.events import Event, Token
from app.core.failures import Failure, FailureKind
from app.core.plan import AnswerProof, Deployment, Reply, TemplateProof
from app.core.requests import ChatMessage, Prove, Stop
from app.core.template_files import read_template
from app.engine.chat import Conversation, load, unload
from app.engine.direct import DirectAnswer, answer_directly
from app.engine.foundry import find_model, open_catalog
from app.engine.memory import PeakMemory
from app.engine.renderers import HuggingFace

PROMPT = "Hello!"
LONGEST = 128  # tokens of the answer
PATIENCE = 15.0  # seconds that it may take
READING = 3  # seconds that the time of asking and that in a prompt may be apart


def prove(request: Prove) -> AnswerProof:
    """Raises ``Failure`` (NOT_INSTALLED, LOAD_FAILED, CHAT_FAILED, PROMPT_TOO_LONG, OUT_OF_MEMORY, ANSWERS_DIFFER)."""
    with PeakMemory() as memory, open_catalog() as catalog:
        model, deployment = find_model(catalog, request.model_id, unconfirmed=True)
        load(model, deployment)
        messages: queue.Queue[ChatMessage] = queue.Queue()
        spoken: list[str] = []
        greedy = replace(deployment.sampling, temperature=0.0, max_output_tokens=LONGEST)
        hearing = replace(deployment, sampling=greedy)
        with Conversation(model, hearing, lambda event: _hear(event, spoken), messages, memory) as conversation:
            asked_at = datetime.now()
            reply = _answer(conversation, messages)
        unload(model)  # before the runtime loads it by itself: there may be no memory for two
    if reply.finish == "too_long":
        raise Failure(FailureKind.PROMPT_TOO_LONG, context=str(deployment.context_length))
    difference = ""
    for prompt in _prompts(deployment, asked_at):
        direct = _directly(deployment, prompt, reply)
        difference = differences("".join(spoken), reply, direct, deployment.template)
        if not difference:
            return AnswerProof(tokens=direct.tokens, stop_token=direct.stop_token if reply.finish == "stop" else None)
    raise Failure(FailureKind.ANSWERS_DIFFER, difference, name=deployment.name)


def _prompts(deployment: Deployment, asked_at: datetime) -> Iterator[list[Message] | str]:
    """What was asked; of a template that tells the time, as it was within the seconds when Foundry Local read it."""
    system = [{"role": "system", "content": deployment.system_prompt}] if deployment.system_prompt else []
    messages: list[Message] = [*system, {"role": "user", "content": PROMPT}]
    source = read_template(deployment.folder, [])
    if source is None or CLOCK not in source:
        yield messages
        return
    reference = HuggingFace(deployment.folder, source)
    moments = (asked_at + timedelta(seconds=later) for later in range(READING))
    yield from dict.fromkeys(reference.text_at(moment, messages) for moment in moments)


def _answer(conversation: Conversation, messages: "queue.Queue[ChatMessage]") -> Reply:
    timer = Timer(PATIENCE, messages.put, [Stop()])
    timer.daemon = True
    timer.start()
    try:
        return conversation.answer(PROMPT)
    finally:
        timer.cancel()


def _hear(event: Event, spoken: list[str]) -> None:
    if isinstance(event, Token):  # thoughts too
        spoken.append(event.text)


def _directly(deployment: Deployment, prompt: list[Message] | str, reply: Reply) -> DirectAnswer:
    """As far as Foundry Local came; where its time was up, as far as the same time allows."""
    if reply.finish == "cancelled":
        return answer_directly(deployment.folder, prompt, LONGEST, PATIENCE)
    more = 1 if reply.finish == "stop" else 0  # the stop token
    return answer_directly(deployment.folder, prompt, reply.completion_tokens + more, 4 * PATIENCE)


def differences(said: str, reply: Reply, direct: DirectAnswer, template: TemplateProof | None) -> str:
    """What Foundry Local's greedy answer (``said``, with the thoughts) and the runtime's own do not agree on; "" when
    they are the same.

    Foundry Local hands out text and counts, no ids: the same text of as many tokens, after a prompt of as many tokens.
    It keeps the marks of thoughts and calls to itself, and the white space around them.
    """
    marks = (*template.reasoning, *template.tool_calls) if template else ()
    ours, theirs = direct.text, said
    if any(mark in ours for mark in marks):
        ours, theirs = _without(marks, ours), _without(marks, theirs)
    if reply.finish == "cancelled":
        shorter = min(len(ours), len(theirs))
        return "" if ours[:shorter] == theirs[:shorter] else f"{theirs!r} is not {ours!r}"
    found = (theirs, reply.prompt_tokens, reply.completion_tokens, reply.finish == "stop")
    expected = (ours, direct.prompt_tokens, direct.tokens, direct.stop_token is not None)
    return "" if found == expected else f"{found!r} is not {expected!r}"


def _without(marks: tuple[str, ...], text: str) -> str:
    """``text`` without the ``marks`` and white space."""
    for mark in marks:
        text = text.replace(mark, "")
    return "".join(text.split())

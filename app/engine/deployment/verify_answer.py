"""Verifies a new version in a new process: Foundry Local finds and loads it, and answers as the runtime does by itself,
with a stop token at the end."""

import queue
from collections.abc import Iterator
from datetime import datetime, timedelta

from app.core.chat_messages import ChatMessage, Finish, Reply
from app.core.events import News, Token
from app.core.failures import Failure, FailureKind
from app.core.library.deployment import AnswerVerification, Deployment
from app.core.requests import VerifyAnswer
from app.core.steps import Step
from app.core.template.clock import CLOCK
from app.core.template.files import read_template
from app.core.template.rendering import Message
from app.core.template.verification import TemplateVerification
from app.engine.channel import Emit
from app.engine.chat.conversation import Conversation
from app.engine.chat.direct_runtime import DirectAnswer, answer_directly
from app.engine.chat.loading import load, unload
from app.engine.chat.search_options import greedy
from app.engine.foundry import find_model, open_catalog
from app.engine.memory import PeakMemory
from app.engine.progress import Steps
from app.engine.template.renderers import HuggingFace

GREETING = "Hello!"
LONGEST_ANSWER = 128  # tokens of the answer
LOADED, ANSWERED = 30, 60  # hundredths of the time; then the runtime itself loads the model and answers
ANSWER_PATIENCE = 15.0  # seconds that it may take
READING = 3  # seconds that the time of asking and that in a prompt may be apart


def verify_answer(request: VerifyAnswer, emit: Emit) -> AnswerVerification:
    """Raises ``Failure`` (NOT_INSTALLED, LOAD_FAILED, CHAT_FAILED, PROMPT_TOO_LONG, OUT_OF_MEMORY, ANSWERS_DIFFER)."""
    steps = Steps(emit, {Step.VERIFYING: 1})
    steps.start(Step.VERIFYING)

    def collect(event: News) -> None:
        if isinstance(event, Token):  # tokens of its reasoning too
            spoken.append(event.text)
            share = min(len(spoken) / LONGEST_ANSWER, 1.0)
            steps.advance(round(LOADED + (ANSWERED - LOADED) * share), 100)

    with PeakMemory() as memory, open_catalog() as catalog:
        model, deployment = find_model(catalog, request.model_id, unconfirmed=True)
        load(model, deployment)
        steps.advance(LOADED, 100)
        messages: queue.Queue[ChatMessage] = queue.Queue()
        spoken: list[str] = []
        asked = greedy(deployment, LONGEST_ANSWER)
        with Conversation(lambda _: model, asked, collect, messages, memory) as conversation:
            asked_at = datetime.now()
            reply = conversation.answer_in_time(GREETING, ANSWER_PATIENCE)
        steps.advance(ANSWERED, 100)
        unload(model)  # unloaded before the runtime loads it by itself: there may be no memory for two
    if reply.finish is Finish.TOO_LONG:
        raise Failure(FailureKind.PROMPT_TOO_LONG, context=str(deployment.context_length))
    difference = ""
    for prompt in _prompts(deployment, asked_at):
        direct = _directly(deployment, prompt, reply)
        difference = differences("".join(spoken), reply, direct, deployment.template)
        if not difference:
            return AnswerVerification(
                tokens=direct.tokens,
                stop_token=direct.stop_token if reply.finish is Finish.STOP else None,
                question=GREETING,
                text=reply.text,
            )
    raise Failure(FailureKind.ANSWERS_DIFFER, difference, name=deployment.name)


def _prompts(deployment: Deployment, asked_at: datetime) -> Iterator[list[Message] | str]:
    """What was asked; of a template that tells the time, as it was within the seconds when Foundry Local read it."""
    system = [{"role": "system", "content": deployment.system_prompt}] if deployment.system_prompt else []
    messages: list[Message] = [*system, {"role": "user", "content": GREETING}]
    source = read_template(deployment.folder, [])
    if source is None or CLOCK not in source:
        yield messages
        return
    reference = HuggingFace(deployment.folder, source)
    moments = (asked_at + timedelta(seconds=later) for later in range(READING))
    yield from dict.fromkeys(reference.text_at(moment, messages) for moment in moments)


def _directly(deployment: Deployment, prompt: list[Message] | str, reply: Reply) -> DirectAnswer:
    """The runtime's own answer, as long as Foundry Local's; where its time was up, as far as the same time allows."""
    if reply.finish is Finish.CANCELLED:
        return answer_directly(deployment.folder, prompt, LONGEST_ANSWER, ANSWER_PATIENCE)
    more = 1 if reply.finish is Finish.STOP else 0  # the stop token
    return answer_directly(deployment.folder, prompt, reply.completion_tokens + more, 4 * ANSWER_PATIENCE)


def differences(said: str, reply: Reply, direct: DirectAnswer, template: TemplateVerification | None) -> str:
    """What Foundry Local's greedy answer (``said``, with the reasoning) and the runtime's own do not agree on; "" when
    they are the same.

    Foundry Local hands out text and counts, no ids: the same text of as many tokens, after a prompt of as many tokens.
    It keeps the marks of reasoning and calls to itself, and the white space around them.
    """
    marks = (*template.reasoning, *template.tool_calls) if template else ()
    ours, theirs = direct.text, said
    if any(mark in ours for mark in marks):
        ours, theirs = _without(marks, ours), _without(marks, theirs)
    if reply.finish is Finish.CANCELLED:
        shorter = min(len(ours), len(theirs))
        return "" if ours[:shorter] == theirs[:shorter] else f"{theirs!r} is not {ours!r}"
    found = (theirs, reply.prompt_tokens, reply.completion_tokens, reply.finish is Finish.STOP)
    expected = (ours, direct.prompt_tokens, direct.tokens, direct.stop_token is not None)
    return "" if found == expected else f"{found!r} is not {expected!r}"


def _without(marks: tuple[str, ...], text: str) -> str:
    """``text`` without the ``marks`` and white space."""
    for mark in marks:
        text = text.replace(mark, "")
    return "".join(text.split())

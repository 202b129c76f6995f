"""Chatting with an installed model: one answer, or one to each question that comes."""

import queue
from contextlib import suppress

from app.core.chat_messages import ChatMessage, Count, Finish, Forget, Reply, Say
from app.core.events import Progress, Replied
from app.core.failures import Failure, FailureKind, Variant
from app.core.library.notes import mark_used
from app.core.requests import Chat
from app.core.steps import Step
from app.engine.channel import Emit
from app.engine.chat.conversation import Conversation
from app.engine.chat.loaded_model import loaded_model
from app.engine.chat.search_options import with_wishes
from app.engine.foundry import find_model, open_catalog
from app.engine.memory import PeakMemory
from app.engine.template.watched_template import WatchedTemplate


def chat(request: Chat, emit: Emit, messages: "queue.Queue[ChatMessage]") -> Reply:
    """Answer ``request.prompt`` and return; without one, answer every ``Say`` until the parent closes the pipe."""
    with PeakMemory() as memory, open_catalog() as catalog:
        emit(Progress(step=Step.LOADING))
        model, deployment = find_model(catalog, request.name)
        with (
            loaded_model(catalog, model, deployment) as loaded,
            WatchedTemplate(deployment.folder) as template,
            Conversation(
                loaded.choose, with_wishes(deployment, request), emit, messages, memory, template
            ) as conversation,
        ):
            with suppress(OSError):  # a library that may only be read
                mark_used(deployment.folder)
            if request.turns:
                conversation.recall(request.turns)
            emit(Progress(step=Step.READY))
            if request.prompt is not None:
                reply = conversation.answer(request.prompt)
                if reply.finish is Finish.TOO_LONG:
                    raise Failure(FailureKind.PROMPT_TOO_LONG, context=str(deployment.context_length))
                if reply.finish is Finish.TRAP:
                    raise Failure(FailureKind.BAD_TEMPLATE, "", Variant.TRAP)
                return reply
            while True:
                _take(messages.get(), conversation, emit)


def _take(message: ChatMessage, conversation: Conversation, emit: Emit) -> None:
    """A ``Stop`` came too late for the answer before."""
    match message:
        case Say() as said:
            conversation.draw_by(said.sampling)
            if said.again:
                conversation.take_back()
            emit(Replied(conversation.answer(said.prompt)))
        case Forget():
            conversation.forget()
        case Count(prompt):
            conversation.count(prompt)

"""A loaded model that answers requests of the OpenAI interface inside this process; no port but the gateway's opens."""

import json
import re
import threading
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any

from foundry_local_sdk import FoundryLocalException
from foundry_local_sdk.imodel import IModel
from foundry_local_sdk.items import TextItem, TextItemType
from foundry_local_sdk.request import Request
from foundry_local_sdk.session import ChatSession

from app.core.failures import Failure
from app.core.library.deployment import Deployment
from app.engine.chat.completion import complete, too_long_for
from app.engine.chat.loaded_model import LoadedModel
from app.engine.template.watched_template import WatchedTemplate

AT_ONCE = 4  # requests that are answered at the same time; each takes memory for the whole context
LONGEST_MESSAGE = 500  # characters of what the runtime says of a request; it repeats grammars as a whole
_PLACE = re.compile(r"^\S+\.(cc|cpp|h):\d+ .*?\) (?=\S)", re.DOTALL)  # the place in the runtime's own code

Gone = Callable[[], bool]  # whether the client has left
Chunks = Generator[dict[str, Any], None, None]


class RefusedRequest(Exception):
    """What a request is answered with in the place of an answer."""

    def __init__(self, status: int, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.code = status, message, code


class ServedModel:
    """A model that stays loaded. Its methods may be called from any thread."""

    def __init__(self, loaded: LoadedModel, deployment: Deployment, template: WatchedTemplate) -> None:
        self._loaded = loaded
        self._active = 0  # requests that are being answered
        self._exchange = threading.Condition()
        self._template = template
        self.deployment = deployment
        self._turns = threading.Semaphore(AT_ONCE)

    @property
    def is_dead(self) -> bool:
        """Whether it answers nothing any more, whatever is asked."""
        try:
            return self._loaded.current is None or not self._loaded.current.is_loaded
        except FoundryLocalException:
            return True

    def answer(self, body: Mapping[str, Any], gone: Gone) -> Chunks:
        """The chunks of an answer to a request for a chat completion, and last the whole of it, which is no chunk.
        Ends when the client is ``gone``. Raises ``RefusedRequest``."""
        asked = complete(body, self.deployment) | {"stream": True}
        self._check_template(asked)
        with self._turns:
            try:
                yield from self._ask(asked, gone)
            except FoundryLocalException as error:
                shorter = too_long_for(body, str(error), self.deployment)
                if shorter is None:
                    raise self._refused(error) from error
                yield from self._ask_again(shorter | {"stream": True}, gone)

    def _check_template(self, asked: Mapping[str, Any]) -> None:
        messages = asked.get("messages")
        if not isinstance(messages, list):
            return  # the runtime says what is wrong with it
        try:
            self._template.check(messages, asked.get("tools"))
        except Failure as failure:
            message = "The model's chat template does not come to an end with these messages."
            raise RefusedRequest(400, f"{message} ({failure.details})", "template_trap") from failure

    def _ask_again(self, asked: dict[str, Any], gone: Gone) -> Chunks:
        try:
            yield from self._ask(asked, gone)
        except FoundryLocalException as error:
            raise self._refused(error) from error

    def _ask(self, asked: dict[str, Any], gone: Gone) -> Chunks:
        with self._chosen(asked) as model, ChatSession(model) as session, Request() as request:
            session.set_streaming(True)
            request.add_item(TextItem(json.dumps(asked | {"model": model.id}), TextItemType.OPENAI_JSON))
            with session.process_streaming_request(request) as stream, closing(iter(stream)) as items:
                for item in items:
                    if gone():
                        return
                    yield self._named(_as_chunk(json.loads(item.text)))
                with stream.final_response as final:
                    yield self._named(json.loads(final.get_item(0).text))

    def _named(self, answer: dict[str, Any]) -> dict[str, Any]:
        """With the name that the program knows the model by."""
        return answer | {"model": self.deployment.model_id} if "model" in answer else answer

    @contextmanager
    def _chosen(self, asked: Mapping[str, Any]) -> Iterator[IModel]:
        """The model that answers at the temperature that is asked for; it is exchanged while nothing is answered."""
        given = asked.get("temperature")
        temperature = given if isinstance(given, int | float) else self.deployment.sampling.temperature
        with self._exchange:
            self._exchange.wait_for(lambda: not self._active or self._loaded.answers_at(temperature))
            try:
                model = self._loaded.choose(temperature)
            except (Failure, OSError) as error:
                raise RefusedRequest(502, "The model could not be loaded again.", "model_gone") from error
            self._active += 1
        try:
            yield model
        finally:
            with self._exchange:
                self._active -= 1
                self._exchange.notify_all()

    def _refused(self, error: FoundryLocalException) -> RefusedRequest:
        if self.is_dead:
            return RefusedRequest(502, "The model is not loaded any more.", "model_gone")
        message = _PLACE.sub("", str(error))[:LONGEST_MESSAGE]
        code = "context_length_exceeded" if "maximum context length" in message else None
        return RefusedRequest(400, message, code)


def _as_chunk(chunk: dict[str, Any]) -> dict[str, Any]:
    """The runtime (2.2) writes calls of functions as it does in a whole answer."""
    for choice in chunk.get("choices", ()):
        if "message" in choice and "delta" not in choice:
            choice["delta"] = choice.pop("message")
            for number, call in enumerate(choice["delta"].get("tool_calls") or ()):
                call.setdefault("index", number)
    return chunk

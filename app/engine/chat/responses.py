"""OpenAI's interface "responses" in terms of chat completions, which the runtime answers inside this process.

Nothing is stored: a request brings the whole conversation.
"""

import time
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from app.engine.chat.served_model import RefusedRequest

_TEXTS = ("input_text", "output_text", "text")
_SAME = ("model", "temperature", "top_p", "stream", "parallel_tool_calls")

Event = dict[str, Any]


def as_chat(body: Mapping[str, Any]) -> dict[str, Any]:
    """The request for a chat completion that asks the same. Raises ``RefusedRequest``."""
    if body.get("previous_response_id") is not None:
        raise RefusedRequest(404, "Nothing is stored; send the whole conversation in 'input'.")
    messages = list(_messages(body.get("input")))
    if body.get("instructions"):
        messages.insert(0, {"role": "system", "content": _text(body["instructions"])})
    asked = {key: body[key] for key in _SAME if body.get(key) is not None} | {"messages": messages}
    if body.get("max_output_tokens") is not None:
        asked["max_tokens"] = body["max_output_tokens"]
    if isinstance(body.get("metadata"), dict):
        asked["metadata"] = body["metadata"]
    if form := _format(body.get("text")):
        asked["response_format"] = form
    if body.get("tools"):
        asked["tools"] = [_tool(each) for each in _list(body["tools"], "tools")]
        if (choice := body.get("tool_choice")) is not None:
            named = isinstance(choice, dict) and choice.get("type") == "function"
            asked["tool_choice"] = {"type": "function", "function": {"name": choice.get("name")}} if named else choice
    return asked


def _messages(asked: object) -> Iterator[dict[str, Any]]:
    if isinstance(asked, str):
        yield {"role": "user", "content": asked}
        return
    for item in _list(asked, "input"):
        if not isinstance(item, dict):
            raise RefusedRequest(400, "Each item of 'input' must be an object.")
        kind = item.get("type", "message")
        if kind == "message":
            yield {"role": item.get("role"), "content": _content(item.get("content"))}
        elif kind == "function_call":
            function = {"name": item.get("name"), "arguments": item.get("arguments")}
            calls = [{"id": item.get("call_id"), "type": "function", "function": function}]
            yield {"role": "assistant", "content": None, "tool_calls": calls}
        elif kind == "function_call_output":
            yield {"role": "tool", "tool_call_id": item.get("call_id"), "content": _content(item.get("output"))}
        elif kind != "reasoning":
            raise RefusedRequest(400, f"Items of the type {str(kind)[:40]!r} are not supported.")


def _list(value: object, name: str) -> list[Any]:
    if not isinstance(value, list):
        raise RefusedRequest(400, f"'{name}' must be a list{' or a text' if name == 'input' else ''}.")
    return value


def _content(value: object) -> str:
    if isinstance(value, str):
        return value
    parts = _list(value, "content")
    if not all(isinstance(part, dict) and part.get("type") in _TEXTS for part in parts):
        raise RefusedRequest(400, "The model reads text only.")
    return "".join(_text(part.get("text")) for part in parts)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise RefusedRequest(400, "A text is missing.")
    return value


def _format(text: object) -> dict[str, Any] | None:
    form = text.get("format") if isinstance(text, dict) else None
    if not isinstance(form, dict) or form.get("type") == "text":
        return None
    if form.get("type") != "json_schema":
        return {"type": form.get("type")}
    return {"type": "json_schema", "json_schema": {key: form[key] for key in form if key != "type"}}


def _tool(tool: object) -> dict[str, Any]:
    if not isinstance(tool, dict) or tool.get("type") != "function":
        raise RefusedRequest(400, "Only tools of the type 'function' are supported.")
    return {"type": "function", "function": {key: tool[key] for key in tool if key != "type"}}


class Answering:
    """One answer in the words of "responses", for the request ``body``."""

    def __init__(self, body: Mapping[str, Any], model: str) -> None:
        self._body, self._model = body, model
        self._id, self._message = f"resp_{uuid.uuid4().hex}", f"msg_{uuid.uuid4().hex}"
        self._created, self._sequence = int(time.time()), 0
        self._text = ""
        self._open = False  # whether a message has begun

    def whole(self, completion: Mapping[str, Any]) -> Event:
        """What a chat ``completion`` says."""
        choice = completion["choices"][0]
        cut = choice.get("finish_reason") == "length"
        output = list(self._output(choice["message"], "incomplete" if cut else "completed"))
        return self._response("incomplete" if cut else "completed", output, completion["usage"])

    def events(self, chunks: Iterator[Event]) -> Iterator[Event]:
        """The events that tell of ``chunks``, the last of which is the whole completion."""
        for kind in ("response.created", "response.in_progress"):
            yield self._event(kind, response=self._response("in_progress", [], None))
        for chunk in chunks:
            if chunk.get("object") == "chat.completion":
                yield from self._end(chunk)
                return
            choices = chunk.get("choices") or [{}]
            if delta := choices[0].get("delta", {}).get("content"):
                yield from self._begin()
                self._text += delta
                yield self._event("response.output_text.delta", **self._place(), delta=delta)

    def _begin(self) -> Iterator[Event]:
        if self._open:
            return
        self._open = True
        yield self._event("response.output_item.added", item=self._item("", "in_progress"), output_index=0)
        yield self._event("response.content_part.added", **self._place(), part=_part(""))

    def _end(self, completion: Event) -> Iterator[Event]:
        response = self.whole(completion)
        if self._open:
            yield self._event("response.output_text.done", **self._place(), text=self._text)
            yield self._event("response.content_part.done", **self._place(), part=_part(self._text))
        for number, item in enumerate(response["output"]):
            if item["type"] == "function_call":
                begun = item | {"arguments": "", "status": "in_progress"}
                place = {"item_id": item["id"], "output_index": number}
                yield self._event("response.output_item.added", item=begun, output_index=number)
                yield self._event("response.function_call_arguments.delta", **place, delta=item["arguments"])
                yield self._event("response.function_call_arguments.done", **place, arguments=item["arguments"])
            yield self._event("response.output_item.done", item=item, output_index=number)
        yield self._event(f"response.{response['status']}", response=response)

    def _place(self) -> Event:
        return {"item_id": self._message, "output_index": 0, "content_index": 0}

    def _event(self, kind: str, **fields: Any) -> Event:
        event = fields | {"type": kind, "sequence_number": self._sequence}
        self._sequence += 1
        return event

    def _item(self, text: str, status: str) -> Event:
        content = [_part(text)] if text or status != "in_progress" else []
        return {"id": self._message, "type": "message", "role": "assistant", "status": status, "content": content}

    def _output(self, message: Mapping[str, Any], status: str) -> Iterator[Event]:
        if message.get("content") or not message.get("tool_calls"):
            yield self._item(message.get("content") or "", status)
        for call in message.get("tool_calls") or ():
            function = call["function"]
            yield {
                "id": f"fc_{uuid.uuid4().hex}",
                "type": "function_call",
                "status": "completed",
                "call_id": call["id"],
                "name": function["name"],
                "arguments": function["arguments"],
            }

    def _response(self, status: str, output: list[Event], usage: Mapping[str, Any] | None) -> Event:
        body = self._body
        texts = [part["text"] for item in output if item["type"] == "message" for part in item["content"]]
        return {
            "id": self._id,
            "object": "response",
            "created_at": self._created,
            "completed_at": int(time.time()) if status == "completed" else None,
            "status": status,
            "error": None,
            "incomplete_details": {"reason": "max_output_tokens"} if status == "incomplete" else None,
            "instructions": body.get("instructions"),
            "max_output_tokens": body.get("max_output_tokens"),
            "metadata": body.get("metadata") or {},
            "model": self._model,
            "output": output,
            "output_text": "".join(texts),
            "parallel_tool_calls": body.get("parallel_tool_calls", True),
            "previous_response_id": None,
            "store": False,
            "temperature": body.get("temperature"),
            "text": body.get("text") or {"format": {"type": "text"}},
            "tool_choice": body.get("tool_choice", "auto"),
            "tools": body.get("tools") or [],
            "top_p": body.get("top_p"),
            "usage": _usage(usage),
        }


def _part(text: str) -> Event:
    return {"type": "output_text", "text": text, "annotations": []}


def _usage(usage: Mapping[str, Any] | None) -> Event | None:
    if usage is None:
        return None
    cached = (usage.get("prompt_tokens_details") or {}).get("cached_tokens", 0)
    thought = (usage.get("completion_tokens_details") or {}).get("reasoning_tokens", 0)
    return {
        "input_tokens": usage["prompt_tokens"],
        "input_tokens_details": {"cached_tokens": cached},
        "output_tokens": usage["completion_tokens"],
        "output_tokens_details": {"reasoning_tokens": thought},
        "total_tokens": usage["total_tokens"],
    }

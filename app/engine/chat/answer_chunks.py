"""What the chunks of a served answer become on the line: events, one whole, or an error as the interface tells it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

_KINDS = {429: "rate_limit_error", 502: "server_error", 503: "server_error"}


def error_body(status: int, message: str, code: str | None) -> dict[str, Any]:
    """An error as the interface tells it."""
    kind = _KINDS.get(status, "invalid_request_error")
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}


def event_frame(value: Mapping[str, Any], event: str = "") -> bytes:
    """A server-sent event."""
    head = f"event: {event}\n" if event else ""
    return f"{head}data: {json.dumps(value)}\n\n".encode()


def with_first(first: dict[str, Any] | None, rest: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    if first is not None:
        yield first
    yield from rest


def whole_completion(chunks: Iterator[dict[str, Any]]) -> dict[str, Any] | None:
    """The whole completion, which comes last; None when the client has left before."""
    last: dict[str, Any] | None = None
    for each in chunks:
        last = each
    return last if last and last.get("object") == "chat.completion" else None


def chat_chunks(chunks: Iterator[dict[str, Any]], usage: bool) -> Iterator[dict[str, Any]]:
    """The chunks without the whole that ends them; what it cost is told in one more, where that was asked for."""
    for chunk in chunks:
        if chunk.get("object") != "chat.completion":
            yield chunk
        elif usage:
            kept = {key: chunk[key] for key in ("id", "created", "model", "usage") if key in chunk}
            yield kept | {"object": "chat.completion.chunk", "choices": []}

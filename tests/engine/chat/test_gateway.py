"""What the HTTP layer of the gateway does with rude, slow, many and vanishing clients, whatever model stands behind."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.core.library.deployment import Deployment
from app.engine.chat import gateway as gateways
from app.engine.chat.gateway import CHAT, Gateway
from app.engine.chat.served_model import Chunks, Gone, RefusedRequest, ServedModel

MODEL = Deployment(name="m", model_id="m:1", folder=Path(), precision="int4", context_length=64, bytes=1)
WHOLE = {"object": "chat.completion", "choices": []}


class Scripted(ServedModel):
    """Answers by a function, in the place of a runtime."""

    def __init__(self, script: Callable[[Gone], Iterator[dict[str, Any]]]) -> None:
        self.deployment, self._script = MODEL, script

    def answer(self, body: Mapping[str, Any], gone: Gone) -> Chunks:
        yield from self._script(gone)


@contextmanager
def served(script: Callable[[Gone], Iterator[dict[str, Any]]]) -> Iterator[Gateway]:
    with Gateway(0, Scripted(script), lambda _all, _active: None) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def asked(server: Gateway, raw: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.server_port), 10) as client:
        client.sendall(raw)
        return b"".join(iter(lambda: client.recv(65536), b""))


def request(server: Gateway, body: object = None, *more: str, path: str = CHAT) -> bytes:
    content = json.dumps(body or {"model": "m", "messages": []}).encode()
    lines = [f"Host: 127.0.0.1:{server.server_port}", "Content-Type: application/json", *more]
    head = "\r\n".join([f"POST {path} HTTP/1.1", *lines, f"Content-Length: {len(content)}"])
    return f"{head}\r\n\r\n".encode() + content


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def error(answer: bytes) -> dict[str, Any]:
    """Each error is one of OpenAI's interface."""
    head, _, content = answer.partition(b"\r\n\r\n")
    assert b"application/json; charset=utf-8" in head and b"Python" not in head and b"<" not in content
    found: dict[str, Any] = json.loads(content)["error"]
    assert found["message"] and found["type"]
    return found


def once(_gone: Gone) -> Iterator[dict[str, Any]]:
    yield WHOLE


def test_errors_of_the_http_layer_are_those_of_the_interface() -> None:
    with served(once) as server:
        assert status(asked(server, request(server))) == 200
        for raw in (
            b"NONSENSE\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"PUT / HTTP/1.1\r\nHost: x\r\n\r\n",
            b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
            b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n",
            request(server, None, "Transfer-Encoding: chunked"),
            request(server, None, "Content-Length: 3"),
            request(server, None, "Host: evil.example"),
            request(server, None, "Origin: null"),
            request(server, None, "Origin: https://evil.example"),
            request(server, path="/elsewhere"),
            request(server, {"model": "another"}),
        ):
            answer = asked(server, raw)
            assert 400 <= status(answer) < 600 and error(answer), raw[:60]


def test_what_is_refused_before_it_is_read_gets_its_answer() -> None:
    """A connection that is closed while the client still sends loses the answer."""
    with served(once) as server:
        for head in ("Origin: https://evil.example", "Content-Type: text/plain"):
            raw = request(server, {"model": "m", "messages": ["x" * 5_000_000]}, head)
            raw = raw.replace(b"Content-Type: application/json\r\n", b"", "text" in head)
            assert status(asked(server, raw)) in (403, 415)


def test_a_client_that_sends_a_byte_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateways, "PATIENCE", 0.4)
    with served(once) as server:
        for raw in (b"POST / HTTP/1.1\r\n", request(server)[:-20]):
            with socket.create_connection(("127.0.0.1", server.server_port), 10) as client:
                client.sendall(raw)
                with pytest.raises(OSError):
                    for _ in range(100):
                        client.sendall(b"A")
                        time.sleep(0.05)
        assert status(asked(server, request(server))) == 200


def test_many_clients_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateways, "MOST_CLIENTS", 3)
    with served(once) as server:
        idle = [socket.create_connection(("127.0.0.1", server.server_port), 10) for _ in range(3)]
        time.sleep(0.2)
        answer = asked(server, request(server))
        assert status(answer) == 503 and error(answer)["code"] == "overloaded"
        for each in idle:
            each.close()
        time.sleep(0.3)
        assert status(asked(server, request(server))) == 200


def test_a_dead_model_is_502_and_ends_it_with_its_reason() -> None:
    def dead(_gone: Gone) -> Iterator[dict[str, Any]]:
        raise RefusedRequest(502, "The model is not loaded any more.", "model_gone")
        yield WHOLE

    with served(dead) as server:
        answer = asked(server, request(server))
        assert status(answer) == 502 and error(answer)["type"] == "server_error"
        deadline = time.monotonic() + 5
        while not server.died:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert "not loaded" in server.died


def test_a_client_that_leaves_ends_its_answer() -> None:
    ended = threading.Event()

    def endless(gone: Gone) -> Iterator[dict[str, Any]]:
        while not gone():
            time.sleep(0.01)
        ended.set()
        yield from ()

    with served(endless) as server:
        client = socket.create_connection(("127.0.0.1", server.server_port), 10)
        client.sendall(request(server))
        time.sleep(0.1)
        assert server.active == 1
        client.close()
        assert ended.wait(5)


def test_what_goes_wrong_amid_an_answer_is_told() -> None:
    def broken(_gone: Gone) -> Iterator[dict[str, Any]]:
        yield {"object": "chat.completion.chunk", "choices": []}
        raise RefusedRequest(400, "too much")

    with served(broken) as server:
        answer = asked(server, request(server, {"model": "m", "messages": [], "stream": True}))
        frames = [frame for frame in answer.partition(b"\r\n\r\n")[2].split(b"\n\n") if frame]
        assert status(answer) == 200 and frames[-1] == b"data: [DONE]"
        assert json.loads(frames[-2].removeprefix(b"data: "))["error"]["message"] == "too much"

"""The door to one served model: an HTTP server on 127.0.0.1, in the process that has loaded the model.

What may pass is looked at first: who asks (no web page), what for, how long it takes to ask, and how many ask at once.
"""

import json
import re
import select
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from app.core.files.folder import parse_json
from app.engine.chat.answer_chunks import chat_chunks, error_body, event_frame, whole_completion, with_first
from app.engine.chat.responses import Answering, as_chat
from app.engine.chat.served_model import RefusedRequest, ServedModel

HOST = "127.0.0.1"  # the only address that is served
BASE = "/catalogs/local/v1"
CHAT, RESPONSES = f"{BASE}/chat/completions", f"{BASE}/responses"
LARGEST_REQUEST = 10_000_000  # bytes of a request
PATIENCE = 60.0  # seconds that a client may take to send its request, and to take a piece of its answer
MOST_CLIENTS = 64  # connections at once; what is beyond is told to come again
AT_ONCE_BYTES = 65_536  # bytes
JSON = "application/json; charset=utf-8"  # Windows PowerShell 5 takes it for Latin-1 otherwise
_LENGTH = re.compile(r"[0-9]{1,8}")


class Gateway(ThreadingHTTPServer):
    """``report`` gets the number of requests so far and of those being answered, at each change."""

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"  # it would share the port with another program on Windows

    def __init__(self, port: int, model: ServedModel, report: Callable[[int, int], None]) -> None:
        super().__init__((HOST, port), _Handler)
        self.model = model
        self._report = report
        self._lock = threading.Lock()
        self._clients = threading.Semaphore(MOST_CLIENTS)
        self.requests = 0
        self.active = 0
        self.died = ""  # why it has ended by itself

    @property
    def names(self) -> tuple[str, ...]:
        """What the Host header of an honest request says."""
        return f"{HOST}:{self.server_port}", f"localhost:{self.server_port}"

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_port}{BASE}"

    def count(self, begun: int) -> None:
        with self._lock:
            self.requests += begun > 0
            self.active += begun
            self._report(self.requests, self.active)

    def end(self, reason: str) -> None:
        """Stop serving, for this ``reason``."""
        self.died = reason
        threading.Thread(target=self.shutdown, daemon=True).start()

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._clients.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            threading.Thread(target=self._turn_away, args=(request,), daemon=True).start()

    def _turn_away(self, request: Any) -> None:
        content = json.dumps(error_body(503, "Too many programs ask at once.", "overloaded")).encode()
        head = f"HTTP/1.0 503 Service Unavailable\r\nContent-Type: {JSON}\r\nRetry-After: 1\r\n"
        with suppress(OSError):
            request.settimeout(1)
            request.sendall(f"{head}Content-Length: {len(content)}\r\nConnection: close\r\n\r\n".encode() + content)
            _hear_out(request)
        self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._clients.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that breaks off is no error of ours. What it asked is private and is not written to the log."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: Gateway
    timeout = PATIENCE
    server_version, sys_version = "ModelInstaller", ""

    def setup(self) -> None:
        super().setup()
        self._refused = False
        self._too_slow = threading.Timer(PATIENCE, self._hang_up)  # a byte now and then is not enough
        self._too_slow.daemon = True
        self._too_slow.start()

    def finish(self) -> None:
        super().finish()
        if self._refused:
            with suppress(OSError):
                _hear_out(self.connection)
        self._too_slow.cancel()

    def _hang_up(self) -> None:
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def do_GET(self) -> None:
        self._too_slow.cancel()
        if not self._is_honest():
            return
        deployment = self.server.model.deployment
        if self.path == f"{BASE}/models":
            model = {"id": deployment.model_id, "object": "model", "owned_by": "local", "created": 0}
            self._answer(200, {"object": "list", "data": [model]})
        elif self.path == "/status":
            counts = {"requests": self.server.requests, "active": self.server.active}
            self._answer(200, {"model": deployment.model_id, **counts})
        else:
            self._refuse(404, "There is nothing here.")

    def do_POST(self) -> None:
        if not self._is_honest():
            return
        if self.path not in (CHAT, RESPONSES):
            self._refuse(404, "There is nothing here.")
        elif (body := self._body()) is not None:
            self._too_slow.cancel()
            self.server.count(1)
            try:
                self._reply(body)
            except OSError:
                self.close_connection = True  # the client has gone, which ends the answer
            finally:
                self.server.count(-1)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are private, so they are not logged."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the HTTP layer refuses, in the words of the interface."""
        self.request_version = "HTTP/1.0"  # an answer to HTTP/0.9 would have no head
        self._refuse(code, message or "The request is none.")

    def _is_honest(self) -> bool:
        """Whether a program of this computer asks, and not a web page by way of a browser."""
        hosts, origins = self.headers.get_all("Host", []), self.headers.get_all("Origin", [])
        known = self.server.names
        if len(hosts) == 1 and hosts[0] in known and all(each.removeprefix("http://") in known for each in origins):
            return True
        self._refuse(403, "Only programs of this computer may ask.")
        return False

    def _body(self) -> dict[str, Any] | None:
        lengths = self.headers.get_all("Content-Length", [])
        wanted = "".join(lengths) if len(lengths) == 1 and "Transfer-Encoding" not in self.headers else ""
        if not _LENGTH.fullmatch(wanted) or int(wanted) > LARGEST_REQUEST:
            self._refuse(413, "The request needs a Content-Length of at most 10 MB.")
            return None
        if self.headers.get_content_type() != "application/json":
            self._refuse(415, "The request must be application/json.")
            return None
        try:
            body = parse_json(self.rfile.read(int(wanted)))
        except (ValueError, RecursionError) as error:
            self._refuse(400, f"The request is no JSON: {str(error)[:100]}")
            return None
        if not isinstance(body, dict):
            self._refuse(400, "The request is no JSON object.")
            return None
        deployment = self.server.model.deployment
        if body.get("model") not in (deployment.model_id, deployment.name):
            message = f"Model not found. This server has only {deployment.model_id}."
            self._refuse(404, message, code="model_not_found")
            return None
        return body

    def _reply(self, body: dict[str, Any]) -> None:
        try:
            if self.path == RESPONSES:
                self._reply_responses(body)
            else:
                self._reply_chat(body)
        except RefusedRequest as refused:
            self._refuse(refused.status, refused.message, refused.code)
            if refused.status == 502:
                self.server.end(refused.message)

    def _reply_chat(self, body: dict[str, Any]) -> None:
        with closing(self.server.model.answer(body, self._has_left)) as chunks:
            if body.get("stream") is not True:
                self._answer_whole(whole_completion(chunks))
                return
            options = body.get("stream_options")
            usage = isinstance(options, dict) and options.get("include_usage") is True
            self._stream(event_frame(each) for each in chat_chunks(chunks, usage))

    def _reply_responses(self, body: dict[str, Any]) -> None:
        asked, answering = as_chat(body), Answering(body, self.server.model.deployment.model_id)
        with closing(self.server.model.answer(asked, self._has_left)) as chunks:
            if body.get("stream") is True:
                first = next(chunks, None)  # what is refused is refused before anything is told
                events = answering.events(with_first(first, chunks))
                self._stream(event_frame(each, each["type"]) for each in events)
            elif (whole := whole_completion(chunks)) is not None:
                self._answer(200, answering.whole(whole))

    def _answer_whole(self, whole: dict[str, Any] | None) -> None:
        if whole is not None:
            self._answer(200, whole)

    def _stream(self, frames: Iterator[bytes]) -> None:
        self.close_connection = True  # the end of the answer is the end of the connection
        first = next(frames, b"")
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Connection", "close")
        self.end_headers()
        self._write(first)
        try:
            for frame in frames:
                self._write(frame)
        except RefusedRequest as refused:  # amid the answer: there is no other place for it any more
            self._write(event_frame(error_body(refused.status, refused.message, refused.code)))
            if refused.status == 502:
                self.server.end(refused.message)
        self._write(b"data: [DONE]\n\n")

    def _write(self, frame: bytes) -> None:
        self.wfile.write(frame)
        self.wfile.flush()

    def _has_left(self) -> bool:
        """Whether the client has closed its end."""
        try:
            readable, _, _ = select.select([self.connection], [], [], 0)
            return bool(readable) and self.connection.recv(1, socket.MSG_PEEK) == b""
        except (OSError, ValueError):  # ValueError: more open files than select can count
            return False

    def _refuse(self, status: int, message: str, code: str | None = None) -> None:
        self.close_connection = self._refused = True
        self._answer(status, error_body(status, message, code))

    def _answer(self, status: int, value: object) -> None:
        content = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", JSON)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def _hear_out(connection: socket.socket) -> None:
    """Read what the client still sends: the answer is lost on Windows where a connection is closed before. Raises
    ``OSError``, also after a second of silence."""
    connection.shutdown(socket.SHUT_WR)
    connection.settimeout(1)
    for _ in range(LARGEST_REQUEST // AT_ONCE_BYTES):
        if not connection.recv(AT_ONCE_BYTES):
            break

"""The door to one served model: an HTTP server on 127.0.0.1 in front of Foundry Local's own.

Foundry Local's web service does not look at the Host header, offers every registered model, can be shut down by
anybody, knows a model by its full id only, and refuses a request without ``max_tokens`` when 2048 do not fit into
the context. What may pass here is therefore looked at, completed, and handed on.
"""

import json
import re
import sys
import threading
from collections.abc import Callable
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from app.core.completion import complete, too_long_for
from app.core.plan import Deployment

HOST = "127.0.0.1"  # and no other
BASE = "/catalogs/local/v1"
POSTED = frozenset({"/chat/completions", "/responses"})
LARGEST = 10_000_000  # bytes of a request
_LENGTH = re.compile(r"[0-9]{1,8}")
PIECE = 4096  # bytes that are handed on at once


class Gateway(ThreadingHTTPServer):
    """``report`` gets the number of requests so far and of those being answered, at each change."""

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"  # where it would share the port with another program

    def __init__(
        self, port: int, upstream: tuple[str, int], deployment: Deployment, report: Callable[[int, int], None]
    ) -> None:
        super().__init__((HOST, port), _Handler)
        self.upstream = upstream
        self.deployment = deployment
        self._report = report
        self._lock = threading.Lock()
        self.requests = 0
        self.active = 0

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


class _Handler(BaseHTTPRequestHandler):
    server: Gateway
    timeout = 60  # seconds that a client may take to send its request

    def do_GET(self) -> None:
        if not self._is_honest():
            return
        if self.path == f"{BASE}/models":
            model = {"id": self.server.deployment.model_id, "object": "model", "owned_by": "local", "created": 0}
            self._answer(200, {"object": "list", "data": [model]})
        elif self.path == "/status":
            counts = {"requests": self.server.requests, "active": self.server.active}
            self._answer(200, {"model": self.server.deployment.model_id, **counts})
        else:
            self._refuse(404, "There is nothing here.")

    def do_POST(self) -> None:
        if not self._is_honest():
            return
        path = self.path.removeprefix(BASE)
        if not self.path.startswith(BASE) or path not in POSTED:
            self._refuse(404, "There is nothing here.")
        elif (body := self._body()) is not None:
            self.server.count(1)
            try:
                self._hand_on(path, body)
            except ConnectionError:
                self.close_connection = True  # the client has gone; closing the way upstream ends the answer
            finally:
                self.server.count(-1)

    def log_message(self, format: str, *args: object) -> None:
        """What is asked is nobody else's business."""

    def _is_honest(self) -> bool:
        """Whether a program of this computer asks, and not a web page by way of a browser."""
        origin = self.headers.get("Origin")
        known = self.server.names
        if self.headers.get("Host") in known and (origin is None or origin.removeprefix("http://") in known):
            return True
        self._refuse(403, "Only programs of this computer may ask.")
        return False

    def _body(self) -> dict[str, Any] | None:
        length = self.headers.get("Content-Length", "")
        if not _LENGTH.fullmatch(length) or int(length) > LARGEST:
            self._refuse(413, "The request needs a Content-Length of at most 10 MB.")
            return None
        if self.headers.get_content_type() != "application/json":
            self._refuse(415, "The request must be application/json.")
            return None
        try:
            body = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            body = None
        if not isinstance(body, dict):
            self._refuse(400, "The request is no JSON object.")
            return None
        deployment = self.server.deployment
        if body.get("model") not in (deployment.model_id, deployment.name):
            message = f"Model not found. This server has only {deployment.model_id}."
            self._refuse(404, message, code="model_not_found")
            return None
        return body

    def _hand_on(self, path: str, body: dict[str, Any]) -> None:
        asked = complete(path, body, self.server.deployment)
        for attempt in (1, 2):
            upstream = HTTPConnection(*self.server.upstream)
            try:
                content = json.dumps(asked).encode()
                upstream.request("POST", BASE + path, content, {"Content-Type": "application/json"})
                response = upstream.getresponse()
                first = response.read1(PIECE)
                shorter = too_long_for(path, body, first, self.server.deployment) if attempt == 1 else None
                if shorter is None:
                    self._stream(response.status, response.headers.get("Content-Type", ""), first, response)
                    return
                asked = shorter
            finally:
                upstream.close()

    def _stream(self, status: int, kind: str, first: bytes, response: Any) -> None:
        self.close_connection = True  # the end of the answer is the end of the connection
        self.send_response(status)
        self.send_header("Content-Type", kind or "application/json")
        self.send_header("Connection", "close")
        self.end_headers()
        piece = first
        while piece:
            self.wfile.write(piece)
            self.wfile.flush()
            piece = response.read1(PIECE)

    def _refuse(self, status: int, message: str, code: str | None = None) -> None:
        self.close_connection = True
        error = {"message": message, "type": "invalid_request_error", "param": None, "code": code}
        self._answer(status, {"error": error})

    def _answer(self, status: int, value: object) -> None:
        content = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

"""Foundry Local by itself for ``chat_overhead.py``: answers each line of standard input, a JSON text, with the
installed model ``wide``, and prints the answer, its tokens and its seconds as JSON."""

import json
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from foundry_local_sdk.imodel import IModel
from foundry_local_sdk.items import MessageItem, MessageRole, TextItem
from foundry_local_sdk.request import Request
from foundry_local_sdk.session import ChatSession

from app.core.library.deployment import Deployment
from app.engine.chat.loading import load
from app.engine.chat.search_options import greedy, search_options
from app.engine.foundry import find_model, open_catalog

MOST = 256  # tokens


def serve() -> None:
    with open_catalog() as catalog:
        model, deployment = find_model(catalog, "wide")
        load(model, deployment)
        for line in sys.stdin:
            print(json.dumps(answer(model, greedy(deployment, MOST), json.loads(line))), flush=True)


def answer(model: IModel, deployment: Deployment, prompt: str) -> dict[str, Any]:
    with ChatSession(model) as session, Request() as request:
        session.set_streaming(True)
        started, first, pieces = time.perf_counter(), 0.0, []
        request.add_item(MessageItem(MessageRole.USER, prompt))
        request.set_options(search_options(deployment, MOST))
        with session.process_streaming_request(request) as stream:
            for item in stream:
                if isinstance(item, TextItem):
                    first = first or time.perf_counter() - started
                    pieces.append(item.text)
            seconds = time.perf_counter() - started
            with stream.final_response as final:
                tokens = final.get_usage().completion_tokens
    return {"first": first, "seconds": seconds, "tokens": tokens, "text": "".join(pieces)}


if __name__ == "__main__":
    serve()

"""What a program's request to a served model lacks, and what the runtime would refuse."""

import re
from collections.abc import Mapping
from typing import Any

from app.core.plan import Deployment

CHAT = "/chat/completions"
RESPONSES = "/responses"
_LIMITS = {CHAT: ("max_tokens", "max_completion_tokens"), RESPONSES: ("max_output_tokens",)}
_TOO_LONG = re.compile(rb"\((\d+) input \+ \d+ output\)")  # what Foundry Local 2.2 says


def complete(path: str, body: Mapping[str, Any], deployment: Deployment) -> dict[str, Any]:
    """``body`` with the model's id, a limit that fits into its context, and the system prompt that it was installed
    with, unless ``body`` has its own."""
    asked = dict(body) | {"model": deployment.model_id}
    if not _has_limit(path, body):
        asked[_LIMITS[path][0]] = min(deployment.sampling.max_output_tokens, max(1, deployment.context_length // 2))
    if deployment.system_prompt:
        asked |= _with_system(path, body, deployment.system_prompt)
    return asked


def _with_system(path: str, body: Mapping[str, Any], prompt: str) -> dict[str, Any]:
    """What says ``prompt`` to the model, where ``body`` says nothing of the kind."""
    messages = body.get("input" if path == RESPONSES else "messages")
    if isinstance(messages, list) and _has_system(messages):
        return {}
    if path == RESPONSES:
        return {} if body.get("instructions") else {"instructions": prompt}
    return {"messages": [{"role": "system", "content": prompt}, *messages]} if isinstance(messages, list) else {}


def too_long_for(path: str, body: Mapping[str, Any], answer: bytes, deployment: Deployment) -> dict[str, Any] | None:
    """``body`` for a prompt that leaves less room, as the runtime's ``answer`` says; None when it says no such thing,
    or the limit is the program's own."""
    found = _TOO_LONG.search(answer)
    if not found or b'"error"' not in answer or _has_limit(path, body):
        return None
    room = deployment.context_length - int(found[1])
    return complete(path, body, deployment) | {_LIMITS[path][0]: room} if room > 0 else None


def _has_limit(path: str, body: Mapping[str, Any]) -> bool:
    return any(body.get(name) is not None for name in _LIMITS[path])


def _has_system(messages: list[Any]) -> bool:
    return any(isinstance(each, dict) and each.get("role") in ("system", "developer") for each in messages)

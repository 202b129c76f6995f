"""What a program's request for a chat completion lacks, and what the runtime would refuse."""

import re
from collections.abc import Mapping
from typing import Any

from app.core.library.deployment import Deployment

_LIMITS = ("max_tokens", "max_completion_tokens")
_TOO_LONG = re.compile(r"\((\d+) input \+ \d+ output\)")  # the message of Foundry Local 2.2


def complete(body: Mapping[str, Any], deployment: Deployment) -> dict[str, Any]:
    """``body`` with the model's id, a limit that fits into its context, and the system prompt that it was installed
    with, unless ``body`` has its own."""
    asked = dict(body) | {"model": deployment.model_id}
    if not _has_limit(body):
        asked[_LIMITS[0]] = min(deployment.sampling.max_output_tokens, max(1, deployment.context_length // 2))
    messages = body.get("messages")
    if deployment.system_prompt and isinstance(messages, list) and not _has_system(messages):
        asked["messages"] = [{"role": "system", "content": deployment.system_prompt}, *messages]
    return asked


def too_long_for(body: Mapping[str, Any], answer: str, deployment: Deployment) -> dict[str, Any] | None:
    """``body`` for a prompt that leaves fewer tokens, as the runtime's ``answer`` says; None when it says no such
    thing, or the limit is the program's own."""
    found = _TOO_LONG.search(answer)
    if not found or _has_limit(body):
        return None
    left = deployment.context_length - int(found[1])
    return complete(body, deployment) | {_LIMITS[0]: left} if left > 0 else None


def _has_limit(body: Mapping[str, Any]) -> bool:
    return any(body.get(name) is not None for name in _LIMITS)


def _has_system(messages: list[Any]) -> bool:
    return any(isinstance(each, dict) and each.get("role") in ("system", "developer") for each in messages)

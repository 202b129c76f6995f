"""What is added to a program's request, so that a served model is the one that was installed."""

from pathlib import Path
from typing import Any

import pytest

from app.core.library.deployment import Deployment
from app.core.library.sampling import Sampling
from app.engine.chat.completion import complete
from app.engine.chat.responses import as_chat
from app.engine.chat.served_model import RefusedRequest

MODEL = Deployment(
    name="mine",
    model_id="mine-generic-cpu:1",
    folder=Path("x"),
    precision="int4",
    context_length=1024,
    bytes=1,
    system_prompt="Be brief.",
    sampling=Sampling(max_output_tokens=700),
)
USER = {"role": "user", "content": "Hello"}
OWN = {"role": "developer", "content": "Be long."}
CALL = {"type": "function_call", "call_id": "1", "name": "f", "arguments": "{}"}
TOLD = {"role": "system", "content": "Be brief."}


@pytest.mark.parametrize(
    ("body", "added"),
    [
        ({"messages": [USER]}, {"messages": [TOLD, USER], "max_tokens": 512}),
        ({"messages": [OWN, USER], "max_tokens": 9}, {"messages": [OWN, USER]}),
        ({"messages": "nonsense", "max_completion_tokens": 9}, {"messages": "nonsense"}),
    ],
)
def test_the_system_prompt_and_a_limit_unless_it_has_its_own(body: dict[str, Any], added: dict[str, Any]) -> None:
    assert complete(body | {"model": "mine"}, MODEL) == body | {"model": MODEL.model_id} | added


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ({"input": "Hello"}, {"messages": [USER]}),
        ({"input": "Hello", "instructions": "Be brief."}, {"messages": [TOLD, USER]}),
        ({"input": [OWN, USER], "max_output_tokens": 9, "top_p": 0.5}, {"messages": [OWN, USER], "max_tokens": 9}),
        (
            {
                "input": [
                    {"role": "user", "content": [{"type": "input_text", "text": "Hel"}, {"type": "text", "text": "lo"}]}
                ]
            },
            {"messages": [USER]},
        ),
        (
            {"input": "Hello", "text": {"format": {"type": "json_schema", "name": "n", "schema": {}}}},
            {
                "messages": [USER],
                "response_format": {"type": "json_schema", "json_schema": {"name": "n", "schema": {}}},
            },
        ),
        (
            {
                "input": "Hello",
                "tools": [{"type": "function", "name": "f"}],
                "tool_choice": {"type": "function", "name": "f"},
            },
            {
                "messages": [USER],
                "tools": [{"type": "function", "function": {"name": "f"}}],
                "tool_choice": {"type": "function", "function": {"name": "f"}},
            },
        ),
        (
            {"input": [CALL, {"type": "function_call_output", "call_id": "1", "output": "4"}]},
            {
                "messages": [
                    {
                        "role": "assistant",
                        "content": None,
                        "tool_calls": [{"id": "1", "type": "function", "function": {"name": "f", "arguments": "{}"}}],
                    },
                    {"role": "tool", "tool_call_id": "1", "content": "4"},
                ]
            },
        ),
    ],
)
def test_responses_ask_for_a_chat_completion(body: dict[str, Any], asked: dict[str, Any]) -> None:
    kept = {key: body[key] for key in ("top_p",) if key in body}
    assert as_chat(body | {"model": "mine"}) == asked | kept | {"model": "mine"}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"input": 5},
        {"input": [5]},
        {"input": [{"role": "user", "content": [{"type": "input_image", "image_url": "file:///etc/passwd"}]}]},
        {"input": [{"type": "computer_call"}]},
        {"input": "Hello", "previous_response_id": "resp_1"},
        {"input": "Hello", "tools": [{"type": "web_search"}]},
        {"input": "Hello", "instructions": ["x"]},
    ],
)
def test_what_responses_cannot_ask(body: dict[str, Any]) -> None:
    with pytest.raises(RefusedRequest) as caught:
        as_chat(body)
    assert caught.value.status in (400, 404)

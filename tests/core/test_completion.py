"""What is added to a program's request, so that a served model is the one that was installed."""

from pathlib import Path
from typing import Any

import pytest

from app.core.completion import CHAT, RESPONSES, complete
from app.core.plan import Deployment, Sampling

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
TOLD = {"role": "system", "content": "Be brief."}


@pytest.mark.parametrize(
    ("path", "body", "added"),
    [
        (CHAT, {"messages": [USER]}, {"messages": [TOLD, USER], "max_tokens": 512}),
        (CHAT, {"messages": [OWN, USER], "max_tokens": 9}, {"messages": [OWN, USER]}),
        (CHAT, {"messages": "nonsense", "max_completion_tokens": 9}, {"messages": "nonsense"}),
        (RESPONSES, {"input": "Hello"}, {"instructions": "Be brief.", "max_output_tokens": 512}),
        (RESPONSES, {"input": [USER], "max_output_tokens": 9}, {"instructions": "Be brief."}),
        (RESPONSES, {"input": [OWN, USER], "max_output_tokens": 9}, {}),
        (RESPONSES, {"input": "Hello", "instructions": "Be long.", "max_output_tokens": 9}, {}),
    ],
)
def test_the_system_prompt_and_a_limit_unless_it_has_its_own(
    path: str, body: dict[str, Any], added: dict[str, Any]
) -> None:
    assert complete(path, body | {"model": "mine"}, MODEL) == body | {"model": MODEL.model_id} | added

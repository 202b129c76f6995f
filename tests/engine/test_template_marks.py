"""A reasoning model's thoughts and a model's calls of functions: told apart by the real runtime."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from foundry_local_sdk.items import MessageItem, MessageRole, TextItem
from foundry_local_sdk.request import Request
from foundry_local_sdk.session import ChatSession

from app import paths
from app.core.events import Token
from app.core.library import confirm_deployment
from app.core.plan import ConvertedModel, Deployment, TemplateProof, TemplateVerdict
from app.core.requests import Chat, Deploy
from app.core.template_marks import opens_reasoning, reasoning_marks, tool_call_marks
from app.core.template_probes import WEATHER
from app.engine.configure import configure
from app.engine.foundry import find_model, open_catalog, register
from app.engine.thoughts import told_apart
from app.process import EngineProcess
from tests.engine.jobs import convert, run

TOOLS = (
    "{% if tools %}{{ '<|im_start|>system\n<tool_call></tool_call>' }}{% for t in tools %}{{ t | tojson }}{% endfor %}"
    "{{ '<|im_end|>\n' }}{% endif %}"
)


@pytest.mark.parametrize(
    ("source", "reasoning", "calls"),
    [
        ("<think> {{ x }}</think>", ("<think>", "</think>"), ()),
        ("[THINK]..[/THINK] [TOOL_CALLS]", ("[THINK]", "[/THINK]"), ("[TOOL_CALLS]", "")),
        ("<tool_call>\n</tool_call>", (), ("<tool_call>", "</tool_call>")),
        ("<|python_tag|>", (), ("<|python_tag|>", "")),
        ("<think> is never closed", (), ()),
        ("{{ messages }}", (), ()),
    ],
)
def test_marks(source: str, reasoning: tuple[str, ...], calls: tuple[str, ...]) -> None:
    assert (reasoning_marks(source), tool_call_marks(source)) == (reasoning, calls)


def test_a_prompt_that_opens_the_thoughts() -> None:
    marks = ("<think>", "</think>")
    assert opens_reasoning("<|im_start|>assistant\n<think>\n", marks)
    assert not opens_reasoning("<|im_start|>assistant\n<think>\n\n</think>\n\n", marks)
    assert not opens_reasoning("<think>", ())


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
@pytest.mark.parametrize("answer", ["so </thin it is</think>\n\nYes.", "no end </thi", "</think>Yes", "a</think>"])
def test_thoughts_that_the_prompt_has_opened_end_with_the_mark(answer: str, size: int) -> None:
    proof = TemplateProof(verdict=TemplateVerdict.UNTOUCHED, reasoning=("<think>", "</think>"), reasoning_opened=True)
    pieces = [TextItem(answer[start : start + size]) for start in range(0, len(answer), size)]
    found = list(told_apart(pieces, proof))
    thought, _, said = answer.partition("</think>")
    assert "".join(text for text, is_thought in found if is_thought) == thought
    assert "".join(text for text, is_thought in found if not is_thought).lstrip("\n") == said.lstrip("\n")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ConvertedModel:
    return convert(paths.sample_model(), tmp_path_factory.mktemp("data") / "model")


def deployed(model: ConvertedModel, folder: Path, before: str) -> Deployment:
    shutil.copytree(model.folder, folder)
    template = (folder / "chat_template.jinja").read_text(encoding="utf-8")
    (folder / "chat_template.jinja").write_text(before + template, encoding="utf-8")
    deployment = run(Deploy(folder=folder, name="marked", library=folder.parent / "library")).deployment
    assert deployment
    return deployment


def answered(prompt: str) -> Iterator[Token]:
    for event in EngineProcess(Chat(name="marked", prompt=prompt, temperature=0)).events():
        if isinstance(event, Token):
            yield event


def test_the_runtime_tells_thoughts_by_the_registered_marks(
    model: ConvertedModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sample model does not think: words of its answer "INT4 stores each weight as a whole ..." serve as marks."""
    monkeypatch.setattr("app.core.template_marks._REASONING", ((" each", " whole"),))
    folder = shutil.copytree(model.folder, tmp_path / "library" / "marked" / "1")
    template = (folder / "chat_template.jinja").read_text(encoding="utf-8")
    hidden = template + "{{ ' each whole' if false else '' }}"
    (folder / "chat_template.jinja").write_text(hidden, encoding="utf-8")
    deployment = configure(Deploy(folder=folder, name="marked", library=tmp_path / "library"), folder)
    assert deployment.template
    assert deployment.template.reasoning == (" each", " whole")
    with open_catalog() as catalog:
        register(catalog, confirm_deployment(deployment))
    tokens = list(answered("What is INT4?"))
    assert "".join(token.text for token in tokens if token.thought).strip() == "weight as a"
    assert "".join(token.text for token in tokens if not token.thought).startswith("INT4 stores number of")


def test_marks_of_calls_are_registered_and_functions_reach_the_prompt(model: ConvertedModel, tmp_path: Path) -> None:
    deployment = deployed(model, tmp_path / "copy", TOOLS)
    assert deployment.template
    assert not deployment.template.limits
    assert deployment.template.tool_calls == ("<tool_call>", "</tool_call>")
    function = WEATHER["function"]
    with open_catalog() as catalog:
        found, _ = find_model(catalog, "marked")
        info = found.info
        assert info.supports_tool_calling
        assert info.get_string_property("tool_call_start") == "<tool_call>"
        assert info.get_string_property("tool_call_end") == "</tool_call>"
        found.load()
        with ChatSession(found) as session, Request() as request:
            request.add_item(MessageItem(MessageRole.USER, "Hello"))
            without = session.preflight_request(request).prompt_tokens
            session.add_tool_definition(function["name"], function["description"], json.dumps(function["parameters"]))
            assert session.preflight_request(request).prompt_tokens > without + 20
        found.unload()

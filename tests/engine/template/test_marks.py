"""A reasoning model's thoughts and a model's calls of functions: told apart by the real runtime."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from foundry_local_sdk import FoundryLocalException
from foundry_local_sdk.items import MessageItem, MessageRole, TextItem, TextItemType, ToolCallItem
from foundry_local_sdk.request import Request
from foundry_local_sdk.session import ChatSession
from foundry_local_sdk.session_types import FinishReason, RequestOptions, SearchOptions

from app.core.events import Token
from app.core.library.converted_model import ConvertedModel
from app.core.library.deployment import Deployment
from app.core.library.notes import confirm_deployment
from app.core.recipe.recipe import Precision
from app.core.requests import Chat, Configure, Deploy
from app.core.template.marks import mark_ids, opens_reasoning, reasoning_marks, tool_call_marks
from app.core.template.probes import WEATHER
from app.core.template.verification import TemplateMatch, TemplateVerification
from app.engine.chat.reasoning import told_apart
from app.engine.deployment.configure import configure
from app.engine.foundry import find_model, open_catalog, register
from app.jobs.process import EngineProcess
from app.wording.templates import template_words
from tests.engine.jobs import convert, deploy
from tests.engine.parrot import END

TOOLS = (
    "{% if tools %}{{ '<|im_start|>system\nOPENCLOSE' }}{% for t in tools %}{{ t | tojson }}{% endfor %}"
    "{{ '<|im_end|>\n' }}{% endif %}"
)
CALL = '[{"name": "get_weather", "parameters": {"city": "Oslo"}}]'
TOKENS = {"<tool_call>": 1, "</tool_call>": 2, "[TOOL_CALLS]": 3, "<|python_tag|>": 4, "<think>": 5, "</think>": 6}


@pytest.mark.parametrize(
    ("source", "reasoning", "calls"),
    [
        ("<think> {{ x }}</think>", ("<think>", "</think>"), ()),
        ("[THINK]..[/THINK] [TOOL_CALLS]", ("[THINK]", "[/THINK]"), ()),
        ("<tool_call>\n</tool_call>", (), ("<tool_call>", "</tool_call>")),
        ("<|python_tag|>", (), ()),
        ("<seed:tool_call></seed:tool_call>", (), ()),
        ("[THINK]..[/THINK] <tool_call></tool_call>", ("[THINK]", "[/THINK]"), ()),
        ("<think></think> <tool_call></tool_call>", ("<think>", "</think>"), ("<tool_call>", "</tool_call>")),
        ("<think> is never closed", (), ()),
        ("{{ messages }}", (), ()),
    ],
)
def test_marks(source: str, reasoning: tuple[str, ...], calls: tuple[str, ...]) -> None:
    assert (reasoning_marks(source), tool_call_marks(source, TOKENS)) == (reasoning, calls)


def test_a_prompt_that_opens_the_thoughts() -> None:
    marks = ("<think>", "</think>")
    assert opens_reasoning("<|im_start|>assistant\n<think>\n", marks)
    assert not opens_reasoning("<|im_start|>assistant\n<think>\n\n</think>\n\n", marks)
    assert not opens_reasoning("<think>", ())


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
@pytest.mark.parametrize("answer", ["so </thin it is</think>\n\nYes.", "no end </thi", "</think>Yes", "a</think>"])
def test_thoughts_that_the_prompt_has_opened_end_with_the_mark(answer: str, size: int) -> None:
    proof = TemplateVerification(
        verdict=TemplateMatch.UNTOUCHED, reasoning=("<think>", "</think>"), reasoning_opened=True
    )
    pieces = [TextItem(answer[start : start + size]) for start in range(0, len(answer), size)]
    found = list(told_apart(pieces, proof))
    thought, _, said = answer.partition("</think>")
    assert "".join(text for text, is_thought in found if is_thought) == thought
    assert "".join(text for text, is_thought in found if not is_thought).lstrip("\n") == said.lstrip("\n")


def answered(prompt: str) -> Iterator[Token]:
    for event in EngineProcess(Chat(name="marked", prompt=prompt, temperature=0)).events():
        if isinstance(event, Token):
            yield event


def test_the_runtime_tells_thoughts_by_the_registered_marks(
    model: ConvertedModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sample model does not think: words of its answer "INT4 stores each weight as a whole ..." serve as marks."""
    monkeypatch.setattr("app.core.template.marks._REASONING", ((" each", " whole"),))
    folder = shutil.copytree(model.folder, tmp_path / "library" / "marked" / "1")
    template = (folder / "chat_template.jinja").read_text(encoding="utf-8")
    hidden = template + "{{ ' each whole' if false else '' }}"
    (folder / "chat_template.jinja").write_text(hidden, encoding="utf-8")
    deployment = configure(Configure(Deploy(folder=folder, name="marked", library=tmp_path / "library"), folder))
    assert deployment.template
    assert deployment.template.reasoning == (" each", " whole")
    with open_catalog() as catalog:
        register(catalog, confirm_deployment(deployment))
    tokens = list(answered("What is INT4?"))
    assert "".join(token.text for token in tokens if token.thought).strip() == "weight as a"
    assert "".join(token.text for token in tokens if not token.thought).startswith("INT4 stores number of")


def test_marks_that_are_tokens_are_numbered_in_the_configuration() -> None:
    marks = ("<think>", "</think>"), ("<tool_call>", "</tool_call>")
    numbers = {"bot_token_id": 1, "eot_token_id": 2, "bor_token_id": 5, "eor_token_id": 6}
    assert mark_ids(*marks, TOKENS) == numbers
    assert mark_ids((), marks[1], TOKENS) == {"bot_token_id": 1, "eot_token_id": 2}
    assert mark_ids(("[THINK]", "[/THINK]"), (), TOKENS) == {}


def spoken(folder: Path, *pieces: str, marks: tuple[str, str]) -> Deployment:
    """An installed model that says just these pieces, each of which is one token; its template has ``marks``."""
    checkpoint = folder / "checkpoint"
    subprocess.run([sys.executable, "-m", "tests.engine.parrot", checkpoint, *pieces], check=True)
    config = json.loads((checkpoint / "tokenizer_config.json").read_text(encoding="utf-8"))
    before = TOOLS.replace("OPEN", marks[0]).replace("CLOSE", marks[1])
    config["chat_template"] = before + config["chat_template"]
    (checkpoint / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    converted = convert(checkpoint, folder / "model", Precision.FP32)
    return deploy(converted.folder, "marked", folder / "library")


def called() -> tuple[list[object], FinishReason]:
    """What Foundry Local makes of the installed model's answer, once it was told of a function."""
    function = WEATHER["function"]
    with open_catalog() as catalog:
        found, _ = find_model(catalog, "marked")
        found.load()
        with ChatSession(found) as session, Request() as request:
            session.set_streaming(True)
            session.add_tool_definition(function["name"], function["description"], json.dumps(function["parameters"]))
            request.add_item(MessageItem(MessageRole.USER, "Weather?"))
            request.set_options(
                RequestOptions(search=SearchOptions(temperature=0, do_sample=False, max_output_tokens=64))
            )
            with session.process_streaming_request(request) as stream:
                items: list[object] = []
                for item in stream:
                    match item:
                        case ToolCallItem():
                            items.append((item.name, json.loads(item.arguments)))
                        case TextItem() if item.text.strip():
                            items.append((item.text.strip(), item.type is TextItemType.REASONING))
                with stream.final_response as final:
                    finish = final.finish_reason
        found.unload()
    return items, finish


def test_foundry_local_reads_a_call_between_the_registered_marks(tmp_path: Path) -> None:
    """The runtime knows the tokens of a few families by itself; others, as these, by their numbers alone. The words
    around a call are lost."""
    marks = ("<|tool_call_start|>", "<|tool_call_end|>")
    deployment = spoken(tmp_path, "Let me see.", marks[0], CALL, marks[1], "There.", marks=marks)
    assert deployment.template
    assert deployment.template.tool_calls == marks
    assert "none of the words around it" in template_words(deployment.template)
    assert deployment.answer and (deployment.answer.tokens, deployment.answer.stop_token) == (5, END)
    items, finish = called()
    assert items == [("get_weather", {"city": "Oslo"})]
    assert finish is FinishReason.TOOL_CALLS


def test_marks_between_which_no_call_can_be_read_are_not_registered(tmp_path: Path) -> None:
    deployment = spoken(tmp_path, "[TOOL_CALLS]", CALL, marks=("[TOOL_CALLS]", ""))
    assert deployment.template and deployment.template.tool_calls == ()
    assert "cannot tell its calls" in template_words(deployment.template)
    with open_catalog() as catalog:
        assert not find_model(catalog, "marked")[0].info.supports_tool_calling
    with pytest.raises(FoundryLocalException, match="grammar"):
        called()

"""A deployment is a success only when a fresh process has heard, by Foundry Local, what the runtime says by itself."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.core.chat_messages import Finish, Reply
from app.core.events import News, Token
from app.core.failures import Failure, FailureKind
from app.core.library.converted_model import ConvertedModel
from app.core.library.deployment import AnswerVerification, Deployment
from app.core.library.notes import DEPLOYMENT, UNCONFIRMED, read_deployment
from app.core.recipe.recipe import Precision
from app.core.requests import Chat, Deploy, VerifyAnswer
from app.core.template.rendering import Message
from app.core.template.verification import TemplateMatch, TemplateVerification
from app.engine.chat.direct_runtime import DirectAnswer, answer_directly
from app.engine.deployment import verify_answer
from app.engine.fresh_process import VERIFYING, run_in_new_process
from app.jobs.process import EngineProcess
from tests.engine.jobs import convert, deploy, ready, run, run_to_failure
from tests.engine.parrot import END


@pytest.fixture
def deployed(model: ConvertedModel, tmp_path: Path) -> Deployment:
    return deploy(model.folder, "sample", tmp_path / "library")


def ignore(_: News) -> None:
    """What is told on the way."""


def unconfirmed(deployment: Deployment) -> Deployment:
    (deployment.folder / DEPLOYMENT).rename(deployment.folder / UNCONFIRMED)
    return deployment


def test_a_deployment_notes_what_was_proven(deployed: Deployment) -> None:
    assert deployed.answer and deployed.answer.tokens > 8
    assert deployed.answer.stop_token == END
    assert deployed.answer.question == "Hello!" and deployed.answer.text.strip()
    assert read_deployment(deployed.folder) == deployed.as_noted()
    assert run(VerifyAnswer(unconfirmed(deployed).model_id)) == deployed.answer
    assert run_to_failure(VerifyAnswer("sample-generic-cpu:9")).kind is FailureKind.NOT_INSTALLED


def test_another_answer_of_the_runtime_is_no_proof(
    deployed: Deployment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The runtime is given a model with another chat template: the same weights, other words."""
    other = shutil.copytree(deployed.folder, tmp_path / "other" / "1")
    config = other / "tokenizer_config.json"
    config.write_text(config.read_text(encoding="utf-8").replace("|>assistant", "|>system"), encoding="utf-8")

    def answer(_: Path, prompt: Sequence[Message] | str, most: int, patience: float) -> DirectAnswer:
        return answer_directly(other, prompt, most, patience)

    monkeypatch.setattr(verify_answer, "answer_directly", answer)
    with pytest.raises(Failure) as caught:
        verify_answer.verify_answer(VerifyAnswer(unconfirmed(deployed).model_id), ignore)
    assert caught.value.kind is FailureKind.ANSWERS_DIFFER


def test_an_answer_that_does_not_end_is_cut_off_and_compared_so_far(
    deployed: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    unconfirmed(deployed)
    monkeypatch.setattr(verify_answer, "LONGEST_ANSWER", 5)
    proof = verify_answer.verify_answer(VerifyAnswer(deployed.model_id), ignore)
    assert replace(proof, text="") == AnswerVerification(tokens=5, stop_token=None, question="Hello!")
    monkeypatch.setattr(verify_answer, "ANSWER_PATIENCE", 0.0)
    proof = verify_answer.verify_answer(VerifyAnswer(deployed.model_id), ignore)
    assert proof.stop_token is None and proof.tokens <= 5


def test_a_template_that_tells_the_time_is_asked_as_it_was_then(
    model: ConvertedModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The model is loaded a second time before it is compared, and other seconds give other answers."""
    folder = shutil.copytree(model.folder, tmp_path / "model")
    config = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    template = (folder / "chat_template.jinja").read_text(encoding="utf-8")
    template = template.replace("assistant\\n'", "assistant\\n' ~ strftime_now('%S')")
    (folder / "tokenizer_config.json").write_text(json.dumps(config | {"chat_template": template}), encoding="utf-8")
    (folder / "chat_template.jinja").unlink()
    deployment = unconfirmed(deploy(folder, "sample", tmp_path / "library"))
    assert deployment.template and deployment.template.verdict is TemplateMatch.UNTOUCHED
    prompts = []

    def answer(there: Path, prompt: Sequence[Message] | str, most: int, patience: float) -> DirectAnswer:
        prompts.append(prompt)
        time.sleep(2)
        return answer_directly(there, prompt, most, patience)

    monkeypatch.setattr(verify_answer, "answer_directly", answer)
    assert verify_answer.verify_answer(VerifyAnswer(deployment.model_id), ignore).tokens > 8
    assert all(isinstance(prompt, str) for prompt in prompts)


SAID = Reply(
    text="a b",
    prompt_tokens=9,
    completion_tokens=2,
    seconds_to_first_token=0,
    tokens_per_second=0,
    peak_bytes=0,
    finish=Finish.STOP,
)
DIRECT = DirectAnswer(text="a b", prompt_tokens=9, tokens=2, stop_token=1)
CUT, TIME_UP = replace(SAID, finish=Finish.LENGTH), replace(SAID, finish=Finish.CANCELLED, prompt_tokens=0)
THINKS = TemplateVerification(verdict=TemplateMatch.UNTOUCHED, reasoning=("<t>", "</t>"))


@pytest.mark.parametrize(
    ("said", "reply", "direct", "template", "same"),
    [
        ("a b", SAID, DIRECT, None, True),
        ("a  b", SAID, DIRECT, None, False),
        ("a b", replace(SAID, prompt_tokens=8), DIRECT, None, False),
        ("a b", replace(SAID, completion_tokens=3), DIRECT, None, False),
        ("a b", SAID, replace(DIRECT, stop_token=None), None, False),
        ("a b", CUT, replace(DIRECT, stop_token=None), None, True),
        ("a b", CUT, DIRECT, None, False),
        ("a", TIME_UP, DIRECT, None, True),
        ("a b c", TIME_UP, DIRECT, None, True),
        ("b", TIME_UP, DIRECT, None, False),
        ("tb", SAID, replace(DIRECT, text="<t>\nt\n</t>\n\nb"), THINKS, True),
        ("\nt\n\nb", SAID, replace(DIRECT, text="<t>\nt\n</t>\n\nb"), THINKS, True),
        ("\nt\n", TIME_UP, replace(DIRECT, text="<t>\nt\n</t>\n\nb"), THINKS, True),
        ("tb", SAID, replace(DIRECT, text="<t>\nu\n</t>\n\nb"), THINKS, False),
        ("a  b", SAID, DIRECT, THINKS, False),
    ],
)
def test_what_is_the_same(
    said: str, reply: Reply, direct: DirectAnswer, template: TemplateVerification | None, same: bool
) -> None:
    assert (verify_answer.differences(said, reply, direct, template) == "") is same


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize(("number", "memory"), [(9, True), (9, False), (11, False)])
def test_a_fresh_process_that_the_system_ends(monkeypatch: pytest.MonkeyPatch, number: int, memory: bool) -> None:
    """Without memory for the model, Linux ends its process, and counts that."""
    ended = [sys.executable, "-c", f"import os, sys; sys.stdin.readline(); os.kill(os.getpid(), {number})"]
    monkeypatch.setattr("app.paths.engine_command", lambda: ended)
    monkeypatch.setattr("app.jobs.outcome.OomKills.happened", lambda _: memory)
    with pytest.raises(Failure) as caught:
        run_in_new_process(VerifyAnswer("x-generic-cpu:1"), VERIFYING)
    assert caught.value.kind is (FailureKind.OUT_OF_MEMORY if memory else FailureKind.CRASHED)
    assert caught.value.facts["code"] == str(-number)


def test_a_fresh_process_that_never_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    waits = [sys.executable, "-c", "import time; time.sleep(600)"]
    monkeypatch.setattr("app.paths.engine_command", lambda: waits)
    with pytest.raises(Failure, match="not done after") as caught:
        run_in_new_process(VerifyAnswer("x-generic-cpu:1"), replace(VERIFYING, seconds=0.3))
    assert caught.value.kind is FailureKind.LOAD_FAILED


def test_a_proof_that_fails_leaves_nothing_behind(deployed: Deployment, model: ConvertedModel, tmp_path: Path) -> None:
    """Its tokens are numbered otherwise than the graph's: it loads, and fails when it is asked."""
    broken = shutil.copytree(model.folder, tmp_path / "broken")
    config = broken / "genai_config.json"
    config.write_text(config.read_text().replace('"vocab_size": 2048', '"vocab_size": 2049'))
    failed = run_to_failure(Deploy(folder=broken, name="sample", library=tmp_path / "library", replaces=True))
    assert failed.kind in (FailureKind.CHAT_FAILED, FailureKind.LOAD_FAILED), failed
    assert ready() == (deployed.as_noted(),)
    assert [path.name for path in deployed.folder.parent.iterdir()] == ["1"]


@pytest.mark.parametrize("opened", [False, True], ids=["by the model", "by the prompt"])
def test_a_model_that_thinks_is_proven_too(tmp_path: Path, opened: bool) -> None:
    """Foundry Local keeps the marks to itself; where the prompt has opened the thoughts, the app looks for the end."""
    checkpoint = tmp_path / "checkpoint"
    pieces = ["\nSo it is.\n", "</think>", "\n\nYes."]
    pieces = pieces if opened else ["<think>", *pieces]
    subprocess.run([sys.executable, "-m", "tests.engine.parrot", checkpoint, *pieces], check=True)
    config = json.loads((checkpoint / "tokenizer_config.json").read_text(encoding="utf-8"))
    start = "assistant\\n<think>\\n" if opened else "assistant\\n"
    config["chat_template"] = config["chat_template"].replace("assistant\\n", start) + "{# <think></think> #}"
    (checkpoint / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    folder = convert(checkpoint, tmp_path / "model", Precision.FP32).folder
    deployment = deploy(folder, "thinks", tmp_path / "library")
    assert deployment.template and deployment.template.reasoning_opened is opened
    assert deployment.as_noted().answer == AnswerVerification(tokens=len(pieces), stop_token=END)
    events = EngineProcess(Chat(name="thinks", prompt="Well?", temperature=0)).events()
    tokens = [event for event in events if isinstance(event, Token)]
    assert "".join(token.text for token in tokens if token.thought).strip() == "So it is."
    assert "".join(token.text for token in tokens if not token.thought).strip() == "Yes."

"""A chat template that is a trap for some question only: the answer ends, and the next question is answered."""

import json
import shutil
import time
from pathlib import Path

import psutil
import pytest

from app import paths
from app.core.chat_messages import Forget, Say
from app.core.events import Progress, Replied
from app.core.failures import Failure, FailureKind, Variant
from app.core.requests import Chat
from app.core.steps import Step
from app.engine.template.watched_template import RenderLimit, WatchedTemplate
from app.jobs.process import EngineProcess, engine_environment
from tests.engine.jobs import deploy, run_to_failure

PLAIN = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}<|im_start|>assistant\n"
)
TRAPS = {
    "time": "{% for i in range(90000) %}{% for j in range(90000) %}x{% endfor %}{% endfor %}",
    "memory": "{% set ns = namespace(x='aaaaaaaa') %}{% for i in range(31) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}"
    "{{ ns.x }}",
    "recursion": "{% macro a(n) %}{{ a(n) }}{% endmacro %}{{ a(1) }}",
}


@pytest.fixture(autouse=True)
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "job" / "tmp").mkdir(parents=True)
    for name, value in engine_environment(tmp_path / "job").items():
        monkeypatch.setenv(name, value)


def for_a_word(trap: str) -> str:
    return "{% for m in messages %}{% if m.content == 'BOOM' %}" + TRAPS[trap] + "{% endif %}{% endfor %}"


def trapped(folder: Path, trap: str) -> Path:
    folder.mkdir()
    shutil.copy(paths.sample_model() / "tokenizer.json", folder)
    source = PLAIN + for_a_word(trap)
    (folder / "tokenizer_config.json").write_text(json.dumps({"chat_template": source}), encoding="utf-8")
    return folder


def asked(text: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": text}]


def living_children() -> set[psutil.Process]:
    return {each for each in psutil.Process().children(recursive=True) if each.status() != psutil.STATUS_ZOMBIE}


@pytest.mark.parametrize("trap", TRAPS)
def test_only_the_question_that_is_a_trap_is_refused(tmp_path: Path, trap: str) -> None:
    before = living_children()
    with WatchedTemplate(trapped(tmp_path / "model", trap), RenderLimit(seconds=3, bytes=600_000_000)) as template:
        template.check(asked("Hello"))
        if trap == "recursion":  # the runtime's engine crashes or refuses by itself
            try:
                template.check(asked("BOOM"))
            except Failure as failure:
                assert failure.variant is Variant.TRAP
        else:
            with pytest.raises(Failure) as caught:
                template.check(asked("BOOM"))
            assert (caught.value.kind, caught.value.variant) == (FailureKind.BAD_TEMPLATE, Variant.TRAP)
        template.check(asked("Hello"))
    assert not living_children() - before


def test_a_chat_goes_on_after_it(converted: Path, tmp_path: Path) -> None:
    deployment = deploy(converted, "mine", tmp_path / "library")
    file = deployment.folder / "tokenizer_config.json"
    config = json.loads(file.read_text(encoding="utf-8"))
    trap = for_a_word("time")
    file.write_text(json.dumps(config | {"chat_template": config["chat_template"] + trap}), encoding="utf-8")
    (deployment.folder / "chat_template.jinja").write_text(config["chat_template"] + trap, encoding="utf-8")
    process, replies, waiting = EngineProcess(Chat(name="mine", temperature=0)), [], ["Hello", "BOOM", "Hello"]
    started = time.monotonic()
    for event in process.events():
        if isinstance(event, Replied):
            replies.append(event.reply)
        if isinstance(event, Replied) or (isinstance(event, Progress) and event.step is Step.READY):
            if waiting:
                process.send(Forget())
                process.send(Say(waiting.pop(0)))
            else:
                process.cancel()
    assert [reply.finish for reply in replies] == ["stop", "trap", "stop"]
    assert replies[0].text == replies[2].text and time.monotonic() - started < 120
    failed = run_to_failure(Chat(name="mine", prompt="BOOM"))
    assert (failed.kind, failed.variant) == (FailureKind.BAD_TEMPLATE, Variant.TRAP)

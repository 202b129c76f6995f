"""Real jobs in real child processes, for tests."""

from pathlib import Path

from app.core.checkpoint import inspect_checkpoint
from app.core.events import Event, Failed, Finished, Progress, Replied, Step
from app.core.plan import ConvertedModel, Deployment, Precision, Recipe, Reply
from app.core.requests import Chat, ChatMessage, Convert, Deploy, Forget, Request, Say
from app.process import EngineProcess


def run(request: Request) -> Finished:
    """The job's result; a test fails with the job's own words when there is none."""
    *_, last = EngineProcess(request).events()
    assert isinstance(last, Finished), last
    return last


def run_to_failure(request: Request) -> Failed:
    *_, last = EngineProcess(request).events()
    assert isinstance(last, Failed), last
    return last


def convert(model: Path, output: Path, precision: Precision = Precision.INT4) -> ConvertedModel:
    checkpoint = inspect_checkpoint(model)
    assert checkpoint.convertible, checkpoint.findings
    converted = run(Convert(checkpoint=checkpoint, recipe=Recipe(precision=precision), output=output)).converted
    assert converted
    return converted


def deploy(folder: Path, name: str, library: Path) -> Deployment:
    deployment = run(Deploy(folder=folder, name=name, library=library)).deployment
    assert deployment
    return deployment


def ask(name: str, prompt: str) -> Reply:
    reply = run(Chat(name=name, prompt=prompt, temperature=0)).reply
    assert reply
    return reply


def ask_each(name: str, prompts: list[str]) -> list[str]:
    """One model, loaded once, asked each prompt in a conversation of its own; greedy."""
    process = EngineProcess(Chat(name=name, temperature=0))
    waiting = list(prompts)
    answers: list[str] = []
    for event in process.events():
        if _wants_prompt(event):
            if isinstance(event, Replied):
                answers.append(event.reply.text)
            if not waiting:
                process.cancel()
                continue
            for message in _turn(waiting.pop(0)):
                process.send(message)
    assert len(answers) == len(prompts), event
    return answers


def _wants_prompt(event: Event) -> bool:
    return isinstance(event, Replied) or (isinstance(event, Progress) and event.step is Step.READY)


def _turn(prompt: str) -> tuple[ChatMessage, ChatMessage]:
    return Forget(), Say(prompt)

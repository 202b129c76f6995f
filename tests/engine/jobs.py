"""Real jobs in real child processes, for tests."""

from pathlib import Path
from typing import TypeVar

from app.core.chat_messages import ChatMessage, Forget, Reply, Say
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.events import Event, Failed, Finished, Progress, Replied
from app.core.library.converted_model import ConvertedModel
from app.core.library.deployment import Deployment
from app.core.library.installed import ModelState
from app.core.recipe.recipe import Precision, Recipe
from app.core.recipe.usual import usual_recipe
from app.core.requests import Chat, Convert, Deploy, List, Request
from app.core.steps import Step
from app.jobs.process import EngineProcess

T = TypeVar("T")


def run(request: Request[T]) -> T:
    """The job's result; a test fails with the job's own words when there is none."""
    *_, last = EngineProcess(request).events()
    assert isinstance(last, Finished), last
    return last.result


def ready() -> tuple[Deployment, ...]:
    """Of what is installed, the models that can be used."""
    return tuple(model.deployment for model in run(List()) if model.state is ModelState.READY)


def run_to_failure(request: Request[T]) -> Failed:
    *_, last = EngineProcess(request).events()
    assert isinstance(last, Failed), last
    return last


def convert(
    model: Path, output: Path, precision: Precision = Precision.INT4, *, calibrates: bool = False
) -> ConvertedModel:
    """As recommended with ``calibrates``; without, in a quarter of the time."""
    checkpoint = inspect_checkpoint(model)
    assert checkpoint.convertible, checkpoint.findings
    recipe = usual_recipe(precision, checkpoint=checkpoint)
    if recipe.calibrates and not calibrates:
        recipe = Recipe(precision=precision)
    return run(Convert(checkpoint=checkpoint, recipe=recipe, output=output))


def deploy(folder: Path, name: str, library: Path) -> Deployment:
    return run(Deploy(folder=folder, name=name, library=library))


def ask(name: str, prompt: str) -> Reply:
    return run(Chat(name=name, prompt=prompt, temperature=0))


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

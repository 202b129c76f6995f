"""At temperature 0 an answer is the likeliest one, whatever repetition penalty the model was installed with."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from app import paths
from app.core.chat_messages import Say
from app.core.events import Progress, Replied
from app.core.library.installed import ModelState
from app.core.library.sampling import Sampling
from app.core.recipe.recipe import Precision
from app.core.requests import Chat, Deploy, List
from app.core.steps import Step
from app.jobs.process import EngineProcess
from tests.engine.chat.test_serve import serving
from tests.engine.jobs import convert, deploy, run

QUESTION = "Tell me about the sea and the mountains."
PENALTY = Sampling(repetition_penalty=1.9, max_output_tokens=40)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return convert(paths.sample_model(), tmp_path_factory.mktemp("model") / "sample", Precision.FP32).folder


def test_a_chat(folder: Path, tmp_path: Path) -> None:
    deploy(folder, "plain", tmp_path / "library")
    run(Deploy(folder=folder, name="mine", library=tmp_path / "library", sampling=PENALTY))
    plain = run(Chat(name="plain", prompt=QUESTION, temperature=0, max_output_tokens=40)).text
    says = [Say(QUESTION), Say("Hello", PENALTY), Say("Hello", again=True)]
    answers: list[str] = []
    process = EngineProcess(Chat(name="mine", temperature=0, max_output_tokens=40))
    for event in process.events():
        if isinstance(event, Replied):
            answers.append(event.reply.text)
            assert [model.deployment.name for model in run(List()) if model.state is ModelState.READY] == [
                "mine",
                "plain",
            ]
        if isinstance(event, Replied) or (isinstance(event, Progress) and event.step is Step.READY):
            process.send(says.pop(0)) if says else process.cancel()
    assert answers[0] == plain
    assert {model.deployment.name for model in run(List())} == {"mine", "plain"}, "nothing else is left"


def test_one_that_was_installed_greedy_with_a_penalty_is_meant_so(folder: Path, tmp_path: Path) -> None:
    answers = []
    for name, penalty in (("plain", 1.0), ("mine", 1.9)):
        greedy = Sampling(temperature=0, repetition_penalty=penalty)
        run(Deploy(folder=folder, name=name, library=tmp_path / "library", sampling=greedy))
        answers.append(run(Chat(name=name, prompt=QUESTION, max_output_tokens=40)).text)
    assert answers[0] != answers[1]


def test_a_program_that_asks_by_turns(folder: Path, tmp_path: Path) -> None:
    plain = deploy(folder, "plain", tmp_path / "library")
    mine = run(Deploy(folder=folder, name="mine", library=tmp_path / "library", sampling=PENALTY))
    expected = run(Chat(name=plain.name, prompt=QUESTION, temperature=0, max_output_tokens=40)).text
    with serving(mine) as served:
        create = partial(served.client.chat.completions.create, model=mine.model_id, max_tokens=40)
        for temperature in (0, 0.5, 0):
            said = create(messages=[{"role": "user", "content": QUESTION}], temperature=temperature)
            assert said.model == mine.model_id
            assert temperature or said.choices[0].message.content == expected
        with ThreadPoolExecutor(4) as pool:
            ask = partial(create, messages=[{"role": "user", "content": QUESTION}])
            answers = pool.map(lambda temperature: ask(temperature=temperature), (0, 1, 0, 1))
            assert [each.choices[0].message.content for each in answers][::2] == [expected] * 2

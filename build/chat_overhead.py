"""What the app's chat costs besides the model: a chat as the window has it, through the engine's process and Foundry
Local; Foundry Local by itself; and a bare loop of ONNX Runtime GenAI, with the same installed model of 0.5B parameters,
by turns of a few questions each."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench_report import ROOT, write_section
from bench_verdict import install
from msgspec import Struct

sys.path.insert(0, str(ROOT))

from app.core.chat_messages import Forget, Say
from app.core.events import News, Progress, Replied, Token
from app.core.requests import Chat
from app.core.steps import Step
from app.engine.deployment.answer_speed import TEXT
from app.jobs.process import EngineProcess, engine_environment

BLOCK = 5  # turns that count, of each prompt, before the next contender begins
AT_REST = 0.5  # seconds between a new conversation and its question
BARS = {"speed": 0.97, "first": 1.05}  # of the bare loop: tokens a second, at least; seconds to the first, at most
QUESTION = "Explain in one sentence why the sky is blue."
PROMPTS = {"a short prompt": QUESTION, "a long prompt": TEXT * 12 + QUESTION}
CONTENDERS = "the app's chat", "Foundry Local", "the bare loop"


class Turn(Struct, frozen=True):
    """Seconds from the question to the first text and to the end, as the one who asks sees them."""

    first: float
    seconds: float
    tokens: int
    text: str

    @property
    def after_first(self) -> float:
        """Seconds for the tokens after the first, of which the last is the stop token."""
        return self.seconds - self.first


class AppChat:
    def __init__(self) -> None:
        self._process = EngineProcess(Chat(name="wide", temperature=0))
        self._news: Iterator[News] = self._process.events()  # type: ignore[assignment]
        while not (isinstance(event := next(self._news), Progress) and event.step is Step.READY):
            pass

    def ask(self, prompt: str) -> Turn:
        self._process.send(Forget())
        time.sleep(AT_REST)
        started, first, pieces = time.perf_counter(), 0.0, []
        self._process.send(Say(prompt))
        while not isinstance(event := next(self._news), Replied):
            if isinstance(event, Token):
                first = first or time.perf_counter() - started
                pieces.append(event.text)
        return Turn(first, time.perf_counter() - started, event.reply.completion_tokens, "".join(pieces))

    def end(self) -> None:
        self._process.cancel()
        for _ in self._news:
            pass


class Script:
    """One of ours in a process of its own, which answers a line with a line."""

    def __init__(self, environment: dict[str, str], script: str, *arguments: str) -> None:
        command = [sys.executable, str(Path(__file__).with_name(script)), *arguments]
        self._child = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, prompt: str) -> Turn:
        assert self._child.stdin and self._child.stdout
        time.sleep(AT_REST)
        self._child.stdin.write(json.dumps(prompt) + "\n")
        self._child.stdin.flush()
        return Turn(**json.loads(self._child.stdout.readline()))

    def end(self) -> None:
        self._child.communicate()


def measure_overhead(work: Path, rounds: int) -> None:
    (work / "tmp").mkdir(parents=True, exist_ok=True)
    os.environ["MODEL_INSTALLER_HOME"] = str(work / "home")
    environment = engine_environment(work) | {"MODEL_INSTALLER_HOME": str(work / "home")}
    if not (work / "library").exists():
        install(work, environment)
    folder = next(path.parent for path in (work / "library").rglob("genai_config.json"))
    begin: tuple[Callable[[], AppChat | Script], ...] = (
        AppChat,
        partial(Script, environment, "foundry_turns.py"),
        partial(Script, environment, "bare_turns.py", str(folder)),
    )
    turns: dict[str, list[list[Turn]]] = {name: [] for name in PROMPTS}
    for number in range(rounds):
        order = [(number + place) % len(begin) for place in range(len(begin))]
        said = {place: _block(begin[place]) for place in order}
        for name in PROMPTS:
            turns[name] += zip(*(said[place][name] for place in range(len(begin))), strict=True)
    report(turns)


def _block(begin: Callable[[], AppChat | Script]) -> dict[str, list[Turn]]:
    """Some turns of one contender, which has the computer to itself, as in use. With all of them loaded, and one after
    the other at each question, the app's chat alone came out slower; why is not known."""
    asked = begin()
    turns = {name: [asked.ask(prompt) for _ in range(BLOCK + 1)][1:] for name, prompt in PROMPTS.items()}
    asked.end()
    return turns


def report(turns: dict[str, list[list[Turn]]]) -> None:
    rows, numbers = [], {}
    for name, rounds in turns.items():
        assert all(len({turn.text for turn in each}) == 1 for each in rounds), rounds
        for place, who in enumerate(CONTENDERS):
            first = statistics.median(each[place].first / each[-1].first for each in rounds)
            speed = statistics.median(each[-1].after_first / each[place].after_first for each in rounds)
            seconds = statistics.median(each[place].first for each in rounds)
            rows.append([name, who, f"{seconds:.2f} s", f"{first:.2f}", f"{speed:.2f}"])
            numbers[f"{name}, {who}"] = {"first": first, "speed": speed, "seconds": seconds}
    head = ["", "", "first text after", "of the bare loop's time", "of its speed"]
    note = (
        f"Medians of {len(rounds)} turns, INT8; all say the same, of about {rounds[0][-1].tokens} tokens. As the one "
        "who asks sees it: from the question to the first text, and from there to the end of the answer. "
        f"Bars of the app's chat: {BARS['first']} of the time, {BARS['speed']} of the "
        f"speed. The load of the computer: {os.getloadavg()[0]:.1f}."
    )
    write_section("The chat beside a bare loop, 0.5b", note, head, rows, numbers)

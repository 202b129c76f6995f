"""What the app's chat costs besides the model: a chat as the window has it, through the engine's process and Foundry
Local, and a bare loop of ONNX Runtime GenAI, with the same installed model of 0.5B parameters, by turns."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench_report import ROOT, write_section
from bench_verdict import install
from msgspec import Struct
from msgspec.structs import astuple

sys.path.insert(0, str(ROOT))

from app.core.chat_messages import Forget, Say
from app.core.events import News, Progress, Replied, Token
from app.core.requests import Chat
from app.core.steps import Step
from app.engine.deployment.answer_speed import TEXT
from app.jobs.process import EngineProcess, engine_environment

BARS = {"speed": 0.97, "first": 1.05}  # of the bare loop: tokens a second, at least; seconds to the first, at most
QUESTION = "Explain in one sentence why the sky is blue."
PROMPTS = {"a short prompt": QUESTION, "a long prompt": TEXT * 12 + QUESTION}


class Turn(Struct, frozen=True):
    """Seconds from the question to the first text and to the end, as the one who asks sees them."""

    first: float
    seconds: float
    tokens: int
    text: str


class AppChat:
    def __init__(self) -> None:
        self._process = EngineProcess(Chat(name="wide", temperature=0))
        self._news: Iterator[News] = self._process.events()  # type: ignore[assignment]
        while not (isinstance(event := next(self._news), Progress) and event.step is Step.READY):
            pass

    def ask(self, prompt: str) -> Turn:
        self._process.send(Forget())
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


class BareLoop:
    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        command = [sys.executable, str(Path(__file__).with_name("bare_turns.py")), str(folder)]
        self._child = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, prompt: str) -> Turn:
        assert self._child.stdin and self._child.stdout
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
    chat, bare = AppChat(), BareLoop(folder, environment)
    turns = {
        name: [_round(chat, bare, prompt, number) for number in range(rounds + 1)][1:]
        for name, prompt in PROMPTS.items()
    }
    chat.end()
    bare.end()
    report(turns)


def _round(chat: AppChat, bare: BareLoop, prompt: str, number: int) -> tuple[Turn, Turn]:
    """The chat's turn and the bare loop's; who begins changes from round to round."""
    if number % 2:
        ours = chat.ask(prompt)
        return ours, bare.ask(prompt)
    theirs = bare.ask(prompt)
    return chat.ask(prompt), theirs


def report(turns: dict[str, list[tuple[Turn, Turn]]]) -> None:
    rows, numbers = [], {}
    for name, pairs in turns.items():
        assert all(ours.text == bare.text for ours, bare in pairs), pairs
        first = statistics.median(ours.first / bare.first for ours, bare in pairs)
        speed = statistics.median(bare.seconds / ours.seconds for ours, bare in pairs)
        seconds = statistics.median(bare.first for _, bare in pairs)
        whole = statistics.median(bare.tokens / bare.seconds for _, bare in pairs)
        rows.append([name, f"{seconds:.2f} s", f"{first:.2f}", f"{whole:.0f}", f"{speed:.2f}"])
        numbers[name] = {
            "first": first,
            "speed": speed,
            "turns": [[astuple(turn)[:3] for turn in pair] for pair in pairs],
        }
    head = ["", "first token, bare loop", "the chat's, times that", "tokens/s, bare loop", "the chat's, of that"]
    note = (
        f"Medians of {len(pairs)} pairs, INT8; the same words from both, about {pairs[0][1].tokens} tokens. As the one "
        "who asks sees it: from the question to the first text, and to the end of the answer, since Foundry Local "
        f"hands tokens out in bursts. Bars: {BARS['first']} of the time, {BARS['speed']} of the speed. The load of the "
        f"computer: {os.getloadavg()[0]:.1f}."
    )
    write_section("The chat beside a bare loop, 0.5b", note, head, rows, numbers)

"""The verbs that a child process does for a while: convert, deploy, chat; and how every other one is run and told."""

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from app import paths
from app.awake import kept_awake
from app.cli.library_folder import library_folder
from app.cli.output import CANCELLED, FAILED, fail, print_json
from app.cli.recipes import chosen_recipe
from app.cli.reports import fail_findings
from app.core.checkpoint import inspect_checkpoint
from app.core.events import Event, Failed, Finished, Log, Progress, Replied, Step, Token
from app.core.failures import FailureKind
from app.core.plan import Reply
from app.core.requests import Chat, Convert, Deploy, Request, Say, Tune
from app.core.shell import chat_command
from app.process import EngineProcess
from app.wording import (
    duration_words,
    failure_words,
    progress_words,
    proof_words,
    size_words,
    step_words,
    template_words,
    tuning_words,
)

WRONG_USAGE = 2
_ENDINGS = ("SIGHUP", "SIGBREAK")  # the terminal's window was closed, on Unix and on Windows


def convert(options: argparse.Namespace) -> int:
    checkpoint = inspect_checkpoint(options.model, options.base)
    if not checkpoint.convertible:
        return fail_findings(checkpoint, options.json)
    recipe = chosen_recipe(options, checkpoint)
    if recipe is None:
        return FAILED
    last = run_job(Convert(checkpoint=checkpoint, recipe=recipe, output=options.output.absolute()), options.json)
    if isinstance(last, Finished) and last.converted and not options.json:
        model = last.converted
        cost = f"{duration_words(model.seconds)}, at most {size_words(model.peak_bytes)} of memory"
        print(f"{model.folder}\n{model.precision.upper()}, {size_words(model.bytes)}; took {cost}")
    return exit_code(last)


def deploy(options: argparse.Namespace) -> int:
    request = Deploy(
        folder=options.folder.absolute(),
        name=options.name,
        library=(options.library or library_folder()).absolute(),
        system_prompt=options.system_prompt,
        replaces=options.replaces,
    )
    last = run_job(request, options.json)
    if isinstance(last, Finished) and last.deployment and not options.json:
        print(f"Installed in Foundry Local as {last.deployment.model_id}\n{last.deployment.folder}")
        if last.deployment.template:
            print(template_words(last.deployment.template))
        if last.deployment.answer:
            print(proof_words(last.deployment.answer))
        print(f"Talk to it: {chat_command(paths.command_line(), last.deployment.name)}")
    return exit_code(last)


def tune(options: argparse.Namespace) -> int:
    last = run_job(Tune(options.name), options.json)
    if isinstance(last, Finished) and last.tuning and not options.json:
        print(tuning_words(last.tuning))
    return exit_code(last)


def chat(options: argparse.Namespace) -> int:
    request = Chat(name=options.name, prompt=options.prompt, temperature=options.temperature)
    if options.prompt is None:
        if not options.json:
            return _converse(request)
        print("chat --json needs a --prompt", file=sys.stderr)
        return WRONG_USAGE
    last = run_job(request, options.json)
    if isinstance(last, Finished) and last.reply and not options.json:
        print(_cost(last.reply))
    return exit_code(last)


def _converse(request: Chat) -> int:
    """A conversation in the terminal, until an empty line or the end of the input."""
    process = EngineProcess(request)
    waiting = False
    last: Event | None = None
    with interruptible(process):
        for event in process.events():
            last = event
            waiting = isinstance(event, Replied) or (isinstance(event, Progress) and event.step is Step.READY)
            if isinstance(event, Token):
                print(event.text, end="", flush=True, file=sys.stderr if event.thought else sys.stdout)
            elif isinstance(event, Replied):
                too_long = event.reply.finish == "too_long"
                print(failure_words(FailureKind.PROMPT_TOO_LONG, {}).title if too_long else _cost(event.reply))
            elif isinstance(event, Log):
                print(event.message)
            elif isinstance(event, Progress) and waiting:
                print("An empty line ends the conversation.", file=sys.stderr)
            if waiting:
                prompt = _read_prompt()
                process.send(Say(prompt)) if prompt else process.cancel()
    if waiting or (isinstance(last, Failed) and last.kind is FailureKind.CANCELLED):
        return 0
    return report(last, as_json=False)


def _read_prompt() -> str:
    """Ctrl-C ends the conversation like an empty line: the handler that cancels jobs would leave ``input`` waiting."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return input("> ").strip()
    except (EOFError, KeyboardInterrupt, RuntimeError):  # RuntimeError: standard input is closed
        return ""
    finally:
        signal.signal(signal.SIGINT, before)


def run_job(request: Request, as_json: bool) -> Event:
    """Run a long job: its events as JSON lines, or as one line of progress a step."""
    process = EngineProcess(request)
    shown = _Terminal()
    last: Event = Failed(FailureKind.INTERNAL)
    with kept_awake(), interruptible(process):
        for event in process.events():
            last = event
            if as_json:
                print_json(event)
            else:
                shown.show(event)
    shown.end_line()
    if isinstance(last, Failed) and not as_json:
        fail(last.kind, last.facts, as_json)
    return last


def last_event(request: Request) -> Event:
    process = EngineProcess(request)
    with interruptible(process):
        *_, last = process.events()
    return last


def report(last: Event | None, as_json: bool) -> int:
    if isinstance(last, Failed):
        return fail(last.kind, last.facts, as_json, last.details)
    return 1


def exit_code(last: Event) -> int:
    if isinstance(last, Finished):
        return 0
    cancelled = isinstance(last, Failed) and last.kind is FailureKind.CANCELLED
    return CANCELLED if cancelled else 1


@contextmanager
def interruptible(process: EngineProcess) -> Iterator[None]:
    """Ctrl-C, a polite request to end and a closed terminal cancel the job, which then cleans up behind itself."""

    def cancel(_number: int, _frame: FrameType | None) -> None:
        process.cancel()

    numbers = {signal.SIGINT, signal.SIGTERM, *(getattr(signal, name) for name in _ENDINGS if hasattr(signal, name))}
    before = {number: signal.signal(number, cancel) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Terminal:
    """One line a step, rewritten in place on a terminal."""

    def __init__(self) -> None:
        self._step: Step | None = None
        self._live = sys.stderr.isatty()
        self._open = False

    def show(self, event: Event) -> None:
        match event:
            case Progress(step=step, overall=overall):
                if step is not self._step or self._live:
                    percent = "" if overall is None else f"{overall:4.0%} "
                    self._line(f"{percent}{step_words(step)}{_amount(event)}", anew=step is not self._step)
                self._step = step
            case Token(text=text, thought=thought):
                self.end_line()
                print(text, end="", flush=True, file=sys.stderr if thought else sys.stdout)
            case Log(message=message) if not message.startswith("{"):
                self._line(message, anew=True)
            case _:
                return

    def end_line(self) -> None:
        if self._open:
            print(file=sys.stderr)
        self._open = False

    def _line(self, text: str, anew: bool) -> None:
        if anew:
            self.end_line()
        print(f"\r{text:<78}" if self._live else text, end="", file=sys.stderr, flush=True)
        self._open = True


def _amount(progress: Progress) -> str:
    """How much of the step is done, and the time that is left."""
    parts = [progress_words(progress)]
    if progress.seconds_left is not None:
        parts.append(f"{duration_words(progress.seconds_left)} left")
    return "".join(f", {part}" for part in parts if part)


def _cost(reply: Reply) -> str:
    speed = f"{reply.tokens_per_second:.0f} tokens/s, first after {reply.seconds_to_first_token:.2f} s"
    return f"\n[{reply.completion_tokens} tokens, {speed}, {size_words(reply.peak_bytes)} of memory]"

"""The verbs that a child process does for a while: convert, deploy, chat; and how every other one is run and told."""

import argparse
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import TypeVar

from app import paths
from app.cli.automatic import AUTOMATIC, convert_smallest
from app.cli.before_conversion import require_convertible
from app.cli.library_folder import library_folder
from app.cli.output import finished_json, print_json
from app.cli.recipes import chosen_recipe
from app.cli.terminal import start_line_again
from app.core.attempts import pick
from app.core.chat_messages import Finish, Reply, Say
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.estimate.speeds import WORDS_PER_TOKEN
from app.core.events import End, Failed, Log, News, Noticed, Progress, Replied, Token
from app.core.failures import FailureKind, Variant
from app.core.library.converted_model import ConvertedModel
from app.core.picking import Goal, Limits
from app.core.printable import one_line
from app.core.requests import Chat, Convert, Deploy, Request, Tune
from app.core.snippets.shell import chat_command
from app.core.steps import Step
from app.jobs.ahead import Ahead
from app.jobs.awake import kept_awake
from app.jobs.estimate_here import estimate_here, speeds_here
from app.jobs.process import EngineProcess
from app.wording.filling import duration_words, size_words
from app.wording.messages import FAILURES, SITUATIONS, failure_words, progress_words, step_words
from app.wording.templates import template_words
from app.wording.translation import translate
from app.wording.tuning import tuning_words
from app.wording.verification import fidelity_words, verification_lines

T = TypeVar("T")
WRONG_USAGE = 2
_ENDINGS = ("SIGHUP", "SIGBREAK")  # the terminal's window was closed, on Unix and on Windows


def convert(options: argparse.Namespace) -> int:
    checkpoint = inspect_checkpoint(options.model, options.base)
    require_convertible(checkpoint)
    recipe = chosen_recipe(options, checkpoint)
    calibration = options.calibrate.absolute() if options.calibrate else None
    output = options.output.absolute()
    request = Convert(checkpoint=checkpoint, recipe=recipe, output=output, calibration=calibration)
    run = partial(run_job, as_json=options.json, ahead=options.ahead)
    automatic = options.precision == AUTOMATIC and not options.config
    tried = _convert_smallest(request, options, run) if automatic else [run(request)]
    model = tried[-1]
    if not options.json:
        for other in tried[:-1]:
            close = fidelity_words(other.fidelity, other.precision) if other.fidelity else ""
            print(f"{other.precision.upper()}, {size_words(other.bytes)}: {close}")
        cost = f"{duration_words(model.seconds)}, at most {size_words(model.peak_bytes)} of memory"
        print(f"{model.folder}\n{model.precision.upper()}, {size_words(model.bytes)}; took {cost}")
        if model.fidelity:
            print(fidelity_words(model.fidelity, model.precision))
    return 0


def _convert_smallest(
    request: Convert, options: argparse.Namespace, run: Callable[[Convert], ConvertedModel]
) -> Sequence[ConvertedModel]:
    """Within limits the closest is wanted, without them a balance."""
    size, words = options.most_gb, options.least_words
    limits = Limits(bytes=size and size * 1e9, tokens_per_second=words and words / WORDS_PER_TOKEN)
    goal = options.goal or (Goal.CLOSE if size or words else Goal.BALANCED)
    estimates = estimate_here(request.checkpoint, request.recipe, speeds_here() if words else None)
    return convert_smallest(request, pick(request.checkpoint, request.recipe, goal, limits, estimates), run)


def deploy(options: argparse.Namespace) -> int:
    request = Deploy(
        folder=options.folder.absolute(),
        name=options.name,
        library=(options.library or library_folder()).absolute(),
        system_prompt=options.system_prompt,
        replaces=options.replaces,
    )
    model = run_job(request, options.json)
    if not options.json:
        print(f"Installed in Foundry Local as {model.model_id}\n{model.folder}")
        if model.template:
            print(template_words(model.template))
        if model.answer:
            print(*verification_lines(model.answer), sep="\n")
        print(f"Talk to it: {chat_command(paths.command_line(), model.name)}")
    return 0


def tune(options: argparse.Namespace) -> int:
    tuning = run_job(Tune(options.name), options.json)
    if not options.json:
        print(tuning_words(tuning))
    return 0


def chat(options: argparse.Namespace) -> int:
    request = Chat(name=options.name, prompt=options.prompt, temperature=options.temperature)
    if options.prompt is None:
        if not options.json:
            return _converse(request)
        print("chat --json needs a --prompt", file=sys.stderr)
        return WRONG_USAGE
    reply = run_job(request, options.json)
    if not options.json:
        print(_cost(reply))
    return 0


def _converse(request: Chat) -> int:
    """A conversation in the terminal, until an empty line or the end of the input."""
    process = EngineProcess(request)
    waiting = False
    last: News | End[Reply] | None = None
    with interruptible(process):
        for event in process.events():
            last = event
            waiting = isinstance(event, Replied) or (isinstance(event, Progress) and event.step is Step.READY)
            if isinstance(event, Token):
                print(event.text, end="", flush=True, file=sys.stderr if event.thought else sys.stdout)
            elif isinstance(event, Replied):
                print(_end_words(event.reply))
            elif isinstance(event, Log):
                print(event.message)
            elif isinstance(event, Progress) and waiting:
                print("An empty line ends the conversation.", file=sys.stderr)
            if waiting:
                prompt = _read_prompt()
                process.send(Say(prompt)) if prompt else process.cancel()
    if waiting or (isinstance(last, Failed) and last.kind is FailureKind.CANCELLED):
        return 0
    if isinstance(last, Failed):
        raise last.failure()
    return 0


def _read_prompt() -> str:
    """Ctrl-C ends the conversation like an empty line: the handler that cancels jobs would leave ``input`` waiting."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return input("> ").strip()
    except (EOFError, KeyboardInterrupt, RuntimeError):  # RuntimeError: standard input is closed
        return ""
    finally:
        signal.signal(signal.SIGINT, before)


def run_job(
    request: Request[T],
    as_json: bool,
    also: Callable[[T], Mapping[str, object]] = lambda _: {},
    heard: Callable[[News], None] = lambda _: None,
    ahead: Ahead | None = None,
) -> T:
    """Run a long job, in the child that waits in ``ahead`` if it is for that: its news as JSON lines that end with the
    result, or as one line of progress a step. ``also`` gives what the last line has besides the result; ``heard`` gets
    the news too. Raises the ``Failure`` that it ended with."""
    process = EngineProcess(request, ahead)
    shown = _Terminal()

    def tell(event: News) -> None:
        heard(event)
        print_json(event) if as_json else shown.show(event)

    with kept_awake(), interruptible(process):
        try:
            result = process.result(tell)
        finally:
            shown.end_line()
    if as_json:
        print_json(finished_json(request, result) | dict(also(result)))
    return result


def quiet_job(request: Request[T], as_json: bool) -> T:
    """Run a long job whose result is the only document: its progress is told to people alone. Raises the ``Failure``
    that it ended with."""
    process = EngineProcess(request)
    shown = _Terminal()
    with kept_awake(), interruptible(process):
        try:
            return process.result((lambda _: None) if as_json else shown.show)
        finally:
            shown.end_line()


def result_of(request: Request[T]) -> T:
    """Run a short job without a word. Raises the ``Failure`` that it ended with."""
    process = EngineProcess(request)
    with interruptible(process):
        return process.result()


@contextmanager
def interruptible(process: EngineProcess[T]) -> Iterator[None]:
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

    def show(self, event: News) -> None:
        match event:
            case Progress(step=step, overall=overall):
                if step is not self._step or self._live:
                    percent = "" if overall is None else f"{overall:4.0%} "
                    self._line(f"{percent}{step_words(step)}{_amount(event)}", new_line=step is not self._step)
                self._step = step
            case Token(text=text, thought=thought):
                self.end_line()
                print(text, end="", flush=True, file=sys.stderr if thought else sys.stdout)
            case Noticed(finding):
                words = failure_words(finding)
                self._line(f"{words.title}. {words.explanation}", new_line=True)
            case Log(message=message) if not message.startswith("{"):
                self._line(message, new_line=True)
            case _:
                return

    def end_line(self) -> None:
        if self._open:
            print(file=sys.stderr)
        self._open = False

    def _line(self, text: str, new_line: bool) -> None:
        if new_line:
            self.end_line()
        text = one_line(text)
        if self._live:
            start_line_again(sys.stderr)
        print(f"{text:<78}" if self._live else text, end="", file=sys.stderr, flush=True)
        self._open = True


def _amount(progress: Progress) -> str:
    """How much of the step is done, and the time that is left."""
    parts = [progress_words(progress)]
    if progress.seconds_left is not None:
        parts.append(f"{duration_words(progress.seconds_left)} left")
    return "".join(f", {part}" for part in parts if part)


def _end_words(reply: Reply) -> str:
    """What an answer cost, or why there is none."""
    if reply.finish is Finish.TRAP:
        return translate(SITUATIONS[FailureKind.BAD_TEMPLATE, Variant.TRAP].title)
    return translate(FAILURES[FailureKind.PROMPT_TOO_LONG].title) if reply.finish is Finish.TOO_LONG else _cost(reply)


def _cost(reply: Reply) -> str:
    speed = f"{reply.tokens_per_second:.0f} tokens/s, first after {reply.seconds_to_first_token:.2f} s"
    return f"\n[{reply.completion_tokens} tokens, {speed}, {size_words(reply.peak_bytes)} of memory]"

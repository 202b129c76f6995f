"""pack and install: a model to other computers, and by ``--silent`` to a whole fleet of them."""

import argparse
import logging
from pathlib import Path

from app import __version__, log, paths
from app.cli.before_conversion import REQUIREMENT_NOT_MET
from app.cli.jobs import interruptible, run_job
from app.cli.library_folder import library_folder
from app.cli.output import CANCELLED, FAILED, fail, finished_json, print_json
from app.core.computer.checks.requirement import Requirement
from app.core.computer.computer_check import unmet_to_run
from app.core.events import Failed, News, Progress
from app.core.events import Log as LogEvent
from app.core.failures import Failure, FailureKind
from app.core.requests import Install, Pack
from app.core.snippets.shell import chat_command
from app.core.steps import Step
from app.jobs.process import EngineProcess
from app.wording.filling import duration_words, size_words
from app.wording.messages import failure_words, requirement_words, step_words

BAD_PACKAGE, NO_SPACE, NAME_TAKEN, BUSY = 4, 5, 6, 7
_CODES = {
    FailureKind.PACKAGE_DAMAGED: BAD_PACKAGE,
    FailureKind.PACKAGE_REFUSED: BAD_PACKAGE,
    FailureKind.PACKAGE_TOO_NEW: BAD_PACKAGE,
    FailureKind.NOT_A_CONVERTED_MODEL: BAD_PACKAGE,
    FailureKind.DISK_FULL: NO_SPACE,
    FailureKind.NAME_TAKEN: NAME_TAKEN,
    FailureKind.LIBRARY_BUSY: BUSY,
}
EXIT_CODES = (
    "Exit codes: 0 installed, or up to date already; 1 failed; 2 wrong usage; 3 this computer cannot run models; "
    "4 the package is damaged, not safe or too new; 5 not enough space; 6 the name is in use (see --update, --name); "
    "7 another installation of this package is running; 130 cancelled."
)


def pack(options: argparse.Namespace) -> int:
    output = options.output.absolute()
    packed = run_job(Pack(name=options.name, output=output, replaces=options.replace), options.json)
    if not options.json:
        print(f"{packed.path}\n{size_words(packed.bytes)}; took {duration_words(packed.seconds)}")
        print("On the other computer: double-click it, or model-installer install FILE")
    return 0


def install(options: argparse.Namespace) -> int:
    """See ``EXIT_CODES``."""
    if options.silent:
        return _Silent(options).run()
    if unmet := unmet_to_run():
        return _refuse(unmet, options.json)
    try:
        installed = run_job(_request(options), options.json)
    except Failure as failure:
        code = fail(failure, options.json)
        return _exit_code(failure, options, code)
    if not options.json:
        model = installed.deployment
        print(f"{'Already installed' if installed.unchanged else 'Installed'} as {model.model_id}\n{model.folder}")
        print(f"Talk to it: {chat_command(paths.command_line(), model.name)}")
    return 0


def _exit_code(failure: Failure, options: argparse.Namespace, otherwise: int) -> int:
    """A name that no model may have is the package's fault, unless the user gave it."""
    if failure.kind is FailureKind.NAME_INVALID and not options.name:
        return BAD_PACKAGE
    return _CODES.get(failure.kind, otherwise)


def _request(options: argparse.Namespace) -> Install:
    return Install(
        package=options.package.absolute(),
        library=(options.library or library_folder()).absolute(),
        name=options.name,
        update=options.update,
        replaces=options.replace,
    )


def _refuse(unmet: Requirement, as_json: bool) -> int:
    fail(Failure(FailureKind.REQUIREMENT_NOT_MET, unmet.needed, name=requirement_words(unmet).title), as_json)
    return REQUIREMENT_NOT_MET


class _Silent:
    """No window, no question, nothing on the terminal: one log, one exit code."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._step: Step | None = None
        self._log = logging.getLogger("install")
        log.configure_file(self._log, options.log or log.install_log())

    def run(self) -> int:
        self._log.info("Version %s installs %s for %s", __version__, self._options.package, Path.home())
        if unmet := unmet_to_run():
            self._log.error("%s: %s", *requirement_words(unmet)[:2])
            return REQUIREMENT_NOT_MET
        code = self._install(_request(self._options))
        self._log.info("Exit code %s", code)
        return code

    def _install(self, request: Install) -> int:
        process = EngineProcess(request)
        try:
            with interruptible(process):
                installed = process.result(self._note)
        except Failure as failure:
            self._log.error(" ".join(failure_words(failure)))
            self._log.error("%s %s", failure.kind, failure.details)
            self._tell(Failed.of(failure))
            code = CANCELLED if failure.kind is FailureKind.CANCELLED else FAILED
            return _exit_code(failure, self._options, code)
        words = "Up to date already" if installed.unchanged else "Installed"
        self._log.info("%s: %s", words, installed.deployment.model_id)
        self._tell(finished_json(request, installed))
        return 0

    def _tell(self, last: object) -> None:
        if self._options.json:
            print_json(last)

    def _note(self, event: News) -> None:
        match event:
            case Progress(step=step) if step is not self._step:
                self._step = step
                self._log.info(step_words(step))
            case LogEvent(message):
                self._log.info(message)
            case _:
                return

"""pack and install: a model to other computers, and by ``--silent`` to a whole fleet of them."""

import argparse
import logging
import sys
from pathlib import Path

from app import __version__, log, paths
from app.cli.jobs import exit_code, interruptible, run_job
from app.cli.library_folder import library_folder
from app.cli.output import fail
from app.cli.reports import REQUIREMENT_NOT_MET
from app.core.checks.requirement import Requirement
from app.core.events import Event, Failed, Finished, Progress, Step
from app.core.events import Log as LogEvent
from app.core.failures import FailureKind
from app.core.requests import Install, Pack
from app.core.requirements import unmet_to_run
from app.core.shell import chat_command
from app.core.wire import to_json
from app.process import EngineProcess
from app.wording import duration_words, failure_words, requirement_words, size_words, step_words

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
    last = run_job(Pack(name=options.name, output=output, replaces=options.replace), options.json)
    if isinstance(last, Finished) and last.packed and not options.json:
        packed = last.packed
        print(f"{packed.path}\n{size_words(packed.bytes)}; took {duration_words(packed.seconds)}")
        print("On the other computer: double-click it, or model-installer install FILE")
    return exit_code(last)


def install(options: argparse.Namespace) -> int:
    """See ``EXIT_CODES``."""
    if options.silent:
        return _Silent(options).run()
    if unmet := unmet_to_run():
        return _refuse(unmet, options.json)
    request = _request(options)
    last = run_job(request, options.json)
    if isinstance(last, Finished) and last.deployment and not options.json:
        model = last.deployment
        print(f"{'Already installed' if last.unchanged else 'Installed'} as {model.model_id}\n{model.folder}")
        print(f"Talk to it: {chat_command(paths.command_line(), model.name)}")
    return _exit_code(last)


def _request(options: argparse.Namespace) -> Install:
    return Install(
        package=options.package.absolute(),
        library=(options.library or library_folder()).absolute(),
        name=options.name,
        update=options.update,
        replaces=options.replace,
    )


def _exit_code(last: Event) -> int:
    return _CODES.get(last.kind, exit_code(last)) if isinstance(last, Failed) else exit_code(last)


def _refuse(unmet: Requirement, as_json: bool) -> int:
    fail(FailureKind.REQUIREMENT_NOT_MET, {"name": requirement_words(unmet).title}, as_json, unmet.needed)
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
        last: Event = Failed(FailureKind.INTERNAL)
        process = EngineProcess(_request(self._options))
        with interruptible(process):
            for event in process.events():
                last = event
                self._note(event)
        if self._options.json:
            sys.stdout.write(to_json(last).decode() + "\n")
        code = _exit_code(last)
        self._log.info("Exit code %s", code)
        return code

    def _note(self, event: Event) -> None:
        match event:
            case Progress(step=step) if step is not self._step:
                self._step = step
                self._log.info(step_words(step))
            case LogEvent(message):
                self._log.info(message)
            case Failed(kind, details, facts):
                self._log.error(" ".join(failure_words(kind, facts)))
                self._log.error("%s %s", kind, details)
            case Finished(deployment=model, unchanged=unchanged) if model:
                self._log.info("%s: %s", "Up to date already" if unchanged else "Installed", model.model_id)
            case _:
                return

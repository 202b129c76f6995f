"""The same job without a window. Every verb takes ``--json``: then standard output is JSON and nothing else."""

import os
import sys
from collections.abc import Sequence

from app import log, paths
from app.cli.output import CANCELLED, FAILED, fail
from app.cli.terminal import make_safe
from app.cli.verbs import Verb, make_parser
from app.core.failures import Failure
from app.core.files.os_failures import failure_of
from app.jobs.ahead import Ahead


def main(arguments: Sequence[str], ahead: Ahead | None = None) -> int:
    """Exit codes: 0 done, 1 failed, 2 wrong usage, 3 a mandatory requirement is not met, 130 cancelled. A conversion is
    done by the child that waits in ``ahead``, if one does."""
    _mend_streams()
    options = make_parser().parse_args([_clean(argument) for argument in arguments])
    options.ahead = ahead
    try:
        log.configure("command-line")
        verb: Verb = options.run
        return verb(options)
    except BrokenPipeError:  # the reader of our output has closed it
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return FAILED
    except KeyboardInterrupt:
        return CANCELLED
    except Failure as failure:
        return fail(failure, options.json)
    except OSError as error:
        return fail(failure_of(error, _data_folder()), options.json)


def _data_folder() -> str:
    try:
        return str(paths.data_folder())
    except OSError:
        return ""


def _mend_streams() -> None:
    """Use UTF-8 in every terminal (Windows: cp1252); a closed stream becomes an empty one."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123  # for the whole life
        else:
            stream.reconfigure(encoding="utf-8", errors="replace")
    make_safe()


def _clean(text: str) -> str:
    """Bytes that are no UTF-8 come in as surrogates, which no JSON can carry."""
    return text.encode(errors="surrogateescape").decode(errors="replace")

"""No argument, or a packed model: the window. A verb: the command line. ``--engine``: a child process.

Decides before any Qt import.
"""

import multiprocessing
import sys


def main() -> int:
    multiprocessing.freeze_support()
    arguments = sys.argv[1:]
    if arguments == ["--engine"]:
        from app.engine.__main__ import main as engine

        engine()
    from app.core.package import SUFFIX

    opened = len(arguments) == 1 and arguments[0].endswith(SUFFIX)
    if arguments and not opened:
        from app.cli import main as command_line

        return command_line(arguments)
    from app.windows import run

    return run(sys.argv[:1], *arguments)


if __name__ == "__main__":
    sys.exit(main())

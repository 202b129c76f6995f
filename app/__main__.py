"""No argument: the window. A verb: the command line. ``--engine``: a child process. Decides before any Qt import."""

import multiprocessing
import sys


def main() -> int:
    multiprocessing.freeze_support()
    arguments = sys.argv[1:]
    if arguments == ["--engine"]:
        from app.engine.__main__ import main as engine

        engine()
    if arguments:
        from app.cli import main as command_line

        return command_line(arguments)
    from app.wizard import run

    return run(sys.argv)


if __name__ == "__main__":
    sys.exit(main())

"""No argument, or a packed model: the window. A verb: the command line. ``--engine``: a child process.

Decides before any Qt import.
"""

import gc
import multiprocessing
import os
import sys

CANCELLED = 130  # the exit code


def main() -> int:
    multiprocessing.freeze_support()
    leave_libraries()
    arguments = sys.argv[1:]
    if arguments == ["--engine"]:
        from app.engine.__main__ import main as engine

        engine()
    from app.core.package.manifest import SUFFIX

    opened = len(arguments) == 1 and arguments[0].endswith(SUFFIX)
    if arguments and not opened:
        try:
            from app.cli import main as command_line
        except KeyboardInterrupt:  # the command line handles it once it is loaded
            return CANCELLED
        return command_line(arguments)
    gc.disable()  # off until the window shows: imports leave no garbage
    from app.application import run

    return run(sys.argv[:1], *arguments)


def leave_libraries() -> None:
    """A bundle's loader has named the bundle's libraries to find them itself; what the app starts, like a browser, must
    not take them for the system's."""
    if getattr(sys, "frozen", False) and sys.platform == "linux":
        os.environ.pop("LD_LIBRARY_PATH", None)
        if before := os.environ.pop("LD_LIBRARY_PATH_ORIG", None):
            os.environ["LD_LIBRARY_PATH"] = before


if __name__ == "__main__":
    sys.exit(main())

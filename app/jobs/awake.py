"""Keeps the computer from falling asleep while a long job runs, where the system lets a program ask for that."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def kept_awake() -> Iterator[bool]:
    """Whether the system has agreed. The screen may go dark."""
    from wakepy import keep  # imported late: the window opens without it

    mode = keep.running(on_fail="pass")
    active = mode.__enter__().active
    try:
        yield active
    finally:
        with suppress(RuntimeError):  # the system's service has ended meanwhile, and the promise with it
            mode.__exit__(None, None, None)

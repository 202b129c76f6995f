"""Changes to a library that last while a context is open."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any


@contextmanager
def patched(owner: Any, **values: Any) -> Iterator[None]:
    """While this is open, the attributes of ``owner``, a module or a class, have these ``values``."""
    # Read from the owner's own attributes: getattr turns a static method into a plain function
    originals = {name: vars(owner).get(name, getattr(owner, name)) for name in values}
    for name, value in values.items():
        setattr(owner, name, value)
    try:
        yield
    finally:
        for name, original in originals.items():
            setattr(owner, name, original)


@contextmanager
def replaced_function(owner: Any, replacement: Callable[..., Any]) -> Iterator[None]:
    """While this is open, ``owner`` has ``replacement`` under its name, which gets what it replaces as its first
    argument."""
    original = getattr(owner, replacement.__name__)

    @wraps(original)
    def call(*arguments: Any, **named: Any) -> Any:
        return replacement(original, *arguments, **named)

    with patched(owner, **{replacement.__name__: call}):
        yield

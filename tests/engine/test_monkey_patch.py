"""A patched library is what it was once the context is closed, whatever happened inside."""

from typing import Any

import pytest

from app.engine.monkey_patch import patched, replaced_function


class Library:
    colour = "red"

    @staticmethod
    def double(number: int) -> int:
        return 2 * number

    def greet(self, name: str) -> str:
        return f"Hello {name}"


def test_a_patch_ends_with_its_context() -> None:
    before = dict(vars(Library))
    with pytest.raises(ZeroDivisionError), patched(Library, colour="blue", double=staticmethod(lambda _: 0)):
        assert (Library.colour, Library.double(2), Library().double(2)) == ("blue", 0, 0)
        raise ZeroDivisionError
    assert dict(vars(Library)) == before and Library().double(2) == 4, "a static method is one again"


def test_a_replacement_gets_what_it_replaces() -> None:
    def greet(original: Any, library: Library, name: str) -> str:
        return f"{original(library, name)}!"

    with replaced_function(Library, greet):
        assert Library().greet("you") == "Hello you!"
    assert Library().greet("you") == "Hello you"

"""A template's time is told as on Linux, where models are trained, and never asked for as Windows cannot tell it."""

import sys
from datetime import datetime

import pytest

from app.core.template.clock import is_known_to_runtime, tell_time
from app.core.template.rendering import render
from app.core.template.rewriting import rewrite

TIME = datetime(2026, 2, 3, 0, 5, 6, 7)
TOLD = {
    "%d %b %Y": "03 Feb 2026",
    "%-d. %B": "3. February",
    "%-H|%k|%l %P": "0| 0|12 am",
    "%Y-%m-%dT%H:%M:%S.%f": "2026-02-03T00:05:06.000007",
    "100% sure, %%": "100% sure, %",
    "%Q": "%Q",
}


@pytest.mark.parametrize("format", TOLD)
def test_told_as_on_linux(format: str) -> None:
    assert tell_time(TIME, format) == TOLD[format]
    if sys.platform == "linux":
        assert TIME.strftime(format) == TOLD[format]


@pytest.mark.parametrize("format", ["%d %b %Y", "100 %%", "%H時", ""])
def test_known_to_the_runtime(format: str) -> None:
    assert is_known_to_runtime(format)


@pytest.mark.parametrize("format", ["%-d", "%f", "%", "100% %d", "%5Y", "%Ey", "%k", "% d", "%%%"])
def test_unknown_to_the_runtime(format: str) -> None:
    assert not is_known_to_runtime(format)


@pytest.mark.parametrize("format", ["%-d. %B %Y", "%k:%M", "%l %P", "100% of %d", "%Q"])
def test_rewritten_in_known_formats(format: str) -> None:
    asked: list[str] = []
    rewritten = rewrite(f"{{{{ strftime_now('{format}') }}}}")
    assert rewritten
    assert render(rewritten, [], now=TIME, formats=asked) == tell_time(TIME, format)
    assert all(map(is_known_to_runtime, asked))


def test_what_cannot_be_told_in_them_is_left_alone() -> None:
    asked: list[str] = []
    render(rewrite("{{ strftime_now('%H.%f') }}") or "", [], now=TIME, formats=asked)
    assert asked == ["%H.%f"]

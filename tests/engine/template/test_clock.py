"""A template that tells the time says other things from second to second; the proof is not shaken by it."""

import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.core.failures import Failure, FailureKind
from app.core.template.probes import probes, said
from app.core.template.rendering import render
from app.core.template.verification import TemplateMatch
from app.engine.template.renderers import HuggingFace, Runtime
from app.engine.template.verify_template import verify_template
from tests.core.checkpoint.checkpoints import CHATML
from tests.engine.template.test_public_templates import with_marks

TELLS = "{{ strftime_now('%d %b %Y %H:%M:%S') }}"


class Slow(Runtime):
    """Loads a template for longer than a second."""

    def _load(self, source: str) -> Any:
        loaded = super()._load(source)
        time.sleep(1.1)
        return loaded


@pytest.mark.parametrize("in_system", [False, True], ids=["before all", "in the system prompt it gives by itself"])
def test_the_clock_goes_on_between_two_renderings(tmp_path: Path, in_system: bool) -> None:
    own = "{% if messages[0].role != 'system' %}{{ '<|im_start|>system\n' }}TELLS{{ '<|im_end|>\n' }}{% endif %}"
    source = (own.replace("TELLS", TELLS) if in_system else TELLS) + CHATML
    folder = with_marks(tmp_path / "model", [])
    proof, chosen = verify_template(HuggingFace(folder, source), Slow(folder))
    assert (proof.verdict, proof.limits, chosen) == (TemplateMatch.UNTOUCHED, (), source)
    assert bool(proof.default_system) is in_system


def test_a_time_that_the_runtime_cannot_tell_is_refused(tmp_path: Path) -> None:
    """Linux's runtime writes ``%f`` as it stands; on Windows its process would end."""
    folder = with_marks(tmp_path / "model", [])
    source = "{{ strftime_now('%f') }}" + CHATML
    with pytest.raises(Failure) as caught:
        verify_template(HuggingFace(folder, source), Runtime(folder))
    assert caught.value.kind is FailureKind.BAD_TEMPLATE


def test_a_time_in_a_format_of_linux_is_rewritten(tmp_path: Path) -> None:
    folder = with_marks(tmp_path / "model", [])
    source = "{{ strftime_now('%-d. %B %Y') }}\n" + CHATML
    runtime = Runtime(folder)
    proof, chosen = verify_template(HuggingFace(folder, source), runtime)
    assert (proof.verdict, proof.limits) == (TemplateMatch.REWRITTEN, ())
    assert (runtime.render(chosen, probes(source)[0]) or "").startswith(f"{datetime.now().day}. ")


def test_a_given_time_is_told() -> None:
    assert render(TELLS, said("Hello"), now=datetime(2026, 2, 3, 4, 5, 6)) == "03 Feb 2026 04:05:06"

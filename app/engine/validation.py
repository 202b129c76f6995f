"""Measures an installed model: response time, memory, processor, what is mechanically wrong with its answers, and how
close it is to its original."""

import errno
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from app import __version__
from app.core.chat_template import Message
from app.core.events import Step
from app.core.judging import FAULTS, judge, write_scorecard
from app.core.library_format import check_format
from app.core.plan import Deployment
from app.core.requests import Validate
from app.core.scorecard import ASKED, Measure, Scorecard, this_computer
from app.engine.channel import Emit
from app.engine.chat import load, unload
from app.engine.direct import DirectModel, named_failures
from app.engine.ear import Ear
from app.engine.fidelity import compare
from app.engine.foundry import find_model, open_catalog
from app.engine.original import find_original, hear_original
from app.engine.progress import Steps
from app.engine.response import measure_response

PROMPTS = (
    "Hello! Who are you?",
    "What can you help me with? Please answer in one sentence.",
    "Name three fruits.",
    "Explain in one sentence why the sky is blue.",
    "Apa itu komputer? Jawab dalam satu kalimat.",
    "Tuliskan satu kalimat tentang hujan.",
)
assert len(PROMPTS) == ASKED
WEIGHTS = {Step.LOADING: 5, Step.MEASURING: 30, Step.COMPARING: 40, Step.ANSWERING: 25}


def validate(request: Validate, emit: Emit) -> Scorecard:
    """Raises ``Failure`` (NOT_INSTALLED, LIBRARY_NEWER, LOAD_FAILED, CHAT_FAILED, OUT_OF_MEMORY; with a ``reference``
    also REFERENCE_UNFIT and what is wrong with its folder) and ``OSError``; an earlier scorecard then stays."""
    computer = this_computer()
    steps = Steps(emit, WEIGHTS)
    steps.start(Step.LOADING)
    with open_catalog() as catalog:
        installed, deployment = find_model(catalog, request.name)
        _require_writable(deployment.folder)
        original = find_original(request, deployment, computer.free_memory)
        load(installed, deployment)
        steps.start(Step.MEASURING)
        response = measure_response(installed, deployment, steps.advance)
        unload(installed)
    dialogues = [_dialogue(deployment, prompt) for prompt in PROMPTS]
    if original.checkpoint:
        steps.start(Step.COMPARING)
    original, answers = hear_original(original, deployment, dialogues, steps.advance, emit)
    steps.start(Step.ANSWERING)
    with named_failures(deployment.folder):
        model = DirectModel(deployment.folder)
        values = _fault_shares(model, deployment, dialogues, steps)
        fidelity = compare(model, answers, dialogues, lambda *_: None) if answers else None
    values |= response.values | (fidelity.values if fidelity else {})
    card = Scorecard(
        rows=tuple(judge(measure, values[measure], computer) for measure in Measure if measure in values),
        computer=computer,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        installer=__version__,
        rounds=response.rounds,
        short_tokens=response.short_tokens,
        long_tokens=response.long_tokens,
        answers=len(PROMPTS),
        prompts=fidelity.prompts if fidelity else 0,
        positions=fidelity.positions if fidelity else 0,
        uncompared=original.why,
        needed_bytes=original.needed,
    )
    write_scorecard(deployment.folder, card)
    return card


def _require_writable(folder: Path) -> None:
    """Before minutes of work, whose result could not be kept."""
    check_format(folder.parent.parent)
    if not os.access(folder, os.W_OK):
        raise PermissionError(errno.EACCES, "the scorecard could not be kept", str(folder))


def _dialogue(deployment: Deployment, prompt: str) -> list[Message]:
    asked = [{"role": "system", "content": deployment.system_prompt}] if deployment.system_prompt else []
    return [*asked, {"role": "user", "content": prompt}]


def _fault_shares(
    model: DirectModel, deployment: Deployment, dialogues: Sequence[Sequence[Message]], steps: Steps
) -> dict[Measure, float]:
    """Of each fault, the share of the answers that have it."""
    ear = Ear(model, deployment)
    found = []
    for number, messages in enumerate(dialogues):
        steps.advance(number, len(dialogues))
        found.append(ear.faults(messages))
    return {fault: sum(fault in each for each in found) / len(found) for fault in FAULTS}

"""Listens to the answers of a converted model for what is mechanically wrong with them."""

import time
from collections.abc import Sequence

from app.core.answer_faults import faults
from app.core.chat_template import Message
from app.core.plan import Deployment
from app.core.scorecard import Measure
from app.core.template_check import template_kind
from app.core.template_files import read_template
from app.core.template_probes import turn_marks
from app.core.tokenizer_files import CONFIG, read_optional, read_vocabulary, special_token
from app.engine.direct import DirectModel

LONGEST, WITH_THOUGHTS = 256, 1024  # tokens of an answer; what is asked wants far less
PATIENCE = 60.0  # seconds


class Ear:
    """Knows what of the template an answer of ``model`` must not hold: its marks, which are text, or tokens that no
    text shows; those around thoughts and calls of functions may be said."""

    def __init__(self, model: DirectModel, deployment: Deployment) -> None:
        proof = deployment.template
        self._model = model
        self._thoughts = proof.reasoning if proof else ()
        self._most = WITH_THOUGHTS if self._thoughts else LONGEST
        template = read_template(deployment.folder, []) or ""
        begins = special_token(read_optional(deployment.folder / CONFIG), "bos_token")
        marks = {*turn_marks(template), *template_kind(template).marks, *([begins] if begins else ())}
        self._marks = marks - {*self._thoughts, *(proof.tool_calls if proof else ())}
        added = read_vocabulary(deployment.folder).added
        self._silent = {added[mark] for mark in self._marks if mark in added} - set(model.stops)

    def faults(self, messages: Sequence[Message]) -> frozenset[Measure]:
        """Of a greedy answer. Raises ``RuntimeError``, as the runtime does."""
        started = time.monotonic()
        answer = self._model.answer(self._model.prompt(messages), self._most, PATIENCE)
        stopped, time_up = answer.stop_token is not None, time.monotonic() - started >= PATIENCE
        text = self._model.decode([token for token in answer.ids if token not in self._silent])
        if self._thoughts:
            text = text.rpartition(self._thoughts[1])[2]
        leaked = not self._silent.isdisjoint(answer.ids)
        return faults(text, stopped=stopped, at_limit=not (stopped or time_up), leaked=leaked, marks=self._marks)

"""Finds what is mechanically wrong with an installed model's answers, and why: by what the original says."""

from collections.abc import Sequence

from app.core.library.deployment import Deployment
from app.core.scorecard.answer_faults import BROKEN, faults
from app.core.scorecard.scorecard import Cause, Measure
from app.core.template.files import read_template
from app.core.template.probes import turn_marks
from app.core.template.reading import template_kind
from app.core.template.rendering import Message
from app.core.tokenizer.files import TOKENIZER_CONFIG, read_optional, read_vocabulary, special_token
from app.engine.chat.direct_runtime import DirectModel
from app.engine.scorecard.answering import Said, without_reasoning


class FaultFinder:
    """Knows what of the template an answer of ``model`` must not hold: its marks, which are text, or tokens that no
    text shows; those around reasoning and calls of functions may be said."""

    def __init__(self, model: DirectModel, deployment: Deployment) -> None:
        verification = deployment.template
        self._model = model
        self._reasoning_marks = verification.reasoning if verification else ()
        template = read_template(deployment.folder, []) or ""
        begins = special_token(read_optional(deployment.folder / TOKENIZER_CONFIG), "bos_token")
        marks = {*turn_marks(template), *template_kind(template).marks, *([begins] if begins else ())}
        self._marks = marks - {*self._reasoning_marks, *(verification.tool_calls if verification else ())}
        added = read_vocabulary(deployment.folder).added
        self._silent = {added[mark] for mark in self._marks if mark in added} - set(model.stops)

    def faults(self, messages: Sequence[Message], said: Said) -> frozenset[Measure]:
        """Those of the answer ``said`` to ``messages``, of the model or of its original."""
        ids = said.ids[: said.tokens]
        visible = [token for token in ids if token not in self._silent]
        return faults(
            without_reasoning(self._model.decode(visible), self._reasoning_marks),
            stopped=said.ended,
            at_limit=said.at_limit,
            leaked=not self._silent.isdisjoint(ids),
            marks=self._marks,
            ids=ids,
            question=messages[-1]["content"],
        )

    def cause(
        self, fault: Measure, messages: Sequence[Message], mine: Said, original: Said | None, ends: frozenset[int]
    ) -> Cause:
        """Why ``mine`` has the ``fault``; ``ends`` are the original's own stop tokens."""
        if original is None:
            return Cause.UNKNOWN
        if fault is Measure.GARBLED and mine.ids == original.ids and BROKEN not in original.whole:
            return Cause.TOKENIZER
        if fault in self.faults(messages, original):
            return Cause.TRAINING
        if not ends.isdisjoint(mine.ids[: mine.tokens]):
            return Cause.STOP_TOKENS
        if mine.prompt != original.prompt:
            same_text = self._model.decode(mine.prompt) == self._model.decode(original.prompt)
            return Cause.TOKENIZER if same_text else Cause.TEMPLATE
        return Cause.PRECISION

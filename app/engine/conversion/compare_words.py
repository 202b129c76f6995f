"""The next words of a converted model against its original's, while both are at hand: a conversion that damages the
model is told at once. The original is run layer by layer, so that it takes little memory."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from msgspec import Struct

from app.core.computer.machine import memory
from app.core.computer.threads import usable_cores
from app.core.estimate.running_memory import fits_packed
from app.core.library.fidelity import Fidelity
from app.engine.calibration.layers import Layer, find_decoder, run_layers
from app.engine.calibration.vocabulary import log_probabilities
from app.engine.conversion.trial_graph import write_trial_graph
from app.engine.library.foundry_cli import read_every_position

WORDS = "words.onnx"  # lies in the model's folder meanwhile
MOST_SURPRISE = 300.0  # nats, whose perplexity is no float32 any more
COMPARED_AT_ONCE = 16  # tokens that are compared at once
TIE = 1e-4  # nats: words of which the original prefers none more than this are equally likely


class Head(Struct, frozen=True):
    """What of an original makes words of hidden states; the rest of it may go."""

    config: Any
    layer: Any

    def get_output_embeddings(self) -> Any:
        return self.layer


class Tally(Struct):
    """What adds up over the windows."""

    same: int = 0
    divergences: list[float] = []
    surprises: list[float] = []  # -log p of each next token of the text, in nats
    original_surprises: list[float] = []

    def add(self, ids: torch.Tensor, theirs: torch.Tensor, logits: torch.Tensor) -> None:
        """Of what follows each token of ``ids``: the original's log-probabilities and the model's logits, both (tokens,
        vocabulary). Some at a time: a large vocabulary makes each table of numbers as large as a layer."""
        pieces = zip(
            *(torch.split(each, COMPARED_AT_ONCE) for each in (ids[1:], theirs[:-1], logits[:-1])), strict=True
        )
        for following, of_theirs, ours in (*pieces, (ids[:0], theirs[-1:], logits[-1:])):
            self._add(following[:, None], of_theirs, torch.log_softmax(ours, -1))

    def _add(self, following: torch.Tensor, theirs: torch.Tensor, ours: torch.Tensor) -> None:
        chosen = theirs.gather(1, ours.argmax(-1, keepdim=True)).squeeze(1)
        self.same += int((chosen >= theirs.amax(-1) - TIE).sum())
        self.divergences += (theirs.exp() * (theirs - ours)).sum(-1).tolist()
        known = slice(len(following))
        self.surprises += (-ours[known].gather(1, following)).flatten().tolist()
        self.original_surprises += (-theirs[known].gather(1, following)).flatten().tolist()

    def fidelity(self) -> Fidelity:
        return Fidelity(
            positions=len(self.divergences),
            same_next=self.same / len(self.divergences),
            divergence=max(0.0, float(np.mean(self.divergences))),
            divergence_99=max(0.0, float(np.quantile(self.divergences, 0.99))),
            perplexity=_perplexity(self.surprises),
            original_perplexity=_perplexity(self.original_surprises),
        )


def _perplexity(surprises: list[float]) -> float | None:
    """None where no number can say it."""
    mean = float(np.mean(surprises)) if surprises else float("nan")
    return float(np.exp(mean)) if np.isfinite(mean) and mean < MOST_SURPRISE else None


class OriginalWords:
    """What the original says after each token of the ``texts`` (windows, tokens), which are made once its settings
    have been read: what is wrong with these is then told by what reads them first."""

    def __init__(self, texts: Callable[[], torch.Tensor]) -> None:
        self._texts = texts
        self._ids = torch.empty(0)
        self._model: Any = None
        self._states = torch.empty(0)

    def observe(self, model: Any, report: Callable[[int, int], None] = lambda *_: None) -> None:
        """``model`` is Hugging Face's, whose weights are mapped from their files; its head is asked again later.
        ``report`` is told how many layers have been run, and of how many."""
        layers = len(find_decoder(model).layers)

        def run(layer: Layer, hidden: torch.Tensor) -> torch.Tensor:
            report(layer.number, layers)
            return layer.run(layer.parameters(), hidden)

        self._ids = self._texts()
        with torch.no_grad():
            self._states = run_layers(model, self._ids, run)
        self._model = Head(model.config, model.get_output_embeddings())

    def compare(self, folder: Path, report: Callable[[int, int], None] = lambda *_: None) -> Fidelity | None:
        """With the converted model in ``folder``; None when the original was not observed. Raises ``RuntimeError``, as
        the runtime does."""
        if self._model is None:
            return None
        tally = Tally()
        report(0, len(self._ids))
        with torch.no_grad():
            words = zip(self._ids, self._states, _every_word(folder, self._ids), strict=True)
            for number, (ids, states, rows) in enumerate(words, 1):
                theirs = log_probabilities(self._model, states)
                ours = torch.from_numpy(rows)[:, : theirs.shape[1]]
                tally.add(ids, theirs[:, : ours.shape[1]], ours)
                report(number, len(self._ids))
        return tally.fidelity()


def _every_word(folder: Path, windows: torch.Tensor) -> Any:
    """For each window the logits after each of its tokens, (tokens, vocabulary) float32."""
    import onnxruntime_genai as og

    graph = folder / WORDS
    packed = fits_packed((folder / "model.onnx.data").stat().st_size, memory()[1])
    options: dict[str, Any] = {"intra_op_num_threads": usable_cores()}
    if not packed:
        options["session.disable_prepacking"] = "1"
    try:
        write_trial_graph(folder / "model.onnx", graph, cut=not packed)
        read_every_position(graph)
        config = og.Config(str(folder))
        config.clear_providers()
        config.overlay(json.dumps({"model": {"decoder": {"session_options": options, "filename": WORDS}}}))
        model = og.Model(config)
        for ids in windows:
            parameters = og.GeneratorParams(model)
            parameters.set_search_options(do_sample=False, max_length=_length(folder, len(ids)))
            generator = og.Generator(model, parameters)
            generator.append_tokens(ids.tolist())
            yield np.asarray(generator.get_output("logits"), dtype=np.float32)[0]
            del generator
    finally:
        graph.unlink(missing_ok=True)


def _length(folder: Path, tokens: int) -> int:
    """What the KV cache must hold: the tokens and one more, or a whole sliding window."""
    decoder = json.loads((folder / "genai_config.json").read_text(encoding="utf-8"))["model"]["decoder"]
    return max(tokens + 1, int(decoder.get("sliding_window", {}).get("window_size", 0)))

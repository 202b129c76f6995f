"""The tokens that a calibrated conversion looks at the layers with."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.estimate.calibration_work import LARGE_MODEL, LEAST_WINDOWS, MOST_WINDOWS, WINDOW_LENGTH
from app.core.failures import Failure, FailureKind
from app.core.requests import ReadWindows, TokenWindows
from app.core.scorecard.held_out import training_parts
from app.core.template.probes import probes
from app.core.template.rendering import Message
from app.core.tokenizer.files import TOKENIZER_CONFIG, damaged_tokenizer, read_optional, special_token
from app.engine.calibration.texts import built_in_texts, held_out_conversations, held_out_texts
from app.engine.fresh_process import TEMPLATES, run_in_new_process
from app.engine.lone_tokenizer import read_tokenizer
from app.engine.template.renderers import HuggingFace

HELD_OUT, HELD_OUT_LENGTH = 5, 64  # the same of those that the result is compared on
JUDGED_TOKENS, JUDGED_LENGTH = 2048, 128  # tokens that a verdict on an installed model rests on, and of each window
JUDGED_OWN_SHARE = 0.5  # share of these windows from the user's own questions, as far as they go
OWN_SHARE = 0.75  # share of the windows from the user's own file; the rest keeps the model as it is with other texts


def windows_in_new_process(request: ReadWindows) -> TokenWindows:
    """Raises ``Failure``: what ``read_windows`` does, and BAD_TEMPLATE for a template that takes too much time or
    memory; the tokenizer was tried before."""
    return run_in_new_process(request, TEMPLATES)


def read_windows(request: ReadWindows) -> TokenWindows:
    """As the model in the folder reads them. Raises ``Failure``: BAD_CONFIG for a tokenizer that reads nothing,
    BAD_TEMPLATE for a template that makes text of nothing, which no installation takes; BAD_TRAINING_FILE."""
    tokenizer = _Encoder(request.folder)
    template = _template(request.folder, request.checkpoint)
    if template and not any(map(template.expect, probes(template.source))):
        raise Failure(FailureKind.BAD_TEMPLATE, "it makes no text of any conversation")
    render, context = _renderer(template), request.checkpoint.context_length
    length = min(HELD_OUT_LENGTH, context or HELD_OUT_LENGTH)
    held_out = _cut(tokenizer, [render(each) for each in held_out_texts()], HELD_OUT, length)
    calibration = _calibration(tokenizer, render, request) if request.calibrates else []
    return TokenWindows(calibration=calibration, held_out=held_out)


def _calibration(tokenizer: "Encodes", render: Any, request: ReadWindows) -> list[list[int]]:
    length = min(WINDOW_LENGTH, request.checkpoint.context_length or WINDOW_LENGTH)
    windows = MOST_WINDOWS if request.checkpoint.parameters < LARGE_MODEL else LEAST_WINDOWS
    general = [render(each) for each in built_in_texts()]
    if request.calibration is None:
        return _cut(tokenizer, general, windows, length)
    own = [render(each) for each in training_parts(request.calibration)[0]]
    found = _cut(tokenizer, own, int(windows * OWN_SHARE), length)
    return found + _cut(tokenizer, general, windows - len(found), length)


def judging_windows(folder: Path, checkpoint: Checkpoint, own: Sequence[Sequence[Message]]) -> Any:
    """(windows, tokens) with ``JUDGED_TOKENS`` and more, of the ``own`` conversations, no token of them twice, and of
    texts that a calibration does not have, as a tensor."""
    import torch

    tokenizer = _Encoder(folder)
    length = min(JUDGED_LENGTH, checkpoint.context_length or JUDGED_LENGTH)
    render = _renderer(_template(folder, checkpoint))
    count = -(-JUDGED_TOKENS // length)
    texts = [render(each) for each in own]
    tokens = sum(len(tokenizer.encode(text)) for text in texts)
    mine = min(int(count * JUDGED_OWN_SHARE), tokens // length)
    found = _cut(tokenizer, texts, mine, length) if mine else []
    general = [render(each) for each in (*held_out_texts(), *held_out_conversations())]
    return torch.tensor(found + _cut(tokenizer, general, count - len(found), length))


class Encodes(Protocol):
    """``start`` is the token that begins each text, if there is one."""

    start: list[int]

    def encode(self, text: str) -> list[int]: ...


class _Encoder:
    def __init__(self, folder: Path) -> None:
        self._tokenizer = read_tokenizer(folder)
        config = read_optional(folder / TOKENIZER_CONFIG)
        first = self._tokenizer.token_to_id(special_token(config, "bos_token"))
        begun = config.get("add_bos_token") is True or self._tokenizer.encode("").ids[:1] == [first]
        self.start: list[int] = [first] if first is not None and begun else []

    def encode(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)


def _template(folder: Path, checkpoint: Checkpoint) -> HuggingFace | None:
    return HuggingFace(folder, checkpoint.chat_template) if checkpoint.chat_template else None


def _renderer(template: HuggingFace | None) -> Any:
    """A text stays; a conversation becomes what the model's own template makes of it, or its turns one by one."""

    def render(text: str | Sequence[Message]) -> str:
        if isinstance(text, str):
            return text
        try:
            return template.conversation(text) if template else _turns(text)
        except Failure:
            return _turns(text)

    return render


def _turns(messages: Sequence[Message]) -> str:
    return "\n".join(message["content"] for message in messages)


def _cut(tokenizer: "Encodes", texts: Sequence[str], count: int, length: int) -> list[list[int]]:
    """``count`` windows spread over the texts, one text after the other; each begins as the tokenizer begins a text.
    Short texts are repeated."""
    start = tokenizer.start
    ids = [token for text in texts for token in tokenizer.encode(text + "\n\n")]
    own = length - len(start)
    if not ids:
        raise damaged_tokenizer("it makes no token of any text")
    while len(ids) < own:
        ids = ids + ids
    step = max(1, (len(ids) - own) // max(1, count - 1))
    return [start + ids[at : at + own] for at in range(0, len(ids) - own + 1, step)][:count]

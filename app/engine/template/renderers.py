"""The renderers of chat templates: Hugging Face's is ``core.template.rendering`` with the model's ``tokenizer.json``;
the runtime's is that of onnxruntime-genai, which Foundry Local uses."""

import json
import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from app.core.failures import Failure, FailureKind
from app.core.files.folder import read_json
from app.core.template.clock import CLOCK, is_known_to_runtime
from app.core.template.probes import Probe
from app.core.template.prompt_template import PromptTemplate, prompt_template
from app.core.template.rendering import Message, SpecialTokens, render
from app.core.template.verification import TemplateFeature
from app.core.tokenizer.files import TOKENIZER_CONFIG, read_vocabulary, special_token
from app.engine.job_folder import temporary_folder

TOKENIZER_SUFFIXES = (".json", ".model", ".txt")


class Expected(Struct, frozen=True):
    """What Hugging Face makes of a conversation."""

    probe: Probe
    text: str
    tokens: list[int]
    said: Probe  # what was rendered: ``probe``, or that with the system prompt in the user's words


class Runtime:
    """The runtime's tokenizer with its Jinja engine, for the model in ``folder``; raises ``Failure(LOAD_FAILED)``.

    Each template is loaded as Foundry Local does it, from a tokenizer's own files: it is read once then, which takes a
    fourth of a second for the longest, and not once for every conversation.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._source = ""
        self._tokenizer = _load_tokenizer(folder)
        self._loaded: Any = None  # tokenizer with ``_source`` as its template; None: the runtime refuses it
        self._known: dict[tuple[str, str], str | None] = {}

    def render(self, source: str, probe: Probe, fresh: bool = False) -> str | None:
        """None when the runtime refuses. What it said before is remembered, unless a ``fresh`` look is wanted."""
        key = (source, repr(probe))
        if fresh or key not in self._known:
            self._known[key] = self._render(source, probe)
        return self._known[key]

    def _render(self, source: str, probe: Probe) -> str | None:
        if source != self._source:
            self._source, self._loaded = source, None
            self._loaded = self._load(source)
        if self._loaded is None or not _asks_known_formats(source, probe):
            return None
        tools = {"tools": json.dumps(probe.tools)} if probe.tools else {}
        try:
            text = self._loaded.apply_chat_template(
                json.dumps(probe.messages), add_generation_prompt=probe.add_generation_prompt, **tools
            )
        except RuntimeError:
            return None
        return str(text)

    def _load(self, source: str) -> Any:
        """The folder's tokenizer with ``source`` for its template; None when that is refused."""
        with temporary_folder() as place:
            copy = Path(place)
            for path in self._folder.iterdir():
                if path.suffix in TOKENIZER_SUFFIXES:
                    shutil.copyfile(path, copy / path.name)
            config = read_json(self._folder / TOKENIZER_CONFIG) | {"chat_template": source}
            (copy / TOKENIZER_CONFIG).write_text(json.dumps(config), encoding="utf-8")
            try:
                return _load_tokenizer(copy)
            except Failure:
                return None

    def encode(self, text: str) -> list[int]:
        return [int(token) for token in self._tokenizer.encode(text)]


def _asks_known_formats(source: str, probe: Probe) -> bool:
    """Whether the runtime can tell the time as the template asks for it there; its process would end on Windows."""
    if CLOCK not in source:
        return True
    formats: list[str] = []
    with suppress(Failure):
        prompt = probe.add_generation_prompt
        render(source, probe.messages, add_generation_prompt=prompt, tools=probe.tools, formats=formats)
    return all(map(is_known_to_runtime, formats))


def _load_tokenizer(folder: Path) -> Any:
    import onnxruntime_genai as og

    try:
        return og.Tokenizer(og.Config(str(folder)))
    except RuntimeError as error:
        raise Failure(FailureKind.LOAD_FAILED, str(error), name=folder.name) from error


class HuggingFace:
    """Hugging Face's rendering of ``source`` with the special tokens and the tokenizer of the model in ``folder``."""

    def __init__(self, folder: Path, source: str) -> None:
        from tokenizers import Tokenizer

        config = read_json(folder / "tokenizer_config.json")
        self.source = source
        self.special = SpecialTokens(
            bos_token=special_token(config, "bos_token"), eos_token=special_token(config, "eos_token")
        )
        self.added = read_vocabulary(folder).added
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def encode(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def expect(self, probe: Probe) -> Expected | None:
        """None when the template itself refuses, writes nothing, or takes no notice of tools or a system prompt."""
        try:
            text = self._render(probe)
            if probe.tools and text == self._render(Probe(feature=probe.feature, messages=probe.messages)):
                return None
        except Failure:
            return None
        if probe.feature is TemplateFeature.SYSTEM and probe.messages[0]["content"] not in text:
            return None
        return Expected(probe, text, self.encode(text), probe) if text else None

    def prompt_template(self, now: datetime) -> PromptTemplate | None:
        return prompt_template(self.source, now=now, **self.special)

    def text_at(self, now: datetime, messages: Sequence[Message]) -> str:
        """What it would make of ``messages`` then; raises ``Failure(BAD_TEMPLATE)``."""
        return render(self.source, messages, now=now, **self.special)

    def conversation(self, messages: Sequence[Message]) -> str:
        """What it makes of a whole conversation, in which no answer is asked for; raises ``Failure(BAD_TEMPLATE)``."""
        return render(self.source, messages, add_generation_prompt=False, **self.special)

    def _render(self, probe: Probe) -> str:
        return render(
            self.source,
            probe.messages,
            add_generation_prompt=probe.add_generation_prompt,
            tools=probe.tools,
            **self.special,
        )

"""One chat template, three renderers, the same tokens: Hugging Face's, the runtime's own, and the older runtime's.

Hugging Face's is ``core.chat_template`` with the model's ``tokenizer.json``; the runtime's is that of
onnxruntime-genai, which Foundry Local uses.
"""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from app.core.chat_template import render
from app.core.failures import Failure, FailureKind
from app.core.folder import read_json
from app.core.plan import TemplateFeature, TemplateProof, TemplateVerdict
from app.core.prompt_template import PromptTemplate, compose, prompt_template
from app.core.template_fold import FOLD, folded
from app.core.template_marks import opens_reasoning, reasoning_marks, tool_call_marks
from app.core.template_probes import Probe, probes
from app.core.template_rewrite import KEEP_TOOLS, rewrite
from app.core.tokenizer_files import CONFIG, read_vocabulary, special_token

TOKENIZER_SUFFIXES = (".json", ".model", ".txt")


class Expected(Struct, frozen=True):
    """What Hugging Face makes of a conversation."""

    probe: Probe
    text: str
    tokens: list[int]


class Runtime:
    """The runtime's tokenizer with its Jinja engine, for the model in ``folder``; raises ``Failure(LOAD_FAILED)``.

    Each template is loaded as Foundry Local does it, from a tokenizer's own files: it is read once then, which takes a
    fourth of a second for the longest, and not once for every conversation.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._source = ""
        self._tokenizer = _load_tokenizer(folder)
        self._loaded: Any = None  # with ``_source`` as its template; None: it is refused
        self._known: dict[tuple[str, str], str | None] = {}

    def render(self, source: str, probe: Probe) -> str | None:
        """None when the runtime refuses."""
        key = (source, repr(probe))
        if key not in self._known:
            self._known[key] = self._render(source, probe)
        return self._known[key]

    def _render(self, source: str, probe: Probe) -> str | None:
        if source != self._source:
            self._source, self._loaded = source, None
            self._loaded = self._load(source)
        if self._loaded is None:
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
        with TemporaryDirectory(dir=os.environ.get("MODEL_INSTALLER_JOB")) as place:
            copy = Path(place)
            for path in self._folder.iterdir():
                if path.suffix in TOKENIZER_SUFFIXES:
                    shutil.copyfile(path, copy / path.name)
            config = read_json(self._folder / CONFIG) | {"chat_template": source}
            (copy / CONFIG).write_text(json.dumps(config), encoding="utf-8")
            try:
                return _load_tokenizer(copy)
            except Failure:
                return None

    def encode(self, text: str) -> list[int]:
        return [int(token) for token in self._tokenizer.encode(text)]


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
        self.special = {key: special_token(config, key) for key in ("bos_token", "eos_token")}
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
        return Expected(probe, text, self.encode(text)) if text else None

    def prompt_template(self) -> PromptTemplate | None:
        return prompt_template(self.source, **self.special)

    def _render(self, probe: Probe) -> str:
        return render(
            self.source,
            probe.messages,
            add_generation_prompt=probe.add_generation_prompt,
            tools=probe.tools,
            **self.special,
        )


def prove(reference: HuggingFace, runtime: Runtime) -> tuple[TemplateProof, str]:
    """What the runtime makes of the template, and the source that it should get: the template or an equivalent.

    Raises ``Failure`` (BAD_TEMPLATE) when the runtime renders neither at all.
    """
    tried = probes(reference.source)
    expected = [found for probe in tried if (found := reference.expect(probe))]
    source, limits = _best(reference.source, expected, runtime)
    if limits and runtime.render(source, tried[0]) is None:
        raise Failure(FailureKind.BAD_TEMPLATE, "the runtime refuses it")
    offered = {each.probe.feature for each in expected}
    if TemplateFeature.SYSTEM not in offered:
        source = _with_fold(source, [*expected, *_folded(tried, reference)], limits, runtime)
    marks = reasoning_marks(reference.source)
    proof = TemplateProof(
        verdict=_verdict(limits, rewritten=source != reference.source),
        limits=limits,
        folds_system=source.startswith(FOLD),
        reasoning=marks,
        reasoning_opened=bool(expected) and opens_reasoning(expected[0].text, marks),
        tool_calls=tool_call_marks(reference.source, reference.added) if TemplateFeature.TOOLS in offered else (),
        absent=tuple(feature for feature in TemplateFeature if feature not in offered),
        older_limits=_features(_differing_older(expected, reference.prompt_template())),
    )
    return proof, source


def _folded(tried: Sequence[Probe], reference: HuggingFace) -> Iterator[Expected]:
    """What a template without a system prompt ought to make of the probes that have one."""
    for probe in tried:
        if probe.feature is TemplateFeature.SYSTEM and (
            found := reference.expect(replace(probe, messages=folded(probe.messages)))
        ):
            yield replace(found, probe=probe)


def _with_fold(source: str, expected: list[Expected], limits: tuple[TemplateFeature, ...], runtime: Runtime) -> str:
    """``source`` with a place for a system prompt, if that does what it should and nothing else."""
    return FOLD + source if _features(_differing(FOLD + source, expected, runtime)) == limits else source


def _verdict(limits: tuple[TemplateFeature, ...], *, rewritten: bool) -> TemplateVerdict:
    """Tools apart, which only programs use: their limit is told beside the verdict."""
    if set(limits) - {TemplateFeature.TOOLS}:
        return TemplateVerdict.REFUSED
    return TemplateVerdict.REWRITTEN if rewritten else TemplateVerdict.UNTOUCHED


def _best(source: str, expected: list[Expected], runtime: Runtime) -> tuple[str, tuple[TemplateFeature, ...]]:
    """The template, or what comes nearest to it and does as well as anything; and what then does not work."""
    candidates = [source, KEEP_TOOLS + source, *filter(None, [rewrite(source)])]
    for candidate in candidates:
        if next(_differing(candidate, expected, runtime), None) is None:
            return candidate, ()
    tried = [(candidate, _features(_differing(candidate, expected, runtime))) for candidate in candidates]
    return min(tried, key=lambda pair: len(pair[1]))


def _differing(source: str, expected: list[Expected], runtime: Runtime) -> Iterator[TemplateFeature]:
    for each in expected:
        text = runtime.render(source, each.probe)
        if text != each.text or runtime.encode(text) != each.tokens:
            yield each.probe.feature


def _differing_older(expected: list[Expected], template: PromptTemplate | None) -> Iterator[TemplateFeature]:
    """The older runtime offers neither tools nor a closed conversation."""
    for each in expected:
        if each.probe.tools or not each.probe.add_generation_prompt:
            continue
        if template is None or compose(template, each.probe.messages) != each.text:
            yield each.probe.feature


def _features(found: Iterator[TemplateFeature]) -> tuple[TemplateFeature, ...]:
    return tuple(dict.fromkeys(found))

"""One chat template, three renderers, the same tokens: Hugging Face's, the runtime's own, and the older runtime's."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from app.core.failures import Failure, FailureKind
from app.core.template.clock import CLOCK
from app.core.template.marks import opens_reasoning, reasoning_marks, tool_call_marks
from app.core.template.probes import FOLD, Probe, folded, probes
from app.core.template.prompt_template import PromptTemplate, compose
from app.core.template.rewriting import KEEP_TOOLS, rewrite
from app.core.template.verification import TemplateFeature, TemplateMatch, TemplateVerification
from app.engine.job_folder import temporary_folder
from app.engine.lone_tokenizer import write_lone_template
from app.engine.template.renderers import Expected, HuggingFace, Runtime


def verify_template(reference: HuggingFace, runtime: Runtime) -> tuple[TemplateVerification, str]:
    """What the runtime makes of the template, and the source that it should get: the template or an equivalent.

    Raises ``Failure`` (BAD_TEMPLATE) when the runtime renders neither at all, or Hugging Face nothing: what Jinja's
    sandbox stops (a loop of 10 ** 12 rounds, a macro that calls itself) the runtime does not.
    """
    tried = probes(reference.source)
    expected = [found for probe in tried if (found := reference.expect(probe))]
    if not expected:
        raise Failure(FailureKind.BAD_TEMPLATE, "Hugging Face's reading of it makes no text of any conversation")
    source, limits = _best(reference, expected, runtime)
    if limits and runtime.render(source, tried[0]) is None:
        raise Failure(FailureKind.BAD_TEMPLATE, "the runtime refuses it")
    offered = {each.probe.feature for each in expected}
    if TemplateFeature.SYSTEM not in offered:
        folded_too = [*expected, *_folded(tried, reference)]
        if _features(_differing(FOLD + source, folded_too, reference, runtime)) == limits:
            source = FOLD + source  # folding the system prompt changes nothing else
    marks, now = reasoning_marks(reference.source), datetime.now()
    turns = reference.prompt_template(now)
    verification = TemplateVerification(
        verdict=_match(limits, rewritten=source != reference.source),
        limits=limits,
        folds_system=source.startswith(FOLD),
        reasoning=marks,
        reasoning_opened=opens_reasoning(expected[0].text, marks),
        tool_calls=tool_call_marks(reference.source, reference.added) if TemplateFeature.TOOLS in offered else (),
        absent=tuple(feature for feature in TemplateFeature if feature not in offered),
        older_limits=_features(_differing_older(expected, turns, reference, now)),
        default_system=turns.default_system if turns else "",
    )
    return verification, source


def check_renders(folder: Path, source: str) -> None:
    """Raises ``Failure(BAD_TEMPLATE)`` when the runtime makes no prompt of the simplest question by the template
    ``source`` of the checkpoint in ``folder``, though Hugging Face does. It takes a moment, before the long work."""
    simplest = probes(source)[0]
    with temporary_folder() as place:
        write_lone_template(folder, source, Path(place))
        if HuggingFace(Path(place), source).expect(simplest) is None:
            return
        runtime = Runtime(Path(place))
        if all(runtime.render(each, simplest) is None for each in _candidates(source)):
            raise Failure(FailureKind.BAD_TEMPLATE, "the runtime refuses it")


def _folded(tried: Sequence[Probe], reference: HuggingFace) -> Iterator[Expected]:
    """What a template without a system prompt ought to make of the probes that have one."""
    for probe in tried:
        if probe.feature is TemplateFeature.SYSTEM and (
            found := reference.expect(replace(probe, messages=folded(probe.messages)))
        ):
            yield replace(found, probe=probe)


def _match(limits: tuple[TemplateFeature, ...], *, rewritten: bool) -> TemplateMatch:
    """Tools apart, which only programs use: their limit is told beside the verdict."""
    if set(limits) - {TemplateFeature.TOOLS}:
        return TemplateMatch.REFUSED
    return TemplateMatch.REWRITTEN if rewritten else TemplateMatch.UNTOUCHED


def _best(
    reference: HuggingFace, expected: list[Expected], runtime: Runtime
) -> tuple[str, tuple[TemplateFeature, ...]]:
    """The template, or what comes nearest to it and does as well as anything; and what then does not work."""
    source = reference.source
    candidates = _candidates(source)
    for candidate in candidates:
        if next(_differing(candidate, expected, reference, runtime), None) is None:
            return candidate, ()
    tried = [(candidate, _features(_differing(candidate, expected, reference, runtime))) for candidate in candidates]
    return min(tried, key=lambda pair: len(pair[1]))


def _candidates(source: str) -> list[str]:
    """The template, and what means the same."""
    return [source, KEEP_TOOLS + source, *filter(None, [rewrite(source)])]


def _differing(
    source: str, expected: list[Expected], reference: HuggingFace, runtime: Runtime
) -> Iterator[TemplateFeature]:
    for each in expected:
        if not _agree(each, runtime.render(source, each.probe), runtime) and not _agree_now(
            source, each, reference, runtime
        ):
            yield each.probe.feature


def _agree(expected: Expected | None, text: str | None, runtime: Runtime) -> bool:
    return bool(expected and text == expected.text and runtime.encode(text) == expected.tokens)


def _agree_now(source: str, expected: Expected, reference: HuggingFace, runtime: Runtime) -> bool:
    """Whether a template that tells the time says the same when the runtime is asked between two looks at the clock."""
    if CLOCK not in reference.source:
        return False
    before = reference.expect(expected.said)
    text = runtime.render(source, expected.probe, fresh=True)
    return any(_agree(each, text, runtime) for each in (before, reference.expect(expected.said)))


def _differing_older(
    expected: list[Expected], template: PromptTemplate | None, reference: HuggingFace, now: datetime
) -> Iterator[TemplateFeature]:
    """The older runtime offers neither tools nor a closed conversation."""
    for each in expected:
        if each.probe.tools or not each.probe.add_generation_prompt:
            continue
        messages = each.probe.messages
        if template is None or compose(template, messages) != reference.text_at(now, messages):
            yield each.probe.feature


def _features(found: Iterator[TemplateFeature]) -> tuple[TemplateFeature, ...]:
    return tuple(dict.fromkeys(found))

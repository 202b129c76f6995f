"""One chat template, three renderers, the same tokens: Hugging Face's, the runtime's own, and the older runtime's."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from app.core.failures import Failure, FailureKind
from app.core.plan import TemplateFeature, TemplateProof, TemplateVerdict
from app.core.prompt_template import PromptTemplate, compose
from app.core.template_fold import FOLD, folded
from app.core.template_marks import opens_reasoning, reasoning_marks, tool_call_marks
from app.core.template_probes import Probe, probes
from app.core.template_rewrite import KEEP_TOOLS, rewrite
from app.engine.renderers import Expected, HuggingFace, Runtime


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
    marks, turns = reasoning_marks(reference.source), reference.prompt_template()
    proof = TemplateProof(
        verdict=_verdict(limits, rewritten=source != reference.source),
        limits=limits,
        folds_system=source.startswith(FOLD),
        reasoning=marks,
        reasoning_opened=bool(expected) and opens_reasoning(expected[0].text, marks),
        tool_calls=tool_call_marks(reference.source, reference.added) if TemplateFeature.TOOLS in offered else (),
        absent=tuple(feature for feature in TemplateFeature if feature not in offered),
        older_limits=_features(_differing_older(expected, turns)),
        default_system=turns.default_system if turns else "",
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

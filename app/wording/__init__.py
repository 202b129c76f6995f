"""The only text about failures, requirements and steps that a user sees: what happened, why, and what to do.

Knows no Qt: the window hands ``set_translator`` its own function, the command line speaks English. Every text stands in
a ``QT_TRANSLATE_NOOP``, where Qt's lupdate finds it. ``{names}`` in a text are filled from a failure's facts.
"""

import re
from collections.abc import Callable, Mapping

from app.core.checks.requirement import Remedy, Requirement, RequirementName
from app.core.estimate import Estimate, Fit, Reason
from app.core.events import Progress, Step
from app.core.failures import FailureKind
from app.core.installed import InstalledModel, Mended, ModelState
from app.core.mend import Mend
from app.core.plan import AnswerProof, Method, Mixed, Offered, Precision, Target, TemplateFeature, TemplateProof, Tuning
from app.core.scorecard import Computer, Measure, Row, Scorecard, Verdict, measured_on
from app.wording import (
    adapter,
    architecture,
    estimates,
    folder,
    installed,
    jobs,
    place,
    recipes,
    scorecards,
    templates,
    tokenizer,
    weights,
)
from app.wording.choices import FAMILIES, FITS, MENDS, PRECISIONS, QUALITIES, REASONS, STEPS, UNSURE
from app.wording.languages import LANGUAGES
from app.wording.leftovers import LEFTOVERS
from app.wording.library import COPY, MENDED, STATES
from app.wording.proofs import CUT_OFF, STOPPED
from app.wording.requirements import (
    ADVICE,
    GROUPS,
    HELP,
    INCLUDED,
    MANDATORY,
    NOTHING_FOUND,
    REMEDIES,
    REQUIREMENTS,
    VARIANTS,
)
from app.wording.tuning import NO_GAIN, TUNED
from app.wording.words import QT_TRANSLATE_NOOP
from app.wording.words import Words as Words


def set_translator(function: Callable[[str], str], decimal_point: str = ".") -> None:
    """From now on every text goes through ``function``, which gets the English text and returns the translation."""
    global _translate, _decimal_point
    _translate, _decimal_point = function, decimal_point


def failure_words(kind: FailureKind, facts: Mapping[str, str]) -> Words:
    """What to tell the user; a fact that is missing or unknown never raises."""
    words = next(
        (words for (of, fact), words in WITH_A_FACT.items() if of is kind and facts.get(fact)),
        FAILURES[kind],
    )
    return _fill(words, facts)


def requirement_words(requirement: Requirement) -> Words:
    """Its name, why it matters, and how to mend it."""
    facts = {"found": _localized(requirement.found), "needed": _localized(requirement.needed)} | requirement.facts
    words = REQUIREMENTS[requirement.name]
    special = VARIANTS.get((requirement.name, requirement.variant))
    return _fill(Words(words.title, *special) if special else words, facts)


def importance_words(requirement: Requirement) -> str:
    """Whether the job can be done without it; "" where nothing is asked for."""
    if not requirement.mandatory and not requirement.remedy:
        return ""
    return _translate(MANDATORY if requirement.mandatory else ADVICE)


def found_words(requirement: Requirement) -> str:
    """What was found, also when that is nothing."""
    if requirement.included:
        return _fill_text(INCLUDED, {"found": requirement.found})
    return _localized(requirement.found) or _translate(NOTHING_FOUND.get(requirement.name, ""))


def _localized(found: str) -> str:
    """A size with the decimal point of the user's language; versions and names stay."""
    return _SIZE.sub(rf"\1{_decimal_point}\2", found)


def group_words(requirement: Requirement) -> str:
    """The heading above requirements of its kind."""
    names = list(RequirementName)
    before = names[: names.index(requirement.name) + 1]
    return _translate(next(GROUPS[name] for name in reversed(before) if name in GROUPS))


def remedy_words(remedy: Remedy) -> str:
    """A button's text."""
    return _translate(REMEDIES[remedy])


def help_words() -> str:
    """A button's text, where a page only says what to do."""
    return _translate(HELP)


def step_words(step: Step) -> str:
    return _translate(STEPS[step])


def progress_words(progress: Progress) -> str:
    """How much of the step is done: "120 of 290 weights, 201 MB of 398 MB"; "" when nobody counts it."""
    facts = {"done": str(progress.done), "total": str(progress.total)}
    if progress.total and progress.unit == "modules":
        return _fill_text(QT_TRANSLATE_NOOP("wording", "{done} of {total} parts of the program loaded"), facts)
    if progress.total and progress.unit == "tokens":
        return _fill_text(QT_TRANSLATE_NOOP("wording", "{done} of {total} tokens of a trial answer"), facts)
    parts = []
    done, total = progress.tensors
    if total:
        facts = {"done": str(done), "total": str(total)}
        parts.append(_fill_text(QT_TRANSLATE_NOOP("wording", "{done} of {total} weights"), facts))
    if progress.total and progress.unit == "bytes":
        facts = {"done": size_words(progress.done), "total": size_words(progress.total)}
        parts.append(_fill_text(QT_TRANSLATE_NOOP("wording", "{done} of {total}"), facts))
    return ", ".join(parts)


def precision_words(precision: Precision) -> Words:
    """A name, what it means, and for whom it is."""
    return _fill(PRECISIONS[precision], {})


def target_words(target: Target) -> Words:
    return _fill(recipes.TARGETS[target], {})


def method_words(method: Method) -> str:
    return _translate(recipes.METHODS[method])


def mixed_words(mixed: Mixed) -> str:
    return _translate(recipes.MIXES[mixed])


def reason_words(reason: Reason) -> str:
    return _translate(REASONS[reason])


def architecture_words(name: str) -> str:
    """An architecture as people call it; its own name when it is none of the well-known ones."""
    family = FAMILIES.get(name)
    return _fill_text(QT_TRANSLATE_NOOP("wording", "{family} (text chat)"), {"family": family}) if family else name


def language_words(code: str) -> str:
    """A language's name; "" when it is none of the well-known ones."""
    name = LANGUAGES.get(code.lower())
    return _translate(name) if name else ""


def mend_words(mend: Mend) -> str:
    """A button's text."""
    return _translate(MENDS[mend])


def fit_words(fit: Fit) -> str:
    return _translate(FITS[fit])


def quality_words(estimate: Estimate) -> str:
    return _translate(UNSURE if estimate.reason is Reason.LOSES_QUALITY else QUALITIES[estimate.precision])


def missing_words(estimate: Estimate) -> str:
    """What to close, or how much memory the computer lacks; "" when it fits."""
    if estimate.fits is Fit.EASILY:
        return ""
    tight = estimates.CLOSE_PROGRAMS if estimate.programs else estimates.FREE_MEMORY
    facts = {
        "needed_bytes": str(max(estimate.peak_convert_bytes, estimate.run_bytes)),
        "missing_bytes": str(estimate.missing_bytes),
        "programs": ", ".join(estimate.programs),
    }
    return _fill_text(tight if estimate.fits is Fit.TIGHT else estimates.TOO_LITTLE, facts)


def speed_words(estimate: Estimate) -> str:
    """Words a second, with no more digits than an estimate deserves."""
    words = estimate.tokens_per_second * WORDS_PER_TOKEN
    if not words:
        return _translate(estimates.CARD_SPEED)
    digits = 1 if words < 1.95 else 0
    count = f"{words:.{digits}f}" if words < 200 else f"{round(words, -2):.0f}"
    return _fill_text(estimates.SPEED, {"count": count.replace(".", _decimal_point)})


def context_words(estimate: Estimate) -> str:
    """How much of a conversation this computer has memory for; "" when that is all that the model can hold."""
    if estimate.context >= estimate.model_context:
        return ""
    tokens = {"here": estimate.context, "own": estimate.model_context}
    return _fill_text(
        estimates.CONTEXT, {name: count_words(number * WORDS_PER_TOKEN) for name, number in tokens.items()}
    )


def count_words(number: float) -> str:
    """A rough count with the thousands apart: "12,300"."""
    separator = "," if _decimal_point == "." else "."
    return f"{round(number, -2):,.0f}".replace(",", separator)


def template_words(proof: TemplateProof) -> str:
    """What came of the proof of a chat template, in one or two sentences."""
    spoken = [feature for feature in proof.limits if feature is not TemplateFeature.TOOLS]
    features = ", ".join(_translate(templates.FEATURES[feature]) for feature in spoken)
    parts = [_fill_text(templates.VERDICTS[proof.verdict], {"features": features})]
    if proof.folds_system:
        parts.append(_translate(templates.FOLDED))
    elif TemplateFeature.SYSTEM in proof.absent:
        parts.append(_translate(templates.NO_SYSTEM))
    if TemplateFeature.TOOLS in proof.limits:
        parts.append(_translate(templates.TOOLS))
    if TemplateFeature.TOOLS not in proof.absent:
        parts.append(_translate(templates.CALLS if proof.tool_calls else templates.NO_CALLS))
    return " ".join(parts)


def proof_words(proof: AnswerProof) -> str:
    """What was proven of a deployment, in a sentence or two."""
    return _fill_text(CUT_OFF if proof.stop_token is None else STOPPED, {"tokens": str(proof.tokens)})


def offered_words(offered: Offered) -> str:
    """What the older command leaves out or does otherwise; "" when it is nothing."""
    parts = [_fill_text(templates.LEFT_OUT, {"prompt": offered.system_prompt})] if offered.system_prompt else []
    limits = set(offered.limits)
    if TemplateFeature.MULTI_TURN in limits:  # which those about letters and marks are tried in
        limits -= {TemplateFeature.UNICODE, TemplateFeature.MARKERS}
    if features := ", ".join(_translate(templates.FEATURES[each]) for each in TemplateFeature if each in limits):
        parts.append(_fill_text(templates.OLDER_LIMITS, {"features": features}))
    return " ".join(parts)


def tuning_words(tuning: Tuning) -> str:
    """How many threads, and what they gain."""
    facts = {
        "threads": str(tuning.threads),
        "prefill": f"{tuning.speed.prefill:.0f}",
        "decode": f"{tuning.speed.decode:.0f}",
        "untuned_prefill": f"{tuning.untuned.prefill:.0f}",
        "untuned_decode": f"{tuning.untuned.decode:.0f}",
    }
    return _fill_text(NO_GAIN if tuning.threads == tuning.untuned_threads else TUNED, facts)


def scorecard_words(card: Scorecard, here: Computer, date: str) -> str:
    """Where and when it was measured (``date`` as people write it), and why it was not compared, where it was not."""
    there = card.computer
    facts = {
        "date": date,
        "processor": there.processor,
        "cores": str(there.cores),
        "total_bytes": str(there.total_memory),
        "system": f"{there.system} {there.release}",
        "needed_bytes": str(card.needed_bytes),
        "free_bytes": str(there.free_memory),
    }
    texts = [scorecards.HERE if measured_on(card, here) else scorecards.ELSEWHERE]
    texts += [scorecards.UNCOMPARED[card.uncompared]] if card.uncompared else []
    return " ".join(_fill_text(text, facts) for text in texts)


def measured_words(card: Scorecard) -> tuple[scorecards.Line, ...]:
    """Each number of the scorecard."""
    return tuple(_measured(card, row) for row in card.rows)


def _measured(card: Scorecard, row: Row) -> scorecards.Line:
    words = scorecards.ROWS[row.measure]
    asked = card.prompts if row.measure is Measure.PROMPTS else card.answers
    facts = {
        "seconds": _decimal(row.value, 1 if row.value >= 1 else 2),
        "number": _decimal(row.value, 3 if row.measure is Measure.DIVERGENCE else 0 if row.value >= 10 else 1),
        "percent": f"{100 * row.value:.0f}",
        "size_bytes": f"{row.value:.0f}",
        "count": f"{asked * row.value:.0f}",
        "answers": str(asked),
        "tokens": str(card.long_tokens),
        "positions": str(card.positions),
    }
    meant = {Verdict.GOOD: "", Verdict.NOTICE: words.notice, Verdict.BAD: words.bad}[row.verdict]
    said = (_fill_text(text, facts) if text else "" for text in (words.title, words.value, meant))
    return scorecards.Line(row.verdict, *said)


def _decimal(number: float, digits: int) -> str:
    return f"{number:.{digits}f}".replace(".", _decimal_point)


def verdict_words(verdict: Verdict) -> str:
    return _translate(scorecards.VERDICTS[verdict])


def leftover_words(kind: str, name: str, size: int) -> Words:
    """What takes room, why, and what to do about it."""
    return _fill(LEFTOVERS[kind], {"name": name, "size_bytes": str(size)})


def state_words(model: InstalledModel) -> Words:
    """What is wrong with an installed model, why, and what to do; for one that is ready only a title."""
    facts = {"path": str(model.deployment.folder), "missing": model.missing}
    return _fill(STATES[model.state], facts)


def mended_words(each: Mended) -> Words:
    """What became of a model that was not in order."""
    words = (
        MENDED[each.state] if each.mended else COPY if each.state is ModelState.NOT_REGISTERED else STATES[each.state]
    )
    return _fill(words, {"path": str(each.folder), "missing": each.missing})


def size_words(size: int) -> str:
    """A size in decimal units, as disks are sold: "398 MB", "1.6 GB"."""
    for unit, divisor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= 0.9995 * divisor:
            number = size / divisor
            digits = 1 if number < 9.95 and unit == "GB" else 0
            return f"{number:.{digits}f} {unit}".replace(".", _decimal_point)
    return f"{size} B"


def duration_words(seconds: float) -> str:
    """A rough duration as people say it."""
    if seconds < 5:
        text, number = QT_TRANSLATE_NOOP("wording", "a few seconds"), 0
    elif seconds < 55:
        text, number = QT_TRANSLATE_NOOP("wording", "about {n} seconds"), 5 * round(seconds / 5)
    elif seconds < 90:
        text, number = QT_TRANSLATE_NOOP("wording", "about a minute"), 1
    elif seconds < 3570:
        text, number = QT_TRANSLATE_NOOP("wording", "about {n} minutes"), round(seconds / 60)
    elif seconds < 5400:
        text, number = QT_TRANSLATE_NOOP("wording", "about an hour"), 1
    else:
        text, number = QT_TRANSLATE_NOOP("wording", "about {n} hours"), round(seconds / 3600)
    return _fill_text(text, {"n": str(number)})


WORDS_PER_TOKEN = 0.75
_translate: Callable[[str], str] = str
_decimal_point = "."
_SIZE = re.compile(r"(\d)\.(\d+ GB)$")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_UNKNOWN = QT_TRANSLATE_NOOP("wording", "(unknown)")
_ROOMS = (folder, place, weights, adapter, architecture, tokenizer, recipes, jobs, installed)
FAILURES = {kind: words for room in _ROOMS for kind, words in room.FAILURES.items()}
WITH_A_FACT = {fact: words for room in _ROOMS for fact, words in room.WITH_A_FACT.items()}


def _fill(words: Words, facts: Mapping[str, str]) -> Words:
    return Words(*(_fill_text(text, facts) for text in words))


def _fill_text(text: str, facts: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: _fact(match[1], facts) or _translate(_UNKNOWN), _translate(text))


def _fact(name: str, facts: Mapping[str, str]) -> str:
    """A fact whose name ends in ``_bytes`` is a number of bytes, shown as a size."""
    fact = facts.get(name, "")
    return size_words(int(fact)) if name.endswith("_bytes") and fact.isdigit() else fact

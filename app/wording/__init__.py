"""The only text about failures, requirements and steps that a user sees: what happened, why, and what to do.

Knows no Qt: the window hands ``set_translator`` its own function, the command line speaks English. Every text stands in
a ``QT_TRANSLATE_NOOP``, where Qt's lupdate finds it. ``{names}`` in a text are filled from a failure's facts.
"""

from collections.abc import Mapping

from app.core.checks.requirement import Remedy, Requirement, RequirementName
from app.core.events import Progress, Step
from app.core.failures import FailureKind
from app.core.installed import InstalledModel, Mended, ModelState
from app.core.mend import Mend
from app.core.plan import Method, Mixed, Precision, Target
from app.translation import set_translator as set_translator
from app.translation import translate
from app.wording import adapter, architecture, folder, installed, jobs, place, recipes, tokenizer, weights
from app.wording.choices import FAMILIES, MENDS, PRECISIONS, STEPS
from app.wording.estimates import WORDS_PER_TOKEN as WORDS_PER_TOKEN
from app.wording.estimates import context_words as context_words
from app.wording.estimates import fit_words as fit_words
from app.wording.estimates import missing_words as missing_words
from app.wording.estimates import quality_words as quality_words
from app.wording.estimates import reason_words as reason_words
from app.wording.estimates import rough_words as rough_words
from app.wording.estimates import speed_words as speed_words
from app.wording.filling import count_words as count_words
from app.wording.filling import duration_words as duration_words
from app.wording.filling import exact_words as exact_words
from app.wording.filling import fill, fill_text, localized
from app.wording.filling import size_words as size_words
from app.wording.languages import LANGUAGES
from app.wording.leftovers import LEFTOVERS
from app.wording.library import COPY, MENDED, STATES
from app.wording.proofs import proof_words as proof_words
from app.wording.requirements import (
    ADVICE,
    GROUPS,
    HELP,
    HELP_PROGRAMS,
    INCLUDED,
    MANDATORY,
    NOTHING_FOUND,
    REMEDIES,
    REQUIREMENTS,
    VARIANTS,
)
from app.wording.scorecards import measured_words as measured_words
from app.wording.scorecards import scorecard_words as scorecard_words
from app.wording.scorecards import verdict_words as verdict_words
from app.wording.templates import offered_words as offered_words
from app.wording.templates import template_words as template_words
from app.wording.tuning import tuning_words as tuning_words
from app.wording.words import QT_TRANSLATE_NOOP
from app.wording.words import Words as Words


def failure_words(kind: FailureKind, facts: Mapping[str, str]) -> Words:
    """What to tell the user; a fact that is missing or unknown never raises."""
    words = next(
        (words for (of, fact), words in WITH_A_FACT.items() if of is kind and facts.get(fact)),
        FAILURES[kind],
    )
    return fill(words, facts)


def requirement_words(requirement: Requirement) -> Words:
    """Its name, why it matters, and how to mend it."""
    facts = {"found": localized(requirement.found), "needed": localized(requirement.needed)} | requirement.facts
    words = REQUIREMENTS[requirement.name]
    special = VARIANTS.get((requirement.name, requirement.variant))
    return fill(Words(words.title, *special) if special else words, facts)


def importance_words(requirement: Requirement) -> str:
    """Whether the job can be done without it; "" where nothing is asked for."""
    if not requirement.mandatory and not requirement.remedy:
        return ""
    return translate(MANDATORY if requirement.mandatory else ADVICE)


def found_words(requirement: Requirement) -> str:
    """What was found, also when that is nothing."""
    if requirement.included:
        return fill_text(INCLUDED, {"found": requirement.found})
    return localized(requirement.found) or translate(NOTHING_FOUND.get(requirement.name, ""))


def group_words(requirement: Requirement) -> str:
    """The heading above requirements of its kind."""
    names = list(RequirementName)
    before = names[: names.index(requirement.name) + 1]
    return translate(next(GROUPS[name] for name in reversed(before) if name in GROUPS))


def remedy_words(remedy: Remedy) -> str:
    """A button's text."""
    return translate(REMEDIES[remedy])


def help_words(remedy: Remedy) -> str:
    """A button's text, where a page only says what to do."""
    return translate(HELP_PROGRAMS if remedy is Remedy.PROGRAMS else HELP)


def step_words(step: Step) -> str:
    return translate(STEPS[step])


def progress_words(progress: Progress) -> str:
    """How much of the step is done: "120 of 290 weights, 201 MB of 398 MB"; "" when nobody counts it."""
    facts = {"done": exact_words(progress.done), "total": exact_words(progress.total)}
    if progress.total and progress.unit == "modules":
        return fill_text(QT_TRANSLATE_NOOP("wording", "{done} of {total} parts of the program loaded"), facts)
    if progress.total and progress.unit == "tokens":
        return fill_text(QT_TRANSLATE_NOOP("wording", "{done} of {total} tokens of a trial answer"), facts)
    parts = []
    done, total = progress.tensors
    if total:
        facts = {"done": exact_words(done), "total": exact_words(total)}
        parts.append(fill_text(QT_TRANSLATE_NOOP("wording", "{done} of {total} weights"), facts))
    if progress.total and progress.unit == "bytes":
        facts = {"done": size_words(progress.done), "total": size_words(progress.total)}
        parts.append(fill_text(QT_TRANSLATE_NOOP("wording", "{done} of {total}"), facts))
    return ", ".join(parts)


def precision_words(precision: Precision) -> Words:
    """A name, what it means, and for whom it is."""
    return fill(PRECISIONS[precision], {})


def target_words(target: Target) -> Words:
    return fill(recipes.TARGETS[target], {})


def method_words(method: Method) -> str:
    return translate(recipes.METHODS[method])


def mixed_words(mixed: Mixed) -> str:
    return translate(recipes.MIXES[mixed])


def architecture_words(name: str) -> str:
    """An architecture as people call it; its own name when it is none of the well-known ones."""
    family = FAMILIES.get(name)
    return fill_text(QT_TRANSLATE_NOOP("wording", "{family} (text chat)"), {"family": family}) if family else name


def language_words(code: str) -> str:
    """A language's name; "" when it is none of the well-known ones."""
    name = LANGUAGES.get(code.lower())
    return translate(name) if name else ""


def mend_words(mend: Mend) -> str:
    """A button's text."""
    return translate(MENDS[mend])


def leftover_words(kind: str, name: str, size: int) -> Words:
    """What takes room, why, and what to do about it."""
    return fill(LEFTOVERS[kind], {"name": name, "size_bytes": str(size)})


def state_words(model: InstalledModel) -> Words:
    """What is wrong with an installed model, why, and what to do; for one that is ready only a title."""
    facts = {"path": str(model.deployment.folder), "missing": model.missing}
    return fill(STATES[model.state], facts)


def mended_words(each: Mended) -> Words:
    """What became of a model that was not in order."""
    words = (
        MENDED[each.state] if each.mended else COPY if each.state is ModelState.NOT_REGISTERED else STATES[each.state]
    )
    return fill(words, {"path": str(each.folder), "missing": each.missing})


_ROOMS = (folder, place, weights, adapter, architecture, tokenizer, recipes, jobs, installed)
FAILURES = {kind: words for room in _ROOMS for kind, words in room.FAILURES.items()}
WITH_A_FACT = {fact: words for room in _ROOMS for fact, words in room.WITH_A_FACT.items()}

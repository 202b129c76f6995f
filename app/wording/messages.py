"""A failure, a requirement, a step or the state of a model in words: what happened, why, and what to do."""

from app.core.computer.checks.requirement import Remedy, Requirement, RequirementName
from app.core.events import Progress, Unit
from app.core.failures import Told
from app.core.families.table import FAMILIES, LISTED
from app.core.findings import LeftoverKind, Mend
from app.core.library.installed import InstalledModel, Mended, ModelState
from app.core.recipe.recipe import Method, Mixed, Precision, Target
from app.core.steps import Step
from app.core.tokenizer.texts import TextKind
from app.wording import computer_check, recipes
from app.wording.failures import (
    adapter,
    architecture,
    destination,
    folder,
    installed,
    location,
    tokenizer,
    weights,
    work,
)
from app.wording.filling import exact_words, fill, fill_text, localized, size_words
from app.wording.leftovers import LEFTOVERS
from app.wording.library import COPY, MENDED, STATES
from app.wording.mends import MENDS
from app.wording.model_card_languages import LANGUAGE_NAMES
from app.wording.steps import STEPS, WAITS
from app.wording.translation import translate
from app.wording.words import QT_TR_NOOP, Words

OWN_FACTS = {"families": LISTED}  # facts of the program itself, which no finding brings


def failure_words(told: Told) -> Words:
    """What to tell the user; a fact that is missing never raises."""
    special = SITUATIONS.get((told.kind, told.variant)) if told.variant else None
    facts = {**told.facts, **OWN_FACTS}
    if (kind := told.facts.get("kind_of_text", "")) in {each.value for each in TextKind}:
        facts["kind_of_text"] = translate(tokenizer.TEXTS[TextKind(kind)])
    return fill(special or FAILURES[told.kind], facts)


def requirement_words(requirement: Requirement) -> Words:
    """Its name, why it matters, and how to mend it."""
    facts = {"found": localized(requirement.found), "needed": localized(requirement.needed)} | requirement.facts
    words = computer_check.REQUIREMENTS[requirement.name]
    special = computer_check.VARIANTS.get((requirement.name, requirement.variant))
    return fill(Words(words.title, *special) if special else words, facts)


def importance_words(requirement: Requirement) -> str:
    """Whether the job can be done without it; "" where nothing is asked for."""
    if not requirement.mandatory and not requirement.remedy:
        return ""
    return translate(computer_check.MANDATORY if requirement.mandatory else computer_check.VOLUNTARY)


def found_words(requirement: Requirement) -> str:
    """What was found, also when that is nothing."""
    if requirement.included:
        return fill_text(computer_check.INCLUDED, {"found": requirement.found})
    return localized(requirement.found) or translate(computer_check.NOTHING_FOUND.get(requirement.name, ""))


def group_words(requirement: Requirement) -> str:
    """The heading above requirements of its kind."""
    names = list(RequirementName)
    before = names[: names.index(requirement.name) + 1]
    return translate(next(computer_check.GROUPS[name] for name in reversed(before) if name in computer_check.GROUPS))


def remedy_words(remedy: Remedy) -> str:
    """A button's text."""
    return translate(computer_check.REMEDIES[remedy])


def help_words(remedy: Remedy) -> str:
    """A button's text, where a page only says what to do."""
    return translate(computer_check.HELP_PROGRAMS if remedy is Remedy.PROGRAMS else computer_check.HELP)


def step_words(step: Step) -> str:
    return translate(STEPS[step])


def progress_words(progress: Progress) -> str:
    """How much of the step is done: "120 of 290 weights, 201 MB of 398 MB"; "" when it is not counted."""
    facts = {"done": exact_words(progress.done), "total": exact_words(progress.total)}
    if progress.total and progress.unit is Unit.MODULES:
        return fill_text(QT_TR_NOOP("{done} of {total} parts of the program loaded"), facts)
    if progress.total and progress.unit is Unit.TOKENS:
        return fill_text(QT_TR_NOOP("{done} of {total} tokens of a trial answer"), facts)
    parts = []
    done, total = progress.tensors
    if total:
        facts = {"done": exact_words(done), "total": exact_words(total)}
        parts.append(fill_text(QT_TR_NOOP("{done} of {total} weights"), facts))
    if progress.total and progress.unit is Unit.BYTES:
        facts = {"done": size_words(progress.done), "total": size_words(progress.total)}
        parts.append(fill_text(QT_TR_NOOP("{done} of {total}"), facts))
    return ", ".join(parts)


def waiting_words(progress: Progress) -> str:
    """What a step waits for that does not move: after how much of it is done, where that is counted."""
    return ", ".join(part for part in (progress_words(progress), translate(WAITS.get(progress.step, ""))) if part)


def precision_words(precision: Precision) -> Words:
    """A name, what it means, and for whom it is."""
    return fill(recipes.PRECISIONS[precision], {})


def target_words(target: Target) -> Words:
    return fill(recipes.TARGETS[target], {})


def method_words(method: Method) -> str:
    return translate(recipes.METHODS[method])


def mixed_words(mixed: Mixed) -> str:
    return translate(recipes.MIXES[mixed])


def architecture_words(name: str) -> str:
    """An architecture as people call it; its own name when it is none of the well-known ones."""
    family = FAMILIES.get(name)
    return fill_text(QT_TR_NOOP("{family} (text chat)"), {"family": family.name}) if family else name


def language_words(code: str) -> str:
    """A language's name; "" when it is none of the well-known ones."""
    name = LANGUAGE_NAMES.get(code.lower())
    return translate(name) if name else ""


def mend_words(mend: Mend) -> str:
    """A button's text."""
    return translate(MENDS[mend])


def leftover_words(kind: LeftoverKind, name: str, size: int) -> Words:
    """What takes space on the disk, why, and what to do about it."""
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


_SUBJECTS = (folder, location, weights, adapter, architecture, tokenizer, recipes, destination, work, installed)
FAILURES = {kind: words for subject in _SUBJECTS for kind, words in subject.FAILURES.items()}
SITUATIONS = {situation: words for subject in _SUBJECTS for situation, words in subject.SITUATIONS.items()}

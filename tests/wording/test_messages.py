from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from app.core.computer.checks.requirement import Remedy, Requirement, RequirementName, Special
from app.core.estimate.estimate import Fit, Reason
from app.core.events import Progress, Unit
from app.core.failures import Failure, FailureKind, Variant
from app.core.families.table import FAMILIES
from app.core.recipe.offer import PRECISIONS
from app.core.recipe.recipe import Precision
from app.core.steps import Step
from app.core.template.verification import TemplateFeature, TemplateMatch, TemplateVerification
from app.wording.computer_check import NOTHING_FOUND, VARIANTS
from app.wording.estimates import fit_words, reason_words
from app.wording.filling import duration_words, list_words, size_words, token_words
from app.wording.messages import (
    SITUATIONS,
    failure_words,
    found_words,
    group_words,
    help_words,
    precision_words,
    progress_words,
    remedy_words,
    requirement_words,
    step_words,
)
from app.wording.templates import template_words
from app.wording.translation import set_translator
from app.wording.words import Words

ALWAYS_FOUND = set(RequirementName) - set(NOTHING_FOUND)


def requirement(name: RequirementName, found: str = "1", needed: str = "2") -> Requirement:
    return Requirement(name=name, satisfied=False, mandatory=True, found=found, needed=needed)


def is_worded(words: Words) -> bool:
    """A title without a full stop, and sentences that end with one."""
    title, explanation, advice = words
    sentences = explanation and advice and explanation[-1] in ".:" and advice.endswith((".", "”."))
    return bool(title and not title.endswith(".") and sentences)


@pytest.fixture
def shouting() -> Iterator[None]:
    set_translator(str.upper)
    yield
    set_translator(str)


@pytest.mark.parametrize("name", RequirementName)
def test_every_requirement_is_worded(name: RequirementName) -> None:
    assert is_worded(requirement_words(requirement(name)))
    assert is_worded(requirement_words(requirement(name, "", "")))


@pytest.mark.parametrize(("name", "variant"), VARIANTS)
def test_every_special_case_is_worded(name: RequirementName, variant: Special) -> None:
    special = replace(requirement(name), variant=variant)
    assert is_worded(requirement_words(special))
    assert requirement_words(special) != requirement_words(requirement(name))


def test_what_was_found_is_never_empty() -> None:
    for name in RequirementName:
        nothing = replace(requirement(name, found=""), satisfied=True)
        assert found_words(nothing) or name in ALWAYS_FOUND
    assert found_words(requirement(RequirementName.OLIVE, found="")) == "not installed"
    brought = replace(requirement(RequirementName.OLIVE, found="0.13.0"), included=True)
    assert found_words(brought) == "0.13.0, comes with this program"


def test_counts_have_their_thousands_apart() -> None:
    counted = Progress(step=Step.READING, done=1_200, total=3_650, unit=Unit.MODULES)
    assert progress_words(counted) == "1,200 of 3,650 parts of the program loaded"
    weights = Progress(step=Step.WRITING, done=0, total=0, tensors=(1_000, 12_000))
    assert progress_words(weights) == "1,000 of 12,000 weights"


def test_one_is_not_many() -> None:
    assert [token_words(count) for count in (1, 2, 1_024)] == ["1 token", "2 tokens", "1,024 tokens"]
    assert [list_words(["a", "b", "c"][:count]) for count in (1, 2, 3)] == ["a", "a and b", "a, b and c"]


def test_no_precision_is_advised_that_is_nowhere_offered() -> None:
    offered = {precision for some in PRECISIONS.values() for precision in some}
    refusals = [(kind, variant) for kind, variant in SITUATIONS if kind is FailureKind.RECIPE_NOT_OFFERED]
    assert len(refusals) == 7
    for kind, variant in refusals:
        advice = failure_words(Failure(kind, "", variant, precision="fp16")).advice
        assert {precision for precision in Precision if precision.value in advice} <= offered


def test_a_page_about_what_is_running_does_not_promise_more() -> None:
    assert "running" in help_words(Remedy.PROGRAMS)
    assert help_words(Remedy.CLOCK) != help_words(Remedy.PROGRAMS)


def test_sizes_have_the_decimal_point_of_the_language() -> None:
    set_translator(str, ",")
    disk = requirement(RequirementName.DISK_SPACE, found="1.2 GB", needed="2.0 GB")
    found, words = found_words(disk), requirement_words(disk)
    olive = found_words(requirement(RequirementName.OLIVE, found="0.13.0"))
    set_translator(str)
    assert (found, "2,0 GB" in words.explanation, olive) == ("1,2 GB", True, "0.13.0")


@pytest.mark.parametrize("name", RequirementName)
def test_every_requirement_has_a_heading(name: RequirementName) -> None:
    assert group_words(requirement(name))


@pytest.mark.parametrize("remedy", Remedy)
def test_every_remedy_is_worded(remedy: Remedy) -> None:
    assert remedy_words(remedy)


def test_a_refusal_names_every_family() -> None:
    advice = failure_words(Failure(FailureKind.UNSUPPORTED_ARCHITECTURE, architecture="X")).advice
    assert all((family.listed or family.name) in advice for family in FAMILIES.values())


def test_everything_else_is_worded() -> None:
    assert all(step_words(step) for step in Step)
    assert all(is_worded(precision_words(precision)) for precision in Precision)
    assert all(reason_words(reason).endswith(".") for reason in Reason)
    assert all(fit_words(fit) for fit in Fit)


@pytest.mark.usefixtures("shouting")
def test_everything_goes_through_the_translator() -> None:
    words = failure_words(Failure(FailureKind.UNREADABLE, "", Variant.IN_FOLDER, file="a.json", reason="x"))
    assert words.title == "A FILE CANNOT BE READ"
    assert step_words(Step.READY) == "READY TO CHAT"
    assert duration_words(60) == "ABOUT A MINUTE"
    assert requirement_words(requirement(RequirementName.CMAKE)).title == "CMAKE"


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1 kB"),
        (398_400_000, "398 MB"),
        (999_400_000, "999 MB"),
        (999_700_000, "1.0 GB"),
        (1_640_000_000, "1.6 GB"),
        (9_960_000_000, "10 GB"),
        (25_300_000_000, "25 GB"),
    ],
)
def test_sizes(size: int, words: str) -> None:
    assert size_words(size) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "a few seconds"),
        (12, "about 10 seconds"),
        (54, "about 55 seconds"),
        (60, "about a minute"),
        (89, "about a minute"),
        (95, "about 2 minutes"),
        (3560, "about 59 minutes"),
        (3600, "about an hour"),
        (7300, "about 2 hours"),
    ],
)
def test_durations(seconds: float, words: str) -> None:
    assert duration_words(seconds) == words


def test_a_template_proof_is_told_in_whole_sentences() -> None:
    proofs = [
        TemplateVerification(verdict=TemplateMatch.UNTOUCHED),
        TemplateVerification(verdict=TemplateMatch.REWRITTEN, limits=(TemplateFeature.TOOLS,)),
        TemplateVerification(verdict=TemplateMatch.REFUSED, limits=tuple(TemplateFeature)),
        TemplateVerification(verdict=TemplateMatch.UNTOUCHED, absent=(TemplateFeature.SYSTEM,)),
        TemplateVerification(verdict=TemplateMatch.REWRITTEN, absent=(TemplateFeature.SYSTEM,), folds_system=True),
    ]
    texts = [template_words(proof) for proof in proofs]
    assert len(set(texts)) == len(texts)
    assert all(text[0].isupper() and text.endswith(".") and "{" not in text for text in texts)
    assert "a system prompt" in texts[2]

import re
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from app import wording
from app.core.checks.requirement import Remedy, Requirement, RequirementName
from app.core.estimate import Fit, Reason
from app.core.events import Progress, Step
from app.core.failures import FailureKind
from app.core.offer import PRECISIONS, Obstacle
from app.core.plan import Precision, TemplateFeature, TemplateProof, TemplateVerdict
from app.wording import Words, duration_words, failure_words, requirement_words, size_words, template_words
from app.wording.requirements import NOTHING_FOUND, VARIANTS

FACTS = dict.fromkeys(
    [
        "path",
        "stored",
        "head",
        "library",
        "switch",
        "version",
        "port",
        "file",
        "reason",
        "method",
        "base",
        "another",
        "architecture",
        "setting",
        "rotated",
        "head_size",
        "names",
        "name",
        "suggestion",
        "precision",
        "missing",
        "context",
        "code",
        "subfolder",
        "apart",
        "added",
        "trained",
        "needed",
        "found",
        "needed_bytes",
        "free_bytes",
        "token",
        "older",
        "onnx",
        "ignored",
        "killed",
        "archive",
        "renamed",
        "weights",
        "a_file",
        "link",
        "nearby",
        "mistral",
        "foreign",
        "page",
        "gone",
        "quantized",
        "full",
        "parts",
        "unfinished",
        "tensor",
        "tokenizer",
        "lacks",
        "taken",
        "special",
        "rewrite",
        "unmerged",
        "wrapped",
    ],
    "{odd} %s 模型",
)


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
    wording.set_translator(str.upper)
    yield
    wording.set_translator(str)


@pytest.mark.parametrize("kind", FailureKind)
@pytest.mark.parametrize("facts", [{}, FACTS, dict.fromkeys(FACTS, "")], ids=["none", "all", "empty"])
def test_every_failure_is_worded(kind: FailureKind, facts: dict[str, str]) -> None:
    words = failure_words(kind, facts)
    assert is_worded(words)
    assert "{" not in "".join(words).replace("{odd}", "")


@pytest.mark.parametrize("kind", FailureKind)
@pytest.mark.parametrize("fact", FACTS)
def test_any_one_fact_alone_is_enough(kind: FailureKind, fact: str) -> None:
    assert is_worded(failure_words(kind, {fact: "7"}))


def test_every_placeholder_is_a_known_fact() -> None:
    texts = [text for table in (wording.FAILURES, wording.WITH_A_FACT) for words in table.values() for text in words]
    assert set(re.findall(r"\{(\w+)\}", " ".join(texts))) <= set(FACTS)


def test_a_fact_changes_the_words() -> None:
    words = failure_words(FailureKind.NOT_A_MODEL, {"path": "/a", "subfolder": "merged"})
    assert words.advice == "Choose the folder “merged”."
    full = failure_words(FailureKind.DISK_FULL, {"path": "/a", "needed_bytes": "3000000000", "free_bytes": "12000000"})
    assert "3.0 GB" in full.explanation and "12 MB" in full.explanation


@pytest.mark.parametrize("name", RequirementName)
def test_every_requirement_is_worded(name: RequirementName) -> None:
    assert is_worded(requirement_words(requirement(name)))
    assert is_worded(requirement_words(requirement(name, "", "")))


@pytest.mark.parametrize(("name", "variant"), VARIANTS)
def test_every_special_case_is_worded(name: RequirementName, variant: str) -> None:
    special = replace(requirement(name), variant=variant)
    assert is_worded(requirement_words(special))
    assert requirement_words(special) != requirement_words(requirement(name))


def test_what_was_found_is_never_empty() -> None:
    for name in RequirementName:
        nothing = replace(requirement(name, found=""), satisfied=True)
        assert wording.found_words(nothing) or name in ALWAYS_FOUND
    assert wording.found_words(requirement(RequirementName.OLIVE, found="")) == "not installed"
    brought = replace(requirement(RequirementName.OLIVE, found="0.13.0"), included=True)
    assert wording.found_words(brought) == "0.13.0, comes with this program"


def test_counts_have_their_thousands_apart() -> None:
    counted = Progress(step=Step.READING, done=1_200, total=3_650, unit="modules")
    assert wording.progress_words(counted) == "1,200 of 3,650 parts of the program loaded"
    weights = Progress(step=Step.WRITING, done=0, total=0, tensors=(1_000, 12_000))
    assert wording.progress_words(weights) == "1,000 of 12,000 weights"


def test_no_precision_is_advised_that_is_nowhere_offered() -> None:
    offered = {precision for some in PRECISIONS.values() for precision in some}
    for obstacle in Obstacle:
        advice = failure_words(FailureKind.RECIPE_NOT_OFFERED, {obstacle.value: "7", "precision": "fp16"}).advice
        assert {precision for precision in Precision if precision.value in advice} <= offered


def test_a_page_about_what_is_running_does_not_promise_more() -> None:
    assert "running" in wording.help_words(Remedy.PROGRAMS)
    assert wording.help_words(Remedy.CLOCK) != wording.help_words(Remedy.PROGRAMS)


def test_sizes_have_the_decimal_point_of_the_language() -> None:
    wording.set_translator(str, ",")
    disk = requirement(RequirementName.DISK_SPACE, found="1.2 GB", needed="2.0 GB")
    found, words = wording.found_words(disk), requirement_words(disk)
    olive = wording.found_words(requirement(RequirementName.OLIVE, found="0.13.0"))
    wording.set_translator(str)
    assert (found, "2,0 GB" in words.explanation, olive) == ("1,2 GB", True, "0.13.0")


@pytest.mark.parametrize("name", RequirementName)
def test_every_requirement_has_a_heading(name: RequirementName) -> None:
    assert wording.group_words(requirement(name))


@pytest.mark.parametrize("remedy", Remedy)
def test_every_remedy_is_worded(remedy: Remedy) -> None:
    assert wording.remedy_words(remedy)


def test_everything_else_is_worded() -> None:
    assert all(wording.step_words(step) for step in Step)
    assert all(is_worded(wording.precision_words(precision)) for precision in Precision)
    assert all(wording.reason_words(reason).endswith(".") for reason in Reason)
    assert all(wording.fit_words(fit) for fit in Fit)


@pytest.mark.usefixtures("shouting")
def test_everything_goes_through_the_translator() -> None:
    words = failure_words(FailureKind.UNREADABLE, {"file": "a.json", "reason": "x"})
    assert words.title == "A FILE CANNOT BE READ"
    assert wording.step_words(Step.READY) == "READY TO CHAT"
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
        TemplateProof(verdict=TemplateVerdict.UNTOUCHED),
        TemplateProof(verdict=TemplateVerdict.REWRITTEN, limits=(TemplateFeature.TOOLS,)),
        TemplateProof(verdict=TemplateVerdict.REFUSED, limits=tuple(TemplateFeature)),
        TemplateProof(verdict=TemplateVerdict.UNTOUCHED, absent=(TemplateFeature.SYSTEM,)),
        TemplateProof(verdict=TemplateVerdict.REWRITTEN, absent=(TemplateFeature.SYSTEM,), folds_system=True),
    ]
    texts = [template_words(proof) for proof in proofs]
    assert len(set(texts)) == len(texts)
    assert all(text[0].isupper() and text.endswith(".") and "{" not in text for text in texts)
    assert "a system prompt" in texts[2]

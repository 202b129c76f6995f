"""The user's own questions and what became of them, in plain words."""

from collections.abc import Iterable

from app.core.scorecard.questions import Answered, Flip, QuestionRun, Wrong, WrongLine
from app.core.scorecard.scorecard import OwnResults
from app.wording.filling import exact_words, fill_text
from app.wording.translation import translate
from app.wording.words import QT_TR_NOOP

WRONG: dict[Wrong, str] = {
    Wrong.NO_QUESTION: QT_TR_NOOP("Line {line} holds no question."),
    Wrong.NO_EXPECTED: QT_TR_NOOP("Line {line} lacks the expected answer that “{value}” needs."),
    Wrong.UNKNOWN_JUDGE: QT_TR_NOOP(
        "Line {line}: “{value}” is no way to judge. There are contains, words, equals, regex, json, schema, number and "
        "same."
    ),
    Wrong.BAD_REGEX: QT_TR_NOOP("Line {line}: the regular expression cannot be read ({value})."),
    Wrong.BAD_SCHEMA: QT_TR_NOOP("Line {line}: this of the JSON schema cannot be checked: {value}"),
    Wrong.BAD_NUMBER: QT_TR_NOOP("Line {line}: “{value}” is no number, and no range such as 40..45 or 42 ± 0.5."),
    Wrong.BAD_JSON: QT_TR_NOOP("Line {line} is no JSON: {value}"),
    Wrong.QUOTES: QT_TR_NOOP("Line {line}: its quotation marks do not end where the field does: {value}"),
    Wrong.COLUMNS: QT_TR_NOOP("Line {line} has more fields than the first line names, from here on: {value}"),
    Wrong.ROLES: QT_TR_NOOP("Line {line}: only system, user and assistant can speak, not {value}."),
    Wrong.TOO_LONG: QT_TR_NOOP("Line {line} is too long for a question: {value}"),
    Wrong.TOO_MANY: QT_TR_NOOP("From line {line} on nothing is used: {value} questions are the most."),
}
PASSED, FAILED, UNJUDGED = QT_TR_NOOP("passed"), QT_TR_NOOP("failed"), QT_TR_NOOP("not judged")
SUMMARY = QT_TR_NOOP("{passed} of {judged} questions passed.")
NOTHING_EXPECTED = QT_TR_NOOP("{asked} questions were asked; nothing was expected of the answers.")
REFERENCE = QT_TR_NOOP("The original passes {passed}.")
BASE = QT_TR_NOOP("The base model passes {passed}.")
FLIPS: dict[Flip, str] = {
    Flip.LOST: QT_TR_NOOP("the original passes this"),
    Flip.GAINED: QT_TR_NOOP("the original fails here"),
}
TRAINED: dict[Flip, str] = {
    Flip.LOST: QT_TR_NOOP("the base model passes this"),
    Flip.GAINED: QT_TR_NOOP("the base model fails here"),
}
SINCE: dict[Flip, str] = {
    Flip.LOST: QT_TR_NOOP("it passed last time"),
    Flip.GAINED: QT_TR_NOOP("it failed last time"),
}


def wrong_words(wrong: Iterable[WrongLine]) -> list[str]:
    """A sentence for each line that is no question."""
    return [fill_text(WRONG[each.why], {"line": str(each.line), "value": each.value}) for each in wrong]


def summary_words(run: QuestionRun) -> str:
    """How many passed, and of the models that were asked too."""
    counts = {"passed": exact_words(run.passed), "judged": exact_words(run.judged), "asked": exact_words(run.asked)}
    texts = [fill_text(SUMMARY if run.judged else NOTHING_EXPECTED, counts)]
    if run.judged and run.reference_passed is not None:
        texts.append(fill_text(REFERENCE, {"passed": exact_words(run.reference_passed)}))
    if run.judged and run.base_passed is not None:
        texts.append(fill_text(BASE, {"passed": exact_words(run.base_passed)}))
    return " ".join(texts)


def own_words(own: OwnResults) -> str:
    """A line for a history: how many passed of those that were judged."""
    if not own.judged:
        return fill_text(NOTHING_EXPECTED, {"asked": str(own.asked)})
    return fill_text(SUMMARY, {"passed": str(own.passed), "judged": str(own.judged)})


def outcome_words(answered: Answered) -> str:
    """Whether it passed, and what flipped: "failed; the original passes this"."""
    said = [UNJUDGED if answered.passed is None else PASSED if answered.passed else FAILED]
    said += [FLIPS[answered.flipped]] if answered.flipped else []
    said += [TRAINED[answered.trained]] if answered.trained else []
    said += [SINCE[answered.since_last]] if answered.since_last else []
    return "; ".join(map(translate, said))

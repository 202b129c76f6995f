"""The verdict: one sentence, four tiles, no two lines that contradict each other, no advice that is already so."""

import pytest
from msgspec.structs import replace

from app.core.library.fidelity import Fidelity
from app.core.scorecard.judging import CLOSENESS, about_here, judged
from app.core.scorecard.scorecard import (
    Cause,
    EdgeCase,
    Endurance,
    Grade,
    Measure,
    OwnResults,
    Scorecard,
    Uncompared,
    this_computer,
)
from app.core.scorecard.verdict import Advice, TileName, TileSays, verdict_of
from app.wording.scorecard.scorecards import measured_words, scorecard_words
from app.wording.scorecard.tutorial import CASES, TutorialName, tutorial_rows
from app.wording.scorecard.tutorial import TITLES as TUTORIAL_TITLES
from app.wording.scorecard.verdicts import ADVICE, PHRASES, TILES, advice_words, sentence, tile_words
from tests.core.scorecard.scorecards import CARD, GB

GOOD = {
    Measure.FIRST_SHORT: 0.4,
    Measure.FIRST_LONG: 3.0,
    Measure.SPEED: 21.0,
    Measure.MEMORY: 1.0 * GB,
    Measure.PROCESSOR: 0.5,
    Measure.EMPTY: 0.0,
    Measure.REPEATS: 0.0,
    Measure.LEAKS: 0.0,
    Measure.ENDLESS: 0.0,
    Measure.GARBLED: 0.0,
    Measure.FOREIGN: 0.0,
    Measure.PROMPTS: 0.0,
    Measure.AGREEMENT: 0.93,
    Measure.DIVERGENCE: 0.03,
    Measure.DIVERGENCE_99: 0.4,
    Measure.PERPLEXITY: 0.01,
}


def card(precision: str = "int4", card: Scorecard = CARD, **changed: float) -> Scorecard:
    values = GOOD | {Measure(name): value for name, value in changed.items()}
    fidelity = Fidelity(
        positions=2048,
        same_next=values[Measure.AGREEMENT],
        divergence=values[Measure.DIVERGENCE],
        divergence_99=0.4,
        perplexity=11.0,
        original_perplexity=10.0,
    )
    edges = dict.fromkeys(EdgeCase, True)
    return judged(values, replace(card, precision=precision, fidelity=fidelity, positions=2048, edge_cases=edges))


def says(found: Scorecard, name: TileName) -> TileSays:
    return next(tile.says for tile in verdict_of(found).tiles if tile.name is name)


def advice(found: Scorecard) -> set[Advice]:
    return {tile.advice for tile in verdict_of(found).tiles if tile.advice}


def test_all_is_well() -> None:
    verdict = verdict_of(card())
    assert verdict.grade is Grade.GOOD and [tile.grade for tile in verdict.tiles] == [Grade.GOOD] * 4
    assert sentence(card()) == "Answers like your original. Fast here." and not advice(card())
    assert all(tile_words(tile, card()) and not advice_words(tile) for tile in verdict.tiles)


@pytest.mark.parametrize(
    ("changed", "name", "expected", "grade"),
    [
        ({"agreement": 0.8}, TileName.FAITHFUL, TileSays.NEARLY, Grade.NOTICE),
        ({"divergence": 0.5}, TileName.FAITHFUL, TileSays.UNLIKE, Grade.BAD),
        ({"speed": 4.0}, TileName.FAST, TileSays.SLOW, Grade.NOTICE),
        ({"first_short": 12.0}, TileName.FAST, TileSays.TOO_SLOW, Grade.BAD),
        ({"memory": 5.0 * GB}, TileName.FITS, TileSays.TIGHT, Grade.NOTICE),
        ({"memory": 9.0 * GB}, TileName.FITS, TileSays.TOO_LARGE, Grade.BAD),
        ({"endless": 1 / 6}, TileName.CLEAN, TileSays.ONE_FAULT, Grade.NOTICE),
        ({"endless": 3 / 6}, TileName.CLEAN, TileSays.FAULTY, Grade.BAD),
        ({"prompts": 3 / 6}, TileName.CLEAN, TileSays.FAULTY_TEMPLATE, Grade.BAD),
    ],
)
def test_each_tile(changed: dict[str, float], name: TileName, expected: TileSays, grade: Grade) -> None:
    found = card(**changed)
    assert says(found, name) is expected and verdict_of(found).grade is grade
    assert sentence(found) and PHRASES[expected].partition("{")[0] in sentence(found)


@pytest.mark.parametrize("agreement", [0.5, 0.8, 0.99])
@pytest.mark.parametrize("divergence", [0.01, 0.2, 0.9])
def test_lines_on_one_thing_have_one_grade(agreement: float, divergence: float) -> None:
    found = card(agreement=agreement, divergence=divergence)
    assert len({row.verdict for row in found.rows if row.measure in CLOSENESS}) == 1


def test_nothing_advises_what_is_already_so() -> None:
    assert advice(card("int4", speed=2.0, agreement=0.5)) == {Advice.TRY_INT8}
    assert advice(card("int8", speed=2.0)) == {Advice.TRY_INT4}
    assert advice(card("int8", agreement=0.5)) == {Advice.TRY_FP32}
    slow = [line.words for line in measured_words(card("int4", speed=4.0)) if line.words]
    assert slow == ["Slower than most people read."]
    (far,) = {line.words for line in measured_words(card("int8", agreement=0.5)) if line.words}
    assert "FP32" in far and "INT8" not in far


def test_in_float32_nothing_may_be_lost() -> None:
    exact = card("fp32", agreement=1.0, divergence=1e-7)
    assert says(exact, TileName.FAITHFUL) is TileSays.SAME and verdict_of(exact).grade is Grade.GOOD
    for changed in ({"agreement": 0.9995, "divergence": 1e-7}, {"agreement": 1.0, "divergence": 2e-5}):
        wrong = card("fp32", **changed)
        assert says(wrong, TileName.FAITHFUL) is TileSays.WRONG and verdict_of(wrong).grade is Grade.BAD
        assert sentence(wrong).startswith("The conversion is wrong") and advice(wrong) == {Advice.CONVERT_AGAIN}


def test_a_busy_computer_is_told_and_condemns_nothing() -> None:
    busy = card(card=replace(CARD, busy=0.6), speed=2.0)
    assert says(busy, TileName.FAST) is TileSays.BUSY and verdict_of(busy).grade is Grade.NOTICE
    assert "kept this computer busy" in sentence(busy) and Advice.MEASURE_AGAIN in advice(busy)
    assert [line.words for line in measured_words(busy) if line.words] == [
        "Other programs took 60 % of the processor meanwhile: measure it again."
    ]
    assert says(card(card=replace(CARD, busy=0.6)), TileName.FAST) is TileSays.FAST, "fast in spite of them"


@pytest.mark.parametrize("cause", Cause)
def test_each_cause_is_said_where_it_was_found(cause: Cause) -> None:
    found = replace(card(endless=3 / 6), causes={Measure.ENDLESS: cause})
    tile = verdict_of(found).tiles[3]
    assert tile.grade is Grade.BAD and tile_words(tile, found)
    assert tile.says is TileSays(f"faulty_{cause.split('_')[0]}" if cause is not Cause.UNKNOWN else "faulty")
    (line,) = [line for line in measured_words(found) if line.words]
    blames = "template" in line.words or "stop" in line.words.lower()
    assert blames == (cause in (Cause.TEMPLATE, Cause.STOP_TOKENS))


def test_own_questions_that_only_the_original_passes() -> None:
    lost = replace(card(), own=OwnResults(asked=20, judged=20, passed=15, reference_passed=20, lost=5))
    assert says(lost, TileName.FAITHFUL) is TileSays.QUESTIONS_LOST and verdict_of(lost).grade is Grade.NOTICE
    assert "Fails 5 of your questions" in sentence(lost)
    few = replace(card(), own=OwnResults(asked=20, judged=20, passed=18, reference_passed=20, lost=2))
    assert says(few, TileName.FAITHFUL) is TileSays.LIKE


def test_what_was_not_measured_is_not_judged() -> None:
    verdict = verdict_of(judged({}, CARD))
    assert [tile.grade for tile in verdict.tiles] == [None] * 4 and verdict.grade is Grade.NOTICE


def test_the_tutorials_metrics_and_checks() -> None:
    rows = tutorial_rows(card())
    assert [row.name for row in rows] == list(TutorialName) == list(TUTORIAL_TITLES)
    assert [row.check for row in rows] == [False] * 4 + [True] * 5
    values = {row.name: (row.value, row.grade) for row in rows}
    assert values[TutorialName.MEMORY] == ("1.0 GB", Grade.GOOD)
    assert values[TutorialName.QUALITY] == ("93 of 100 next words as the original", Grade.GOOD)
    assert values[TutorialName.EDGE_CASES] == ("9 of 9", Grade.GOOD)
    said = rows[-1].words
    assert said.startswith("Tried: an empty message, nothing but blanks, emoji") and "withstand" not in said
    assert values[TutorialName.DOMAIN_ANSWERS] == ("needs your own questions", None)
    own = replace(card(), own=OwnResults(asked=9, judged=8, passed=7, reference_passed=7, formats=(1, 2)))
    asked = {row.name: (row.value, row.grade) for row in tutorial_rows(own)}
    assert asked[TutorialName.DOMAIN_ANSWERS] == ("7 of 8", Grade.GOOD)
    assert asked[TutorialName.FORMAT] == ("1 of 2", Grade.NOTICE)
    fell = replace(card(), edge_cases={EdgeCase.EMOJI: False})
    assert says(fell, TileName.CLEAN) is TileSays.FELL and verdict_of(fell).grade is Grade.BAD
    assert tutorial_rows(fell)[-1].words == "Tried: emoji. It did not withstand: emoji."


def test_of_many_requests_each_is_answered() -> None:
    endured = Endurance(requests=24, failed=0, loaded_again=True, growth=2e6)
    line = measured_words(replace(card(), endurance=endured))[-1]
    assert (line.verdict, line.value) == (Grade.GOOD, "24 of 24 answered") and "by 2 MB a request" in line.words
    failed = replace(card(), endurance=replace(endured, failed=2))
    assert says(failed, TileName.CLEAN) is TileSays.UNANSWERED and verdict_of(failed).grade is Grade.BAD
    assert "Of 24 requests, one after the other, 2 got no answer." in tile_words(verdict_of(failed).tiles[3], failed)


def test_everything_has_words() -> None:
    assert set(PHRASES) == set(TILES) == set(TileSays) and set(ADVICE) == set(Advice) and set(CASES) == set(EdgeCase)


BAD: tuple[dict[str, float], ...] = (
    {"agreement": 0.8},
    {"agreement": 0.5},
    {"speed": 4.0},
    {"speed": 2.0},
    {"memory": 5.0 * GB},
    {"memory": 9.0 * GB},
    {"endless": 1 / 6},
    {"prompts": 3 / 6},
)


@pytest.mark.parametrize("precision", ["int4", "int8", "fp32"])
def test_whatever_is_not_good_has_a_button_or_says_that_nothing_can_be_done(precision: str) -> None:
    found = [card(precision, **changed) for changed in BAD]
    found += [replace(card(precision, endless=3 / 6), causes={Measure.ENDLESS: cause}) for cause in Cause]
    found += [replace(card(precision), edge_cases={EdgeCase.EMOJI: False})]
    found += [replace(card(precision), own=OwnResults(asked=9, judged=9, passed=1, reference_passed=9, lost=8))]
    for each in found:
        for tile in verdict_of(each).tiles:
            wants = tile.grade in (Grade.NOTICE, Grade.BAD)
            assert bool(advice_words(tile)) is wants or tile.advice, tile
            assert tile.advice is None or f"Try {precision.upper()}" not in advice_words(tile)
            assert tile.advice is not Advice.TRY_INT4 or precision != "int4"


def test_an_original_that_is_away_can_be_chosen() -> None:
    alone = judged({Measure.SPEED: 21.0, Measure.ENDLESS: 0.5}, replace(CARD, uncompared=Uncompared.GONE))
    assert {tile.advice for tile in verdict_of(alone).tiles} >= {Advice.CHOOSE_ORIGINAL}
    too_large = replace(alone, uncompared=Uncompared.NO_MEMORY)
    assert Advice.CHOOSE_ORIGINAL not in advice(too_large) and Advice.MEASURE_AGAIN in advice(too_large)


def test_of_another_computers_numbers_only_those_of_the_model_hold_here() -> None:
    elsewhere, here = card(speed=1.0), card(card=replace(CARD, computer=this_computer()))
    assert about_here(here) == here
    seen = verdict_of(about_here(elsewhere))
    assert [tile.says for tile in seen.tiles] == [TileSays.LIKE, TileSays.NOT_TIMED, TileSays.NOT_TIMED, TileSays.CLEAN]
    assert seen.grade is Grade.GOOD
    assert sentence(about_here(elsewhere)).count("Not everything has been measured here yet.") == 1


def test_what_was_stopped_says_so() -> None:
    stopped = judged({Measure.SPEED: 21.0}, replace(CARD, partial=True))
    assert next(tile.says for tile in verdict_of(stopped).tiles if tile.grade is None) is TileSays.STOPPED
    assert sentence(stopped) == "Fast here. Not everything has been measured here yet."
    assert "It was stopped" in scorecard_words(stopped, stopped.computer, "today")

"""A scorecard's verdicts, its file, its computer; and what is mechanically wrong with an answer."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.core.checkpoint.fingerprint import SourceMarks, source_marks
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.library.origin import Origin, find_origin, is_unchanged, note_origin
from app.core.library.provenance import Provenance
from app.core.recipe.recipe import Precision
from app.core.scorecard.answer_faults import faults, is_foreign, repeats, repeats_tokens
from app.core.scorecard.judging import BARS, SCORECARD_FILE, forget_speeds, judge, read_scorecard, write_scorecard
from app.core.scorecard.scorecard import Grade, Measure, Row, Scorecard, Uncompared, measured_on, this_computer
from app.core.wire import from_json, to_json
from app.wording.scorecard.scorecards import ROWS, grade_words, measured_words, scorecard_words
from tests.core.checkpoint.checkpoints import checkpoint_folder
from tests.core.scorecard.scorecards import CARD, GB, LAPTOP

PROVENANCE = Provenance(
    architecture="Qwen2ForCausalLM",
    precision=Precision.INT4,
    context_length=1024,
    source="my model",
    created="2026-01-01T00:00:00+00:00",
    installer="1",
)


def test_what_was_measured_with_other_threads_is_forgotten(tmp_path: Path) -> None:
    write_scorecard(tmp_path, CARD)
    forget_speeds(tmp_path)
    assert read_scorecard(tmp_path) == CARD, "another computer's"
    write_scorecard(tmp_path, replace(CARD, computer=this_computer()))
    forget_speeds(tmp_path)
    card = read_scorecard(tmp_path)
    assert card and [row.measure for row in card.rows] == [Measure.ENDLESS]
    forget_speeds(tmp_path / "nothing")


@pytest.mark.parametrize(
    ("measure", "good", "notice", "bad"),
    [
        (Measure.FIRST_SHORT, 1.0, 1.1, 10.1),
        (Measure.FIRST_LONG, 10.0, 29.0, 31.0),
        (Measure.SPEED, 5.3, 4.0, 2.0),
        (Measure.MEMORY, 3.2 * GB, 6 * GB, 6.1 * GB),
        (Measure.EMPTY, 0.0, 1 / 6, 2 / 6),
        (Measure.AGREEMENT, 0.85, 0.8, 0.71),
        (Measure.DIVERGENCE, 0.1, 0.3, 0.34),
    ],
)
def test_each_number_is_judged(measure: Measure, good: float, notice: float, bad: float) -> None:
    judged = [judge(measure, value, LAPTOP).verdict for value in (good, notice, bad)]
    assert judged == [Grade.GOOD, Grade.NOTICE, Grade.BAD]


def test_one_prompt_in_other_tokens_is_bad_and_a_busy_processor_never_is() -> None:
    assert judge(Measure.PROMPTS, 1 / 6, LAPTOP).verdict is Grade.BAD
    assert judge(Measure.PROCESSOR, 1.0, LAPTOP).verdict is Grade.NOTICE


def test_every_measure_has_a_bar_and_words() -> None:
    assert BARS.keys() | {Measure.MEMORY} == set(Measure) == ROWS.keys()
    for measure in Measure:
        for verdict in Grade:
            (line,) = measured_words(replace(CARD, rows=(Row(measure, 0.5, verdict),)))
            assert line.title and line.value and "{" not in "".join(line[1:])
            assert bool(line.words) is (
                verdict is not Grade.GOOD and bool(ROWS[measure][1 + list(Grade).index(verdict)])
            )
    assert all(grade_words(verdict) for verdict in Grade)


def test_it_is_kept_and_what_it_says_of_itself_is_not_believed(tmp_path: Path) -> None:
    write_scorecard(tmp_path, CARD)
    assert read_scorecard(tmp_path) == CARD == from_json(to_json(CARD), Scorecard)
    assert [path.name for path in tmp_path.iterdir()] == [SCORECARD_FILE]
    lying = json.loads((tmp_path / SCORECARD_FILE).read_text(encoding="utf-8"))
    lying["rows"][1]["verdict"] = "good"
    (tmp_path / SCORECARD_FILE).write_text(json.dumps(lying), encoding="utf-8")
    assert read_scorecard(tmp_path) == CARD


@pytest.mark.parametrize("text", ['{"speed": 12}', "", "[]", "x" * 200_000, '{"rows": [["speed", -1, "good"]]}'])
def test_a_file_that_is_no_scorecard(tmp_path: Path, text: str) -> None:
    (tmp_path / SCORECARD_FILE).write_text(text, encoding="utf-8")
    assert read_scorecard(tmp_path) is None
    odd = json.loads(to_json(CARD))
    for number in (-1, 1e300):
        odd["rows"][0]["value"] = number
        (tmp_path / SCORECARD_FILE).write_text(json.dumps(odd).replace("1e+300", "1e999"), encoding="utf-8")
        assert read_scorecard(tmp_path) is None


def test_it_says_where_it_was_measured() -> None:
    here = this_computer()
    mine = replace(CARD, computer=replace(here, free_memory=1, release="another"))
    assert measured_on(mine, here) and not measured_on(CARD, here)
    assert not measured_on(replace(mine, computer=replace(here, total_memory=here.total_memory * 2)), here)
    assert scorecard_words(mine, here, "today") == "Measured on this computer on today."
    elsewhere = scorecard_words(replace(CARD, uncompared=Uncompared.NO_MEMORY, needed_bytes=28 * GB), here, "x")
    for part in ("another computer", "A laptop's", "4 cores", "8.0 GB", "Windows 11", "28 GB", "4.0 GB were free"):
        assert part in elsewhere


def wrong(text: str, *, stopped: bool = True, at_limit: bool = False, leaked: bool = False) -> set[Measure]:
    return set(faults(text, stopped=stopped, at_limit=at_limit, leaked=leaked, marks=["<|end|>", "[INST]"]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The sky is blue.", set()),
        (" \n", {Measure.EMPTY}),
        ("It is [INST] so.", {Measure.LEAKS}),
        ("caf\ufffd", {Measure.GARBLED}),
        ("1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18", set()),
        ("Ha ha ha ha!", set()),
        ("So it is. " + "I do not know. " * 9, {Measure.REPEATS}),
        ("x" + "a" * 60, {Measure.REPEATS}),
        ("雨が降る。" * 12, {Measure.REPEATS}),
        ("Apples\nPears\n\n" + " " * 80, set()),
    ],
)
def test_what_is_wrong_with_an_answer(text: str, found: set[Measure]) -> None:
    assert wrong(text) == found


def test_an_answer_that_was_cut_off() -> None:
    assert wrong("", stopped=False, at_limit=True) == {Measure.ENDLESS, Measure.EMPTY}, "nothing can be read"
    assert wrong("", stopped=False) == set(), "time was up"
    assert wrong("caf\ufffd", stopped=False) == set()
    assert wrong("caf\ufffd!", stopped=False) == {Measure.GARBLED}
    assert wrong("fine", leaked=True) == {Measure.LEAKS}
    assert repeats("and so on, " * 10 + "and s"), "cut amid the piece"


def test_the_original_is_remembered_as_it_was(tmp_path: Path) -> None:
    folder = checkpoint_folder(tmp_path / "my model")
    checkpoint, notes = inspect_checkpoint(folder), tmp_path / "notes"
    converted = replace(PROVENANCE, marks=source_marks(checkpoint))
    assert find_origin(notes, converted) is None
    note_origin(notes, checkpoint, converted)
    assert find_origin(notes, converted) == Origin(folder) and is_unchanged(checkpoint, converted)
    for other in (None, PROVENANCE, replace(PROVENANCE, marks=SourceMarks(kind="a", files="b"))):
        assert find_origin(notes, other) is None
    outside = replace(PROVENANCE, marks=SourceMarks(kind="a", files="../notes/" + source_marks(checkpoint).files))
    assert find_origin(notes, outside) is None, "a stranger's file names no place"
    (folder / "model.safetensors").write_bytes(b"trained on")
    assert not is_unchanged(checkpoint, converted)


def test_what_no_text_shows_is_found_on_the_tokens() -> None:
    assert repeats_tokens([5, 9] * 20) and repeats_tokens([1, 2, 3] + [7] * 40)
    assert not repeats_tokens(list(range(60))) and not repeats_tokens([7] * 20)


def test_another_script_than_the_question() -> None:
    assert is_foreign("\N{CYRILLIC SMALL LETTER DE}\N{CYRILLIC SMALL LETTER A} " * 12, "Why is the sky blue?")
    assert not is_foreign("The word \u0434\u0430 means yes in Russian.", "What does yes mean?")
    assert not is_foreign("1 2 3 4 5 6 7 8 9 10 11 12 13", "Count!") and not is_foreign("hello, hello, hello", "?!")

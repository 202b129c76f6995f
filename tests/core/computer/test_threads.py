"""How many threads are tried, and when they are believed to be faster."""

from app.core.computer.threads import (
    Trial,
    best_trial,
    candidates,
    merge_speeds,
    untuned_threads,
    usable_cores,
    with_threads,
)
from app.core.computer.tuning import Speed


def trial(threads: int, prefill: float, decode: float) -> Trial:
    return Trial(threads, Speed(prefill=prefill, decode=decode))


def test_the_untuned_number_is_tried_first_and_none_twice() -> None:
    counts = candidates()
    assert counts[0] == untuned_threads()
    assert len(set(counts)) == len(counts)
    assert all(1 <= count <= usable_cores() for count in counts)


def test_the_fastest_wins() -> None:
    assert best_trial([trial(1, 100, 40), trial(2, 200, 60), trial(4, 250, 70)]).threads == 4


def test_noise_does_not_win() -> None:
    assert best_trial([trial(1, 100, 40), trial(2, 101, 40.5)]).threads == 1


def test_what_writes_slower_than_untuned_does_not_win_by_reading_faster() -> None:
    assert best_trial([trial(1, 100, 40), trial(8, 900, 38)]).threads == 1


def test_of_two_measurements_the_undisturbed_counts() -> None:
    both = merge_speeds(Speed(prefill=100, decode=20), Speed(prefill=80, decode=40))
    assert both == Speed(prefill=100, decode=40)


def test_the_rest_of_the_configuration_stays() -> None:
    before = {"model": {"decoder": {"session_options": {"log_id": "x", "intra_op_num_threads": 9}}, "type": "qwen2"}}
    after = with_threads(before, 3)
    assert after == {
        "model": {"decoder": {"session_options": {"log_id": "x", "intra_op_num_threads": 3}}, "type": "qwen2"}
    }
    assert with_threads({"model": {"decoder": {}}}, 2) == {
        "model": {"decoder": {"session_options": {"intra_op_num_threads": 2}}}
    }

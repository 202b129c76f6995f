"""How memory that grows is told from memory that is taken for the first time."""

from app.engine.scorecard.endurance import KINDS, _growth


def test_growth_is_that_of_both_halves_and_not_the_jump_between_them() -> None:
    assert _growth([[5, 100, 100, 100, 100, 100], [400, 500, 500, 500, 500, 500]]) == 0
    leaking = [[1000 + 7 * number for number in range(40)], [9000 + 7 * number for number in range(30)]]
    assert abs((_growth(leaking) or 0) - 7) < 1e-9
    assert _growth([[1, 2, 3], []]) is None, "too few to tell"


def test_requests_are_of_many_kinds() -> None:
    assert not KINDS[0].goes_on, "the first has nothing to go on with"
    assert any(kind.goes_on for kind in KINDS) and any(kind.cancelled for kind in KINDS)

"""What is shown of the time left: it counts down, and is never raised by more than a step at once."""

STEPS = ((55.0, 5.0), (3570.0, 60.0), (float("inf"), 3600.0))  # up to so many seconds, people are told by such steps
PAUSE = 10.0  # seconds between two raises


class TimeLeft:
    """``tell`` it what is expected, and ``shown`` says what to show; times are seconds of one clock."""

    def __init__(self) -> None:
        self._end: float | None = None
        self._last: tuple[float, float] | None = None  # what was shown last, and when
        self._raised = float("-inf")

    def tell(self, seconds: float, now: float) -> None:
        """The work is expected to take ``seconds`` more."""
        self._end = now + seconds

    def shown(self, now: float) -> float | None:
        """Seconds; None while nothing is known."""
        if self._end is None:
            return None
        expected = max(self._end - now, 0.0)
        shown = expected if self._last is None else self._believed(expected, self._last[0], now)
        self._last = shown, now
        return shown

    def _believed(self, expected: float, before: float, now: float) -> float:
        """A longer time is believed step by step; until then what is shown stands still."""
        step = next(step for least, step in STEPS if before < least)
        if expected <= before:
            return expected
        if expected < before + step or now < self._raised + PAUSE:
            return before
        self._raised = now
        return before + step

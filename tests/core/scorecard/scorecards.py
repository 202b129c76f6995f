"""A laptop, and what was measured on it: it is fast enough, and half of its answers do not end."""

from app.core.scorecard.judging import judge
from app.core.scorecard.scorecard import Computer, Measure, Scorecard

GB = 1_000_000_000
LAPTOP = Computer(
    processor="A laptop's", cores=4, total_memory=8 * GB, free_memory=4 * GB, system="Windows", release="11"
)
CARD = Scorecard(
    rows=(judge(Measure.SPEED, 21.0, LAPTOP), judge(Measure.ENDLESS, 3 / 6, LAPTOP)),
    computer=LAPTOP,
    created="2026-01-02T12:00:00+00:00",
    installer="1",
    rounds=3,
    short_tokens=20,
    long_tokens=1024,
    answers=6,
)

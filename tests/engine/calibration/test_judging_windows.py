"""Over which places a verdict is made: the user's own texts count, as far as they go, and no part of them twice."""

from app import paths
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.template.rendering import Message
from app.engine.calibration.windows import JUDGED_LENGTH, JUDGED_TOKENS, judging_windows


def test_own_texts_are_part_of_the_places() -> None:
    checkpoint = inspect_checkpoint(paths.sample_model())
    general = judging_windows(checkpoint.folder, checkpoint, ()).tolist()
    assert sum(map(len, general)) >= JUDGED_TOKENS
    own: list[Message] = [{"role": "user", "content": " ".join(f"word{number}" for number in range(90))}]
    some = judging_windows(checkpoint.folder, checkpoint, [own]).tolist()
    mine = [window for window in some if window not in general]
    assert len(some) == len(general) == -(-JUDGED_TOKENS // JUDGED_LENGTH) and mine
    assert len({tuple(window) for window in some}) == len(some), "no window twice"
    many = judging_windows(checkpoint.folder, checkpoint, [own] * 200).tolist()
    half = len(general) // 2
    own_tokens = {token for window in many[:half] for token in window}
    assert all(not own_tokens.issuperset(window) for window in many[half:]), "the other half is of other texts"
    short: list[Message] = [{"role": "user", "content": "Hi"}]
    assert judging_windows(checkpoint.folder, checkpoint, [short]).tolist() == general, "less than a window"

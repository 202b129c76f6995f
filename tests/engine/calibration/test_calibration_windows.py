"""What a conversion is calibrated with leaves out what is asked afterwards."""

import json
from pathlib import Path

from app import paths
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.requests import ReadWindows
from app.core.scorecard.held_out import FEW, training_parts
from app.engine.calibration.windows import read_windows
from app.engine.lone_tokenizer import read_tokenizer


def test_no_window_holds_an_example_that_is_held_out(tmp_path: Path) -> None:
    file = tmp_path / "train.jsonl"
    rows = [{"question": f"Number {number}?", "answer": f"<{number}>"} for number in range(60)]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    checkpoint = inspect_checkpoint(paths.sample_model())
    found = read_windows(
        ReadWindows(folder=checkpoint.folder, checkpoint=checkpoint, calibrates=True, calibration=file)
    )
    text = "".join(map(read_tokenizer(checkpoint.folder).decode, found.calibration))
    used, kept = ({example[-1]["content"] for example in part} for part in training_parts(file))
    assert len(kept) == FEW and not any(answer in text for answer in kept)
    assert sum(answer in text for answer in used) > len(used) / 2

"""Foundry Local's own file about registered models."""

import json
from pathlib import Path

from app.core.library.foundry_index import FOUNDRY_INDEX, registered_folders


def test_ten_thousand_models_are_known(tmp_path: Path) -> None:
    """Each takes about 1,000 bytes there."""
    models = [
        {"model_info": {"id": f"m{number}-generic-cpu:1", "told": "x" * 1000}, "model_path": f"/models/m{number}/1"}
        for number in range(10_000)
    ]
    (tmp_path / FOUNDRY_INDEX).write_text(json.dumps({"models": models, "version": 2}), encoding="utf-8")
    found = registered_folders(tmp_path / FOUNDRY_INDEX)
    assert len(found) == 10_000
    assert found["m9999-generic-cpu:1"] == Path("/models/m9999/1")

"""Whether libraries report: what their telemetry leaves in the home of who runs them."""

import os
from pathlib import Path

from app.core.telemetry import SILENCE

_OTHERS = ("HF_", "TRANSFORMERS_", "XDG_CACHE", "XDG_DATA")


def unsilenced(home: Path) -> dict[str, str]:
    """The environment of a user who has set none of the variables that keep the libraries from reporting."""
    home.mkdir(exist_ok=True)
    kept = {key: value for key, value in os.environ.items() if key not in SILENCE and not key.startswith(_OTHERS)}
    return kept | {"HOME": str(home)}


def reports(home: Path) -> list[Path]:
    """The device id, and the events that wait to be sent."""
    return [path for folder in home.rglob(".onnxruntime") for path in folder.rglob("*") if path.is_file()]

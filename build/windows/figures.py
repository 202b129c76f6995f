"""What the runs on the Windows computer measured, until ``dev.py bench windows`` puts it into docs/benchmarks.md."""

import json
from datetime import UTC, datetime
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "dist" / "windows" / "figures.json"
Figures = dict[str, tuple[str, str]]  # what was measured -> (the figure with its unit, the day)


def note(what: str, figure: str) -> None:
    FILE.parent.mkdir(parents=True, exist_ok=True)
    figures = read() | {what: (figure, f"{datetime.now(UTC):%Y-%m-%d}")}
    FILE.write_text(json.dumps(figures, indent=1), encoding="utf-8")


def read() -> Figures:
    return dict(json.loads(FILE.read_text(encoding="utf-8"))) if FILE.exists() else {}

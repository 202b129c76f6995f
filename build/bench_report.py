"""Puts a benchmark's table into ``docs/benchmarks.md`` and its numbers into ``docs/benchmarks.json``."""

import json
import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
NUMBERS = ROOT / "docs" / "benchmarks.json"
HEAD = "# Benchmarks\n\nMade by the scripts in `build/`; each section says by which, when, and on what.\n"

Row = Sequence[str]


def write_section(title: str, note: str, head: Row, rows: Sequence[Row], numbers: object) -> None:
    """Replace the section ``title``, or add it; print the table."""
    table = "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))
    script = Path(sys.argv[0]).stem
    verb = ["bench", script.removeprefix("bench_")] if script.startswith("bench_") else [script.removeprefix("check_")]
    command = subprocess.list2cmdline(["python3", "build/dev.py", *verb, *sys.argv[1:]])
    section = f"## {title}\n\n{describe_machine()}; `{command}`\n\n{table}\n\n{note}\n"
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
    page = re.sub(rf"\n## {re.escape(title)}\n.*?(?=\n## |\Z)", "", page, flags=re.DOTALL)
    PAGE.write_text(page.rstrip() + "\n\n" + section, encoding="utf-8")
    known = json.loads(NUMBERS.read_text(encoding="utf-8")) if NUMBERS.exists() else {}
    NUMBERS.write_text(json.dumps(known | {title: numbers}, indent=1) + "\n", encoding="utf-8")
    print(table)


def describe_machine() -> str:
    import psutil

    memory = psutil.virtual_memory().total / 2**30
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{datetime.now(UTC):%Y-%m-%d}, {system}, {psutil.cpu_count()} cores, {memory:.0f} GiB"

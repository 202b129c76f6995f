"""A conversion that was ended by force goes on with what it had written, and gives the same bytes."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from app import paths
from app.core.journal import PATTERN, read_written
from app.core.plan import Precision
from tests.engine import fill_slowly
from tests.engine.jobs import convert

pytestmark = pytest.mark.skipif(os.name != "posix", reason="ends processes by SIGKILL")
CONVERT = [sys.executable, "-m", "app", "convert", str(paths.sample_model()), "--precision", "fp32", "--json"]


def test_a_data_file_is_whole_whenever_its_writer_was_ended(tmp_path: Path) -> None:
    chance = random.Random(0)
    command = [sys.executable, "-m", "tests.engine.fill_slowly", str(tmp_path)]
    kept = 0
    for _ in range(6):
        (tmp_path / "model").unlink(missing_ok=True)
        with subprocess.Popen([*command, "0.01"]) as writer:
            while not (tmp_path / "model").exists():
                time.sleep(0.01)
            time.sleep(chance.uniform(0.0, 0.2))
            writer.send_signal(signal.SIGKILL)
        written = read_written(tmp_path / "kept")
        now = len(written.pieces) if written else 0
        assert now >= kept, "what was safe before is still safe"
        kept = now
    assert kept > 0
    computed = int(subprocess.run([*command, "0"], capture_output=True, check=True).stdout)
    assert computed == fill_slowly.PIECES - kept
    assert (tmp_path / "model").read_bytes() == fill_slowly.expected()


def test_a_damaged_piece_that_was_never_noted_is_written_again(tmp_path: Path) -> None:
    fill_slowly.main(tmp_path, 0.0)
    journal = tmp_path / "kept" / "journal"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:20]) + lines[20][:9])
    data = bytearray((tmp_path / "model").read_bytes())
    noted = read_written(tmp_path / "kept")
    assert noted and len(noted.pieces) == 19
    (tmp_path / "model").unlink()
    half = len(data) // 2
    (tmp_path / "kept" / "data").write_bytes(bytes(data[:half]) + b"\0" * (len(data) - half))
    assert fill_slowly.main(tmp_path, 0.0) == fill_slowly.PIECES - 19
    assert (tmp_path / "model").read_bytes() == fill_slowly.expected()


def end_by_force(output: Path, sign: bytes) -> None:
    """Start a conversion; end it and its parent as a power failure would, when an event holds ``sign``."""
    with subprocess.Popen([*CONVERT, "--output", str(output)], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        while sign not in parent.stdout.readline():
            assert parent.poll() is None
        family = psutil.Process(parent.pid).children(recursive=True)
        parent.send_signal(signal.SIGKILL)
        for member in family:
            member.send_signal(signal.SIGKILL)
    psutil.wait_procs(family, timeout=10)
    assert not output.exists()


def contents(folder: Path) -> dict[str, bytes]:
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    note = json.loads(files.pop("model_installer.json"))
    del note["created"]
    return files | {"note": json.dumps(note).encode()}


def test_a_conversion_that_was_ended_again_and_again(tmp_path: Path) -> None:
    undisturbed = contents(convert(paths.sample_model(), tmp_path / "undisturbed", Precision.FP32).folder)
    assert set(undisturbed) >= {"model.onnx", "model.onnx.data", "genai_config.json"}
    output = tmp_path / "out" / "model"
    end_by_force(output, b'"reading"')
    end_by_force(output, b'"unit": "bytes"')
    end_by_force(output, b'"verifying"')
    (left,) = output.parent.glob(PATTERN)
    written = read_written(left / "pieces")
    assert written and written.bytes == written.total
    last = subprocess.run([*CONVERT, "--output", str(output)], capture_output=True, text=True, check=True)
    events = [json.loads(line) for line in last.stdout.splitlines()]
    assert any("Going on" in event.get("message", "") for event in events)
    counts = {(event["done"], event["tensors"][0]) for event in events if event.get("unit") == "bytes"}
    assert len(counts) == 1, "nothing was computed again"
    assert [path.name for path in output.parent.iterdir()] == ["model"]
    assert contents(output) == undisturbed

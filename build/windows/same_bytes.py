"""Conversions on Windows and on this Linux: the same files to the byte, of every architecture in every precision."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

import figures
from smoke_place import expect
from wine import PYTHON, ROOT, Wine, windows_path

PROGRAM = "tests.engine.conversion.convert_kinds"
Checksums = dict[tuple[str, str], dict[str, str]]  # (model, precision) -> file -> SHA-256


def compare(wine: Wine, kinds: list[str]) -> int:
    """Tiny models of ``kinds``, or of all there are."""
    work = wine.root / "work" / "same-bytes"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "MODEL_INSTALLER_HOME": str(work / "home"), "CI": "1"}
    subprocess.run([sys.executable, "-m", PROGRAM, "--make", work / "models", *kinds], env=environment, check=True)
    here = _read([sys.executable, "-m", PROGRAM, str(work / "models"), str(work / "here")], environment)
    wine.environment |= {"MODEL_INSTALLER_HOME": windows_path(work / "home", wine), "CI": "1"}
    folders = [windows_path(work / name, wine) for name in ("models", "there")]
    there = _read(wine.command(*PYTHON, "-m", PROGRAM, *folders), os.environ)
    shutil.rmtree(work)
    expect(bool(here) and here.keys() == there.keys(), "not the same conversions ran on both")
    faults = 0
    for key, ours in here.items():
        different = sorted(name for name in ours | there[key] if ours.get(name) != there[key].get(name))
        faults += bool(different)
        if different:
            print(f"{' '.join(key)}: {', '.join(different)}")
    files = sum(map(len, here.values()))
    told = f"{len(here) - faults} of {len(here)} conversions ({files} files)"
    print(f"The same bytes on Windows as here: {told}.")
    if not kinds:
        figures.note("the same bytes as on Linux", told)
    return int(bool(faults))


def _read(command: Sequence[str], environment: Mapping[str, str]) -> Checksums:
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8", "errors": "replace"}
    result = subprocess.run(command, env=environment, cwd=ROOT, **pipes)
    expect(result.returncode == 0, result.stderr[-3000:])
    rows = map(json.loads, result.stdout.splitlines())
    return {(model, precision): files for model, precision, files in rows}

"""Variables before a command, as PowerShell and a POSIX shell take them."""

import os
import subprocess
import sys

import pytest

from app.core.snippets import shell


def test_variables_before_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    made = shell.with_variables(("A", "B"), "env")
    if sys.platform != "win32":
        seen = subprocess.run(["sh", "-c", made], capture_output=True, text=True, check=True, env={"PATH": os.defpath})
        assert {"A=1", "B=1"} <= {*seen.stdout.splitlines()}
    monkeypatch.setattr(shell.os, "name", "nt")
    assert shell.with_variables(("A", "B"), '& "a b"') == '$env:A = 1; $env:B = 1; & "a b"'

"""The code for other programs finds a model below the home of a user with accents in the name."""

import subprocess
import sys
from pathlib import Path

import pytest

from app import paths
from app.core.snippets.sdk import CSHARP_SDK, PYTHON_SDK, sdk_snippet
from tests.engine.jobs import ask, deploy
from tests.wine import patient

PYTHONS_WAY = 'locale.setlocale(locale.LC_CTYPE, ".UTF-8")'
CSHARPS_WAY = 'setlocale(2, ".UTF-8")'


def test_it_is_found_as_python_and_as_c_sharp_sets_the_locale(converted: Path, tmp_path: Path) -> None:
    """No compiler of C# is here: Python makes the same call, of the same library of Windows by its name."""
    deployment = deploy(converted, "sample", tmp_path / "library")
    answer = ask("sample", "Hello").text.strip()
    cache = paths.foundry_cache()
    code = sdk_snippet(PYTHON_SDK, deployment, cache)
    assert PYTHONS_WAY in code and CSHARPS_WAY in sdk_snippet(CSHARP_SDK, deployment, cache)
    assert answer in said(code)
    called = "__import__('ctypes').CDLL('ucrtbase')." + CSHARPS_WAY.replace('".UTF-8"', 'b".UTF-8"')
    assert answer in said(code.replace(PYTHONS_WAY, called))


@pytest.mark.skipif(sys.platform != "win32", reason="the locale's code page is Windows' own")
def test_it_is_not_found_otherwise(converted: Path, tmp_path: Path) -> None:
    """What the call is for."""
    deployment = deploy(converted, "sample", tmp_path / "library")
    code = sdk_snippet(PYTHON_SDK, deployment, paths.foundry_cache()).replace(PYTHONS_WAY, "pass")
    assert run(code).returncode


def said(code: str) -> str:
    result = run(code)
    assert result.returncode == 0, result.stderr
    return result.stdout


def run(code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", "-c", code]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=patient(60))

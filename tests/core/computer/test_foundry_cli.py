import os
import signal
import sys
import time
from pathlib import Path

import pytest

from app.core.computer.foundry_cli import (
    FoundryCli,
    find_foundry_cli,
    list_cached,
    parse_cache,
    parse_cached,
    parse_version,
)
from app.core.telemetry import SILENCE

# The keys that public programs read of what 0.10 prints (its own text of a model was not found in full)
JSON_0_10 = (
    '{"models":[{"alias":"mine","displayName":"mine-generic-cpu:1","device":"CPU","cached":true,"loaded":false},'
    '{"alias":"whisper-base","displayName":"whisper-base-generic-cpu:1","device":"CPU","cached":false,"loaded":false}]}'
)


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("0.8.119+102c7a1\n", (0, 8, 119)),
        ("foundry 0.12.1", (0, 12, 1)),
        ("v0.5.117", (0, 5, 117)),
        ("error: unknown option", ()),
        ("", ()),
    ],
)
def test_versions(text: str, version: tuple[int, ...]) -> None:
    assert parse_version(text) == version


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "💾 Cache directory path: C:\\Users\\Ana María\\.foundry\\cache\\models\r\n",
            "C:\\Users\\Ana María\\.foundry\\cache\\models",
        ),
        (
            "🟢 Service is Started on http://127.0.0.1:5273/, PID 19296!\n💾 Cache directory path: /Users/a/m\n",
            "/Users/a/m",
        ),
        (  # 0.10.2, as a user recorded it on Windows
            '{"path":"C:\\\\Users\\\\ana\\\\.foundry\\\\cache\\\\models","userSet":false}\n',
            "C:\\Users\\ana\\.foundry\\cache\\models",
        ),
        ('Starting...\n{\n  "path": "/x",\n  "userSet": true\n}\n', "/x"),
        ('{\n  "path": "D:\\\\models",\n  "userSet": true\n}', "D:\\models"),
    ],
)
def test_cache_locations(text: str, place: str) -> None:
    assert parse_cache(text) == Path(place)


@pytest.mark.parametrize("text", ["", "[]", '{"path":3}', "Unknown command"])
def test_no_cache_location(text: str) -> None:
    assert parse_cache(text) is None


def test_what_the_user_types() -> None:
    old = FoundryCli(program=Path("foundry"), version=(0, 8, 119), cache=None)
    new = FoundryCli(program=Path("foundry"), version=(0, 12, 1), cache=None)
    assert (old.run_words("x"), new.run_words("x")) == ("foundry model run x", "foundry run x")


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_command_on_the_path_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = f"#!{sys.executable}\nimport sys\nprint('0.12.1' if '--version' in sys.argv else '{{\"path\":\"/x\"}}')\n"
    program = tmp_path / "foundry"
    program.write_text(script)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = find_foundry_cli()
    assert found and (found.version, found.cache) == ((0, 12, 1), Path("/x"))


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_the_command_is_not_to_report_that_it_was_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SILENCE:
        monkeypatch.delenv(name, raising=False)
    program = tmp_path / "foundry"
    program.write_text(f"#!/bin/sh\n/usr/bin/env > '{tmp_path}/seen'\n")
    program.chmod(0o755)
    list_cached(FoundryCli(program=program, version=(0, 10, 2), cache=None))
    assert {f"{name}=1" for name in SILENCE} <= {*(tmp_path / "seen").read_text().splitlines()}


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_service_that_the_command_starts_holds_nothing_up(tmp_path: Path) -> None:
    """It inherits the output, and keeps it open for as long as it runs."""
    program = tmp_path / "foundry"
    program.write_text(f"#!/bin/sh\nsleep 20 &\necho $! > '{tmp_path}/service'\necho '{JSON_0_10}'\n")
    program.chmod(0o755)
    started = time.monotonic()
    found = list_cached(FoundryCli(program=program, version=(0, 10, 2), cache=None))
    os.kill(int((tmp_path / "service").read_text()), signal.SIGKILL)
    assert "mine-generic-cpu:1" in found and time.monotonic() - started < 10


def test_no_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_foundry_cli() is None


# As users of 0.4 to 0.8 have pasted it into public reports and guides
TABLE = """Models cached on device:
   Alias                                             Model ID
[10:50:17 ERR] Failed to process model #0 on page 1.
💾 phi-3.5-mini                                      Phi-3.5-mini-instruct-generic-cpu:1
💾 rakuten-ai-7b-onnx                                rakuten-ai-7b-onnx
💾 DeepSeek-R1-Distill-Qwen-1.5B:1                   DeepSeek-R1-Distill-Qwen-1.5B:1
💾 Model was not found in catalogllama-3.2

"""


@pytest.mark.parametrize(
    ("text", "models"),
    [
        (
            TABLE,
            (
                "Phi-3.5-mini-instruct-generic-cpu:1",
                "rakuten-ai-7b-onnx",
                "DeepSeek-R1-Distill-Qwen-1.5B:1",
                "llama-3.2",
            ),
        ),
        (TABLE.replace("💾", "?").replace("\n", "\r\n"), parse_cached(TABLE)),
        ("🟢 Service is Started on http://127.0.0.1:5273/, PID 19296!\n" + TABLE, parse_cached(TABLE)),
        ("No models cached on device\n", ()),
        ("", ()),
        (JSON_0_10, ("mine", "mine-generic-cpu:1", "CPU")),
        ("Starting the server...\n[info] ready\n" + JSON_0_10.replace("{", "{\n  "), parse_cached(JSON_0_10)),
        ('{"models":[]}', ()),
        ('[{"alias":"mine","modelId":"mine:1"}]', ("mine", "mine:1")),
        ("[]", ()),
    ],
)
def test_cached_models(text: str, models: tuple[str, ...]) -> None:
    assert parse_cached(text) == models


@pytest.mark.parametrize(
    ("version", "reads"), [((0, 8, 119), True), ((0, 10, 2), True), ((0, 11), False), ((0, 12, 1), False)]
)
def test_up_to_which_version_it_looks_into_its_folder(version: tuple[int, ...], reads: bool) -> None:
    assert FoundryCli(program=Path("foundry"), version=version, cache=None).reads_folders is reads

import importlib.metadata
import platform
import sys
from pathlib import Path

import pytest

from app.core import requirements
from app.core.requirements import (
    RequirementName,
    check_requirements,
    disk_space,
    library_writable,
    memory_free,
    memory_total,
    operating_system,
    processor,
    program,
    version_numbers,
)

GB = 1_000_000_000


def test_every_requirement_is_checked_once(tmp_path: Path) -> None:
    rows = check_requirements(tmp_path / "models")
    assert sorted(row.name for row in rows) == sorted(RequirementName)
    assert not (tmp_path / "models").exists()


def test_this_computer_can_do_the_job(tmp_path: Path) -> None:
    unmet = [row for row in check_requirements(tmp_path) if row.mandatory and not row.satisfied]
    assert unmet == []


def test_nothing_heavy_is_imported(tmp_path: Path) -> None:
    before = set(sys.modules)
    check_requirements(tmp_path)
    new = {name.split(".")[0] for name in set(sys.modules) - before}
    assert not new & {"torch", "olive", "onnxruntime", "onnxruntime_genai", "foundry_local_sdk"}


@pytest.mark.parametrize(
    ("system", "release", "satisfied"),
    [
        ("Windows", "10", True),
        ("Windows", "11", True),
        ("Windows", "2022Server", True),
        ("Windows", "8.1", False),
        ("Windows", "Vista", False),
        ("Darwin", "15.2", True),
        ("Darwin", "26.0", True),
        ("Darwin", "14.7.1", False),
        ("Linux", "6.1.0-13-amd64", True),
        ("FreeBSD", "14.1", False),
    ],
)
def test_operating_systems(monkeypatch: pytest.MonkeyPatch, system: str, release: str, satisfied: bool) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(requirements, "os_release", lambda: release)
    row = operating_system()
    assert (row.satisfied, row.mandatory) == (satisfied, True)


@pytest.mark.parametrize(
    ("system", "kind", "satisfied"),
    [
        ("Windows", "AMD64", True),
        ("Windows", "ARM64", True),
        ("Windows", "x86", False),
        ("Linux", "x86_64", True),
        ("Linux", "aarch64", True),
        ("Linux", "armv7l", False),
        ("Darwin", "arm64", True),
        ("Darwin", "x86_64", False),
    ],
)
def test_processors(monkeypatch: pytest.MonkeyPatch, system: str, kind: str, satisfied: bool) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "machine", lambda: kind)
    assert processor().satisfied is satisfied
    assert processor().mandatory


@pytest.mark.parametrize(
    ("total", "satisfied", "mandatory"),
    [(2 * GB, False, True), (4.1 * GB, False, False), (7.7 * GB, True, False), (16 * GB, True, False)],
)
def test_memory(monkeypatch: pytest.MonkeyPatch, total: float, satisfied: bool, mandatory: bool) -> None:
    monkeypatch.setattr(requirements, "memory", lambda: (int(total), 1 * GB))
    assert (memory_total().satisfied, memory_total().mandatory) == (satisfied, mandatory)
    assert (memory_free().satisfied, memory_free().mandatory) == (False, False)


def test_a_full_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(requirements, "free_disk", lambda path: 1_500_000_000)
    row = disk_space(tmp_path)
    assert (row.satisfied, row.mandatory, row.found) == (False, True, "1.5 GB")


def test_a_file_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "models").write_bytes(b"")
    assert not library_writable(tmp_path / "models").satisfied
    assert not library_writable(tmp_path / "models" / "deeper").satisfied


def test_a_library_leaves_no_trace(tmp_path: Path) -> None:
    assert library_writable(tmp_path).satisfied
    assert list(tmp_path.iterdir()) == []


def test_a_library_that_lets_nobody_write(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(requirements.tempfile, "TemporaryFile", refuse)
    assert not library_writable(tmp_path).satisfied


@pytest.mark.parametrize(("version", "satisfied"), [("0.13.0", True), ("1.0", True), ("0.12.9", False), ("", False)])
def test_programs(monkeypatch: pytest.MonkeyPatch, version: str, satisfied: bool) -> None:
    monkeypatch.setattr(importlib.metadata, "version", lambda name: version)
    row = program(RequirementName.OLIVE)
    assert (row.satisfied, row.mandatory, row.found) == (satisfied, True, version)


def test_a_program_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", missing)
    assert not program(RequirementName.FOUNDRY_LOCAL).satisfied


def test_version_numbers() -> None:
    assert version_numbers("2.2.1.dev3") == (2, 2, 1)
    assert version_numbers("2022Server") == (2022,)
    assert version_numbers("rolling") == ()

"""The commands and the config that make a model again are run as they are shown, and make the same bytes."""

import hashlib
import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from app import paths
from app.core.checkpoint import inspect_checkpoint
from app.core.identity import source_marks
from app.core.journal import PIECES
from app.core.library import read_provenance
from app.core.olive_snippet import CONFIG, PACKAGES, commands, olive_snippet
from app.core.plan import ConvertedModel, Provenance
from tests.engine.jobs import convert

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ConvertedModel:
    return convert(paths.sample_model(), tmp_path_factory.mktemp("data") / "model")


@pytest.fixture
def provenance(model: ConvertedModel, tmp_path: Path) -> Provenance:
    """And beside the original model ``olive.json``, as somebody saves it."""
    found = read_provenance(model.folder)
    assert found and found.source == "sample-model"
    marks = source_marks(inspect_checkpoint(paths.sample_model()))
    assert found.marks and (found.marks.kind, found.marks.files) == (marks.kind, marks.files)
    shutil.copytree(paths.sample_model(), tmp_path / found.source)
    (tmp_path / CONFIG).write_text(olive_snippet(found), encoding="utf-8")
    return found


def digests(folder: Path) -> dict[str, str]:
    names = ("model.onnx", "model.onnx.data")
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}


def pasted(command: str, folder: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    """Into a shell that knows no command by its name alone."""
    there = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", **more}
    return subprocess.run(command, shell=True, cwd=folder, env=there, capture_output=True, text=True, timeout=120)


def shown(provenance: Provenance) -> tuple[str, ...]:
    return commands(provenance, paths.command_line(), paths.olive_command(), paths.resource(PACKAGES))


def test_olives_own_command(model: ConvertedModel, provenance: Provenance, tmp_path: Path) -> None:
    _, command = shown(provenance)
    assert f"olive run --config {CONFIG} " in command
    result = pasted(command, tmp_path, HF_HUB_OFFLINE="1", OLIVE_DISABLE_TELEMETRY="1", CI="1")
    assert result.returncode == 0, result.stderr
    assert digests(tmp_path / "converted") == digests(model.folder)
    assert not (tmp_path / PIECES).exists(), "nothing else is left beside the user's model"


def test_this_programs_command(model: ConvertedModel, provenance: Provenance, tmp_path: Path) -> None:
    result = pasted(shown(provenance)[0], tmp_path)
    assert result.returncode == 0, result.stderr
    assert digests(tmp_path / "converted") == digests(model.folder)
    assert read_provenance(tmp_path / "converted").recipe == provenance.recipe  # type: ignore[union-attr]


def test_names_with_spaces_and_marks(provenance: Provenance) -> None:
    odd = replace(provenance, source="it's $my model", base="")
    command, olive = commands(odd, Path("/opt/a b/model-installer"), Path("/x/olive"), Path("/x/p.json"))
    assert shlex.split(command)[:3] == ["/opt/a b/model-installer", "convert", "it's $my model"]
    assert olive == f"/x/olive run --config {CONFIG} --package-config /x/p.json"
    assert len(commands(odd, Path("x"), None, Path("p"))) == 1, "a bundle has no command of Olive"
    assert len(commands(replace(odd, base="b"), Path("x"), Path("olive"), Path("p"))) == 1

"""The commands and the config that make a model again are run as they are shown, and make the same bytes."""

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app import paths
from app.core.journal import PIECES
from app.core.library import read_provenance
from app.core.olive_snippet import CONFIG, commands, olive_snippet
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
    shutil.copytree(paths.sample_model(), tmp_path / found.source)
    (tmp_path / CONFIG).write_text(olive_snippet(found), encoding="utf-8")
    return found


def digests(folder: Path) -> dict[str, str]:
    names = ("model.onnx", "model.onnx.data")
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}


def test_olives_own_command(model: ConvertedModel, provenance: Provenance, tmp_path: Path) -> None:
    _, shown = commands(provenance)
    words = shlex.split(shown.replace("SOURCE", shlex.quote(str(ROOT))))
    assert words[:4] == ["olive", "run", "--config", CONFIG]
    olive = shutil.which("olive", path=str(Path(sys.executable).parent))
    assert olive
    quiet = {"HF_HUB_OFFLINE": "1", "OLIVE_DISABLE_TELEMETRY": "1", "CI": "1", "PYTHONPATH": str(ROOT)}
    command = [olive, *words[1:]]
    result = subprocess.run(command, cwd=tmp_path, env=os.environ | quiet, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    assert digests(tmp_path / "converted") == digests(model.folder)
    assert not (tmp_path / PIECES).exists(), "nothing else is left beside the user's model"


def test_this_programs_command(model: ConvertedModel, provenance: Provenance, tmp_path: Path) -> None:
    words = shlex.split(commands(provenance)[0])
    assert words[0] == "model-installer"
    command = [sys.executable, "-X", "utf8", "-m", "app", *words[1:]]
    there = os.environ | {"PYTHONPATH": str(ROOT)}
    result = subprocess.run(command, cwd=tmp_path, env=there, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    assert digests(tmp_path / "converted") == digests(model.folder)
    assert read_provenance(tmp_path / "converted").recipe == provenance.recipe  # type: ignore[union-attr]

"""The commands and the config that make a model again are run as they are shown, and make the same bytes where they say
so."""

import hashlib
import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from app import paths
from app.core.checkpoint.fingerprint import source_marks
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.files.journal import PIECES
from app.core.library.converted_model import ConvertedModel
from app.core.library.notes import read_provenance
from app.core.library.provenance import Provenance
from app.core.recipe.recipe import Precision, Recipe
from app.core.recipe.usual import usual_recipe
from app.core.requests import Convert
from app.core.snippets.olive import OLIVE_CONFIG, PACKAGES, commands, olive_snippet, same_by_olive
from tests.engine.jobs import run
from tests.engine.silence import reports, unsilenced
from tests.wine import patient

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.skipif(
    sys.platform == "win32",
    reason="pastes into a shell of POSIX; Windows has PowerShell",
)


OWN_TEXTS = "my chats.jsonl"


def answers_as_trained() -> str:
    line = {"instruction": "How long do I cook rice?", "output": "Rinse it, then simmer it for twelve minutes."}
    return "".join(json.dumps(line | {"input": f"for {people} people"}) + "\n" for people in range(2, 40))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ConvertedModel:
    """As recommended, but with the user's own texts."""
    folder = tmp_path_factory.mktemp("data")
    texts = folder / OWN_TEXTS
    texts.write_text(answers_as_trained(), encoding="utf-8")
    checkpoint = inspect_checkpoint(paths.sample_model())
    recipe = usual_recipe(Precision.INT4, checkpoint=checkpoint)
    return run(Convert(checkpoint=checkpoint, recipe=recipe, output=folder / "model", calibration=texts))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> ConvertedModel:
    """By a recipe that Olive has too."""
    checkpoint = inspect_checkpoint(paths.sample_model())
    return run(Convert(checkpoint=checkpoint, recipe=Recipe(), output=tmp_path_factory.mktemp("plain") / "model"))


@pytest.fixture
def provenance(model: ConvertedModel, tmp_path: Path) -> Provenance:
    return beside_original(model, tmp_path)


def beside_original(model: ConvertedModel, folder: Path) -> Provenance:
    """And in ``folder`` the original model with ``olive.json`` and the texts beside it, as somebody saves them."""
    found = read_provenance(model.folder)
    assert found and found.source == "sample-model"
    marks = source_marks(inspect_checkpoint(paths.sample_model()))
    assert found.marks and (found.marks.kind, found.marks.files) == (marks.kind, marks.files)
    shutil.copytree(paths.sample_model(), folder / found.source)
    (folder / OLIVE_CONFIG).write_text(olive_snippet(found), encoding="utf-8")
    (folder / OWN_TEXTS).write_text(answers_as_trained(), encoding="utf-8")
    return found


def digests(folder: Path) -> dict[str, str]:
    names = ("model.onnx", "model.onnx.data")
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}


def pasted(command: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Into a shell that knows no command by its name alone."""
    there = unsilenced(folder / "home") | {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        command, shell=True, cwd=folder, env=there, capture_output=True, text=True, timeout=patient(120)
    )


def shown(provenance: Provenance) -> tuple[str, ...]:
    return commands(provenance, paths.command_line(), paths.olive_command(), paths.resource(PACKAGES))


def test_olives_own_command(plain: ConvertedModel, tmp_path: Path) -> None:
    provenance = beside_original(plain, tmp_path)
    _, command = shown(provenance)
    assert f"olive run --config {OLIVE_CONFIG} " in command
    result = pasted(command, tmp_path)
    assert result.returncode == 0, result.stderr
    assert reports(tmp_path / "home") == []
    assert same_by_olive(provenance)
    assert digests(tmp_path / "converted") == digests(plain.folder)
    assert not (tmp_path / PIECES).exists(), "nothing else is left beside the user's model"


def test_this_programs_command(model: ConvertedModel, provenance: Provenance, tmp_path: Path) -> None:
    result = pasted(shown(provenance)[0], tmp_path)
    assert result.returncode == 0, result.stderr
    assert digests(tmp_path / "converted") == digests(model.folder)
    again = read_provenance(tmp_path / "converted")
    assert again and (again.recipe, again.calibration) == (provenance.recipe, OWN_TEXTS)


def test_olive_makes_the_nearest_that_it_can(provenance: Provenance, tmp_path: Path) -> None:
    """Of a recipe that only this program has; and nobody is told that both are the same."""
    result = pasted(shown(provenance)[1], tmp_path)
    assert result.returncode == 0, result.stderr
    assert not same_by_olive(provenance)
    assert (tmp_path / "converted" / "model.onnx").exists()


def test_names_with_spaces_and_marks(provenance: Provenance) -> None:
    odd = replace(provenance, source="it's $my model", base="")
    command, olive = commands(odd, Path("/opt/a b/model-installer"), Path("/x/olive"), Path("/x/p.json"))
    assert shlex.split(command)[:3] == ["/opt/a b/model-installer", "convert", "it's $my model"]
    assert olive.endswith(f" /x/olive run --config {OLIVE_CONFIG} --package-config /x/p.json")
    assert len(commands(odd, Path("x"), None, Path("p"))) == 1, "a bundle has no command of Olive"
    assert len(commands(replace(odd, base="b"), Path("x"), Path("olive"), Path("p"))) == 1

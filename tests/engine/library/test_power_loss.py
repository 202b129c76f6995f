"""What a power failure can leave of notes (nothing, zeros, half of one): no model is invisible, and repair brings it
back as it was."""

import shutil
from pathlib import Path

import pytest

from app import paths
from app.core.library.foundry_index import FOUNDRY_INDEX
from app.core.library.installed import ModelState
from app.core.requests import Deploy, List, Remove, Repair
from app.storage.leftovers import find_leftovers, sweep
from tests.engine.jobs import ask, deploy, run

PROMPT = "Answer in French."
NOTES = {
    "deployment": ("models/sam/1/deployment.json",),
    "settings": ("models/sam/1/genai_config.json",),
    "libraries": ("libraries.json",),
    "library": ("models/library.json",),
    "index": (f"foundry/cache/{FOUNDRY_INDEX}",),
    "libraries and index": ("libraries.json", f"foundry/cache/{FOUNDRY_INDEX}"),
    "provenance": ("models/sam/1/model_installer.json",),
    "deployment and index": ("models/sam/1/deployment.json", f"foundry/cache/{FOUNDRY_INDEX}"),
    "deployment and settings": ("models/sam/1/deployment.json", "models/sam/1/genai_config.json"),
}


@pytest.fixture(scope="module")
def installed(converted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two models, one of them in a library of its own."""
    home = tmp_path_factory.mktemp("power") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MODEL_INSTALLER_HOME", str(home))
        model = shutil.copytree(converted, home.parent / "model")
        run(Deploy(folder=model, name="sam", library=paths.default_library(), system_prompt=PROMPT))
        deploy(model, "far", home / "other disk")
    return home


@pytest.fixture
def data(installed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MODEL_INSTALLER_HOME", str(installed))
    return paths.data_folder()


def lose(path: Path, how: str) -> None:
    content = path.read_bytes()
    path.write_bytes({"empty": b"", "zeros": bytes(len(content)), "half": content[: len(content) // 2]}[how])


@pytest.mark.parametrize("how", ["empty", "zeros", "half"])
@pytest.mark.parametrize("name", NOTES)
def test_repair_brings_all_back_as_it_was(data: Path, name: str, how: str) -> None:
    for note in NOTES[name]:
        lose(data / note, how)
    seen = {model.deployment.name for model in run(List())}
    assert "sam" in seen, "it is never invisible"
    run(Repair())
    after = {model.deployment.name: model for model in run(List())}
    assert {each: model.state for each, model in after.items()} == dict.fromkeys(("sam", "far"), ModelState.READY)
    assert after["sam"].deployment.system_prompt == PROMPT
    if how == "zeros":
        assert ask("sam", "Hello").text and ask("far", "Hello").text


@pytest.mark.parametrize("registered", [False, True])
def test_what_cannot_be_read_can_be_removed(installed: Path, registered: bool) -> None:
    folder = deploy(installed.parent / "model", "sam", paths.default_library()).folder
    lose(folder / "deployment.json", "empty")
    lose(folder / "model_installer.json", "empty")
    if not registered:
        (paths.foundry_cache() / FOUNDRY_INDEX).unlink()
    assert [model.state for model in run(List())] == [ModelState.NOTE_LOST]
    run(Remove("sam", permanently=True))
    assert not folder.exists() and run(List()) == ()


def test_what_cannot_be_read_can_be_swept(installed: Path) -> None:
    folder = deploy(installed.parent / "model", "sam", paths.default_library()).folder
    lose(folder / "deployment.json", "zeros")
    lose(folder / "model_installer.json", "zeros")
    assert find_leftovers(paths.default_library()) == (), "Foundry Local still knows it"
    (paths.foundry_cache() / FOUNDRY_INDEX).unlink()
    found = find_leftovers(paths.default_library())
    assert [each.folder for each in found] == [folder]
    assert sweep(found) > 0 and not folder.exists()

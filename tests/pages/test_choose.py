"""The buttons beside what was found in a model folder, pressed on real folders."""

import errno
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app import paths
from app.core.checkpoint.fingerprint import source_marks
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.checkpoint.mend import mended_copy
from app.core.events import Progress
from app.core.failures import Failure
from app.core.findings import Mend
from app.core.library.notes import confirm_deployment, write_deployment, write_provenance
from app.core.plan import Plan
from app.core.recipe.recipe import Recipe
from app.core.requests import Convert, Deploy
from app.core.steps import Step
from app.pages.choose import ChoosePage
from app.pages.install import InstallPage
from app.pages.settings import SettingsPage
from app.settings import Settings
from app.widgets.model_facts import ModelFacts
from tests.core.checkpoint.checkpoints import LORA, checkpoint_folder, write_json, write_safetensors
from tests.core.checkpoint.test_trainers import olive_finetune
from tests.recorded import A_PROVENANCE, Jobs, a_deployment
from tests.visible import visible_text


def press(page: ChoosePage, text: str) -> None:
    buttons = [each for each in page.findChildren(QPushButton) if each.isVisibleTo(page) and each.text() == text]
    assert len(buttons) == 1, [each.text() for each in page.findChildren(QPushButton)]
    buttons[0].click()


def chosen_page(qtbot: QtBot, folder: Path) -> ChoosePage:
    page = ChoosePage(Settings())
    qtbot.addWidget(page)
    page.enter(Plan(library=folder.parent / "library"))
    page.choose(folder)
    qtbot.waitUntil(lambda: len(page.notices()) == 1)
    return page


@pytest.mark.parametrize("wanted", [500, 1000])
def test_a_button_opens_each_model_that_is_deeper(qtbot: QtBot, tmp_path: Path, wanted: int) -> None:
    for number in (500, 1000):
        checkpoint_folder(tmp_path / "out" / f"checkpoint-{number}")
    page = chosen_page(qtbot, tmp_path / "out")
    assert "checkpoint-1000, checkpoint-500" in visible_text(page)
    press(page, f"Open “checkpoint-{wanted}”")
    qtbot.waitUntil(page.isComplete)
    chosen = page.amend(Plan(library=tmp_path)).checkpoint
    assert chosen and chosen.folder == tmp_path / "out" / f"checkpoint-{wanted}"


def test_a_button_opens_what_was_trained_beside_the_base_model(qtbot: QtBot, tmp_path: Path) -> None:
    olive_finetune(tmp_path)
    page = chosen_page(qtbot, tmp_path / "model")
    press(page, "Open “adapter”")
    qtbot.waitUntil(page.isComplete)
    chosen = page.amend(Plan(library=tmp_path)).checkpoint
    assert chosen and (chosen.folder, chosen.base) == (tmp_path / "adapter", tmp_path / "model")


def test_a_template_no_family_has_is_taken_from_the_base_model(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = checkpoint_folder(tmp_path / "model", template=None)
    base = checkpoint_folder(tmp_path / "base", template="{{ messages[0].content }}!")
    page = chosen_page(qtbot, folder)
    press(page, "Use the family's chat template in a copy")
    qtbot.waitUntil(lambda: "cannot be mended automatically" in visible_text(page))
    assert len(page.notices()) == 1
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(base))
    press(page, "Take it from the base model…")
    qtbot.waitUntil(page.isComplete)
    chosen = page.amend(Plan(library=tmp_path)).checkpoint
    assert chosen and (chosen.folder.name, chosen.chat_template) == ("model (mended)", "{{ messages[0].content }}!")
    assert "cannot be mended" not in visible_text(page)


@pytest.mark.parametrize("own", [True, False], ids=["its own tokenizer", "its base model's"])
def test_what_an_adapter_lacks_is_mended_where_it_lacks(qtbot: QtBot, tmp_path: Path, own: bool) -> None:
    tokenizer = {"model": {"vocab": {}}, "added_tokens": [{"id": 2, "content": "<|im_end|>"}]}
    base = checkpoint_folder(tmp_path / "base", eos_token_id=None)
    write_json(base / "tokenizer.json", tokenizer)
    adapter = tmp_path / "adapter"
    adapter.mkdir()
    config = {
        "peft_type": "LORA",
        "target_modules": "all-linear",
        "r": 8,
        "lora_alpha": 16,
        "base_model_name_or_path": "base",
    }
    write_json(adapter / "adapter_config.json", config)
    write_safetensors(adapter / "adapter_model.safetensors", LORA)
    if own:
        for name in ("tokenizer.json", "tokenizer_config.json"):
            shutil.copyfile(base / name, adapter / name)
    page = chosen_page(qtbot, adapter)
    press(page, "Complete the stop tokens in a copy")
    qtbot.waitUntil(lambda: page.isComplete() and not page.notices())
    chosen = page.amend(Plan(library=tmp_path)).checkpoint
    assert chosen and chosen.stop_tokens == ("<|im_end|>",)
    names = ("adapter (mended)", "base") if own else ("adapter", "base (mended)")
    assert chosen.base and (chosen.folder.name, chosen.base.name) == names


def test_a_base_model_deeper_inside_is_opened_for_the_adapter(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opened by itself it would be converted without the training."""
    base = checkpoint_folder(tmp_path / "downloads" / "base")
    adapter = tmp_path / "adapter"
    adapter.mkdir()
    write_json(
        adapter / "adapter_config.json",
        {"peft_type": "LORA", "target_modules": "all-linear", "lora_alpha": 16, "base_model_name_or_path": "x"},
    )
    write_safetensors(adapter / "adapter_model.safetensors", LORA)
    page = chosen_page(qtbot, adapter)
    assert "“adapter” needs its base model" in visible_text(page)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(base.parent))
    page.base_button.click()
    qtbot.waitUntil(lambda: "deeper" in visible_text(page))
    assert page.base_button.isVisibleTo(page)
    press(page, "Open “base”")
    qtbot.waitUntil(page.isComplete)
    chosen = page.amend(Plan(library=tmp_path)).checkpoint
    assert chosen and (chosen.folder, chosen.base) == (adapter, base)


def test_a_packed_folder_that_is_dropped_is_told_to_be_packed(qtbot: QtBot, tmp_path: Path) -> None:
    """Not its folder, which may be the one of all downloads."""
    checkpoint_folder(tmp_path / "another model")
    (tmp_path / "mine.zip").write_bytes(b"PK")
    page = ChoosePage(Settings())
    qtbot.addWidget(page)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "mine.zip"))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.zone.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))
    qtbot.waitUntil(lambda: len(page.notices()) == 1)
    assert "“mine.zip” is a packed file" in visible_text(page)


def test_languages_have_names(qtbot: QtBot, tmp_path: Path) -> None:
    window, facts = QWidget(), ModelFacts()
    qtbot.addWidget(window)
    facts.setParent(window)
    model = checkpoint_folder(tmp_path / "m")
    (model / "README.md").write_text("---\nlanguage: [en, id, eu, xx-odd]\n---\n", encoding="utf-8")
    facts.show_model(inspect_checkpoint(model))
    assert "English, Indonesian, euskara, xx-odd" in [part.text() for part in facts.findChildren(QLabel)]


@pytest.mark.parametrize(("code", "place"), [(errno.EROFS, "data"), (errno.ENOTDIR, None)])
def test_a_copy_goes_to_the_apps_data_where_nothing_can_be_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, place: str | None
) -> None:
    folder = checkpoint_folder(tmp_path / "model", tokenizer_class=None)
    make = Path.mkdir

    def refuse(path: Path, *options: object, **named: bool) -> None:
        if path.parent == folder.parent and path.name.startswith("model"):
            raise OSError(code, "refused")
        make(path, *options, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "mkdir", refuse)
    if place is None:
        with pytest.raises(Failure):
            mended_copy(folder, Mend.TOKENIZER_CLASS, None, paths.data_folder() / "mended")
    else:
        copy = mended_copy(folder, Mend.TOKENIZER_CLASS, None, paths.data_folder() / "mended")
        assert copy.is_relative_to(paths.data_folder()) and inspect_checkpoint(copy).convertible


def converted_before(model: Path, library: Path, *, installed: bool) -> Path:
    """The version's folder of what was made of ``model``."""
    folder = library / "my-model" / "1"
    folder.mkdir(parents=True)
    write_json(folder / "genai_config.json", {"model": {"type": "qwen2", "context_length": 128}})
    marks = source_marks(inspect_checkpoint(model))
    write_provenance(folder, replace(A_PROVENANCE, source=model.name, marks=marks, recipe=Recipe()))
    if installed:
        deployment = replace(a_deployment(folder), name="my-model", source=model.name)
        write_deployment(deployment)
        confirm_deployment(deployment)
    return folder


def test_what_was_converted_and_not_installed_is_installed_at_once(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    model = checkpoint_folder(tmp_path / "model")
    made = converted_before(model, Settings().library, installed=False)
    page = ChoosePage(Settings())
    qtbot.addWidget(page)
    page.enter(Plan(library=Settings().library))
    page.choose(model)
    qtbot.waitUntil(page.isComplete)
    assert "converted to INT4" in visible_text(page) and not page.offers.chat_button.isVisibleTo(page)
    press(page, "Already converted: &install it")
    qtbot.waitUntil(page.isComplete)
    plan = page.amend(Plan(library=Settings().library))
    assert plan.installs_as_it_is and plan.converted and plan.converted.folder == made
    assert "“my-model” can be installed as it is" in visible_text(page)
    settings = SettingsPage(Settings())
    qtbot.addWidget(settings)
    settings.enter(plan)
    assert settings.name_field.text() == "my-model", "the name that it was converted under"


def test_the_same_conversion_is_not_done_again_after_a_restart(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    model = checkpoint_folder(tmp_path / "model")
    library = Settings().library
    made = converted_before(model, library, installed=False)
    jobs = Jobs([Progress(step=Step.STARTING)])
    page = InstallPage(jobs)
    qtbot.addWidget(page)
    plan = Plan(library=library, checkpoint=inspect_checkpoint(model), name="my-model")
    for number, (recipe, kind) in enumerate(((Recipe(), Deploy), (Recipe(block_size=32), Convert)), 1):
        page.enter(replace(plan, recipe=recipe))
        qtbot.waitUntil(lambda number=number: len(jobs.requests) == number)
        assert isinstance(jobs.requests[-1], kind)
        page.leave()
    assert isinstance(jobs.requests[0], Deploy) and jobs.requests[0].folder == made


def test_an_installed_model_can_be_gone_on_with(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    model = checkpoint_folder(tmp_path / "model")
    made = converted_before(model, Settings().library, installed=True)
    page = ChoosePage(Settings())
    qtbot.addWidget(page)
    page.enter(Plan(library=Settings().library))
    with qtbot.assertNotEmitted(page.converts_soon):
        page.choose(model)
        qtbot.waitUntil(page.isComplete)
    with qtbot.waitSignal(page.chat) as wanted:
        press(page, "&Chat with it")
    (deployment,) = wanted.args
    assert (deployment.name, deployment.folder) == ("my-model", made)
    with qtbot.assertNotEmitted(page.converts_soon):
        page.choose(checkpoint_folder(tmp_path / "other", hidden_size=64))
        qtbot.waitUntil(lambda: "“other” cannot be converted" in visible_text(page))
    assert not page.offers.isVisibleTo(page)


def test_the_libraries_of_a_conversion_are_wanted_once_its_model_is_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    page = ChoosePage(Settings())
    qtbot.addWidget(page)
    page.enter(Plan(library=tmp_path))
    with qtbot.waitSignal(page.converts_soon):
        page.choose(checkpoint_folder(tmp_path / "model"))
    assert page.isComplete()

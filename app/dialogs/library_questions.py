"""What the window with the installed models asks before it changes anything."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from app.core.library.installed import InstalledModel, ModelState
from app.core.library.naming import check_name
from app.core.requests import Offer, Remove, Rename, Repair, Request, Tune
from app.widgets.elements import question
from app.widgets.model_row import Action
from app.wording.filling import size_words

translate = QCoreApplication.translate


def ask_change(parent: QWidget, action: Action, model: InstalledModel) -> Request[Any] | None:
    """What the engine shall do, once the user was asked what there is to ask; None when nothing.

    Raises ``Failure(NAME_INVALID)``."""
    deployment = model.deployment
    match action:
        case Action.OFFER:
            return Offer(deployment.model_id)
        case Action.TUNE:
            return Tune(deployment.model_id)
        case Action.RENAME if name := ask_name(parent, deployment.name):
            if failure := check_name(name):
                raise failure
            return Rename(deployment.name, name)
        case Action.SEARCH if folder := ask_search(parent):
            return Repair(folder)
        case Action.DELETE if confirms_deletion(parent, model):
            return Remove(deployment.model_id)
        case _:
            return None


def ask_name(parent: QWidget, before: str) -> str:
    """The new name for a model; "" when it shall keep its own."""
    question = translate("LibraryQuestions", "New name for {name} (all of its versions)").format(name=before)
    name, wanted = QInputDialog.getText(parent, translate("LibraryQuestions", "Rename"), question, text=before)
    return name if wanted and name != before else ""


def ask_converted(parent: QWidget) -> Path | None:
    return _ask_folder(parent, translate("LibraryQuestions", "Choose the folder of a converted model"))


def ask_search(parent: QWidget) -> Path | None:
    return _ask_folder(parent, translate("LibraryQuestions", "Choose the folder in which the model may be"))


def confirms_deletion(parent: QWidget, model: InstalledModel) -> bool:
    """Whether the user, who is shown what goes, wants it."""
    asked = question(parent, "warn")
    asked.setTextFormat(Qt.TextFormat.PlainText)
    text = translate("LibraryQuestions", "Delete {name}, version {number}?")
    asked.setText(text.format(name=model.deployment.name, number=model.version))
    asked.setInformativeText(deletion_preview(model))
    delete = asked.addButton(translate("LibraryQuestions", "&Delete"), QMessageBox.ButtonRole.DestructiveRole)
    keep = asked.addButton(translate("LibraryQuestions", "&Keep it"), QMessageBox.ButtonRole.RejectRole)
    asked.setDefaultButton(keep)
    asked.exec()
    return asked.clickedButton() is delete


def deletion_preview(model: InstalledModel) -> str:
    """What deleting ``model`` does, in sentences."""
    folder, size = str(model.deployment.folder), size_words(model.own_bytes)
    if model.state is ModelState.FOLDER_GONE:
        text = translate("LibraryQuestions", "Foundry Local forgets it. No file is deleted: “{folder}” is not there.")
        return text.format(folder=folder)
    text = translate(
        "LibraryQuestions",
        "Foundry Local forgets it, and “{folder}” goes to the trash. Emptying the trash then frees {size}. "
        "The model that it was made from is not touched.",
    )
    return text.format(folder=folder, size=size)


def _ask_folder(parent: QWidget, title: str) -> Path | None:
    folder = QFileDialog.getExistingDirectory(parent, title)
    return Path(folder) if folder else None

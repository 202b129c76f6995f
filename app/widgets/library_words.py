"""What the window with the installed models says of the whole, and while it works."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.core.computer.machine import free_disk
from app.core.library.installed import InstalledModel
from app.core.requests import Deploy, Offer, Remove, Rename, Repair, Request, Tune
from app.wording.filling import size_words

translate = QCoreApplication.translate


def busy_words(request: Request[Any]) -> str:
    """What the engine is doing."""
    match request:
        case Remove():
            return translate("LibraryDialog", "Deleting…")
        case Tune():
            return translate("LibraryDialog", "Finding what is fastest on this computer…")
        case Offer():
            return translate("LibraryDialog", "Asking the foundry command…")
        case Rename():
            return translate("LibraryDialog", "Renaming…")
        case Repair():
            return translate("LibraryDialog", "Looking at every model…")
        case Deploy():
            return translate("LibraryDialog", "Adding the model and trying it out…")
        case _:
            return translate("LibraryDialog", "Looking at what is installed…")


def summary_words(models: tuple[InstalledModel, ...], library: Path) -> str:
    """How much they take, and how much is free where ``library`` is."""
    try:
        free = size_words(free_disk(library))
    except OSError:
        free = "0 B"
    if not models:
        text = translate("LibraryDialog", "No model is installed yet. {free} are free on the disk.")
        return text.format(free=free)
    size = size_words(sum(model.deployment.bytes for model in models))
    return translate("LibraryDialog", "They take {size}; {free} are free on the disk.").format(size=size, free=free)

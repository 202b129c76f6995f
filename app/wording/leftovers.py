"""What takes room without being of use."""

from app.wording.words import QT_TRANSLATE_NOOP, Words

LEFTOVERS: dict[str, Words] = {
    "resumable": Words(
        QT_TRANSLATE_NOOP("wording", "An interrupted conversion of “{name}”"),
        QT_TRANSLATE_NOOP("wording", "It was ended before it was done, and what it had written takes {size_bytes}."),
        QT_TRANSLATE_NOOP(
            "wording", "Convert the same model again in the same way to go on with it, or delete what it left."
        ),
    ),
    "interrupted": Words(
        QT_TRANSLATE_NOOP("wording", "Remains of an interrupted conversion"),
        QT_TRANSLATE_NOOP("wording", "Nobody can go on with it any more, and it takes {size_bytes}."),
        QT_TRANSLATE_NOOP("wording", "Delete it."),
    ),
    "half_packed": Words(
        QT_TRANSLATE_NOOP("wording", "The package “{name}” was not written to the end"),
        QT_TRANSLATE_NOOP("wording", "What was written of it so far takes {size_bytes}."),
        QT_TRANSLATE_NOOP("wording", "Pack the model again to the same file to go on with it, or delete what it left."),
    ),
    "unpacked": Words(
        QT_TRANSLATE_NOOP("wording", "The package of “{name}” was not installed to the end"),
        QT_TRANSLATE_NOOP("wording", "What was unpacked of it so far takes {size_bytes}."),
        QT_TRANSLATE_NOOP("wording", "Install the package again to go on with it, or delete what it left."),
    ),
    "not_installed": Words(
        QT_TRANSLATE_NOOP("wording", "“{name}” was converted, but not installed"),
        QT_TRANSLATE_NOOP("wording", "The converted model takes {size_bytes}. Foundry Local does not know it."),
        QT_TRANSLATE_NOOP("wording", "Choose its folder as your model to install it, or delete it."),
    ),
}

"""What takes space without being of use."""

from app.core.findings import LeftoverKind
from app.wording.words import QT_TR_NOOP, Words

LEFTOVERS: dict[LeftoverKind, Words] = {
    LeftoverKind.RESUMABLE: Words(
        QT_TR_NOOP("An interrupted conversion of “{name}”"),
        QT_TR_NOOP("It was ended before it was done, and what it had written takes {size_bytes}."),
        QT_TR_NOOP("Convert the same model again in the same way to go on with it, or delete what it left."),
    ),
    LeftoverKind.INTERRUPTED: Words(
        QT_TR_NOOP("Remains of an interrupted conversion"),
        QT_TR_NOOP("It cannot be gone on with any more, and it takes {size_bytes}."),
        QT_TR_NOOP("Delete it."),
    ),
    LeftoverKind.HALF_PACKED: Words(
        QT_TR_NOOP("The package “{name}” was not written to the end"),
        QT_TR_NOOP("What was written of it so far takes {size_bytes}."),
        QT_TR_NOOP("Pack the model again to the same file to go on with it, or delete what it left."),
    ),
    LeftoverKind.UNPACKED: Words(
        QT_TR_NOOP("The package of “{name}” was not installed to the end"),
        QT_TR_NOOP("What was unpacked of it so far takes {size_bytes}."),
        QT_TR_NOOP("Install the package again to go on with it, or delete what it left."),
    ),
    LeftoverKind.NOT_INSTALLED: Words(
        QT_TR_NOOP("“{name}” was converted, but not installed"),
        QT_TR_NOOP("The converted model takes {size_bytes}. Foundry Local does not know it."),
        QT_TR_NOOP("Install it from “Installed models”, or delete it."),
    ),
}

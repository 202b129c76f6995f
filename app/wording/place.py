"""What may be wrong with where a model folder lies."""

from app.core.failures import FailureKind
from app.wording.words import QT_TRANSLATE_NOOP, Words

FAILURES: dict[FailureKind, Words] = {
    FailureKind.UNREADABLE: Words(
        QT_TRANSLATE_NOOP("wording", "A file cannot be read"),
        QT_TRANSLATE_NOOP("wording", "The computer refused to read “{path}”: {reason}."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Check that the disk is connected and that you may open the file. If the folder is synchronised with a "
            "cloud, make its files available offline.",
        ),
    ),
    FailureKind.SYNCED_FOLDER: Words(
        QT_TRANSLATE_NOOP("wording", "The folder is synchronised with {name}"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Files that are only in the cloud are downloaded when they are read, and large files are uploaded "
            "again and again.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Make the folder available offline, or copy the model to a folder that is not synchronised.",
        ),
    ),
    FailureKind.SLOW_DRIVE: Words(
        QT_TRANSLATE_NOOP("wording", "The folder is on a drive that may go away"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The model is on a removable or network drive. Reading it is slow, and fails when the drive is "
            "disconnected.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Leave the drive connected until the model is converted, or copy the folder to this computer's own disk.",
        ),
    ),
    FailureKind.PATH_TOO_LONG: Words(
        QT_TRANSLATE_NOOP("wording", "The path is too long for Windows"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{path}” has {found} characters, and many Windows programs open at most {needed}.",
        ),
        QT_TRANSLATE_NOOP("wording", "Move the model to a folder with a shorter path, for example “C:\\models”."),
    ),
}

# Said instead when the fact is there.
WITH_A_FACT: dict[tuple[FailureKind, str], Words] = {
    (FailureKind.SYNCED_FOLDER, "file"): Words(
        QT_TRANSLATE_NOOP("wording", "A file is only in the cloud"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{file}” is not on this computer. A cloud service would have to download it first, which takes long and "
            "fails without the internet.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Right-click the folder and choose “Always keep on this device” (on a Mac: “Download now”), wait until it "
            "is done, and choose the folder again.",
        ),
    ),
    (FailureKind.UNREADABLE, "gone"): Words(
        QT_TRANSLATE_NOOP("wording", "There is no such file"),
        QT_TRANSLATE_NOOP("wording", "“{path}” is not there, or not any more."),
        QT_TRANSLATE_NOOP("wording", "Check its name and that the disk is connected, and choose the file again."),
    ),
    (FailureKind.UNREADABLE, "file"): Words(
        QT_TRANSLATE_NOOP("wording", "A file cannot be read"),
        QT_TRANSLATE_NOOP("wording", "The computer refused to read “{file}” in the model's folder: {reason}."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Check that the disk is connected and that you may open the file. If the folder is synchronised with a "
            "cloud, make its files available offline.",
        ),
    ),
}

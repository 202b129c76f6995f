"""What may be wrong with where a model folder lies."""

from app.core.failures import FailureKind, Variant
from app.wording.words import QT_TR_NOOP, Words

FAILURES: dict[FailureKind, Words] = {
    FailureKind.UNREADABLE: Words(
        QT_TR_NOOP("A file cannot be read"),
        QT_TR_NOOP("The computer refused to read “{path}”: {reason}."),
        QT_TR_NOOP(
            "Check that the disk is connected and that you may open the file. If the folder is synchronised with a "
            "cloud, make its files available offline."
        ),
    ),
    FailureKind.SYNCED_FOLDER: Words(
        QT_TR_NOOP("The folder is synchronised with {name}"),
        QT_TR_NOOP(
            "Files that are only in the cloud are downloaded when they are read, and large files are uploaded again "
            "and again."
        ),
        QT_TR_NOOP("Make the folder available offline, or copy the model to a folder that is not synchronised."),
    ),
    FailureKind.SLOW_DRIVE: Words(
        QT_TR_NOOP("The folder is on a drive that may go away"),
        QT_TR_NOOP(
            "The model is on a removable or network drive. Reading it is slow, and fails when the drive is "
            "disconnected."
        ),
        QT_TR_NOOP(
            "Leave the drive connected until the model is converted, or copy the folder to this computer's own disk."
        ),
    ),
    FailureKind.PATH_TOO_LONG: Words(
        QT_TR_NOOP("The path is too long for Windows"),
        QT_TR_NOOP("“{path}” has {found} characters, and many Windows programs open at most {needed}."),
        QT_TR_NOOP("Move the model to a folder with a shorter path, for example “C:\\models”."),
    ),
}

# Said instead in a special situation.
SITUATIONS: dict[tuple[FailureKind, Variant], Words] = {
    (FailureKind.SYNCED_FOLDER, Variant.ONLY_IN_CLOUD): Words(
        QT_TR_NOOP("A file is only in the cloud"),
        QT_TR_NOOP(
            "“{file}” is not on this computer. A cloud service would have to download it first, which takes long and "
            "fails without the internet."
        ),
        QT_TR_NOOP(
            "Right-click the folder and choose “Always keep on this device” (on a Mac: “Download now”), wait until it "
            "is done, and choose the folder again."
        ),
    ),
    (FailureKind.PATH_TOO_LONG, Variant.BELOW): Words(
        QT_TR_NOOP("The path is too long for Windows"),
        QT_TR_NOOP(
            "Converting makes files below “{path}” whose paths have up to {found} characters, and many Windows "
            "programs open at most {needed}."
        ),
        QT_TR_NOOP("Save the converted model in a folder with a shorter path, for example “C:\\models”."),
    ),
    (FailureKind.PATH_TOO_LONG, Variant.NAME): Words(
        QT_TR_NOOP("A name is too long"),
        QT_TR_NOOP("“{path}” holds a name with more letters than the drive allows, or one that it cannot have."),
        QT_TR_NOOP("Choose a shorter name."),
    ),
    (FailureKind.UNREADABLE, Variant.GONE): Words(
        QT_TR_NOOP("There is no such file"),
        QT_TR_NOOP("“{path}” is not there, or not any more."),
        QT_TR_NOOP("Check its name and that the disk is connected, and choose the file again."),
    ),
    (FailureKind.UNREADABLE, Variant.IN_FOLDER): Words(
        QT_TR_NOOP("A file cannot be read"),
        QT_TR_NOOP("The computer refused to read “{file}” in the model's folder: {reason}."),
        QT_TR_NOOP(
            "Check that the disk is connected and that you may open the file. If the folder is synchronised with a "
            "cloud, make its files available offline."
        ),
    ),
}

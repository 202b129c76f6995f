"""What can be wrong with the folder or the disk that something is written to."""

from app.core.failures import FailureKind, Variant
from app.wording.words import QT_TR_NOOP, Words

FAILURES: dict[FailureKind, Words] = {
    FailureKind.DESTINATION_NOT_WRITABLE: Words(
        QT_TR_NOOP("Nothing can be saved in this folder"),
        QT_TR_NOOP("The computer does not allow writing to “{path}”."),
        QT_TR_NOOP("Choose a folder of your own, for example in your documents."),
    ),
    FailureKind.DESTINATION_EXISTS: Words(
        QT_TR_NOOP("The folder already exists"),
        QT_TR_NOOP("“{path}” already exists, and nothing of yours is ever overwritten."),
        QT_TR_NOOP("Choose another place or name, or move the existing folder away."),
    ),
    FailureKind.DESTINATION_BUSY: Words(
        QT_TR_NOOP("Another conversion is working in this place"),
        QT_TR_NOOP("A conversion to “{path}” is running already, perhaps in another window."),
        QT_TR_NOOP("Wait until it has ended, or choose another name or folder."),
    ),
    FailureKind.DESTINATION_GONE: Words(
        QT_TR_NOOP("The folder has disappeared"),
        QT_TR_NOOP(
            "While the model was being saved, the folder with “{path}” went away: its drive was unplugged, or somebody "
            "deleted or moved it. Your original model was not changed."
        ),
        QT_TR_NOOP("Connect the drive again, or choose another folder, and try again."),
    ),
    FailureKind.DISK_FULL: Words(
        QT_TR_NOOP("There is not enough space on the disk"),
        QT_TR_NOOP("The disk with “{path}” is full. What was half done has been deleted."),
        QT_TR_NOOP("Free some space, for example by emptying the trash, or choose a folder on another disk."),
    ),
    FailureKind.FILE_TOO_LARGE: Words(
        QT_TR_NOOP("The drive cannot hold so large a file"),
        QT_TR_NOOP("The drive with “{path}” is formatted as FAT32, on which a file has at most 4 GB."),
        QT_TR_NOOP("Choose another drive, or format this one as exFAT, which deletes what is on it."),
    ),
    FailureKind.DRIVE_FAILS: Words(
        QT_TR_NOOP("A drive does not work as it should"),
        QT_TR_NOOP("The computer could not read or write “{path}”: {reason}."),
        QT_TR_NOOP(
            "Check the drive's cable or the network, and copy what is on the drive while you can. Then try again, or "
            "choose a folder on another drive."
        ),
    ),
    FailureKind.FILE_BUSY: Words(
        QT_TR_NOOP("Another program is using a file"),
        QT_TR_NOOP(
            "“{path}” is held by another program: a virus scanner, a backup, a synchronised folder or a window."
        ),
        QT_TR_NOOP("Close the programs that may use it, or wait a minute, and try again."),
    ),
    FailureKind.NO_LOCKS: Words(
        QT_TR_NOOP("This drive cannot keep two programs apart"),
        QT_TR_NOOP(
            "The system refused to lock “{path}”: {reason}. Without that, two windows could spoil each other's work."
        ),
        QT_TR_NOOP(
            "A home folder on a network drive needs its lock service; ask whoever runs it. Or set MODEL_INSTALLER_HOME "
            "to a folder on this computer's own disk."
        ),
    ),
    FailureKind.NO_HOME: Words(
        QT_TR_NOOP("This user has no home folder"),
        QT_TR_NOOP("Neither HOME nor the system's list of users says where your files belong."),
        QT_TR_NOOP("Set HOME, or MODEL_INSTALLER_HOME, to a folder that you may write to."),
    ),
}

# Said instead in a special situation.
SITUATIONS: dict[tuple[FailureKind, Variant], Words] = {
    (FailureKind.DESTINATION_EXISTS, Variant.A_FILE): Words(
        QT_TR_NOOP("A file of this name already exists"),
        QT_TR_NOOP("“{path}” already exists, and nothing of yours is overwritten unasked."),
        QT_TR_NOOP("Choose another name, or move that file away. In a terminal, --replace replaces it."),
    ),
    (FailureKind.FILE_TOO_LARGE, Variant.SYSTEM_LIMIT): Words(
        QT_TR_NOOP("The system allows no file of this size"),
        QT_TR_NOOP(
            "“{path}” may not grow so large: the drive, or a limit that was set for your programs, does not allow it."
        ),
        QT_TR_NOOP("Choose another drive. In a terminal, “ulimit -f unlimited” takes such a limit away."),
    ),
    (FailureKind.DISK_FULL, Variant.MEASURED): Words(
        QT_TR_NOOP("There is not enough space on the disk"),
        QT_TR_NOOP("The work needs {needed_bytes}, but only {free_bytes} are free on the disk with “{path}”."),
        QT_TR_NOOP("Free some space, for example by emptying the trash, or choose a folder on another disk."),
    ),
}

"""What can be wrong with an installed model, and what became of it."""

from app.core.library.installed import ModelState
from app.wording.words import QT_TR_NOOP, Words

STATES: dict[ModelState, Words] = {
    ModelState.READY: Words(QT_TR_NOOP("Ready"), "", ""),
    ModelState.NOT_REGISTERED: Words(
        QT_TR_NOOP("Foundry Local does not know it"),
        QT_TR_NOOP("Its files are in “{path}”, but no program can ask for it."),
        QT_TR_NOOP("“Repair” adds it again."),
    ),
    ModelState.FOLDER_GONE: Words(
        QT_TR_NOOP("Its folder is not there"),
        QT_TR_NOOP("“{path}” was moved or deleted, or its drive is not connected."),
        QT_TR_NOOP("Connect the drive, or let “Repair” look where the folder is now."),
    ),
    ModelState.FILE_MISSING: Words(
        QT_TR_NOOP("Part of it is missing"),
        QT_TR_NOOP("The file “{missing}” in “{path}” is gone or incomplete."),
        QT_TR_NOOP("Put it back, for example from the trash, or install the model again."),
    ),
    ModelState.NOTE_LOST: Words(
        QT_TR_NOOP("What was noted about it is lost"),
        QT_TR_NOOP("The file “deployment.json” in “{path}” is gone or damaged; the model is there."),
        QT_TR_NOOP("“Repair” writes it again from the other files."),
    ),
    ModelState.OTHER_PROGRAM: Words(
        QT_TR_NOOP("Another program added it"),
        QT_TR_NOOP("Its files are in “{path}”; they are left alone."),
        QT_TR_NOOP("Use it with the program that added it."),
    ),
}
MENDED: dict[ModelState, Words] = {
    ModelState.NOT_REGISTERED: Words(
        QT_TR_NOOP("Added again"),
        QT_TR_NOOP("Foundry Local did not know it any more."),
        QT_TR_NOOP("It can be used again, from “{path}”."),
    ),
    ModelState.NOTE_LOST: Words(
        QT_TR_NOOP("Noted again"),
        QT_TR_NOOP("What was noted about it had been lost, and so has its system prompt."),
        QT_TR_NOOP("It can be used again, from “{path}”."),
    ),
    ModelState.FOLDER_GONE: Words(
        QT_TR_NOOP("Found again"),
        QT_TR_NOOP("Its folder had been moved."),
        QT_TR_NOOP("It can be used again, from “{path}”."),
    ),
}
COPY = Words(
    QT_TR_NOOP("A copy of an installed model"),
    QT_TR_NOOP("“{path}” says that it is a model that lies elsewhere."),
    QT_TR_NOOP("Delete the copy, or give its folder another name and repair again."),
)

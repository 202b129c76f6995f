"""What can be wrong with an installed model, and what became of it."""

from app.core.installed import ModelState
from app.wording.words import QT_TRANSLATE_NOOP, Words

STATES: dict[ModelState, Words] = {
    ModelState.READY: Words(QT_TRANSLATE_NOOP("wording", "Ready"), "", ""),
    ModelState.NOT_REGISTERED: Words(
        QT_TRANSLATE_NOOP("wording", "Foundry Local does not know it"),
        QT_TRANSLATE_NOOP("wording", "Its files are in “{path}”, but no program can ask for it."),
        QT_TRANSLATE_NOOP("wording", "“Repair” adds it again."),
    ),
    ModelState.FOLDER_GONE: Words(
        QT_TRANSLATE_NOOP("wording", "Its folder is not there"),
        QT_TRANSLATE_NOOP("wording", "“{path}” was moved or deleted, or its drive is not connected."),
        QT_TRANSLATE_NOOP("wording", "Connect the drive, or let “Repair” look where the folder is now."),
    ),
    ModelState.FILE_MISSING: Words(
        QT_TRANSLATE_NOOP("wording", "Part of it is missing"),
        QT_TRANSLATE_NOOP("wording", "The file “{missing}” in “{path}” is gone or incomplete."),
        QT_TRANSLATE_NOOP("wording", "Put it back, for example from the trash, or install the model again."),
    ),
    ModelState.NOTE_LOST: Words(
        QT_TRANSLATE_NOOP("wording", "What was noted about it is lost"),
        QT_TRANSLATE_NOOP("wording", "The file “deployment.json” in “{path}” is gone or damaged; the model is there."),
        QT_TRANSLATE_NOOP("wording", "“Repair” writes it anew from the other files."),
    ),
    ModelState.OTHER_PROGRAM: Words(
        QT_TRANSLATE_NOOP("wording", "Another program added it"),
        QT_TRANSLATE_NOOP("wording", "Its files are in “{path}”; they are left alone."),
        QT_TRANSLATE_NOOP("wording", "Use it with the program that added it."),
    ),
}
MENDED: dict[ModelState, Words] = {
    ModelState.NOT_REGISTERED: Words(
        QT_TRANSLATE_NOOP("wording", "Added again"),
        QT_TRANSLATE_NOOP("wording", "Foundry Local did not know it any more."),
        QT_TRANSLATE_NOOP("wording", "It can be used again, from “{path}”."),
    ),
    ModelState.NOTE_LOST: Words(
        QT_TRANSLATE_NOOP("wording", "Noted anew"),
        QT_TRANSLATE_NOOP("wording", "What was noted about it had been lost, and so has its system prompt."),
        QT_TRANSLATE_NOOP("wording", "It can be used again, from “{path}”."),
    ),
    ModelState.FOLDER_GONE: Words(
        QT_TRANSLATE_NOOP("wording", "Found again"),
        QT_TRANSLATE_NOOP("wording", "Its folder had been moved."),
        QT_TRANSLATE_NOOP("wording", "It can be used again, from “{path}”."),
    ),
}
COPY = Words(
    QT_TRANSLATE_NOOP("wording", "A copy of an installed model"),
    QT_TRANSLATE_NOOP("wording", "“{path}” says that it is a model that lies elsewhere."),
    QT_TRANSLATE_NOOP("wording", "Delete the copy, or give its folder another name and repair again."),
)

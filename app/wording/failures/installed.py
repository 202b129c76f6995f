"""What can go wrong with installed models, packed ones, and the programs that use them."""

from app.core.failures import FailureKind, Variant
from app.wording.words import QT_TR_NOOP, Words

FAILURES: dict[FailureKind, Words] = {
    FailureKind.NAME_INVALID: Words(
        QT_TR_NOOP("This name cannot be used"),
        QT_TR_NOOP(
            "A name has at most 64 characters: letters without accents, digits, dots, hyphens and underscores, the "
            "first of them a letter or a digit. Some words are reserved by Windows or Foundry Local."
        ),
        QT_TR_NOOP("Choose another name, for example “{suggestion}”."),
    ),
    FailureKind.NAME_TAKEN: Words(
        QT_TR_NOOP("This name is already in use"),
        QT_TR_NOOP("A model named “{name}” is already installed."),
        QT_TR_NOOP("Choose another name, or remove the installed model first."),
    ),
    FailureKind.NOT_INSTALLED: Words(
        QT_TR_NOOP("There is no such model"),
        QT_TR_NOOP("No installed model is named “{name}”."),
        QT_TR_NOOP(
            "“Installed models” shows those that are there; in a terminal, “model-installer models” lists them."
        ),
    ),
    FailureKind.PACKAGE_DAMAGED: Words(
        QT_TR_NOOP("The package is damaged or incomplete"),
        QT_TR_NOOP(
            "This is not a model package, or something was lost when it was copied or downloaded. Nothing was "
            "installed."
        ),
        QT_TR_NOOP("Copy or download it once more, or ask whoever made it for a new one."),
    ),
    FailureKind.PACKAGE_REFUSED: Words(
        QT_TR_NOOP("This package is not safe"),
        QT_TR_NOOP(
            "It is built in a way that no model package is, and that could harm your computer. Nothing was installed."
        ),
        QT_TR_NOOP("Delete it, unless you can trust whoever gave it to you; then ask for a new one."),
    ),
    FailureKind.PACKAGE_TOO_NEW: Words(
        QT_TR_NOOP("The package was made by a newer version of this program"),
        QT_TR_NOOP("Its format is number {found}; this version reads up to number {needed}."),
        QT_TR_NOOP("Install the newest version of this program and try again."),
    ),
    FailureKind.LIBRARY_BUSY: Words(
        QT_TR_NOOP("Another window is working on this"),
        QT_TR_NOOP("The same model in “{path}” is being changed at this moment."),
        QT_TR_NOOP("Wait until the other window is done, and try again."),
    ),
    FailureKind.LIBRARY_NEWER: Words(
        QT_TR_NOOP("A newer version of this app keeps these models"),
        QT_TR_NOOP(
            "The models in “{path}” were last changed by the newer version {version}. Here you can chat with them, but "
            "nothing is added or changed, so that nothing is lost."
        ),
        QT_TR_NOOP("Use the newer version, or choose another folder for the models of this version."),
    ),
    FailureKind.MODEL_IN_USE: Words(
        QT_TR_NOOP("The model is in use"),
        QT_TR_NOOP("A program is working in “{path}”, perhaps a chat in another window. Nothing was changed."),
        QT_TR_NOOP("End that chat or close that program, and try again."),
    ),
    FailureKind.TRASH_REFUSED: Words(
        QT_TR_NOOP("The model could not be moved to the trash"),
        QT_TR_NOOP("The drive with “{path}” has no trash that you may use. The model is still installed."),
        QT_TR_NOOP("Delete it permanently instead, or ask whoever looks after this drive."),
    ),
    FailureKind.PORT_TAKEN: Words(
        QT_TR_NOOP("Another program uses this port"),
        QT_TR_NOOP("Nothing can be offered at port {port}: it is in use, or not for everybody."),
        QT_TR_NOOP("Choose another number above 1024, or none; then a free one is taken."),
    ),
    FailureKind.FOUNDRY_COMMAND: Words(
        QT_TR_NOOP("The foundry command is not on this computer"),
        QT_TR_NOOP("Nothing named “foundry” that tells its version can be started from a terminal."),
        QT_TR_NOOP("You do not need it: the chat here and “Use it from programs” do without."),
    ),
    FailureKind.FOUNDRY_COMMAND_NEW: Words(
        QT_TR_NOOP("This version of the foundry command takes no models this way"),
        QT_TR_NOOP(
            "Up to version 0.10 the command finds models in its folder. Version {found} does not look there any more, "
            "and how it is told of a model of your own is not documented yet."
        ),
        QT_TR_NOOP("Use the chat here or “Use it from programs” instead."),
    ),
    FailureKind.FOUNDRY_COMMAND_REFUSED: Words(
        QT_TR_NOOP("The foundry command did not find the model"),
        QT_TR_NOOP(
            "The model was put into its folder, but version {found} does not list it, so it was taken away again. It "
            "is still installed here."
        ),
        QT_TR_NOOP("See in a terminal whether “foundry cache ls” works, and try again."),
    ),
}

# Said instead in a special situation.
SITUATIONS: dict[tuple[FailureKind, Variant], Words] = {
    (FailureKind.TRASH_REFUSED, Variant.NO_ROOM): Words(
        QT_TR_NOOP("The disk is full"),
        QT_TR_NOOP("In the trash “{path}” would take as much space, and nothing can be noted on a full disk."),
        QT_TR_NOOP("Delete it permanently instead (in a terminal: --permanently)."),
    ),
    (FailureKind.DESTINATION_NOT_WRITABLE, Variant.READ_ONLY): Words(
        QT_TR_NOOP("This library can only be read"),
        QT_TR_NOOP(
            "The models in “{library}” can be used, but the computer does not allow changing them. Nothing was changed."
        ),
        QT_TR_NOOP("Ask whoever looks after that folder or drive, or install the model elsewhere."),
    ),
    (FailureKind.NOT_INSTALLED, Variant.VERSION): Words(
        QT_TR_NOOP("There is no such version"),
        QT_TR_NOOP("“{name}” is not installed in version {version}."),
        QT_TR_NOOP("In a terminal, “model-installer models” lists what is installed."),
    ),
    (FailureKind.NAME_TAKEN, Variant.PACKAGE): Words(
        QT_TR_NOOP("This name is already in use"),
        QT_TR_NOOP("A model named “{name}” is already installed."),
        QT_TR_NOOP(
            "Choose another name, or remove the installed model first. In a terminal, --name gives it another name, "
            "--update makes it a further version, and --replace puts it in the place of the old one."
        ),
    ),
    (FailureKind.PACKAGE_REFUSED, Variant.A_FILE): Words(
        QT_TR_NOOP("This package is not safe"),
        QT_TR_NOOP(
            "It holds something that no model needs and that could harm your computer: {file}. Nothing was installed."
        ),
        QT_TR_NOOP("Delete it, unless you can trust whoever gave it to you; then ask for a new one."),
    ),
}

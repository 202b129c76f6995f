"""What can go wrong with installed models, packed ones, and the programs that use them."""

from app.core.failures import FailureKind
from app.wording.words import QT_TRANSLATE_NOOP, Words

FAILURES: dict[FailureKind, Words] = {
    FailureKind.NAME_INVALID: Words(
        QT_TRANSLATE_NOOP("wording", "This name cannot be used"),
        QT_TRANSLATE_NOOP(
            "wording",
            "A name has at most 64 characters: letters without accents, digits, dots, hyphens and underscores, the "
            "first of them a letter or a digit. Some words are kept by Windows or Foundry Local.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose another name, for example “{suggestion}”."),
    ),
    FailureKind.NAME_TAKEN: Words(
        QT_TRANSLATE_NOOP("wording", "This name is already in use"),
        QT_TRANSLATE_NOOP("wording", "A model named “{name}” is already installed."),
        QT_TRANSLATE_NOOP("wording", "Choose another name, or remove the installed model first."),
    ),
    FailureKind.NOT_INSTALLED: Words(
        QT_TRANSLATE_NOOP("wording", "There is no such model"),
        QT_TRANSLATE_NOOP("wording", "No installed model is named “{name}”."),
        QT_TRANSLATE_NOOP(
            "wording",
            "“Installed models” shows those that are there; in a terminal, “model-installer models” lists them.",
        ),
    ),
    FailureKind.PACKAGE_DAMAGED: Words(
        QT_TRANSLATE_NOOP("wording", "The package is damaged or incomplete"),
        QT_TRANSLATE_NOOP(
            "wording",
            "It is no model package, or something was lost when it was copied or downloaded. Nothing was installed.",
        ),
        QT_TRANSLATE_NOOP("wording", "Copy or download it once more, or ask whoever made it for a new one."),
    ),
    FailureKind.PACKAGE_REFUSED: Words(
        QT_TRANSLATE_NOOP("wording", "This package is not safe"),
        QT_TRANSLATE_NOOP(
            "wording",
            "It is built in a way that no model package is, and that could harm your computer. Nothing was installed.",
        ),
        QT_TRANSLATE_NOOP("wording", "Delete it, unless you can trust whoever gave it to you; then ask for a new one."),
    ),
    FailureKind.PACKAGE_TOO_NEW: Words(
        QT_TRANSLATE_NOOP("wording", "The package was made by a newer version of this program"),
        QT_TRANSLATE_NOOP("wording", "Its format is number {found}; this version reads up to number {needed}."),
        QT_TRANSLATE_NOOP("wording", "Install the newest version of this program and try again."),
    ),
    FailureKind.LIBRARY_BUSY: Words(
        QT_TRANSLATE_NOOP("wording", "Another window is working on this"),
        QT_TRANSLATE_NOOP("wording", "The same model in “{path}” is being changed at this moment."),
        QT_TRANSLATE_NOOP("wording", "Wait until the other window is done, and try again."),
    ),
    FailureKind.LIBRARY_NEWER: Words(
        QT_TRANSLATE_NOOP("wording", "A newer version of this app keeps these models"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The models in “{path}” were last changed by the newer version {version}. Here you can chat with them, but "
            "nothing is added or changed, so that nothing is lost.",
        ),
        QT_TRANSLATE_NOOP("wording", "Use the newer version, or choose another folder for the models of this version."),
    ),
    FailureKind.MODEL_IN_USE: Words(
        QT_TRANSLATE_NOOP("wording", "The model is in use"),
        QT_TRANSLATE_NOOP(
            "wording", "A program is working in “{path}”, perhaps a chat in another window. Nothing was changed."
        ),
        QT_TRANSLATE_NOOP("wording", "End that chat or close that program, and try again."),
    ),
    FailureKind.TRASH_REFUSED: Words(
        QT_TRANSLATE_NOOP("wording", "The model could not be moved to the trash"),
        QT_TRANSLATE_NOOP(
            "wording", "The drive with “{path}” has no trash that you may use. The model is still installed."
        ),
        QT_TRANSLATE_NOOP("wording", "Delete it permanently instead, or ask whoever looks after this drive."),
    ),
    FailureKind.PORT_TAKEN: Words(
        QT_TRANSLATE_NOOP("wording", "Another program uses this port"),
        QT_TRANSLATE_NOOP("wording", "Nothing can be offered at port {port}: it is in use, or not for everybody."),
        QT_TRANSLATE_NOOP("wording", "Choose another number above 1024, or none; then a free one is taken."),
    ),
    FailureKind.FOUNDRY_COMMAND: Words(
        QT_TRANSLATE_NOOP("wording", "The foundry command is not on this computer"),
        QT_TRANSLATE_NOOP("wording", "Nothing named “foundry” that tells its version can be started from a terminal."),
        QT_TRANSLATE_NOOP("wording", "You do not need it: the chat here and “Use it from programs” do without."),
    ),
    FailureKind.FOUNDRY_COMMAND_NEW: Words(
        QT_TRANSLATE_NOOP("wording", "This version of the foundry command takes no models this way"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Up to version 0.10 the command finds models in its folder. Version {found} does not look there any more, "
            "and how it is told of a model of your own is not documented yet.",
        ),
        QT_TRANSLATE_NOOP("wording", "Use the chat here or “Use it from programs” instead."),
    ),
    FailureKind.FOUNDRY_COMMAND_REFUSED: Words(
        QT_TRANSLATE_NOOP("wording", "The foundry command did not find the model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The model was put into its folder, but version {found} does not list it, so it was taken away again. "
            "It is still installed here.",
        ),
        QT_TRANSLATE_NOOP("wording", "See in a terminal whether “foundry cache ls” works, and try again."),
    ),
}

# Said instead when the fact is there.
WITH_A_FACT: dict[tuple[FailureKind, str], Words] = {
    (FailureKind.DESTINATION_NOT_WRITABLE, "library"): Words(
        QT_TRANSLATE_NOOP("wording", "This library can only be read"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The models in “{library}” can be used, but the computer does not allow changing them. Nothing was "
            "changed.",
        ),
        QT_TRANSLATE_NOOP("wording", "Ask whoever looks after that folder or drive, or install the model elsewhere."),
    ),
    (FailureKind.NOT_INSTALLED, "version"): Words(
        QT_TRANSLATE_NOOP("wording", "There is no such version"),
        QT_TRANSLATE_NOOP("wording", "“{name}” is not installed in version {version}."),
        QT_TRANSLATE_NOOP("wording", "In a terminal, “model-installer models” lists what is installed."),
    ),
    (FailureKind.NAME_TAKEN, "package"): Words(
        QT_TRANSLATE_NOOP("wording", "This name is already in use"),
        QT_TRANSLATE_NOOP("wording", "A model named “{name}” is already installed."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose another name, or remove the installed model first. In a terminal, --name gives it another name, "
            "--update makes it a further version, and --replace puts it in the place of the old one.",
        ),
    ),
    (FailureKind.PACKAGE_REFUSED, "file"): Words(
        QT_TRANSLATE_NOOP("wording", "This package is not safe"),
        QT_TRANSLATE_NOOP(
            "wording",
            "It holds something that no model needs and that could harm your computer: {file}. Nothing was installed.",
        ),
        QT_TRANSLATE_NOOP("wording", "Delete it, unless you can trust whoever gave it to you; then ask for a new one."),
    ),
}

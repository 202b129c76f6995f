"""The computer check: what is needed, why, and how to mend what is missing."""

from app.core.checks.programs import DISTRIBUTIONS
from app.core.checks.requirement import Remedy, RequirementName
from app.wording.words import QT_TRANSLATE_NOOP, Words

_AGAIN = QT_TRANSLATE_NOOP("wording", "Install this program again: it brings everything of this kind with it.")
_NOTHING = QT_TRANSLATE_NOOP("wording", "Nothing needs to be done.")
_ANOTHER_FOLDER = QT_TRANSLATE_NOOP("wording", "Choose a folder of your own, for example in your documents.")
_OFFLINE = QT_TRANSLATE_NOOP(
    "wording",
    "It is not used: the parts of Foundry Local that compute on it are downloads, and this program works offline. "
    "Models made here run on the processor.",
)

REQUIREMENTS: dict[RequirementName, Words] = {
    RequirementName.OPERATING_SYSTEM: Words(
        QT_TRANSLATE_NOOP("wording", "Operating system"),
        QT_TRANSLATE_NOOP("wording", "Foundry Local needs one of these systems, or a newer one: {needed}."),
        QT_TRANSLATE_NOOP("wording", "Update the system, or use another computer."),
    ),
    RequirementName.PROCESSOR: Words(
        QT_TRANSLATE_NOOP("wording", "Processor"),
        QT_TRANSLATE_NOOP("wording", "The model is computed by the processor, which has to be a 64-bit one: {needed}."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Use another computer. If your processor is a 64-bit one, install a 64-bit system.",
        ),
    ),
    RequirementName.INSTRUCTIONS: Words(
        QT_TRANSLATE_NOOP("wording", "Instructions of the processor"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Models answer several times faster on a processor with one of these: {needed}. AVX-512, VNNI, AMX, "
            "DotProd and I8MM make int4 and int8 faster still.",
        ),
        QT_TRANSLATE_NOOP("wording", "It works all the same, only slowly. Choose a small model and int4."),
    ),
    RequirementName.MEMORY_TOTAL: Words(
        QT_TRANSLATE_NOOP("wording", "Memory"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Converting and running a model takes place in memory. At least {needed} should be installed.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose a small model, or use a computer with more memory."),
    ),
    RequirementName.GRAPHICS: Words(
        QT_TRANSLATE_NOOP("wording", "Graphics card"),
        QT_TRANSLATE_NOOP("wording", "None is needed: models made here run on the processor."),
        _NOTHING,
    ),
    RequirementName.NEURAL: Words(
        QT_TRANSLATE_NOOP("wording", "Neural processor (NPU)"),
        QT_TRANSLATE_NOOP("wording", "None is needed: models made here run on the processor."),
        _NOTHING,
    ),
    RequirementName.PYTHON: Words(
        QT_TRANSLATE_NOOP("wording", "Python"),
        QT_TRANSLATE_NOOP("wording", "The installer is written in Python and needs version {needed} or newer."),
        QT_TRANSLATE_NOOP("wording", "Install a newer Python, or use the packaged installer, which brings its own."),
    ),
    RequirementName.FOUNDRY_LOCAL: Words(
        QT_TRANSLATE_NOOP("wording", "Foundry Local"),
        QT_TRANSLATE_NOOP("wording", "It runs the model on your computer. Version {needed} or newer is needed."),
        _AGAIN,
    ),
    RequirementName.OLIVE: Words(
        QT_TRANSLATE_NOOP("wording", "Olive"),
        QT_TRANSLATE_NOOP("wording", "It converts the model. Version {needed} or newer is needed."),
        _AGAIN,
    ),
    RequirementName.ONNXRUNTIME_GENAI: Words(
        QT_TRANSLATE_NOOP("wording", "ONNX Runtime GenAI"),
        QT_TRANSLATE_NOOP("wording", "It builds the model's new form. Version {needed} or newer is needed."),
        _AGAIN,
    ),
    RequirementName.ONNXRUNTIME: Words(
        QT_TRANSLATE_NOOP("wording", "ONNX Runtime"),
        QT_TRANSLATE_NOOP("wording", "It computes the model's answers. Version {needed} or newer is needed."),
        _AGAIN,
    ),
    RequirementName.ONNX: Words(
        QT_TRANSLATE_NOOP("wording", "ONNX"),
        QT_TRANSLATE_NOOP("wording", "It writes the file of the converted model. Version {needed} or newer is needed."),
        _AGAIN,
    ),
    RequirementName.NUMPY: Words(
        QT_TRANSLATE_NOOP("wording", "NumPy"),
        QT_TRANSLATE_NOOP("wording", "It computes with the model's weights. Version {needed} or newer is needed."),
        _AGAIN,
    ),
    RequirementName.TORCH: Words(
        QT_TRANSLATE_NOOP("wording", "PyTorch"),
        QT_TRANSLATE_NOOP("wording", "It reads the model that you trained. Version {needed} or newer is needed."),
        _AGAIN,
    ),
    RequirementName.CMAKE: Words(
        QT_TRANSLATE_NOOP("wording", "CMake"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Older instructions ask for it, to build ONNX Runtime GenAI. It is not needed any more: that comes built.",
        ),
        _NOTHING,
    ),
    RequirementName.FOUNDRY_COMMAND: Words(
        QT_TRANSLATE_NOOP("wording", "The “foundry” command"),
        QT_TRANSLATE_NOOP(
            "wording", "It is not needed: this program brings Foundry Local's runtime, without the command."
        ),
        _NOTHING,
    ),
    RequirementName.DISK_SPACE: Words(
        QT_TRANSLATE_NOOP("wording", "Disk space for models"),
        QT_TRANSLATE_NOOP("wording", "Models are converted and kept in “{path}”. At least {needed} must be free."),
        QT_TRANSLATE_NOOP("wording", "Free some space, or choose a folder on another disk for your models."),
    ),
    RequirementName.DISK_DATA: Words(
        QT_TRANSLATE_NOOP("wording", "Disk space for the installer"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The list of your models and the logs are in “{path}”. At least {needed} must be free.",
        ),
        QT_TRANSLATE_NOOP("wording", "Free some space on this disk."),
    ),
    RequirementName.DISK_TEMPORARY: Words(
        QT_TRANSLATE_NOOP("wording", "Disk space for temporary files"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Some small files are in “{path}” for a while; the large ones are beside your models. At least {needed} "
            "should be free there.",
        ),
        QT_TRANSLATE_NOOP("wording", "Free some space on this disk."),
    ),
    RequirementName.LIBRARY_WRITABLE: Words(
        QT_TRANSLATE_NOOP("wording", "Folder for your models"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Installed models are saved in “{needed}”, so it must be possible to write there.",
        ),
        _ANOTHER_FOLDER,
    ),
    RequirementName.LIBRARY_SYNCED: Words(
        QT_TRANSLATE_NOOP("wording", "Cloud synchronisation"),
        QT_TRANSLATE_NOOP(
            "wording",
            "A cloud service that keeps the folder of your models in step would upload gigabytes, and may take files "
            "away that are in use.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose a folder that no cloud service looks after."),
    ),
    RequirementName.LEFTOVERS: Words(
        QT_TRANSLATE_NOOP("wording", "Leftovers of earlier runs"),
        QT_TRANSLATE_NOOP("wording", "Work that was interrupted leaves files behind, which take space for nothing."),
        QT_TRANSLATE_NOOP("wording", "Delete them, unless you want to continue that work."),
    ),
    RequirementName.MEMORY_FREE: Words(
        QT_TRANSLATE_NOOP("wording", "Free memory"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Other programs are using memory that the model will need. At least {needed} should be free.",
        ),
        QT_TRANSLATE_NOOP("wording", "Close programs that you do not need, above all web browsers."),
    ),
    RequirementName.POWER: Words(
        QT_TRANSLATE_NOOP("wording", "Power"),
        QT_TRANSLATE_NOOP(
            "wording",
            "On battery a computer works more slowly, and it may switch itself off before a long conversion is done.",
        ),
        QT_TRANSLATE_NOOP("wording", "Plug the computer in."),
    ),
    RequirementName.RESTART: Words(
        QT_TRANSLATE_NOOP("wording", "Waiting restart"),
        QT_TRANSLATE_NOOP("wording", "An update that waits for a restart may restart the computer amid the work."),
        QT_TRANSLATE_NOOP("wording", "Restart the computer first."),
    ),
    RequirementName.CLOCK: Words(
        QT_TRANSLATE_NOOP("wording", "Clock"),
        QT_TRANSLATE_NOOP("wording", "A wrong date is written into models and logs, and makes the newest look oldest."),
        QT_TRANSLATE_NOOP("wording", "Set the date and the time."),
    ),
    RequirementName.OTHER_COPY: Words(
        QT_TRANSLATE_NOOP("wording", "Other windows of this program"),
        QT_TRANSLATE_NOOP("wording", "Two that work at the same time share the memory and the processor."),
        QT_TRANSLATE_NOOP("wording", "Close the other window, unless you need it."),
    ),
}

VARIANTS: dict[tuple[RequirementName, str], tuple[str, str]] = {  # explanation, advice
    (RequirementName.PROCESSOR, "intel_mac"): (
        QT_TRANSLATE_NOOP("wording", "Foundry Local does not exist for Macs with an Intel processor."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Use a Mac with an Apple processor (M1 or newer), or a Windows or Linux computer.",
        ),
    ),
    (RequirementName.PROCESSOR, "rosetta"): (
        QT_TRANSLATE_NOOP("wording", "This copy of the program is made for Intel Macs; yours has an Apple processor."),
        QT_TRANSLATE_NOOP("wording", "Install the copy for Apple processors."),
    ),
    (RequirementName.PROCESSOR, "emulated"): (
        QT_TRANSLATE_NOOP("wording", "This copy of the program is made for x86-64; your processor translates it."),
        QT_TRANSLATE_NOOP("wording", "It works, but models answer slowly. A copy for ARM64 would be much faster."),
    ),
    (RequirementName.GRAPHICS, "present"): (_OFFLINE, _NOTHING),
    (RequirementName.NEURAL, "present"): (_OFFLINE, _NOTHING),
    (RequirementName.FOUNDRY_COMMAND, "present"): (
        QT_TRANSLATE_NOOP("wording", "It is not needed, and stays as it is. Here are its version and its models."),
        _NOTHING,
    ),
}

NOTHING_FOUND: dict[RequirementName, str] = {  # what is said in place of an empty value
    RequirementName.GRAPHICS: QT_TRANSLATE_NOOP("wording", "none"),
    RequirementName.NEURAL: QT_TRANSLATE_NOOP("wording", "none"),
    RequirementName.FOUNDRY_COMMAND: QT_TRANSLATE_NOOP("wording", "not installed"),
    **dict.fromkeys(DISTRIBUTIONS, QT_TRANSLATE_NOOP("wording", "not installed")),
    RequirementName.CMAKE: QT_TRANSLATE_NOOP("wording", "not needed"),
    RequirementName.LIBRARY_WRITABLE: QT_TRANSLATE_NOOP("wording", "cannot be written to"),
    RequirementName.LIBRARY_SYNCED: QT_TRANSLATE_NOOP("wording", "none"),
    RequirementName.LEFTOVERS: QT_TRANSLATE_NOOP("wording", "none"),
    RequirementName.POWER: QT_TRANSLATE_NOOP("wording", "mains"),
    RequirementName.RESTART: QT_TRANSLATE_NOOP("wording", "none"),
    RequirementName.OTHER_COPY: QT_TRANSLATE_NOOP("wording", "none"),
    RequirementName.INSTRUCTIONS: QT_TRANSLATE_NOOP("wording", "none of these"),
}
MANDATORY = QT_TRANSLATE_NOOP("wording", "Must be met.")
ADVICE = QT_TRANSLATE_NOOP("wording", "Advice.")
INCLUDED = QT_TRANSLATE_NOOP("wording", "{found}, comes with this program")

REMEDIES: dict[Remedy, str] = {
    Remedy.CHOOSE_FOLDER: QT_TRANSLATE_NOOP("wording", "Choose another folder…"),
    Remedy.SWEEP: QT_TRANSLATE_NOOP("wording", "Delete the leftovers"),
    Remedy.DOWNLOAD: QT_TRANSLATE_NOOP("wording", "What Foundry Local needs (web page)"),
    Remedy.INSTALL: QT_TRANSLATE_NOOP("wording", "How to install it (web page)"),
    Remedy.UPDATE: QT_TRANSLATE_NOOP("wording", "Open the system's updates"),
    Remedy.STORAGE: QT_TRANSLATE_NOOP("wording", "See what takes the space"),
    Remedy.PROGRAMS: QT_TRANSLATE_NOOP("wording", "See what is running"),
    Remedy.POWER: QT_TRANSLATE_NOOP("wording", "Open the power settings"),
    Remedy.CLOCK: QT_TRANSLATE_NOOP("wording", "Set the clock"),
}
HELP = QT_TRANSLATE_NOOP("wording", "How to do this (web page)")
HELP_PROGRAMS = QT_TRANSLATE_NOOP("wording", "How to see what is running (web page)")
GROUPS: dict[RequirementName, str] = {  # the heading above each of these
    RequirementName.OPERATING_SYSTEM: QT_TRANSLATE_NOOP("wording", "Your computer"),
    RequirementName.PYTHON: QT_TRANSLATE_NOOP("wording", "Programs"),
    RequirementName.DISK_SPACE: QT_TRANSLATE_NOOP("wording", "Disks and folders"),
    RequirementName.MEMORY_FREE: QT_TRANSLATE_NOOP("wording", "At the moment"),
}

"""The computer check: what is needed, why, and how to mend what is missing."""

from app.core.computer.checks.required_versions import DISTRIBUTIONS
from app.core.computer.checks.requirement import Remedy, RequirementName, Special
from app.wording.words import QT_TR_NOOP, Words

_AGAIN = QT_TR_NOOP("Install this program again: it brings everything of this kind with it.")
_NOTHING = QT_TR_NOOP("Nothing needs to be done.")
_ANOTHER_FOLDER = QT_TR_NOOP("Choose a folder of your own, for example in your documents.")
_OFFLINE = QT_TR_NOOP(
    "It is not used: the parts of Foundry Local that compute on it are downloads, and this program works offline. "
    "Models made here run on the processor."
)

REQUIREMENTS: dict[RequirementName, Words] = {
    RequirementName.OPERATING_SYSTEM: Words(
        QT_TR_NOOP("Operating system"),
        QT_TR_NOOP("Foundry Local needs one of these systems, or a newer one: {needed}."),
        QT_TR_NOOP("Update the system, or use another computer."),
    ),
    RequirementName.PROCESSOR: Words(
        QT_TR_NOOP("Processor"),
        QT_TR_NOOP("The model is computed by the processor, which has to be a 64-bit one: {needed}."),
        QT_TR_NOOP("Use another computer. If your processor is a 64-bit one, install a 64-bit system."),
    ),
    RequirementName.INSTRUCTIONS: Words(
        QT_TR_NOOP("Instructions of the processor"),
        QT_TR_NOOP(
            "Models answer several times faster on a processor with one of these: {needed}. AVX-512, VNNI, AMX, "
            "DotProd and I8MM make models in 4 and 8 bits faster still."
        ),
        QT_TR_NOOP("It works all the same, only slowly. Choose a small model and 4 bits."),
    ),
    RequirementName.MEMORY_TOTAL: Words(
        QT_TR_NOOP("Memory"),
        QT_TR_NOOP("Converting and running a model takes place in memory. At least {needed} should be installed."),
        QT_TR_NOOP("Choose a small model, or use a computer with more memory."),
    ),
    RequirementName.GRAPHICS: Words(
        QT_TR_NOOP("Graphics card"),
        QT_TR_NOOP("None is needed: models made here run on the processor."),
        _NOTHING,
    ),
    RequirementName.NEURAL: Words(
        QT_TR_NOOP("Neural processor (NPU)"),
        QT_TR_NOOP("None is needed: models made here run on the processor."),
        _NOTHING,
    ),
    RequirementName.PYTHON: Words(
        QT_TR_NOOP("Python"),
        QT_TR_NOOP("The installer is written in Python and needs version {needed} or newer."),
        QT_TR_NOOP("Install a newer Python, or use the packaged installer, which brings its own."),
    ),
    RequirementName.FOUNDRY_LOCAL: Words(
        QT_TR_NOOP("Foundry Local"),
        QT_TR_NOOP("It runs the model on your computer. Version {needed} or newer is needed."),
        _AGAIN,
    ),
    RequirementName.OLIVE: Words(
        QT_TR_NOOP("Olive"),
        QT_TR_NOOP("It converts the model. Version {needed} or newer is needed."),
        _AGAIN,
    ),
    RequirementName.ONNXRUNTIME_GENAI: Words(
        QT_TR_NOOP("ONNX Runtime GenAI"),
        QT_TR_NOOP("It builds the model's new form. Version {needed} or newer is needed."),
        _AGAIN,
    ),
    RequirementName.ONNXRUNTIME: Words(
        QT_TR_NOOP("ONNX Runtime"),
        QT_TR_NOOP("It computes the model's answers. Version {needed} or newer is needed."),
        _AGAIN,
    ),
    RequirementName.ONNX: Words(
        QT_TR_NOOP("ONNX"),
        QT_TR_NOOP("It writes the file of the converted model. Version {needed} or newer is needed."),
        _AGAIN,
    ),
    RequirementName.NUMPY: Words(
        QT_TR_NOOP("NumPy"),
        QT_TR_NOOP("It computes with the model's weights. Version {needed} or newer is needed."),
        _AGAIN,
    ),
    RequirementName.TORCH: Words(
        QT_TR_NOOP("PyTorch"),
        QT_TR_NOOP("It reads the model that you trained. Version {needed} or newer is needed."),
        _AGAIN,
    ),
    RequirementName.CMAKE: Words(
        QT_TR_NOOP("CMake"),
        QT_TR_NOOP(
            "Older instructions ask for it, to build ONNX Runtime GenAI. It is not needed any more: that comes built."
        ),
        _NOTHING,
    ),
    RequirementName.FOUNDRY_COMMAND: Words(
        QT_TR_NOOP("The “foundry” command"),
        QT_TR_NOOP("It is not needed: this program brings Foundry Local's runtime, without the command."),
        _NOTHING,
    ),
    RequirementName.DISK_SPACE: Words(
        QT_TR_NOOP("Disk space for models"),
        QT_TR_NOOP("Models are converted and kept in “{path}”. At least {needed} must be free."),
        QT_TR_NOOP("Free some space, or choose a folder on another disk for your models."),
    ),
    RequirementName.DISK_DATA: Words(
        QT_TR_NOOP("Disk space for the installer"),
        QT_TR_NOOP("The list of your models and the logs are in “{path}”. At least {needed} must be free."),
        QT_TR_NOOP("Free some space on this disk."),
    ),
    RequirementName.DISK_TEMPORARY: Words(
        QT_TR_NOOP("Disk space for temporary files"),
        QT_TR_NOOP(
            "Some small files are in “{path}” for a while; the large ones are beside your models. At least {needed} "
            "should be free there."
        ),
        QT_TR_NOOP("Free some space on this disk."),
    ),
    RequirementName.LIBRARY_WRITABLE: Words(
        QT_TR_NOOP("Folder for your models"),
        QT_TR_NOOP("Installed models are saved in “{needed}”, so it must be possible to write there."),
        _ANOTHER_FOLDER,
    ),
    RequirementName.LIBRARY_SYNCED: Words(
        QT_TR_NOOP("Cloud synchronisation"),
        QT_TR_NOOP(
            "A cloud service that keeps the folder of your models in step would upload gigabytes, and may take files "
            "away that are in use."
        ),
        QT_TR_NOOP("Choose a folder that no cloud service looks after."),
    ),
    RequirementName.LEFTOVERS: Words(
        QT_TR_NOOP("Leftovers of earlier runs"),
        QT_TR_NOOP("Work that was interrupted leaves files behind, which take space for nothing."),
        QT_TR_NOOP("Delete them, unless you want to continue that work."),
    ),
    RequirementName.MEMORY_FREE: Words(
        QT_TR_NOOP("Free memory"),
        QT_TR_NOOP("Other programs are using memory that the model will need. At least {needed} should be free."),
        QT_TR_NOOP("Close programs that you do not need, above all web browsers."),
    ),
    RequirementName.POWER: Words(
        QT_TR_NOOP("Power"),
        QT_TR_NOOP(
            "On battery a computer works more slowly, and it may switch itself off before a long conversion is done."
        ),
        QT_TR_NOOP("Plug the computer in."),
    ),
    RequirementName.RESTART: Words(
        QT_TR_NOOP("Waiting restart"),
        QT_TR_NOOP("An update that waits for a restart may restart the computer amid the work."),
        QT_TR_NOOP("Restart the computer first."),
    ),
    RequirementName.CLOCK: Words(
        QT_TR_NOOP("Clock"),
        QT_TR_NOOP("A wrong date is written into models and logs, and makes the newest look oldest."),
        QT_TR_NOOP("Set the date and the time."),
    ),
    RequirementName.OTHER_COPY: Words(
        QT_TR_NOOP("Other windows of this program"),
        QT_TR_NOOP("Two that work at the same time share the memory and the processor."),
        QT_TR_NOOP("Close the other window, unless you need it."),
    ),
}

VARIANTS: dict[tuple[RequirementName, Special], tuple[str, str]] = {  # explanation, advice
    (RequirementName.PROCESSOR, Special.INTEL_MAC): (
        QT_TR_NOOP("Foundry Local does not exist for Macs with an Intel processor."),
        QT_TR_NOOP("Use a Mac with an Apple processor (M1 or newer), or a Windows or Linux computer."),
    ),
    (RequirementName.PROCESSOR, Special.ROSETTA): (
        QT_TR_NOOP("This copy of the program is made for Intel Macs; yours has an Apple processor."),
        QT_TR_NOOP("Install the copy for Apple processors."),
    ),
    (RequirementName.PROCESSOR, Special.EMULATED): (
        QT_TR_NOOP("This copy of the program is made for x86-64; your processor translates it."),
        QT_TR_NOOP("It works, but models answer slowly. A copy for ARM64 would be much faster."),
    ),
    (RequirementName.GRAPHICS, Special.PRESENT): (_OFFLINE, _NOTHING),
    (RequirementName.NEURAL, Special.PRESENT): (_OFFLINE, _NOTHING),
    (RequirementName.FOUNDRY_COMMAND, Special.PRESENT): (
        QT_TR_NOOP("It is not needed, and stays as it is. Here are its version and its models."),
        _NOTHING,
    ),
}

NOTHING_FOUND: dict[RequirementName, str] = {  # text in place of an empty value
    RequirementName.GRAPHICS: QT_TR_NOOP("none"),
    RequirementName.NEURAL: QT_TR_NOOP("none"),
    RequirementName.FOUNDRY_COMMAND: QT_TR_NOOP("not installed"),
    **dict.fromkeys(DISTRIBUTIONS, QT_TR_NOOP("not installed")),
    RequirementName.CMAKE: QT_TR_NOOP("not needed"),
    RequirementName.LIBRARY_WRITABLE: QT_TR_NOOP("cannot be written to"),
    RequirementName.LIBRARY_SYNCED: QT_TR_NOOP("none"),
    RequirementName.LEFTOVERS: QT_TR_NOOP("none"),
    RequirementName.POWER: QT_TR_NOOP("mains"),
    RequirementName.RESTART: QT_TR_NOOP("none"),
    RequirementName.OTHER_COPY: QT_TR_NOOP("none"),
    RequirementName.INSTRUCTIONS: QT_TR_NOOP("none of these"),
}
MANDATORY = QT_TR_NOOP("Must be met.")
VOLUNTARY = QT_TR_NOOP("Advice.")
INCLUDED = QT_TR_NOOP("{found}, comes with this program")

REMEDIES: dict[Remedy, str] = {
    Remedy.CHOOSE_FOLDER: QT_TR_NOOP("Choose another folder…"),
    Remedy.SWEEP: QT_TR_NOOP("Delete the leftovers"),
    Remedy.DOWNLOAD: QT_TR_NOOP("What Foundry Local needs (web page)"),
    Remedy.INSTALL: QT_TR_NOOP("How to install it (web page)"),
    Remedy.UPDATE: QT_TR_NOOP("Open the system's updates"),
    Remedy.STORAGE: QT_TR_NOOP("See what takes the space"),
    Remedy.PROGRAMS: QT_TR_NOOP("See what is running"),
    Remedy.POWER: QT_TR_NOOP("Open the power settings"),
    Remedy.CLOCK: QT_TR_NOOP("Set the clock"),
}
HELP = QT_TR_NOOP("How to do this (web page)")
HELP_PROGRAMS = QT_TR_NOOP("How to see what is running (web page)")
GROUPS: dict[RequirementName, str] = {  # the heading above each of these
    RequirementName.OPERATING_SYSTEM: QT_TR_NOOP("Your computer"),
    RequirementName.PYTHON: QT_TR_NOOP("Programs"),
    RequirementName.DISK_SPACE: QT_TR_NOOP("Disks and folders"),
    RequirementName.MEMORY_FREE: QT_TR_NOOP("At the moment"),
}

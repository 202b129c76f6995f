"""The computer check: what is needed, why, and how to mend what is missing."""

from app.core.requirements import RequirementName
from app.wording.words import QT_TRANSLATE_NOOP, Words

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
    RequirementName.MEMORY_TOTAL: Words(
        QT_TRANSLATE_NOOP("wording", "Memory"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Converting and running a model takes place in memory. At least {needed} should be installed.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose a small model, or use a computer with more memory."),
    ),
    RequirementName.MEMORY_FREE: Words(
        QT_TRANSLATE_NOOP("wording", "Free memory"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Other programs are using memory that the model will need. At least {needed} should be free.",
        ),
        QT_TRANSLATE_NOOP("wording", "Close programs that you do not need, above all web browsers."),
    ),
    RequirementName.DISK_SPACE: Words(
        QT_TRANSLATE_NOOP("wording", "Disk space"),
        QT_TRANSLATE_NOOP("wording", "The converted model is saved on this disk. At least {needed} must be free."),
        QT_TRANSLATE_NOOP("wording", "Free some space, or choose a folder on another disk for your models."),
    ),
    RequirementName.LIBRARY_WRITABLE: Words(
        QT_TRANSLATE_NOOP("wording", "Folder for your models"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Installed models are saved in “{needed}”, so it must be possible to write there.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose a folder of your own, for example in your documents."),
    ),
    RequirementName.PYTHON: Words(
        QT_TRANSLATE_NOOP("wording", "Python"),
        QT_TRANSLATE_NOOP("wording", "The installer is written in Python and needs version {needed} or newer."),
        QT_TRANSLATE_NOOP("wording", "Install a newer Python, or use the packaged installer, which brings its own."),
    ),
    RequirementName.FOUNDRY_LOCAL: Words(
        QT_TRANSLATE_NOOP("wording", "Foundry Local"),
        QT_TRANSLATE_NOOP("wording", "It runs the model on your computer. Version {needed} or newer is needed."),
        QT_TRANSLATE_NOOP("wording", "Install this program again: Foundry Local is a part of it."),
    ),
    RequirementName.OLIVE: Words(
        QT_TRANSLATE_NOOP("wording", "Olive"),
        QT_TRANSLATE_NOOP("wording", "It converts the model. Version {needed} or newer is needed."),
        QT_TRANSLATE_NOOP("wording", "Install this program again: Olive is a part of it."),
    ),
    RequirementName.ONNXRUNTIME_GENAI: Words(
        QT_TRANSLATE_NOOP("wording", "ONNX Runtime GenAI"),
        QT_TRANSLATE_NOOP("wording", "It builds the model's new form. Version {needed} or newer is needed."),
        QT_TRANSLATE_NOOP("wording", "Install this program again: ONNX Runtime GenAI is a part of it."),
    ),
    RequirementName.ONNXRUNTIME: Words(
        QT_TRANSLATE_NOOP("wording", "ONNX Runtime"),
        QT_TRANSLATE_NOOP("wording", "It computes the model's answers. Version {needed} or newer is needed."),
        QT_TRANSLATE_NOOP("wording", "Install this program again: ONNX Runtime is a part of it."),
    ),
    RequirementName.CMAKE: Words(
        QT_TRANSLATE_NOOP("wording", "CMake"),
        QT_TRANSLATE_NOOP("wording", "Older instructions ask for it. It is not needed any more."),
        QT_TRANSLATE_NOOP("wording", "Nothing needs to be done."),
    ),
}
INTEL_MAC = QT_TRANSLATE_NOOP(
    "wording",
    "Foundry Local does not exist for Macs with an Intel processor. Use a Mac with an Apple processor (M1 or newer), "
    "or a Windows or Linux computer.",
)

"""What a check finds out, and what can be done about it."""

from enum import StrEnum

from msgspec import Struct

GIGABYTE = 1_000_000_000


class RequirementName(StrEnum):
    """The checks, in the order in which people read about them."""

    # the computer
    OPERATING_SYSTEM = "operating_system"
    PROCESSOR = "processor"
    INSTRUCTIONS = "instructions"
    MEMORY_TOTAL = "memory_total"
    GRAPHICS = "graphics"
    NEURAL = "neural"
    # what comes with the installer
    PYTHON = "python"
    FOUNDRY_LOCAL = "foundry_local"
    OLIVE = "olive"
    ONNXRUNTIME_GENAI = "onnxruntime_genai"
    ONNXRUNTIME = "onnxruntime"
    ONNX = "onnx"
    NUMPY = "numpy"
    TORCH = "torch"
    CMAKE = "cmake"
    FOUNDRY_COMMAND = "foundry_command"
    # disks and folders
    DISK_SPACE = "disk_space"
    DISK_DATA = "disk_data"
    DISK_TEMPORARY = "disk_temporary"
    LIBRARY_WRITABLE = "library_writable"
    LIBRARY_SYNCED = "library_synced"
    LEFTOVERS = "leftovers"
    # now
    MEMORY_FREE = "memory_free"
    POWER = "power"
    RESTART = "restart"
    CLOCK = "clock"
    OTHER_COPY = "other_copy"


class Remedy(StrEnum):
    """What a button can do about a requirement."""

    CHOOSE_FOLDER = "choose_folder"  # choose another folder for the library
    SWEEP = "sweep"  # delete leftovers
    DOWNLOAD = "download"  # the page that says what Foundry Local needs
    INSTALL = "install"  # the page that says how to install a program
    UPDATE = "update"
    STORAGE = "storage"
    PROGRAMS = "programs"  # the open programs
    POWER = "power"
    CLOCK = "clock"


class Special(StrEnum):
    """A case of a requirement; some have words of their own."""

    NONE = ""
    INTEL_MAC = "intel_mac"
    ROSETTA = "rosetta"  # a copy for Intel Macs on an Apple processor
    EMULATED = "emulated"  # a copy for x86-64 on ARM
    PRESENT = "present"
    BATTERY = "battery"
    WAITS = "waits"  # an update waits for a restart


class Requirement(Struct, frozen=True, kw_only=True):
    """``mandatory`` and not ``satisfied``: the job cannot be done. Only not ``satisfied``: it may go badly.

    ``found`` is "" when there is nothing; both are numbers and names, the same in every language.
    """

    name: RequirementName
    satisfied: bool
    mandatory: bool
    found: str
    needed: str
    included: bool = False  # comes with the installer
    variant: Special = Special.NONE
    facts: dict[str, str] = {}  # more that its wording's placeholders name
    remedy: Remedy | None = None


def gigabytes(size: float) -> str:
    return f"{size / GIGABYTE:.1f} GB"

"""The processor: whether the runtime exists for it, and which of its instructions make it quick."""

import platform
import sys
from pathlib import Path

from app.core.computer.checks import windows_registry
from app.core.computer.checks.requirement import Remedy, Requirement, RequirementName, Special

_64_BIT = frozenset({"amd64", "x86_64", "arm64", "aarch64"})
_ARM = ("arm", "aarch")
_ENVIRONMENT = r"SYSTEM\CurrentControlSet\Control\Session Manager\Environment"
_CENTRAL_PROCESSOR = r"HARDWARE\DESCRIPTION\System\CentralProcessor\0"
_ROSETTA = Path("/Library/Apple/usr/libexec/oah/libRosettaRuntime")  # exists on Apple's own processors only
_CPUINFO = Path("/proc/cpuinfo")
_FLAGS = {  # flags in /proc/cpuinfo
    "avx2": "AVX2",
    "avx512f": "AVX-512",
    "avx512_vnni": "VNNI",
    "avx_vnni": "VNNI",
    "amx_int8": "AMX",
    "asimd": "NEON",
    "asimddp": "DotProd",
    "i8mm": "I8MM",
}
_FEATURES = {19: "NEON", 40: "AVX2", 41: "AVX-512", 43: "DotProd"}  # numbers for Windows' IsProcessorFeaturePresent
_ENOUGH = frozenset({"AVX2", "NEON"})


def processor() -> Requirement:
    """Intel Macs fail: Foundry Local and ONNX Runtime exist for Apple's own processors only. A program for x86-64 runs
    on ARM too, translated and slowly."""
    kind = platform.machine()
    variant = _variant(kind)
    possible = kind.lower() in _64_BIT and sys.maxsize > 2**32 and variant is not Special.INTEL_MAC
    found = {
        Special.INTEL_MAC: f"Intel Mac ({kind})",
        Special.EMULATED: f"ARM64 ({kind})",
        Special.ROSETTA: f"Apple ({kind})",
    }
    return Requirement(
        name=RequirementName.PROCESSOR,
        satisfied=possible and not variant,
        mandatory=variant is not Special.EMULATED,
        found=found.get(variant) or (f"{name}, {kind}" if (name := _name()) else kind),
        needed="Apple M1" if sys.platform == "darwin" else "x86-64, ARM64",
        variant=variant,
        remedy=Remedy.DOWNLOAD,
    )


def _name() -> str:
    """The name that its maker gave it; "" where the system does not say."""
    if name := windows_registry.read_value(_CENTRAL_PROCESSOR, "ProcessorNameString").strip():
        return name
    try:
        lines = _CPUINFO.read_text(errors="replace").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def instructions() -> Requirement:
    """Those that the runtime's arithmetic uses where it finds them; where they are not known, nothing is said."""
    found = _instructions()
    return Requirement(
        name=RequirementName.INSTRUCTIONS,
        satisfied=not found or bool(_ENOUGH & set(found)),
        mandatory=False,
        found=", ".join(name for name in found if name),
        needed="AVX2, NEON",
        remedy=Remedy.DOWNLOAD,
    )


def _variant(kind: str) -> Special:
    if kind.lower().startswith(_ARM):
        return Special.NONE
    if sys.platform == "darwin":
        return Special.ROSETTA if _ROSETTA.exists() else Special.INTEL_MAC
    native = windows_registry.read_value(_ENVIRONMENT, "PROCESSOR_ARCHITECTURE")
    return Special.EMULATED if native.lower().startswith(_ARM) else Special.NONE


def _instructions() -> tuple[str, ...]:
    """The names of those found; ("",) for a processor that is known to have none of them, () when nothing is known."""
    if sys.platform == "darwin":
        return ("NEON",) if platform.machine() == "arm64" else ()
    if sys.platform == "win32":
        import ctypes

        present = ctypes.windll.kernel32.IsProcessorFeaturePresent
        return tuple(name for number, name in _FEATURES.items() if present(number)) or ("",)
    try:
        lines = _CPUINFO.read_text(errors="replace").splitlines()
    except OSError:
        return ()
    flags = next((line.partition(":")[2].split() for line in lines if line.startswith(("flags", "Features"))), None)
    if flags is None:
        return ()
    return tuple(dict.fromkeys(name for flag, name in _FLAGS.items() if flag in flags)) or ("",)

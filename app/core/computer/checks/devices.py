"""Graphics cards and neural processors: shown, since people ask, though models made here do not need them."""

import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from app.core.computer.checks import windows_registry
from app.core.computer.checks.requirement import Requirement, RequirementName, Special

_CLASSES = r"SYSTEM\CurrentControlSet\Control\Class"
_DISPLAY = rf"{_CLASSES}\{{4d36e968-e325-11ce-bfc1-08002be10318}}"
_ACCELERATOR = rf"{_CLASSES}\{{f01a9d53-3ff6-48d2-9f97-c8a7004be10c}}"
_SYS = Path("/sys/class")
_VENDORS = {"0x10de": "NVIDIA", "0x1002": "AMD", "0x8086": "Intel", "0x5143": "Qualcomm", "0x1022": "AMD"}
_NO_CARDS = ("Microsoft Basic Display", "Microsoft Remote Display", "Microsoft Hyper-V")


def graphics() -> Requirement:
    return _device(RequirementName.GRAPHICS, _graphics())


def neural() -> Requirement:
    return _device(RequirementName.NEURAL, _neural())


def _device(name: RequirementName, found: Iterator[str]) -> Requirement:
    """Never a trouble: the runtime's parts for such devices are downloads, so offline only the processor computes."""
    devices = list(dict.fromkeys(found))
    variant = Special.PRESENT if devices else Special.NONE
    return Requirement(name=name, satisfied=True, mandatory=False, found=", ".join(devices), needed="", variant=variant)


def _graphics() -> Iterator[str]:
    if sys.platform == "darwin":
        yield from ["Apple GPU"] * (platform.machine() == "arm64")
    elif sys.platform == "win32":
        yield from (name for name in _drivers(_DISPLAY) if not name.startswith(_NO_CARDS))
    else:
        yield from _linux_devices("drm", "card*")


def _neural() -> Iterator[str]:
    if sys.platform == "darwin":
        yield from ["Apple Neural Engine"] * (platform.machine() == "arm64")
    elif sys.platform == "win32":
        yield from _drivers(_ACCELERATOR)
    else:
        yield from _linux_devices("accel", "accel*")


def _drivers(device_class: str) -> Iterator[str]:
    """The names of the devices of a class that have a driver."""
    for key in windows_registry.subkeys(device_class):
        if key.rpartition("\\")[2].isdigit() and (name := windows_registry.read_value(key, "DriverDesc")):
            yield name


def _linux_devices(kind: str, pattern: str) -> Iterator[str]:
    for entry in sorted((_SYS / kind).glob(pattern)):
        try:
            vendor = (entry / "device" / "vendor").read_text().strip()
        except OSError:  # a connector of a card, or a virtual one
            continue
        if vendor in _VENDORS:
            yield _VENDORS[vendor]

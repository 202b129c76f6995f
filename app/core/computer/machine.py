"""What this computer is: system, processor, memory, disks."""

import platform
import sys
from pathlib import Path

import psutil
from msgspec import Struct

from app.core.failures import Failure, FailureKind, Variant

MOST_TIMES = 4  # times the memory that a process can have: Windows' page file grows to three times by itself
_CGROUP_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
_CGROUP_USAGES = (Path("/sys/fs/cgroup/memory.current"), Path("/sys/fs/cgroup/memory/memory.usage_in_bytes"))


class Machine(Struct, frozen=True, kw_only=True):
    """Sizes in bytes."""

    system: str  # "Windows", "Darwin", "Linux"
    release: str
    architecture: str  # "AMD64", "arm64", ...
    processor: str
    logical_cores: int
    physical_cores: int
    total_memory: int
    free_memory: int  # what programs can still get without swapping


def probe_machine() -> Machine:
    """Look at this computer; takes about 70 ms."""
    total, free = memory()
    logical = psutil.cpu_count() or 1
    return Machine(
        system=platform.system(),
        release=os_release(),
        architecture=platform.machine(),
        processor=processor_name(),
        logical_cores=logical,
        physical_cores=psutil.cpu_count(logical=False) or logical,
        total_memory=total,
        free_memory=free,
    )


def memory() -> tuple[int, int]:
    """Total and free memory in bytes; on Linux at most what this process's control group (a container's) may use."""
    found = psutil.virtual_memory()
    limit, usage = _first_number(_CGROUP_LIMITS), _first_number(_CGROUP_USAGES)
    if limit is None or limit >= found.total:  # version 1 says "no limit" with a huge number
        return found.total, found.available
    return limit, max(0, min(found.available, limit - (usage or 0)))


def os_release() -> str:
    """The version that people know: "15.2" of macOS, not its kernel's."""
    return platform.mac_ver()[0] or platform.release()


def existing_parent(path: Path) -> Path:
    """``path``, or the nearest folder above it that exists."""
    return next((folder for folder in (path, *path.absolute().parents) if folder.exists()), Path(path.anchor or "."))


def free_disk(path: Path) -> int:
    """Bytes that the user may still write on the volume of ``path``, which need not exist yet. Raises ``OSError``."""
    return psutil.disk_usage(str(existing_parent(path))).free


def require_room(needed: int, path: Path, named: Path) -> None:
    """Raises ``Failure(DISK_FULL)`` unless so many bytes can be written on the volume of ``path``, and ``OSError``. The
    user is told of the folder ``named``."""
    free = free_disk(path)
    if free < needed:
        facts = {"path": str(named), "needed_bytes": str(needed), "free_bytes": str(free)}
        raise Failure(FailureKind.DISK_FULL, "", Variant.MEASURED, **facts)


def private_bytes(process: psutil.Process) -> int:
    """Memory that only ``process`` uses: files mapped into memory, such as weights, do not count. A figure that the
    whole computer has no room for is none: what the process has in memory stands for it.

    Raises ``psutil.Error`` when the process has ended.
    """
    taken = _private_bytes(process)
    return taken if taken <= MOST_TIMES * psutil.virtual_memory().total else process.memory_info().rss


def _private_bytes(process: psutil.Process) -> int:
    if sys.platform == "linux":
        return _anonymous_bytes(process)
    if sys.platform == "win32":
        return process.memory_info().pagefile  # the same number as PrivateUsage, which older systems leave out
    try:
        return process.memory_full_info().uss
    except psutil.AccessDenied:
        return process.memory_info().rss


def _anonymous_bytes(process: psutil.Process) -> int:
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError) as error:
        raise psutil.NoSuchProcess(process.pid) from error
    line = next((line for line in status.splitlines() if line.startswith("RssAnon:")), "RssAnon: 0 kB")
    return int(line.split()[1]) * 1024


def processor_name() -> str:
    if sys.platform == "darwin":  # Python there names every processor "arm"
        return _sysctl("machdep.cpu.brand_string") or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _sysctl(name: str) -> str:
    """A text that the kernel of a Mac knows; "" when it does not."""
    import ctypes

    size, text = ctypes.c_size_t(128), ctypes.create_string_buffer(128)
    failed = ctypes.CDLL(None).sysctlbyname(name.encode(), text, ctypes.byref(size), None, ctypes.c_size_t(0))
    return "" if failed else text.value.decode(errors="replace")


def _first_number(paths: tuple[Path, ...]) -> int | None:
    for path in paths:
        try:
            return int(path.read_text())
        except (OSError, ValueError):  # "max" is no number
            continue
    return None

"""The computer check: everything that converting and running a model needs, looked at side by side."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from pathlib import Path

from msgspec import Struct

from app.core.computer.checks.copies import leftovers, other_copy
from app.core.computer.checks.devices import graphics, neural
from app.core.computer.checks.places import disk_data, disk_space, disk_temporary, library_synced, library_writable
from app.core.computer.checks.processor import instructions, processor
from app.core.computer.checks.programs import cmake, foundry_command, program, python
from app.core.computer.checks.required_versions import DISTRIBUTIONS
from app.core.computer.checks.requirement import Requirement, RequirementName
from app.core.computer.checks.system import clock, memory_free, memory_total, operating_system, power, restart

Check = Callable[[], Requirement]
WORKERS = 8  # checks wait for disks and programs more than they compute
_ORDER = {name: place for place, name in enumerate(RequirementName)}


class Surroundings(Struct, frozen=True, kw_only=True):
    """What is looked at besides the computer itself."""

    library: Path  # the folder of installed models
    data: Path  # the folder of the installer's own files
    leftovers: Callable[[], int] = int  # bytes that interrupted jobs have left


def check_requirements(around: Surroundings) -> tuple[Requirement, ...]:
    """All of them, in the order of ``RequirementName``; some milliseconds, the first time up to seconds where an old
    ``foundry`` command has to be asked."""
    return tuple(sorted(found_requirements(around), key=lambda requirement: _ORDER[requirement.name]))


def found_requirements(around: Surroundings) -> Iterator[Requirement]:
    """Each as soon as it is known."""
    computer: list[Check] = [operating_system, processor, instructions, memory_total, graphics, neural]
    software: list[Check] = [python, *(partial(program, name) for name in DISTRIBUTIONS), cmake, foundry_command]
    disks: list[Check] = [partial(disk_space, around.library), partial(disk_data, around.data), disk_temporary]
    library: list[Check] = [partial(library_writable, around.library), partial(library_synced, around.library)]
    state: list[Check] = [memory_free, power, restart, clock]
    runs: list[Check] = [partial(other_copy, around.data), partial(leftovers, around.leftovers)]
    checks = [*computer, *software, *disks, *library, *state, *runs]
    with ThreadPoolExecutor(WORKERS, "check") as pool:
        for future in as_completed([pool.submit(check) for check in checks]):
            yield future.result()


def unmet_to_run() -> Requirement | None:
    """What keeps this computer from running any model, converted here or installed from a package."""
    checks = (operating_system, processor, memory_total)
    return next((row for row in (check() for check in checks) if row.mandatory and not row.satisfied), None)


def met(requirements: tuple[Requirement, ...]) -> bool:
    """Whether the job can be done."""
    return all(requirement.satisfied or not requirement.mandatory for requirement in requirements)

"""What was measured of an installed model, how good each number is, and on which computer it was measured."""

import platform
from enum import StrEnum

from msgspec import Struct

from app.core.machine import memory, os_release, processor_name
from app.core.tuning import usable_cores

ASKED = 6  # prompts whose answers are looked at
SAME_MEMORY = 0.05  # share by which two looks at one computer's memory may differ


class Verdict(StrEnum):
    GOOD = "good"
    NOTICE = "notice"
    BAD = "bad"


class Measure(StrEnum):
    """What a number tells, and its unit."""

    FIRST_SHORT = "first_short"  # seconds to the first token of the answer to a short prompt
    FIRST_LONG = "first_long"  # seconds, of a long one
    SPEED = "speed"  # tokens a second after the first
    MEMORY = "memory"  # bytes, private to the process, at most while it answers
    PROCESSOR = "processor"  # share of all cores while it answers
    EMPTY = "empty"  # share of the answers, like the next four
    REPEATS = "repeats"  # that end in the same words again and again
    LEAKS = "leaks"  # that hold marks of the chat template
    ENDLESS = "endless"  # that did not come to a stop token
    GARBLED = "garbled"  # whose bytes are no UTF-8
    PROMPTS = "prompts"  # share of the prompts that are other tokens for the original
    AGREEMENT = "agreement"  # share of the places at which the original has the same likeliest token
    DIVERGENCE = "divergence"  # mean Kullback-Leibler divergence from the original, nats


class Uncompared(StrEnum):
    """Why a model was not compared with its original."""

    UNKNOWN = "unknown"  # this computer has not converted it
    GONE = "gone"
    CHANGED = "changed"
    NO_MEMORY = "no_memory"
    FAILED = "failed"


class Row(Struct, frozen=True):
    measure: Measure
    value: float
    verdict: Verdict


class Computer(Struct, frozen=True, kw_only=True):
    """Sizes in bytes."""

    processor: str
    cores: int  # that could be used
    total_memory: int
    free_memory: int  # before the model was loaded
    system: str
    release: str


class Scorecard(Struct, frozen=True, kw_only=True):
    """Holds no text of an answer and no path: it goes to other computers with the model."""

    rows: tuple[Row, ...]
    computer: Computer
    created: str  # ISO 8601, UTC
    installer: str  # version
    rounds: int  # whose median the times are
    short_tokens: int  # of the prompts, as the model got them
    long_tokens: int
    answers: int  # that were looked at
    prompts: int = 0  # that the original was given too
    positions: int = 0  # at which both were compared
    uncompared: Uncompared | None = None  # None: it was compared
    needed_bytes: int = 0  # of memory, for comparing


def this_computer() -> Computer:
    total, free = memory()
    return Computer(
        processor=processor_name(),
        cores=usable_cores(),
        total_memory=total,
        free_memory=free,
        system=platform.system(),
        release=os_release(),
    )


def measured_on(card: Scorecard, computer: Computer) -> bool:
    """Whether ``card`` is about a computer like this one; a new version of its system makes it no other."""
    there = card.computer
    alike = (there.processor, there.cores, there.system) == (computer.processor, computer.cores, computer.system)
    return alike and abs(there.total_memory - computer.total_memory) <= SAME_MEMORY * computer.total_memory

"""What was measured of an installed model, how good each number is, and on which computer it was measured."""

import platform
from enum import StrEnum

from msgspec import Struct

from app.core.computer.machine import memory, os_release, processor_name
from app.core.computer.threads import usable_cores
from app.core.library.fidelity import Fidelity

ASKED = 6  # prompts whose answers are looked at
SAME_MEMORY = 0.05  # share by which two looks at one computer's memory may differ


class Grade(StrEnum):
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
    EMPTY = "empty"  # share of the answers that are empty
    REPEATS = "repeats"  # share of the answers that end in the same words again and again
    LEAKS = "leaks"  # share of the answers that hold marks of the chat template
    ENDLESS = "endless"  # share of the answers without a stop token
    GARBLED = "garbled"  # share of the answers whose bytes are no UTF-8
    FOREIGN = "foreign"  # share of the answers in another script than the question's
    PROMPTS = "prompts"  # share of the prompts that are other tokens for the original
    AGREEMENT = "agreement"  # share of the places at which the original has the same most likely token
    DIVERGENCE = "divergence"  # mean Kullback-Leibler divergence from the original, nats
    DIVERGENCE_99 = "divergence_99"  # 99 of 100 places do not exceed it
    PERPLEXITY = "perplexity"  # share by which it is higher than the original's; below 0: lower


class Uncompared(StrEnum):
    """Why a model was not compared with its original."""

    UNKNOWN = "unknown"  # this computer has not converted it
    GONE = "gone"
    CHANGED = "changed"
    NO_MEMORY = "no_memory"
    FAILED = "failed"


class Cause(StrEnum):
    """Why answers have a fault, as asking the original the same has shown."""

    TEMPLATE = "template"  # the question reaches it in another form
    TOKENIZER = "tokenizer"  # the text is the same and its tokens are others, or tokens become other letters
    STOP_TOKENS = "stop_tokens"  # it writes the original's stop token, and goes on
    PRECISION = "precision"  # the same tokens, and only the original answers well
    TRAINING = "training"  # the original does the same
    UNKNOWN = "unknown"  # no original could be asked


class EdgeCase(StrEnum):
    """Odd requests, which must be answered or refused, and end nothing."""

    EMPTY = "empty"
    BLANKS = "blanks"
    EMOJI = "emoji"
    RIGHT_TO_LEFT = "right_to_left"
    CONTROL = "control"  # control characters
    MARKS = "marks"  # the template's own
    HUGE = "huge"  # 100,000 characters
    OVER_CONTEXT = "over_context"
    TWICE = "twice"  # the same prompt gets the same greedy answer


class Row(Struct, frozen=True):
    measure: Measure
    value: float
    verdict: Grade


class Computer(Struct, frozen=True, kw_only=True):
    """Sizes in bytes."""

    processor: str
    cores: int  # cores that could be used
    total_memory: int
    free_memory: int  # free before the model was loaded
    system: str
    release: str


class Reading(Struct, frozen=True):
    """How long a prompt of so many tokens was read until its answer began: median, least and most."""

    tokens: int
    seconds: float
    least: float
    most: float


class Endurance(Struct, frozen=True, kw_only=True):
    """What became of many requests of many kinds, one after the other, some of which were cancelled."""

    requests: int
    failed: int
    loaded_again: bool  # whether the model was, in between
    growth: float | None = None  # bytes of memory that each request adds; None: too few to tell


class OwnResults(Struct, frozen=True, kw_only=True):
    """What became of the user's own questions: numbers alone, since their texts stay on this computer."""

    asked: int
    judged: int  # those of which something was expected
    passed: int
    reference_passed: int | None = None  # None: the original was not asked
    lost: int = 0  # the original passes, it does not
    gained: int = 0
    formats: tuple[int, int] = (0, 0)  # passed and judged, of those that ask for a format


class Scorecard(Struct, frozen=True, kw_only=True):
    """Holds no text of an answer and no path: it goes to other computers with the model."""

    rows: tuple[Row, ...]
    computer: Computer
    created: str  # ISO 8601, UTC
    installer: str  # version
    rounds: int  # number of rounds; the times are their median
    short_tokens: int  # length of the short prompt, as the model got it
    long_tokens: int
    answers: int  # number of answers that were looked at
    prompts: int = 0  # number of prompts that the original got too
    positions: int = 0  # number of places where both were compared
    uncompared: Uncompared | None = None  # None: it was compared
    needed_bytes: int = 0  # memory that comparing needs
    model: str = ""  # id that it was measured under
    precision: str = ""
    fidelity: Fidelity | None = None
    causes: dict[Measure, Cause] = {}
    busy: float = 0.0  # share of all cores that other programs took while its speed was measured
    parted: tuple[int | None, ...] = ()  # each answer's first token that is not the original's; None: all are
    readings: tuple[Reading, ...] = ()
    edge_cases: dict[EdgeCase, bool] = {}  # whether it withstood them
    endurance: Endurance | None = None
    lengths: tuple[tuple[int, bool], ...] = ()  # tokens of a question, and whether its answer had no fault
    own: OwnResults | None = None
    partial: bool = False  # measuring was stopped: what is missing was not come to


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

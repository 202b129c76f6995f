"""How fast a model runs on this computer, and with how many threads it was fastest."""

from msgspec import Struct


class Speed(Struct, frozen=True, kw_only=True):
    """Tokens a second."""

    prefill: float  # speed of reading a prompt
    decode: float  # speed of writing an answer


class Tuning(Struct, frozen=True, kw_only=True):
    """The number of threads with which a model was fastest on one computer."""

    threads: int
    speed: Speed
    untuned_threads: int  # number that the runtime takes by itself
    untuned: Speed  # speed with that number
    processor: str  # processor of the computer where this was measured
    cores: int  # cores that could be used

"""Numbers in a ``config.json``, which may hold values of any type."""

from collections.abc import Mapping

Config = Mapping[str, object]  # a parsed config.json

_LARGEST = 100_000_000  # no size of a real model is larger; keeps products of hostile values small


def size(config: Config, key: str, largest: int = _LARGEST) -> int:
    """A positive whole number of ``config``; 0 when it is missing or something else."""
    value = config.get(key)
    return value if type(value) is int and 0 < value <= largest else 0


def depth(config: Config) -> int:
    """How many layers there are, as most families name it."""
    return size(config, "num_hidden_layers")


def intermediate_size(config: Config) -> int:
    """The width of the feed-forward part, as most families name it."""
    return size(config, "intermediate_size")

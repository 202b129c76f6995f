"""How close a converted model is to its original, as its conversion measured it."""

from msgspec import Struct

ROUNDING_NOISE = 1e-5  # nats: a mean divergence below comes of adding float32 in another order
CLOSE, USABLE = 0.9, 0.8  # share of next words that are the same: hardly told apart, and still the same model


class Fidelity(Struct, frozen=True, kw_only=True):
    """Over texts that nothing was calibrated with, each of whose tokens both have read before they say the next."""

    positions: int
    same_next: float  # share of them with the same most likely next token
    divergence: float  # mean Kullback-Leibler divergence from the original's distribution, in nats
    divergence_99: float | None = None  # 99 of 100 positions do not exceed it; None for models of earlier versions
    perplexity: float | None = None  # the converted model's, over the texts
    original_perplexity: float | None = None

    @property
    def exact(self) -> bool:
        """Whether it computes what the original computes, as every model in float32 must."""
        return self.same_next == 1 and self.divergence < ROUNDING_NOISE

    @property
    def usable(self) -> bool:
        return self.same_next >= USABLE

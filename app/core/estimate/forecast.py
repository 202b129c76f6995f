"""What a conversion was foretold to make and to take."""

from msgspec import Struct


class Forecast(Struct, frozen=True, kw_only=True):
    bytes: int  # size of the converted folder
    seconds: float

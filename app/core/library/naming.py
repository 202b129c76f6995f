"""The names of installed models, and the ids under which Foundry Local knows them."""

import re
import unicodedata

from app.core.failures import Failure, FailureKind

MAXIMUM_NAME = 64  # characters
DEFAULT_NAME = "my-model"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{digit}" for port in ("com", "lpt") for digit in range(10)}
)
# A model whose id holds one of these is loaded only when that execution provider is registered.
_PROVIDERS = ("cuda-gpu", "openvino-npu", "openvino-gpu", "qnn-npu", "trtrtx-gpu", "vitis-npu")
_DEVICES = ("-generic-cpu", "-generic-gpu", "-generic-npu")  # Foundry Local cuts them off to make the alias
_KEPT_WORDS = re.compile("|".join((*_PROVIDERS, *_DEVICES)), re.IGNORECASE)
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "œ": "oe"})


def check_name(name: str) -> Failure | None:
    """Why ``name`` can be neither a model's name in Foundry Local nor a folder's on every system; None when it can."""
    lowered = name.lower()
    fine = (
        len(name) <= MAXIMUM_NAME
        and _NAME.fullmatch(name)
        and not name.endswith(".")
        and lowered.split(".")[0] not in _RESERVED
        and not any(word in lowered for word in _PROVIDERS)
        and not lowered.endswith(_DEVICES)
    )
    return None if fine else Failure(FailureKind.NAME_INVALID, name=name, suggestion=suggest_name(name))


def suggest_name(text: str) -> str:
    """A valid name that reads like ``text`` (a folder's name)."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"[^A-Za-z0-9._]+", "-", plain)
    while _KEPT_WORDS.search(plain):  # taking one out can bring the next together
        plain = re.sub(r"-{2,}", "-", _KEPT_WORDS.sub("-", plain))
    plain = plain.strip("._-")[:MAXIMUM_NAME].rstrip("._-")
    if plain.lower().split(".")[0] in _RESERVED:
        plain = f"model-{plain}"[:MAXIMUM_NAME].rstrip("._-")
    return plain or DEFAULT_NAME


def model_id(name: str, version: int) -> str:
    """The id under which Foundry Local knows a model; ``name`` is then its alias."""
    return f"{name}-generic-cpu:{version}"


def version_of_id(model_id: str) -> int:
    """0 when the id has none."""
    number = model_id.rpartition(":")[2]
    return int(number) if number.isascii() and number.isdigit() else 0


def name_of_id(model_id: str) -> str:
    """The alias: ``model_id`` less version and device."""
    return model_id.rpartition(":")[0].removesuffix("-generic-cpu")

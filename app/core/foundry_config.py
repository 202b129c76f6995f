"""What Foundry Local reads beside the model: names, ``inference_model.json`` and the search defaults."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from app.core.failures import Failure, FailureKind
from app.core.folder import read_json
from app.core.plan import Sampling
from app.core.prompt_template import PromptTemplate, prompt_template
from app.core.running_memory import PROMPT_PIECE
from app.core.template_files import read_template

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


def inference_model(name: str, template: PromptTemplate | None) -> dict[str, object]:
    """``inference_model.json`` for Foundry Local before 0.12; later ones ignore it. No other key is ever read."""
    if template is None:
        return {"Name": name}
    parts = {
        "system": template.system,
        "user": template.user,
        "assistant": template.assistant,
        "prompt": template.prompt,
    }
    return {"Name": name, "PromptTemplate": {part: text for part, text in parts.items() if text}}


def read_inference_model(name: str, folder: Path) -> dict[str, object]:
    """``inference_model.json`` for the model in ``folder``, by its own template and special tokens; raises ``Failure``
    and ``OSError``."""
    source = read_template(folder, [])
    config = read_json(folder / "tokenizer_config.json")
    tokens = (config.get(key) for key in ("bos_token", "eos_token"))
    bos, eos = (str(token.get("content", "") if isinstance(token, dict) else token or "") for token in tokens)
    return inference_model(name, prompt_template(source, bos, eos) if source else None)


def default_sampling(folder: Path) -> Sampling:
    """What the checkpoint's ``generation_config.json`` asks for; our own defaults where it says nothing usable."""
    path = folder / "generation_config.json"
    try:
        config = read_json(path) if path.is_file() else {}
    except (Failure, OSError):
        config = {}
    usable = usable_sampling(config)
    return replace(usable, temperature=0.0) if config.get("do_sample") is False else usable


def usable_sampling(said: Mapping[str, object]) -> Sampling:
    """What a stranger's file says of it; our own defaults in place of what no runtime can draw tokens by."""
    ours = Sampling()
    return Sampling(
        temperature=_number(said, "temperature", ours.temperature, 0, 2),
        top_p=_number(said, "top_p", ours.top_p, 0.01, 1),
        top_k=int(_number(said, "top_k", ours.top_k, 1, 1000)),
        repetition_penalty=_number(said, "repetition_penalty", ours.repetition_penalty, 0.5, 2),
        max_output_tokens=int(_number(said, "max_output_tokens", ours.max_output_tokens, 1, 1_000_000)),
    )


def apply_search(genai_config: Mapping[str, object], sampling: Sampling, context_length: int) -> dict[str, object]:
    """A copy of ``genai_config.json`` that draws tokens by ``sampling`` and reads what it can; the rest of it stays."""
    before = genai_config.get("search")
    tokens = min(context_length, _window(genai_config) or context_length)
    search = (dict(before) if isinstance(before, dict) else {}) | {
        "do_sample": sampling.temperature > 0,
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "top_k": sampling.top_k,
        "repetition_penalty": sampling.repetition_penalty,
        "max_length": tokens,
        "num_beams": 1,  # Foundry Local fails with more
        "num_return_sequences": 1,
    }
    if _reads_in_pieces(genai_config):
        search["chunk_size"] = (
            PROMPT_PIECE  # else a long prompt takes 0.1 MB a token (0.5B parameters) while it is read
        )
    changed: dict[str, object] = {"search": search}
    model = genai_config.get("model")
    if isinstance(model, dict):
        changed["model"] = model | {"context_length": tokens}
    return dict(genai_config) | changed


def _reads_in_pieces(genai_config: Mapping[str, object]) -> bool:
    """Whether it makes no difference that a prompt is read piece by piece: the angles of Phi-3's LongRoPE depend on its
    length."""
    model = genai_config.get("model")
    return isinstance(model, dict) and not str(model.get("type")).startswith("phi3")


def _window(genai_config: Mapping[str, object]) -> int:
    """Tokens of the one window that every layer looks back over; 0 when there is none.

    Measured with onnxruntime-genai 0.18 on a CPU (Mistral and Phi-3 with ``sliding_window``): exact up to the window's
    size, silently wrong for 16 tokens more, then GroupQueryAttention fails. Windows of some layers (Gemma 2) are fine.
    """
    model = genai_config.get("model")
    decoder = model.get("decoder") if isinstance(model, dict) else None
    window = decoder.get("sliding_window") if isinstance(decoder, dict) else None
    if not isinstance(window, dict) or window.get("layers"):
        return 0
    size = window.get("window_size")
    return size if isinstance(size, int) and size > 0 else 0


def _number(config: Mapping[str, object], key: str, otherwise: float, lowest: float, highest: float) -> float:
    value = config.get(key)
    usable = isinstance(value, int | float) and not isinstance(value, bool) and lowest <= value <= highest
    return float(value) if usable else otherwise  # type: ignore[arg-type]

"""What Foundry Local reads beside the model: names, ``inference_model.json`` and the search defaults."""

from collections.abc import Mapping
from pathlib import Path

from app.core.estimate.running_memory import PROMPT_PIECE
from app.core.families.family import Rope
from app.core.families.table import FAMILIES
from app.core.files.folder import read_json
from app.core.library.sampling import Sampling
from app.core.template.files import read_template
from app.core.template.prompt_template import PromptTemplate, prompt_template

# How genai_config.json names the families that can have LongRoPE
_LONG_TYPES = tuple(family.model_type for family in FAMILIES.values() if family.rope is Rope.LONG)


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
            PROMPT_PIECE  # A long prompt otherwise takes 0.1 MB a token (0.5B parameters) while it is read
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
    return isinstance(model, dict) and not str(model.get("type")).startswith(_LONG_TYPES)


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

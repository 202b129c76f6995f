"""A LoRA adapter's folder: what it changes, and where the base model that it belongs to is."""

import math
import os
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from msgspec import Struct

from app.core.failures import Failure, FailureKind
from app.core.folder import read_json

CONFIG = "adapter_config.json"
WEIGHTS = "adapter_model.safetensors"
_REFUSED = (
    *("fan_in_fan_out", "alora_invocation_tokens", "layer_replication", "trainable_token_indices"),
    *("target_parameters", "use_qalora", "use_bdlora", "arrow_config", "kasa_config", "velora_config"),
    *("monteclora_config", "megatron_config"),
)
# Where training began with the base model's weights as they are. PiSSA, OLoRA, CorDA and LoftQ begin with others, which
# are not those of the base model that the adapter names
_KEEPS_BASE = frozenset({"gaussian", "eva", "orthogonal"})
# What training began with, which says of itself that it is an ordinary adapter (LLaMA-Factory's PiSSA, Olive's LoftQ)
STARTS = ("pissa_init", "pissa_backup", "loftq_init_adapter")
_MOST_ABOVE = 5  # folders, of which one may be where a training program ran
# Where Olive and MLflow leave what was trained, its base model being in "model" beside it; and the file that tells
_BESIDE_BASE = {"adapter": "model_config.json", "peft": "MLmodel"}
_QUANTIZED_NAME = re.compile(r"(-unsloth)?-(bnb-[48]bit|[48]bit|AWQ|GPTQ(-Int[48])?|FP8|Int[48])$", re.IGNORECASE)
_LITERAL = re.compile(r"\^?(?:\w|-|\\?\.)+")  # patterns that are names; others may take for ever to match


class Adapter(Struct, frozen=True, kw_only=True):
    """A PEFT adapter as its configuration describes it."""

    base: str  # a path or a hub id, as the training program wrote it
    alpha: float
    rank_stabilized: bool  # rslora: scaled by the root of the rank
    dora: bool  # the result's rows get magnitudes of their own
    alphas: Mapping[str, float]  # of single modules, by the end of their name
    trains_modules: bool  # whole ones, beside what is low in rank

    def scale(self, module: str, rank: int) -> float:
        """The factor of ``B @ A`` for a module: alpha / r, or alpha / sqrt(r) (PEFT, ``LoraLayer.update_layer``). The
        rank is the matrices' own."""
        alpha = next((value for key, value in self.alphas.items() if _is_meant(key, module)), self.alpha)
        return alpha / (math.sqrt(rank) if self.rank_stabilized else rank)


def read_adapter(folder: Path) -> Adapter:
    """Raises ``Failure`` (ADAPTER_UNSUPPORTED) for what cannot be merged exactly."""
    config = read_json(folder / CONFIG)
    kind = str(config.get("peft_type") or ("MLX" if "fine_tune_type" in config else "?"))
    if kind.upper() != "LORA":
        raise Failure(FailureKind.ADAPTER_UNSUPPORTED, f"peft_type {kind}", method=kind)
    for method in (*filter(folder.name.__eq__, STARTS), *_unsupported(config)):
        raise Failure(FailureKind.ADAPTER_UNSUPPORTED, method, method=method)
    try:
        return Adapter(
            base=str(config.get("base_model_name_or_path") or ""),
            alpha=float(str(config["lora_alpha"])),
            rank_stabilized=bool(config.get("use_rslora")),
            dora=bool(config.get("use_dora")),
            alphas={key: float(value) for key, value in _entries(config, "alpha_pattern")},
            trains_modules=bool(config.get("modules_to_save")),
        )
    except (KeyError, ValueError) as error:
        raise Failure(FailureKind.BAD_CONFIG, str(error), file=CONFIG) from error


def _unsupported(config: Mapping[str, object]) -> Iterator[str]:
    """What cannot be merged exactly, or changes more than the weights."""
    yield from (option for option in _REFUSED if config.get(option))
    start = config.get("init_lora_weights", True)
    if not isinstance(start, bool) and start not in _KEEPS_BASE:
        yield str(start)
    if any(not _LITERAL.fullmatch(key) for key, _ in _entries(config, "alpha_pattern")):
        yield "alpha_pattern"


def find_base(folder: Path, base: str) -> Path | None:
    """The base model's folder, when it is where training programs leave it: at the named path, which counts from where
    the program ran; beside the adapter or above it; or in the Hugging Face cache. One that was not quantised, where
    there are both. Opens no network connection."""
    if folder.name == "adapter" and (beside := base_beside(folder)):  # LoftQ has changed it
        return beside
    named = [path for name in dict.fromkeys((base, full_precision(base))) for path in _candidates(folder, name)]
    found = [path for path in named if (path / "config.json").is_file()]
    return next((path for path in found if not is_quantized(path)), next(iter(found), None))


def base_beside(folder: Path) -> Path | None:
    """Where the adapter in ``folder`` has its base model, if Olive or MLflow laid both out."""
    base, sign = folder.parent / "model", _BESIDE_BASE.get(folder.name)
    return base if sign and (folder.parent / sign).is_file() and (base / "config.json").is_file() else None


def trained_beside(folder: Path) -> Path | None:
    """The adapter that was trained on the model in ``folder``, if Olive or MLflow laid both out."""
    adapters = (folder.parent / name for name in _BESIDE_BASE if (folder.parent / name / CONFIG).is_file())
    return next((adapter for adapter in adapters if base_beside(adapter) == folder), None)


def base_name(base: str) -> str:
    """The last part of a path, of whatever system, or of a hub id."""
    return base.replace("\\", "/").rstrip("/").split("/")[-1]


def full_precision(base: str) -> str:
    """The name of the model that ``base`` was quantised from, as publishers name them: QLoRA trains on a 4-bit one, and
    what it has learnt is merged into the original."""
    return _QUANTIZED_NAME.sub("", base)


def is_quantized(folder: Path) -> bool:
    """Whether ``config.json`` says so; what cannot be read does not."""
    try:
        return bool(read_json(folder / "config.json").get("quantization_config"))
    except (Failure, OSError):
        return False


def tokenizer_folder(folder: Path, base: Path | None) -> Path:
    """Where tokenizer and template come from: an adapter's own folder wins, when training saved them there."""
    return folder if base is None or (folder / "tokenizer.json").is_file() else base


def _candidates(folder: Path, base: str) -> Iterator[Path]:
    if not base:
        return
    if Path(base).is_absolute():
        yield Path(base)
    else:
        yield from (above / base for above in (folder, *islice(folder.parents, _MOST_ABOVE)))
    name = base_name(base)
    yield folder.parent / name
    yield folder.parent.parent / name
    home = os.environ.get("HF_HOME")
    hub = Path(home) / "hub" if home else Path.home() / ".cache" / "huggingface" / "hub"
    yield from sorted((hub / f"models--{base.replace('/', '--')}" / "snapshots").glob("*"), reverse=True)


def _entries(config: Mapping[str, object], key: str) -> list[tuple[str, str]]:
    value = config.get(key) or {}
    return [(str(name), str(number)) for name, number in value.items()] if isinstance(value, dict) else []


def _is_meant(key: str, module: str) -> bool:
    """PEFT takes keys as regular expressions that match a whole end of the name (``get_pattern_key``)."""
    name = key.removeprefix("^").replace("\\.", ".")
    return module == name or (not key.startswith("^") and module.endswith(f".{name}"))

"""A LoRA adapter's folder: what it changes, and where the base model that it belongs to is."""

import math
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from msgspec import Struct

from app.core.failures import Failure, FailureKind
from app.core.files.folder import read_json
from app.core.files.hub_cache import cached_model

ADAPTER_CONFIG = "adapter_config.json"
ADAPTER_WEIGHTS = "adapter_model.safetensors"
_REFUSED = (
    *("fan_in_fan_out", "alora_invocation_tokens", "layer_replication", "trainable_token_indices"),
    *("target_parameters", "use_qalora", "use_bdlora", "arrow_config", "kasa_config", "velora_config"),
    *("monteclora_config", "megatron_config"),
)
# Initialisations that keep the base model's weights. PiSSA, OLoRA, CorDA and LoftQ begin with other weights than those
# of the base model that the adapter names
_KEEPS_BASE = frozenset({"gaussian", "eva", "orthogonal"})
# Folders with an adapter as training began, which looks like an ordinary one (LLaMA-Factory's PiSSA, Olive's LoftQ)
STARTS = ("pissa_init", "pissa_backup", "loftq_init_adapter")
_MOST_ABOVE = 5  # folders, of which one may be where a training program ran
# Folders in which Olive and MLflow leave an adapter, with its base model in "model" beside; and the file that tells
_BESIDE_BASE = {"adapter": "model_config.json", "peft": "MLmodel"}
_QUANTIZED_NAME = re.compile(r"(-unsloth)?-(bnb-[48]bit|[48]bit|AWQ|GPTQ(-Int[48])?|FP8|Int[48])$", re.IGNORECASE)
_NUMBER = re.compile(r"\.(\d+)\.")  # the number of the layer
ALL_LINEAR = "all-linear"
DEFAULT_RANK = 8  # PEFT's
LONGEST_MATCH = 0.1  # seconds
_LITERAL = re.compile(r"\^?(?:\w|-|\\?\.)+")  # patterns that are names; others may take for ever to match


class Targets(Struct, frozen=True, kw_only=True):
    """Which modules PEFT gives matrices of low rank to (``check_target_module_exists``); it leaves the others out."""

    names: tuple[str, ...] = ()  # ends of their names
    pattern: str = ""  # a regular expression of the whole name; "": none
    layers: frozenset[int] | None = None  # None: all

    def hold(self, module: str) -> bool:
        number = _NUMBER.search(module)
        if self.layers is not None and number and int(number[1]) not in self.layers:
            return False
        if self.pattern:
            return self.pattern == ALL_LINEAR or _matches(self.pattern, module)
        return any(module == name or module.endswith(f".{name}") for name in self.names)


class Adapter(Struct, frozen=True, kw_only=True):
    """A PEFT adapter as its configuration describes it."""

    base: str  # a path or a hub id, as the training program wrote it
    revision: str  # the revision of a hub id; "": the newest
    ranks: frozenset[int]  # the ranks that its matrices can have
    targets: Targets
    alpha: float
    rank_stabilized: bool  # rslora: scaled by the root of the rank
    dora: bool  # the result's rows get magnitudes of their own
    alphas: Mapping[str, float]  # the alphas of single modules, by the end of their name
    whole_modules: tuple[str, ...]  # modules that were trained as a whole, beside what is low in rank
    keeps_tied: bool  # what is trained of the embedding is trained of a head that is tied to it

    def scale(self, module: str, rank: int) -> float:
        """The factor of ``B @ A`` for a module: alpha / r, or alpha / sqrt(r) (PEFT, ``LoraLayer.update_layer``). The
        rank is the matrices' own."""
        alpha = next((value for key, value in self.alphas.items() if _is_meant(key, module)), self.alpha)
        return alpha / (math.sqrt(rank) if self.rank_stabilized else rank)


def read_adapter(folder: Path) -> Adapter:
    """Raises ``Failure`` (ADAPTER_UNSUPPORTED) for what cannot be merged exactly."""
    config = read_json(folder / ADAPTER_CONFIG)
    kind = str(config.get("peft_type") or ("MLX" if "fine_tune_type" in config else "?"))
    if kind != "LORA":
        raise Failure(FailureKind.ADAPTER_UNSUPPORTED, f"peft_type {kind}", method=kind)
    for method in (*filter(folder.name.__eq__, STARTS), *_unsupported(config)):
        raise Failure(FailureKind.ADAPTER_UNSUPPORTED, method, method=method)
    saved = config.get("modules_to_save")
    try:
        return Adapter(
            base=str(config.get("base_model_name_or_path") or ""),
            revision=str(config.get("revision") or ""),
            ranks=_ranks(config),
            targets=_targets(config),
            alpha=float(str(config["lora_alpha"])),
            rank_stabilized=bool(config.get("use_rslora")),
            dora=bool(config.get("use_dora")),
            alphas={key: float(value) for key, value in _entries(config, "alpha_pattern")},
            whole_modules=tuple(map(str, saved)) if isinstance(saved, list) else (),
            keeps_tied=bool(config.get("ensure_weight_tying")),
        )
    except (KeyError, ValueError) as error:
        raise Failure(FailureKind.BAD_CONFIG, str(error), file=ADAPTER_CONFIG) from error


def _ranks(config: Mapping[str, object]) -> frozenset[int]:
    """Raises ``ValueError``, as PEFT does."""
    rank = config.get("r", DEFAULT_RANK)
    if type(rank) is not int or rank < 1:
        raise ValueError(f"r: {rank!r}")
    return frozenset((rank, *(int(value) for _, value in _entries(config, "rank_pattern"))))


def _targets(config: Mapping[str, object]) -> Targets:
    named, layers = config.get("target_modules"), config.get("layers_to_transform")
    numbers = layers if isinstance(layers, list) else [layers]
    return Targets(
        names=tuple(map(str, named)) if isinstance(named, list) else (),
        pattern=named if isinstance(named, str) else "",
        layers=None if layers is None else frozenset(each for each in numbers if isinstance(each, int)),
    )


def _matches(pattern: str, module: str) -> bool:
    """Whether the regular expression of a stranger does; one that takes too long is taken to."""
    import regex  # Only few adapters have a pattern

    try:
        return regex.fullmatch(pattern, module, timeout=LONGEST_MATCH) is not None
    except TimeoutError:
        return True
    except regex.error:
        return False


def _unsupported(config: Mapping[str, object]) -> Iterator[str]:
    """What cannot be merged exactly, or changes more than the weights."""
    yield from (option for option in _REFUSED if config.get(option))
    start = config.get("init_lora_weights", True)
    if not isinstance(start, bool) and start not in _KEEPS_BASE:
        yield str(start)
    if any(not _LITERAL.fullmatch(key) for key, _ in _entries(config, "alpha_pattern")):
        yield "alpha_pattern"


def adapter_weights(folder: Path) -> Path:
    """The file with the weights of the adapter in ``folder``: there, or in the one folder in it that has them, where a
    training program has left the configuration above."""
    here = folder / ADAPTER_WEIGHTS
    if here.exists():
        return here
    below = sorted(folder.glob(f"*/{ADAPTER_WEIGHTS}"))
    alone = [path for path in below if not (path.parent / ADAPTER_CONFIG).exists()]
    return alone[0] if len(alone) == 1 == len(below) else here


def find_base(folder: Path, base: str, revision: str = "") -> Path | None:
    """The base model's folder, when it is where training programs leave it: at the named path, which counts from where
    the program ran; beside the adapter or above it; or in the Hugging Face cache, of which only the ``revision`` counts
    that training used, and the newest without one. One that was not quantised, where there are both. Opens no network
    connection."""
    if folder.name == "adapter" and (beside := base_beside(folder)):  # LoftQ has changed it
        return beside
    names = dict.fromkeys((base, full_precision(base)))
    named = [path for name in names for path in _candidates(folder, name, revision)]
    found = [path for path in named if (path / "config.json").is_file()]
    return next((path for path in found if not is_quantized(path)), next(iter(found), None))


def base_beside(folder: Path) -> Path | None:
    """Where the adapter in ``folder`` has its base model, if Olive or MLflow laid both out."""
    base, sign = folder.parent / "model", _BESIDE_BASE.get(folder.name)
    return base if sign and (folder.parent / sign).is_file() and (base / "config.json").is_file() else None


def trained_beside(folder: Path) -> Path | None:
    """The adapter that was trained on the model in ``folder``, if Olive or MLflow laid both out."""
    adapters = (folder.parent / name for name in _BESIDE_BASE if (folder.parent / name / ADAPTER_CONFIG).is_file())
    return next((adapter for adapter in adapters if base_beside(adapter) == folder), None)


def base_name(base: str) -> str:
    """The last part of a path of any system, or of a hub id."""
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


def _candidates(folder: Path, base: str, revision: str) -> Iterator[Path]:
    if not base:
        return
    if Path(base).is_absolute():
        yield Path(base)
    else:
        yield from (above / base for above in (folder, *islice(folder.parents, _MOST_ABOVE)))
    name = base_name(base)
    yield folder.parent / name
    yield folder.parent.parent / name
    yield from filter(None, [cached_model(base, revision or "main")])


def _entries(config: Mapping[str, object], key: str) -> list[tuple[str, str]]:
    value = config.get(key) or {}
    return [(str(name), str(number)) for name, number in value.items()] if isinstance(value, dict) else []


def _is_meant(key: str, module: str) -> bool:
    """PEFT takes keys as regular expressions that match a whole end of the name (``get_pattern_key``)."""
    name = key.removeprefix("^").replace("\\.", ".")
    return module == name or (not key.startswith("^") and module.endswith(f".{name}"))

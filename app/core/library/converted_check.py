"""Is a folder a converted model that the runtime can load? Its files, JSON, names and token ids; no weight is read.

What only loading can tell (a damaged graph, cut weights) is found by loading.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath

from app.core.checkpoint.model_search import no_model
from app.core.failures import Failure, FailureKind, Variant
from app.core.files.folder import read_json
from app.core.library.converted_model import ConvertedModel
from app.core.library.notes import folder_bytes, read_provenance
from app.core.recipe.recipe import Precision
from app.core.tokenizer.files import read_vocabulary

GENAI_CONFIG = "genai_config.json"
REQUIRED_FILES = (GENAI_CONFIG, "tokenizer.json", "tokenizer_config.json")
_TOKEN_IDS = ("bos_token_id", "eos_token_id", "pad_token_id")


def check_converted(folder: Path) -> dict[str, object]:
    """The folder's ``genai_config.json``. Raises ``OSError`` and ``Failure`` (NOT_A_MODEL, NOT_A_CONVERTED_MODEL,
    BAD_CONFIG, NO_TOKENIZER)."""
    if not folder.is_dir():
        raise no_model(folder)
    _require(folder, REQUIRED_FILES)
    config = read_json(folder / GENAI_CONFIG)
    model = config.get("model")
    decoder = model.get("decoder") if isinstance(model, dict) else None
    if not isinstance(model, dict) or not isinstance(decoder, dict):
        raise _broken(folder, GENAI_CONFIG)
    if not _is_count(model.get("context_length")) or not _is_count(model.get("vocab_size")):
        raise _broken(folder, GENAI_CONFIG, "context_length and vocab_size must be positive whole numbers")
    _require(folder, model_files(folder, decoder))
    _check_ids(folder, model)
    read_json(folder / "tokenizer_config.json")
    return config


def check_runs_here(folder: Path, config: Mapping[str, object]) -> None:
    """Raises ``Failure(OTHER_COMPUTERS)`` when the model wants something else than a processor, which the Foundry Local
    runtime that is part of the installer does not have: it would be copied and registered, and then fail to load."""
    if names := sorted(set(_providers(config)) - {"cpu"}):
        kind, listed = FailureKind.OTHER_COMPUTERS, ", ".join(names)
        raise Failure(kind, listed, Variant.CONVERTED, path=str(folder), names=listed)


def _providers(config: object) -> Iterator[str]:
    """The execution providers that any part of ``genai_config.json`` asks for, in lower case."""
    if isinstance(config, list):
        for entry in config:
            yield from _providers(entry)
    if isinstance(config, dict):
        for key, value in config.items():
            if key == "provider_options" and isinstance(value, list):
                yield from (str(name).lower() for options in value if isinstance(options, dict) for name in options)
            else:
                yield from _providers(value)


def _require(folder: Path, names: tuple[str, ...]) -> None:
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        raise _broken(folder, ", ".join(missing))


def model_files(folder: Path, decoder: Mapping[str, object]) -> tuple[str, ...]:
    """The model's files by the decoder's section: one, or the stages of a pipeline. Plain names of this folder."""
    names = list(_file_names(decoder))
    for name in names:
        plain = name and PurePosixPath(name).name == name and PureWindowsPath(name).name == name and name != ".."
        if not plain:
            raise _broken(folder, GENAI_CONFIG, f"{name!r} is no file's name")
    if not names:
        raise _broken(folder, GENAI_CONFIG, "no model file is named")
    return tuple(names)


def _file_names(decoder: Mapping[str, object]) -> Iterator[str]:
    if isinstance(name := decoder.get("filename"), str):
        yield name
    pipeline = decoder.get("pipeline")
    for stages in pipeline if isinstance(pipeline, list) else []:
        for stage in stages.values() if isinstance(stages, dict) else []:
            if isinstance(stage, dict) and isinstance(name := stage.get("filename"), str):
                yield name


def _check_ids(folder: Path, model: Mapping[str, object]) -> None:
    """Every special token, and every token that the tokenizer can make, has a row in the vocabulary."""
    size = model["vocab_size"]
    assert isinstance(size, int)
    for key in _TOKEN_IDS:
        value = model.get(key)
        for token in value if isinstance(value, list) else [] if value is None else [value]:
            lowest = 0 if key == "eos_token_id" else -1  # some checkpoints say "none" by -1
            if type(token) is not int or not lowest <= token < size:
                raise _broken(folder, GENAI_CONFIG, f"{key} {token!r} is not in the vocabulary of {size}")
    if not model.get("eos_token_id") and model.get("eos_token_id") != 0:
        raise _broken(folder, GENAI_CONFIG, "no eos_token_id: the model would never stop")
    if (largest := read_vocabulary(folder).largest) >= size:
        raise _broken(folder, "tokenizer.json", f"token {largest} is not in the vocabulary of {size}")


def _is_count(value: object) -> bool:
    return type(value) is int and value > 0


def _broken(folder: Path, missing: str, details: str = "") -> Failure:
    variant = Variant.FILES if missing else None
    return Failure(FailureKind.NOT_A_CONVERTED_MODEL, details, variant, path=str(folder), missing=missing)


def read_converted(folder: Path) -> ConvertedModel | None:
    """The model in ``folder``, by its ``genai_config.json``; None when there is none that can be read.

    The precision of a model that another program made is not written anywhere; int4 stands in for it.
    """
    try:
        model = read_json(folder / "genai_config.json").get("model")
        size = folder_bytes(folder)
    except (Failure, OSError):
        return None
    if not isinstance(model, dict):
        return None
    provenance = read_provenance(folder)
    tokens = model.get("context_length")
    return ConvertedModel(
        folder=folder,
        checkpoint=folder,
        architecture=provenance.architecture if provenance else str(model.get("type") or ""),
        precision=provenance.precision if provenance else Precision.INT4,
        context_length=tokens if type(tokens) is int else 0,
        bytes=size,
        seconds=0.0,
        peak_bytes=0,
    )

"""A stranger's model must not lead the runtime out of the model's folder, or to program code."""

from pathlib import Path, PurePosixPath, PureWindowsPath

from app.core.failures import Failure, FailureKind
from app.core.folder import entries, read_json
from app.core.onnx_external import external_files

GENAI_CONFIG = "genai_config.json"
_CODE = (".dll", ".so", ".dylib")


def check_safe(folder: Path, refusal: FailureKind) -> None:
    """Raises ``Failure(refusal)`` when the configuration or a graph in ``folder`` names a library or another folder,
    and what ``read_json`` does.

    The runtime loads the library that ``custom_ops_library`` names (onnxruntime-genai 0.18, when it lies in the model's
    folder), execution providers take paths in their options, and a graph may say that its weights are in any file.
    """
    texts = _texts(read_json(folder / GENAI_CONFIG), "")
    for key, value in texts:
        if key == "custom_ops_library" or "/" in value or "\\" in value or value.lower().endswith(_CODE):
            raise Failure(refusal, f"{key}: {value}", file=GENAI_CONFIG)
    named = {folder / value for key, value in texts if key == "filename"}
    for path in {*named, *(path for path in entries(folder) if path.suffix.lower() == ".onnx")}:
        if path.is_file():
            _check_graph(path, refusal)


def _check_graph(path: Path, refusal: FailureKind) -> None:
    try:
        names = external_files(path)
    except ValueError:
        return  # no graph: the runtime says so too, and loads nothing of it
    for name in sorted(names):
        if not _is_plain(name):
            raise Failure(refusal, f"external data: {name}", file=path.name)


def _is_plain(name: str) -> bool:
    """A file of the graph's own folder, as every system reads the name."""
    plain = PurePosixPath(name).name == name and PureWindowsPath(name).name == name
    return plain and name not in ("", "..") and "\0" not in name


def _texts(value: object, key: str) -> list[tuple[str, str]]:
    """Every text in ``value``, with the key it stands under."""
    if isinstance(value, str):
        return [(key, value)]
    if isinstance(value, dict):
        return [text for name, inner in value.items() for text in _texts(inner, str(name))]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner, key)]
    return []

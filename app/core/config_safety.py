"""A stranger's ``genai_config.json`` must not lead ONNX Runtime GenAI out of the model's folder, or to program code."""

from pathlib import Path

from app.core.failures import Failure, FailureKind
from app.core.folder import read_json

_CODE = (".dll", ".so", ".dylib")


def check_genai_config(folder: Path) -> None:
    """Raises ``Failure(PACKAGE_REFUSED)`` when a value names a library or another folder, and what ``read_json`` does.

    The runtime loads the library that ``custom_ops_library`` names (onnxruntime-genai 0.18, when it lies in the model's
    folder), and execution providers take paths in their options.
    """
    for key, value in _texts(read_json(folder / "genai_config.json"), ""):
        if key == "custom_ops_library" or "/" in value or "\\" in value or value.lower().endswith(_CODE):
            raise Failure(FailureKind.PACKAGE_REFUSED, f"{key}: {value}", file="genai_config.json")


def _texts(value: object, key: str) -> list[tuple[str, str]]:
    """Every text in ``value``, with the key it stands under."""
    if isinstance(value, str):
        return [(key, value)]
    if isinstance(value, dict):
        return [text for name, inner in value.items() for text in _texts(inner, str(name))]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner, key)]
    return []

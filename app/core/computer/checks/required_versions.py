"""Which versions of the libraries that do the work are needed, and how version numbers are read."""

import re

from app.core.computer.checks.requirement import RequirementName

# The oldest version of each that will do; a test compares them with ``pyproject.toml``
DISTRIBUTIONS = {
    RequirementName.FOUNDRY_LOCAL: ("foundry-local-sdk", (2, 2)),
    RequirementName.OLIVE: ("olive-ai", (0, 13)),
    RequirementName.ONNXRUNTIME_GENAI: ("onnxruntime-genai", (0, 18)),
    RequirementName.ONNXRUNTIME: ("onnxruntime", (1, 31)),
    RequirementName.ONNX: ("onnx", (1, 20)),
    RequirementName.NUMPY: ("numpy", (2, 0)),
    RequirementName.TORCH: ("torch", (2, 13)),
}


def version_numbers(version: str) -> tuple[int, ...]:
    """(2, 2, 1) of "2.2.1.dev3"; () of anything that does not start with a number."""
    match = re.match(r"\d+(\.\d+)*", version)
    return tuple(map(int, match[0].split("."))) if match else ()

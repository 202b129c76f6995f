"""How a colleague makes the same model again, byte for byte: an Olive config, and the commands that run it."""

import json
from pathlib import Path

from app.core.plan import Provenance, Recipe
from app.core.recipe import olive_config

CONFIG = "olive.json"
# Olive 0.13 alone ends with "No module named 'onnxruntime_genai.models.quantized_model'": see engine/olive_bridge.py
PACKAGES = "olive_packages.json"
OLIVE_COMMAND = f"olive run --config {CONFIG} --package-config SOURCE/resources/{PACKAGES}"


def olive_snippet(provenance: Provenance) -> str:
    """The content of ``olive.json``, to be run beside the folder of the original model."""
    recipe = provenance.recipe or Recipe(precision=provenance.precision)
    return json.dumps(olive_config(Path(provenance.source), recipe, Path("converted")), indent=2, ensure_ascii=False)


def commands(provenance: Provenance) -> tuple[str, ...]:
    """What runs it: this program, which has Olive inside, and Olive itself, which merges no adapter."""
    base = f' --base "{provenance.base}"' if provenance.base else ""
    here = f'model-installer convert "{provenance.source}"{base} --config {CONFIG} --output converted'
    return (here,) if base else (here, OLIVE_COMMAND)

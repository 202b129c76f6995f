"""How a colleague makes the same model again, byte for byte: an Olive config, and the commands that run it."""

import json
from pathlib import Path

from app.core.plan import Provenance, Recipe
from app.core.recipe import olive_config
from app.core.shell import program, word

CONFIG = "olive.json"
# Olive 0.13 alone ends with "No module named 'onnxruntime_genai.models.quantized_model'": see engine/olive_bridge.py
PACKAGES = "olive_packages.json"


def olive_snippet(provenance: Provenance) -> str:
    """The content of ``olive.json``, to be run beside the folder of the original model."""
    recipe = provenance.recipe or Recipe(precision=provenance.precision)
    return json.dumps(olive_config(Path(provenance.source), recipe, Path("converted")), indent=2, ensure_ascii=False)


def commands(provenance: Provenance, installer: Path, olive: Path | None, packages: Path) -> tuple[str, ...]:
    """What runs it, to be pasted into a terminal: ``installer``, this program's command line, which has Olive inside;
    and ``olive`` with the package config ``packages``, where there is one, but that merges no adapter."""
    base = f" --base {word(provenance.base)}" if provenance.base else ""
    here = f"{program(installer)} convert {word(provenance.source)}{base} --config {CONFIG} --output converted"
    if base or not olive:
        return (here,)
    return here, f"{program(olive)} run --config {CONFIG} --package-config {word(str(packages))}"

"""How a colleague makes the same model again: an Olive config, and the commands that run it."""

import json
from pathlib import Path

from app.core.library.provenance import Provenance
from app.core.recipe.olive_config import exported_config, olive_redoes
from app.core.recipe.recipe import Recipe
from app.core.snippets.shell import quoted_program, with_variables, word
from app.core.telemetry import ANSWERING

OLIVE_CONFIG = "olive.json"
# Olive 0.13 alone ends with "No module named 'onnxruntime_genai.models.quantized_model'": see
# engine/builder/olive_bridge.py
PACKAGES = "olive_package_config.json"


def olive_snippet(provenance: Provenance) -> str:
    """The content of ``olive.json``, to be run beside the folder of the original model."""
    config = exported_config(Path(provenance.source), _recipe(provenance), Path("converted"))
    return json.dumps(config, indent=2, ensure_ascii=False)


def same_by_olive(provenance: Provenance) -> bool:
    """Whether Olive's command makes the same bytes as this program's; if not, the nearest model that Olive can make."""
    return olive_redoes(_recipe(provenance))


def _recipe(provenance: Provenance) -> Recipe:
    return provenance.recipe or Recipe(precision=provenance.precision)


def commands(provenance: Provenance, installer: Path, olive: Path | None, packages: Path) -> tuple[str, ...]:
    """What runs it, to be pasted into a terminal: ``installer``, this program's command line, which has Olive inside;
    and ``olive`` with the package config ``packages``, where there is one, but that merges no adapter and has not all
    that this program does (``same_by_olive``)."""
    base = f" --base {word(provenance.base)}" if provenance.base else ""
    texts = f" --calibrate {word(provenance.calibration)}" if provenance.calibration else ""
    converts = f"convert {word(provenance.source)}{base} --config {OLIVE_CONFIG}{texts} --output converted"
    here = f"{quoted_program(installer)} {converts}"
    if base or not olive:
        return (here,)
    there = f"{quoted_program(olive)} run --config {OLIVE_CONFIG} --package-config {word(str(packages))}"
    return here, with_variables(ANSWERING, there)

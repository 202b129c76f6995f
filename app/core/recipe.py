"""Plan -> the Olive run config: what the engine runs, and what a colleague can run with ``olive run --config``."""

from pathlib import Path
from typing import Any

from app.core.plan import Precision, Recipe

EXECUTION_PROVIDER = "CPUExecutionProvider"


def olive_config(checkpoint: Path, recipe: Recipe, output: Path, cache: Path | None = None) -> dict[str, Any]:
    """The config of one Olive run with one ModelBuilder pass.

    Quantiser settings go into ``extra_options``: Olive's own ``int4_*`` keys are silently ignored by the builder of
    onnxruntime-genai 0.18.
    """
    extra_options: dict[str, Any] = {}
    if recipe.precision is not Precision.FP32:
        extra_options["block_size"] = recipe.block_size
    config: dict[str, Any] = {
        "input_model": {
            "type": "HfModel",
            "model_path": str(checkpoint),
            "load_kwargs": {"trust_remote_code": False},
        },
        "systems": {
            "local_system": {
                "type": "LocalSystem",
                "accelerators": [{"device": "cpu", "execution_providers": [EXECUTION_PROVIDER]}],
            }
        },
        "target": "local_system",
        "passes": {
            "builder": {"type": "ModelBuilder", "precision": recipe.precision.value, "extra_options": extra_options}
        },
        "log_severity_level": 1,
        "output_dir": str(output),
    }
    if cache:
        config["cache_dir"] = str(cache)
    return config

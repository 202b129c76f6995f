"""Recipe -> the Olive run config: what the engine runs, and what a colleague can run with ``olive run --config``."""

from pathlib import Path
from typing import Any

from app.core.recipe.recipe import Method, Mixed, Precision, Recipe, Target

PROVIDERS = {
    Target.CPU: ("cpu", "CPUExecutionProvider"),
    Target.WEBGPU: ("gpu", "WebGpuExecutionProvider"),
    Target.CUDA: ("gpu", "CUDAExecutionProvider"),
}
# The builder's own names of a method with a mix; it takes the other pairs apart
COMPOUNDS = {
    (Method.RTN, Mixed.LAST): "rtn_last",
    (Method.K_QUANT, Mixed.LAST): "k_quant_last",
    (Method.K_QUANT, Mixed.LAYERS): "k_quant_mixed",
}
OWN_SETTINGS = "model_installer"  # an object in the pass that Olive leaves alone
_ABOUT = "Only Model Installer does this. Olive ignores it, and makes the nearest model that it can."
MIXES = {Mixed.LAST: "last_matmul:int8", Mixed.LAYERS: "last_matmul:int8,mixed_layers:int8"}


def olive_config(checkpoint: Path, recipe: Recipe, output: Path, cache: Path | None = None) -> dict[str, Any]:
    """The config of one Olive run with one ModelBuilder pass."""
    device, provider = PROVIDERS[builder_target(recipe)]
    builder = {
        "type": "ModelBuilder",
        "precision": recipe.precision.value,
        "extra_options": builder_options(recipe),
    }
    config: dict[str, Any] = {
        "input_model": {
            "type": "HfModel",
            "model_path": str(checkpoint),
            "load_kwargs": {"trust_remote_code": False},
        },
        "systems": {
            "local_system": {
                "type": "LocalSystem",
                "accelerators": [{"device": device, "execution_providers": [provider]}],
            }
        },
        "target": "local_system",
        "passes": {"builder": builder},
        "log_severity_level": 1,
        "output_dir": str(output),
    }
    if cache:
        config["cache_dir"] = str(cache)
    return config


def exported_config(checkpoint: Path, recipe: Recipe, output: Path) -> dict[str, Any]:
    """``olive_config`` for people: it also says what only this program does, which Olive ignores with a warning."""
    config = olive_config(checkpoint, recipe, output)
    if own := _own_settings(recipe):
        config["passes"]["builder"][OWN_SETTINGS] = {"about": _ABOUT} | own
    return config


def olive_redoes(recipe: Recipe) -> bool:
    """Whether Olive alone makes the same bytes from the config."""
    return not _own_settings(recipe)


def _own_settings(recipe: Recipe) -> dict[str, Any]:
    """What of ``recipe`` the builder has no option for."""
    if not recipe.quantizes:
        return {}
    own: dict[str, Any] = {}
    if recipe.method is Method.CALIBRATED:
        own["method"] = recipe.method.value
    if recipe.mixed is Mixed.MEASURED:
        own["mixed"] = recipe.mixed.value
    if recipe.compact_tables:
        own["compact_tables"] = True
    return own


def builder_target(recipe: Recipe) -> Target:
    """The target whose graph the builder makes. The one for WebGPU, in float16, runs on a CPU too, once its provider
    is taken out of ``genai_config.json``; the builder's own graph for a CPU in float16 does not."""
    return Target.WEBGPU if recipe.float16 else recipe.target


def builder_options(recipe: Recipe) -> dict[str, Any]:
    """The model builder's ``extra_options``: Olive's own ``int4_*`` keys are silently ignored by the builder of
    onnxruntime-genai 0.18.

    Of what only the installer does they say the nearest that the builder can do. The head reads only the last position
    of a prompt: of 0.5B parameters, reading is then 1.4 times as fast, and the logits of a long prompt (0.6 MB a token)
    are never in memory.
    """
    options: dict[str, Any] = {"prune_lm_head": True}
    if builder_target(recipe) is not Target.CPU:
        # Attention that normalises queries and keys too runs on graphics cards only, and could not be tried here
        options["fuse_qk_norm_gqa"] = False
    if not recipe.quantizes:
        return options
    options["block_size"] = recipe.block_size
    if not recipe.symmetric:
        options["is_symmetric"] = False
    mixed = recipe.mixed if recipe.precision is Precision.INT4 else Mixed.NONE
    mixed = Mixed.LAST if mixed is Mixed.MEASURED else mixed
    method = Method.DEFAULT if recipe.method is Method.CALIBRATED else recipe.method
    compound = COMPOUNDS.get((method, mixed))
    if compound or method is not Method.DEFAULT:
        options["algo_config"] = compound or method.value
    if mixed is not Mixed.NONE and not compound:
        options["matmul_mixed_precision"] = MIXES[mixed]
    if recipe.precision is Precision.INT4 and not can_share_embedding(recipe):
        options["shared_embeddings"] = False
    if recipe.accuracy_level is not None:
        options["accuracy_level"] = recipe.accuracy_level
    return options


def can_share_embedding(recipe: Recipe) -> bool:
    """Whether the builder can let the embedding read the head's 4-bit weights. Left to itself it does so with the
    default method's zero points or 8 bits too, and the model cannot be loaded."""
    default = recipe.method in (Method.DEFAULT, Method.CALIBRATED)
    return not default or (recipe.symmetric and recipe.mixed is Mixed.NONE)

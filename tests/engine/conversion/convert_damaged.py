"""Converts copies of the sample model in which one number is none, then the model itself with a builder that leaves
a layer out; prints how each conversion ended, as JSON lines.

``python -m tests.engine.conversion.convert_damaged WORK``, a program of its own: it imports the heavy libraries once.
"""

import json
import os
import shutil
import sys
from pathlib import Path

from app import paths
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.failures import Failure
from app.core.files.journal import OWNER
from app.core.recipe import olive_config as recipe_module
from app.core.recipe.recipe import Precision, Recipe
from app.core.requests import Convert
from app.engine.conversion.convert import convert

RECIPES = [
    Recipe(precision=Precision.INT4),
    Recipe(precision=Precision.INT4, float16=True),
    Recipe(precision=Precision.INT8),
    Recipe(precision=Precision.FP32),
]
PLACES = {
    "model.embed_tokens.weight": float("nan"),
    "model.layers.1.mlp.down_proj.weight": float("inf"),
    "model.layers.2.self_attn.q_proj.bias": float("nan"),
    "model.norm.weight": float("nan"),
}


def damage(model: Path, name: str, number: float) -> None:
    from safetensors.torch import load, save_file

    weights = load((model / "model.safetensors").read_bytes())
    weights[name].view(-1)[-1] = number
    save_file(weights, model / "model.safetensors", metadata={"format": "pt"})


def ended(request: Convert, work: Path) -> dict[str, object]:
    """How the conversion ended, and whether it left something."""
    job = work / "job"
    job.mkdir()
    (job / OWNER).touch()
    os.environ["MODEL_INSTALLER_JOB"] = str(job)
    try:
        convert(request, lambda _: None)
        outcome: dict[str, object] = {"kind": "converted"}
    except Failure as failure:
        outcome = {"kind": failure.kind, "details": failure.details[:200]}
    outcome["left"] = request.output.exists()
    shutil.rmtree(job)
    shutil.rmtree(request.output, ignore_errors=True)
    return outcome


def report(name: str, model: Path, recipe: Recipe, work: Path) -> None:
    request = Convert(checkpoint=inspect_checkpoint(model), recipe=recipe, output=work / "output")
    facts = {"what": name, "precision": recipe.precision, "float16": recipe.float16}
    print(json.dumps(facts | ended(request, work)), flush=True)


def main(work: Path) -> None:
    for number, (name, value) in enumerate(PLACES.items()):
        model = work / f"damaged {number}"
        shutil.copytree(paths.sample_model(), model)
        damage(model, name, value)
        for recipe in RECIPES:
            report(name, model, recipe, work)
    options = recipe_module.builder_options
    recipe_module.builder_options = lambda recipe: options(recipe) | {"num_hidden_layers": 3}
    for recipe in RECIPES:
        report("a layer too few", paths.sample_model(), recipe, work)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

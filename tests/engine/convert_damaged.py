"""Converts copies of the sample model in which one number is none; prints how each conversion ended, as JSON lines.

``python -m tests.engine.convert_damaged WORK``, a program of its own: it imports the heavy libraries once.
"""

import json
import os
import shutil
import sys
from pathlib import Path

from app import paths
from app.core.checkpoint import inspect_checkpoint
from app.core.failures import Failure
from app.core.journal import OWNER
from app.core.plan import Precision, Recipe
from app.core.requests import Convert
from app.engine.convert import convert

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
    from safetensors.torch import load_file, save_file

    weights = load_file(model / "model.safetensors")
    weights[name].view(-1)[-1] = number
    save_file(weights, model / "model.safetensors", metadata={"format": "pt"})


def main(work: Path) -> None:
    for number, (name, value) in enumerate(PLACES.items()):
        model = work / f"damaged {number}"
        shutil.copytree(paths.sample_model(), model)
        damage(model, name, value)
        for recipe in RECIPES:
            job = work / "job"
            job.mkdir()
            (job / OWNER).touch()
            os.environ["MODEL_INSTALLER_JOB"] = str(job)
            request = Convert(checkpoint=inspect_checkpoint(model), recipe=recipe, output=work / "output")
            outcome = {"weight": name, "precision": recipe.precision, "float16": recipe.float16}
            try:
                convert(request, lambda _: None)
                outcome["kind"] = "converted"
            except Failure as failure:
                outcome |= {"kind": failure.kind, "said": failure.facts.get("name"), "details": failure.details[:200]}
            outcome["left"] = request.output.exists()
            print(json.dumps(outcome), flush=True)
            shutil.rmtree(job)
            shutil.rmtree(request.output, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

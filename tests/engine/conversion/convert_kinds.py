"""Converts tiny checkpoints as the engine does, in one process, and prints the SHA-256 of every file that it wrote.

``python -m tests.engine.conversion.convert_kinds MODELS OUTPUT``: of every folder in MODELS and each precision, one
line of JSON, ``[kind, precision, {name: checksum}]``, by which two systems can be compared. Before that,
``--make MODELS KIND...`` makes the models, all where none is named, and the sample model.
"""

import contextlib
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from app import paths
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.files.journal import OWNER
from app.core.library.notes import PROVENANCE
from app.core.recipe.recipe import Precision, Recipe
from app.core.requests import Convert
from app.engine.conversion.convert import convert
from app.jobs.child import engine_environment
from tests.engine.tiny_models import KINDS, SETTINGS, save

PRECISIONS = (Precision.INT4, Precision.INT8, Precision.FP32)


def main(models: Path, output: Path) -> None:
    for model in sorted(models.iterdir()):
        for precision in PRECISIONS:
            place = output / model.name / precision.value
            job = place / "job"
            job.mkdir(parents=True)
            (job / OWNER).touch()
            os.environ |= engine_environment(job)  # for the processes that the conversion starts
            request = Convert(
                checkpoint=inspect_checkpoint(model), recipe=Recipe(precision=precision), output=place / "model"
            )
            with contextlib.redirect_stdout(sys.stderr):
                convert(request, lambda _: None)
            print(json.dumps([model.name, precision.value, checksums(place / "model")]), flush=True)


def make(models: Path, kinds: Sequence[str]) -> None:
    for kind in kinds or (*KINDS, *SETTINGS):
        save(kind, models / kind)
    shutil.copytree(paths.sample_model(), models / "sample")


def checksums(folder: Path) -> dict[str, str]:
    """Of every file but the note of where and when it was made."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != PROVENANCE]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


if __name__ == "__main__":
    if sys.argv[1] == "--make":
        make(Path(sys.argv[2]), sys.argv[3:])
    else:
        main(Path(sys.argv[1]), Path(sys.argv[2]))

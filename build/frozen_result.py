"""The bundle's engine against the source tree: each converts the same models, and the files are compared."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench_report import ROOT

sys.path.insert(0, str(ROOT))

from app import paths
from app.core.library.notes import PROVENANCE
from app.core.recipe.recipe import Precision
from app.jobs.child import engine_environment
from tests.engine.builder.compare_paths import different
from tests.engine.tiny_models import FAMILIES

SAMPLE = "sample"
CHOICES = (SAMPLE, *FAMILIES)
EVERY = (Precision.INT4, Precision.INT8, Precision.FP32)


def compare_engines(engine: Path, kinds: Sequence[str], work: Path) -> int:
    """Every precision of the sample model, int4 of the tiny ones; returns the exit code."""
    (work / "tmp").mkdir()
    faults = 0
    for kind in kinds:
        model = paths.sample_model() if kind == SAMPLE else work / kind / "model"
        if kind != SAMPLE:
            run([sys.executable, "-m", "tests.engine.tiny_models", kind, str(model)], work)
        for precision in EVERY if kind == SAMPLE else EVERY[:1]:
            differ = sorted(differences(engine, model, precision, work / kind / precision))
            print(f"{kind} {precision}: {', '.join(differ) or 'the same'}", flush=True)
            faults += bool(differ)
    return int(bool(faults))


def differences(engine: Path, model: Path, precision: Precision, work: Path) -> Iterator[str]:
    folders = work / "frozen", work / "source"
    for program, folder in zip(([str(engine)], [sys.executable, "-m", "app"]), folders, strict=True):
        run([*program, "convert", str(model), "--precision", precision.value, "--output", str(folder)], work.parent)
    for name in different(*folders):
        if name != PROVENANCE or provenance(folders[0]) != provenance(folders[1]):
            yield name


def provenance(folder: Path) -> dict[str, object]:
    """All but the time."""
    facts: dict[str, object] = json.loads((folder / PROVENANCE).read_text(encoding="utf-8"))
    return facts | {"created": None}


def run(command: Sequence[str], work: Path) -> None:
    (work / "tmp").mkdir(parents=True, exist_ok=True)
    environment = engine_environment(work) | {"MODEL_INSTALLER_HOME": str(work / "home")}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8")
    if result.returncode:
        sys.exit(f"{' '.join(command)} ended with {result.returncode}:\n{result.stdout}\n{result.stderr}")

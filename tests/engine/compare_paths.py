"""Builds tiny checkpoints the builder's own way and weight by weight, and says where the two differ.

A program of its own, ``python -m tests.engine.compare_paths WORK``: what torch and the builder print and warn of is not
the tests' business. One JSON object a line: the kind of checkpoint, the recipe, and what differs.
"""

import contextlib
import copy
import json
import shutil
import sys
from pathlib import Path
from typing import Any

RECIPES: list[tuple[str, str, dict[str, Any]]] = [
    ("cpu", "fp32", {}),
    ("cpu", "int8", {}),
    ("cpu", "int8", {"block_size": 128}),
    ("cpu", "int8", {"is_symmetric": False}),
    ("cpu", "int4", {}),
    ("cpu", "int4", {"block_size": 128}),
    ("cpu", "int4", {"is_symmetric": False, "shared_embeddings": False}),
    ("cpu", "int4", {"algo_config": "rtn"}),
    ("cpu", "int4", {"algo_config": "rtn", "is_symmetric": False}),
    ("cpu", "int4", {"algo_config": "rtn_last", "is_symmetric": False}),
    ("cpu", "int4", {"algo_config": "k_quant"}),
    ("cpu", "int4", {"algo_config": "k_quant_mixed"}),
    ("cpu", "int4", {"matmul_mixed_precision": "last_matmul:int8", "shared_embeddings": False}),
    ("cpu", "int4", {"is_symmetric": False, "algo_config": "k_quant"}),
    ("cpu", "int8", {"algo_config": "rtn", "is_symmetric": False}),
    ("webgpu", "fp16", {}),
    ("webgpu", "int8", {}),
    ("webgpu", "int4", {}),
    ("webgpu", "int4", {"is_symmetric": False, "shared_embeddings": False}),
    ("webgpu", "int4", {"algo_config": "rtn_last", "block_size": 128}),
    ("webgpu", "int4", {"algo_config": "k_quant_mixed"}),
    ("cuda", "fp16", {}),
    ("cuda", "bf16", {}),
    ("cuda", "int4", {}),
]


def main(work: Path) -> None:
    from tests.engine.tiny_models import KINDS, save

    for index, kind in enumerate(KINDS):
        shutil.rmtree(work / "model", ignore_errors=True)
        save(kind, work / "model")
        compare(kind, str(work / "model"), recipes_for(index), work)


def recipes_for(index: int) -> list[tuple[str, str, dict[str, Any]]]:
    """A quarter of the recipes, the next one for each kind."""
    return RECIPES[index % 4 :: 4]


def compare(kind: str, folder: str, recipes: list[tuple[str, str, dict[str, Any]]], work: Path) -> None:
    from app.engine.streaming import streaming_builder

    for provider, precision, options in recipes:
        ours, theirs = work / "ours", work / "theirs"
        written: list[int] = []
        failed = build(folder, theirs, precision, options, provider)
        shutil.rmtree(work / "kept", ignore_errors=True)
        with streaming_builder(lambda done, *_, written=written: written.append(done), work / "kept"):  # type: ignore[misc]
            failed_too = build(folder, ours, precision, options, provider)
        differ = [] if failed else [path.name for path in sorted(theirs.iterdir()) if differs(path, ours / path.name)]
        result = {
            "kind": kind,
            "provider": provider,
            "precision": precision,
            "options": options,
            "differ": differ,
            "streamed": bool(written),
        }
        print(json.dumps(result | {"failed": failed, "failed_too": failed_too}), flush=True)


def build(folder: str, output: Path, precision: str, options: dict[str, Any], provider: str = "cpu") -> str:
    """Returns the name of the exception that the builder raised, "" when it did not."""
    from onnxruntime_genai.models import builder

    from app.engine.corrections import corrected_builder

    for old in output.glob("*"):
        old.unlink()
    extra = copy.deepcopy(options)
    arguments = (folder, folder, str(output), precision, provider, str(output.parent / "cache"))
    with contextlib.redirect_stdout(sys.stderr), corrected_builder():
        try:
            builder.check_extra_options(*arguments, extra)
            builder.create_model(*arguments, **extra)
        except (ValueError, RuntimeError, AssertionError) as error:
            return type(error).__name__
    return ""


def differs(path: Path, other: Path) -> bool:
    return not other.exists() or path.read_bytes() != other.read_bytes()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

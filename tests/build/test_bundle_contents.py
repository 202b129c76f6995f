"""What stays out of the bundle is not missed, and what goes in may be passed on."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import onnxruntime_genai
import pytest
from transformers.models.auto.modeling_auto import MODEL_FOR_CAUSAL_LM_MAPPING_NAMES

from app.core.families.table import FAMILIES

BUILD = Path(__file__).parents[2] / "build"
MODELS = Path(onnxruntime_genai.__file__).with_name("models")


@pytest.fixture
def contents(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(BUILD))
    yield importlib.import_module("bundle_contents")
    sys.modules.pop("bundle_contents")


def test_every_supported_family_keeps_its_modelling_code(contents: ModuleType) -> None:
    families = contents.convertible_families(MODELS)
    for kind, name in MODEL_FOR_CAUSAL_LM_MAPPING_NAMES.items():
        folder = kind.replace("-", "_")
        path = f"transformers/models/{folder}/modeling_{folder}.py"
        if name in FAMILIES:
            assert contents.keep_data([(path, "", "DATA")], families)
    assert not contents.keep_data([("transformers/models/bert/modeling_bert.py", "", "DATA")], families)
    assert contents.keep_data([("transformers/models/bert/configuration_bert.py", "", "DATA")], families)


def test_torch_keeps_the_sources_that_it_reads(contents: ModuleType) -> None:
    kept = ("torch/functional.py", "torch/nn/modules/linear.py", "torch/_dynamo/config.py", "torch/lib/libtorch_cpu.so")
    dropped = ("torch/include/ATen/ATen.h", "torch/optim/adam.py", "torch/lib/libtorch_test.so", "torch/share/cmake/x")
    entries = [(path, "", "DATA") for path in (*kept, *dropped)]
    assert [entry[0] for entry in contents.keep_data(entries, {"auto"})] == list(kept)


def test_the_model_builders_modules_are_named_as_packages(contents: ModuleType) -> None:
    names = contents.genai_modules(MODELS.parent)
    assert {"onnxruntime_genai.models.builder", "onnxruntime_genai.models.builders"} <= set(names)

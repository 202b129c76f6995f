"""Olive configs in both layouts, what of them is honoured, and what is said of the rest."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.failures import FailureKind as Kind
from app.core.recipe.olive_config import exported_config
from app.core.recipe.olive_file import MAXIMUM_FILE, OliveFile, read_olive_file
from app.core.recipe.recipe import Method, Mixed, Precision, Recipe, Target
from app.wording.messages import failure_words

MODEL = Path("my-recipes")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "olive.json"


def read(config: Path, content: object) -> OliveFile:
    config.write_text(json.dumps(content), encoding="utf-8")
    return read_olive_file(config, MODEL)


def a_run(**settings: object) -> dict[str, object]:
    return {"passes": {"builder": {"type": "ModelBuilder", "precision": "int4", **settings}}}


def kinds(file: OliveFile) -> list[Kind]:
    return [finding.kind for finding in file.findings]


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe(),
        Recipe(precision=Precision.FP32),
        Recipe(precision=Precision.INT8, symmetric=False),
        Recipe(block_size=128, symmetric=False, accuracy_level=4),
        Recipe(method=Method.K_QUANT, mixed=Mixed.LAYERS),
        Recipe(method=Method.RTN, mixed=Mixed.LAST),
        Recipe(mixed=Mixed.LAST),
        Recipe(method=Method.CALIBRATED, mixed=Mixed.MEASURED, symmetric=False, compact_tables=True),
        Recipe(method=Method.CALIBRATED, mixed=Mixed.LAST, block_size=64),
        Recipe(mixed=Mixed.MEASURED),
        Recipe(precision=Precision.INT8, compact_tables=True),
        Recipe(target=Target.WEBGPU, precision=Precision.FP16),
    ],
)
def test_what_we_write_is_read_back(config: Path, recipe: Recipe) -> None:
    file = read(config, exported_config(MODEL, recipe, Path("converted")))
    assert file.recipe == recipe
    assert file.usable


def test_the_layout_of_the_tutorials(config: Path) -> None:
    quantiser = {"block_size": 128, "is_symmetric": False}
    builder = {"type": "ModelBuilder", "config": {"precision": "int4", "quantization_config": quantiser}}
    wanted = Recipe(block_size=128, symmetric=False)
    for content in (builder, {"passes": {"any": builder}}, {"passes": {"any": [builder]}}):
        assert (read(config, content).recipe, kinds(read(config, content))) == (wanted, [])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({}, Kind.RECIPE_NO_BUILDER),
        ({"passes": {"q": {"type": "OnnxQuantization"}}}, Kind.RECIPE_NO_BUILDER),
        ([1], Kind.RECIPE_BROKEN),
        (a_run(precision="int3"), Kind.RECIPE_VALUE),
        (a_run(int4_block_size=48), Kind.RECIPE_VALUE),
        (a_run(is_symmetric="perhaps"), Kind.RECIPE_VALUE),
        (a_run(accuracy_level=9), Kind.RECIPE_VALUE),
        (a_run(precision={"deep": 1}), Kind.RECIPE_VALUE),
        (a_run() | {"input_model": {"type": "ONNXModel"}}, Kind.RECIPE_MODEL),
        (a_run() | {"input_model": {"type": "HfModel", "adapter_path": "lora"}}, Kind.RECIPE_MODEL),
        (a_run() | {"execution_providers": ["QNNExecutionProvider"]}, Kind.RECIPE_TARGET),
    ],
)
def test_what_cannot_be_done_is_said_before_work(config: Path, content: object, kind: Kind) -> None:
    file = read(config, content)
    assert (kinds(file), file.usable) == ([kind], False)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (a_run(magic=True), Kind.RECIPE_OPTION),
        (a_run() | {"data_configs": [{"name": "wiki"}]}, Kind.RECIPE_OPTION),
        ({"passes": {"a": {"type": "ModelBuilder", "precision": "int4"}, "b": {"type": "Peephole"}}}, Kind.RECIPE_PASS),
        (a_run() | {"input_model": {"type": "HfModel", "model_path": "another"}}, Kind.RECIPE_OTHER_MODEL),
    ],
)
def test_what_is_left_out_is_said_and_the_rest_is_done(config: Path, content: object, kind: Kind) -> None:
    file = read(config, content)
    assert (kinds(file), file.usable, file.recipe) == ([kind], True, Recipe(block_size=32)), "the builder's block size"


@pytest.mark.parametrize("text", ["", "{", "\0", "null", "[" * 100_000, '{"passes": ' + "9" * 10_000 + "}"])
def test_a_broken_file_is_a_finding(config: Path, text: str) -> None:
    config.write_text(text, encoding="utf-8")
    file = read_olive_file(config, MODEL)
    assert not file.usable
    assert failure_words(file.findings[0]).advice


def test_a_file_too_large_absent_or_no_file(config: Path) -> None:
    assert not read_olive_file(config, MODEL).usable
    assert not read_olive_file(config.parent, MODEL).usable
    assert not read_olive_file(Path("a\0b"), MODEL).usable
    with config.open("wb") as file:
        file.truncate(MAXIMUM_FILE + 1)
    assert kinds(read_olive_file(config, MODEL)) == [Kind.RECIPE_BROKEN]


_WORDS = ("type", "config", "passes", "systems", "target", "accelerators", "device", "execution_providers", "precision")
_MORE = ("input_model", "block_size", "is_symmetric", "algo_config", "matmul_mixed_precision", "quantization_config")
_KEYS = st.sampled_from([*_WORDS, *_MORE, "engine", "model_path", "extra_options"]) | st.text(max_size=5)
_VALUES = st.sampled_from(["ModelBuilder", "HfModel", "int4", "gpu", "k_quant", "local"]) | st.text(max_size=5)
_LEAVES = _VALUES | st.none() | st.booleans() | st.integers() | st.floats()
_JSON = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=6), max_leaves=25
)


@given(content=_JSON, settings_=_JSON, system=_JSON)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_gives_a_recipe_or_findings(config: Path, content: object, settings_: object, system: object) -> None:
    builder = {"type": "ModelBuilder", "config": settings_, "extra_options": content}
    whole = {"passes": {"x": builder}, "systems": {"local": system}, "target": "local", "input_model": content}
    for given_ in (content, builder, whole):
        for finding in read(config, given_).findings:
            assert failure_words(finding).title

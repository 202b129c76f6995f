from pathlib import Path

import pytest
from msgspec.structs import replace

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.shape import read_shape
from app.core.estimate.estimate import chat_size, estimate_options
from app.core.estimate.running_memory import (
    LIBRARY_BYTES,
    OBSERVED_TOKENS,
    affordable_context,
    context_here,
    conversion_size,
    original_size,
    resident_size,
    run_size,
    state_size,
    token_size,
    touched_size,
)
from app.core.families.family import Mixture
from app.core.families.text_model import text_config
from app.core.recipe.recipe import Mixed, Precision, Recipe
from app.core.recipe.usual import usual_recipe
from tests.core.estimate.test_estimate import GEMMA_4_E2B, LAPTOP, QWEN_05B

assert QWEN_05B.shape
QWEN_15B = replace(
    QWEN_05B,
    parameters=1_543_714_304,
    shape=replace(
        QWEN_05B.shape, layers=28, hidden_size=1536, intermediate_size=8960, attention_heads=12, head_size=128
    ),
)
EMPTY = 29_000_000  # bytes of a process that has loaded the runtime and no model
# Megabytes of private memory of GenAI 0.18 after loading and making room for 1024 tokens, x64
MEASURED = [
    (QWEN_05B, Recipe(block_size=32), 492),
    (QWEN_05B, Recipe(block_size=32, precision=Precision.INT8), 671),
    (QWEN_05B, Recipe(block_size=128), 399),
    (QWEN_05B, Recipe(block_size=32, symmetric=False), 424),
    (QWEN_05B, Recipe(block_size=32, float16=True), 543),
    (QWEN_05B, Recipe(block_size=32, mixed=Mixed.LAST), 492),
    (QWEN_05B, Recipe(block_size=32, precision=Precision.FP32), 2573),
    (QWEN_15B, Recipe(block_size=32), 1362),
    (QWEN_15B, Recipe(block_size=32, precision=Precision.INT8), 2017),
]

LFM2_8B = replace(
    QWEN_05B,
    architecture="Lfm2MoeForCausalLM",
    parameters=8_339_930_560,
    shape=replace(
        QWEN_05B.shape,
        hidden_size=2048,
        intermediate_size=7168,
        attention_heads=32,
        key_value_heads=8,
        vocabulary=65_536,
        convolutions=frozenset(range(24)) - {2, 6, 10, 14, 18, 21},
        kernel_size=3,
        mixture=Mixture(layers=frozenset(range(2, 24)), experts=32, chosen=4, width=1792, biased=True),
    ),
)
# The same with room for 2048 tokens, and what each answer reads of the mapped file: in 4 bits the experts' scales
MEASURED_EXPERTS = [
    (Recipe(block_size=32, mixed=Mixed.LAST, compact_tables=True), 4562 + 969),
    (Recipe(precision=Precision.INT8, compact_tables=True), 9025),
]


@pytest.mark.parametrize(("recipe", "megabytes"), MEASURED_EXPERTS)
def test_experts_are_all_in_memory_and_few_are_read(recipe: Recipe, megabytes: int) -> None:
    assert LFM2_8B.shape
    cache = 2048 * token_size(LFM2_8B.shape, recipe)
    resident = resident_size(LFM2_8B, recipe)
    assert (EMPTY + resident + cache) / 1e6 == pytest.approx(megabytes, rel=0.01)
    dense = replace(LFM2_8B, shape=replace(LFM2_8B.shape, mixture=None))
    assert touched_size(LFM2_8B, recipe) < 0.25 * resident
    assert touched_size(LFM2_8B, recipe) == pytest.approx(touched_size(dense, recipe), rel=0.1)  # 4 of 1792 are 7168


def test_an_original_of_experts_takes_the_memory_of_the_rest_and_of_one_expert() -> None:
    assert original_size(QWEN_05B) == LIBRARY_BYTES + 4 * QWEN_05B.parameters
    experts, one = 22 * 32 * 3 * 1792 * 2048, 3 * 1792 * 2048
    assert original_size(LFM2_8B) == LIBRARY_BYTES + 4 * (LFM2_8B.parameters - experts + one)
    assert original_size(LFM2_8B) < 3_000_000_000


@pytest.mark.parametrize(("checkpoint", "recipe", "megabytes"), MEASURED)
def test_weights_and_cache_are_known_to_one_percent(checkpoint: Checkpoint, recipe: Recipe, megabytes: int) -> None:
    assert checkpoint.shape
    cache = 1024 * token_size(checkpoint.shape, recipe)
    assert (EMPTY + resident_size(checkpoint, recipe) + cache) / 1e6 == pytest.approx(megabytes, rel=0.01)


def test_an_irregular_model_has_a_number_too() -> None:
    assert run_size(replace(QWEN_05B, shape=None), Recipe(block_size=32), 4096) > 300_000_000


def test_a_long_context_is_used_where_it_fits() -> None:
    long = replace(QWEN_05B, context_length=131_072)
    assert context_here(long, Recipe(block_size=32), 64_000_000_000) == 131_072
    assert context_here(long, Recipe(block_size=32), 8_000_000_000) == 39_936  # 24,576 bytes a token, 1 GB
    assert context_here(QWEN_05B, Recipe(block_size=32), 8_000_000_000) == 4096


def test_weights_leave_less_room_and_never_none() -> None:
    assert affordable_context(32_768, 100_000, 5_500_000_000, 8_000_000_000) == 4096
    assert affordable_context(32_768, 100_000, 7_000_000_000, 8_000_000_000) == 2048
    assert affordable_context(1024, 100_000, 7_000_000_000, 8_000_000_000) == 1024


# Of 583 million parameters, random weights
NEMOTRON_H: dict[str, object] = {
    "architectures": ["NemotronHForCausalLM"],
    "hidden_size": 1536,
    "intermediate_size": 6144,
    "num_attention_heads": 12,
    "num_key_value_heads": 4,
    "layers_block_type": [*(["mamba", "mlp"] * 6), "mamba", "attention"] * 2,
    "mamba_num_heads": 48,
    "vocab_size": 32768,
    "max_position_embeddings": 8192,
}


@pytest.mark.parametrize(
    ("recipe", "megabytes"), [(Recipe(precision=Precision.INT8, compact_tables=True), 780), (Recipe(), 518)]
)
def test_layers_with_a_state_take_room_while_a_prompt_is_read(recipe: Recipe, megabytes: int) -> None:
    """Measured with 512 tokens and room for 1024, at the worst moment: never more than is said, and not far below."""
    shape = read_shape(NEMOTRON_H)
    checkpoint = replace(QWEN_05B, architecture="NemotronHForCausalLM", parameters=583_444_864, shape=shape)
    assert shape and state_size(shape) == 2 * 4 * 14 * (48 * 64 * 128 + 3 * 5120)
    assert megabytes < run_size(checkpoint, recipe, 1024) / 1e6 < 1.1 * megabytes
    layer = (OBSERVED_TOKENS * (48 * (5 * 128 + 4 * 128 + 64) + 10 * 5120) + 2 * 1536 * 6144) * 4
    compared = 4 * 64 * 32768 * 4
    tried = compared + resident_size(checkpoint, recipe)
    assert conversion_size(checkpoint, recipe, 8_000_000_000) == max(layer, tried)


def test_tables_and_words_that_are_compared_take_memory_while_a_model_is_converted() -> None:
    """Of Gemma 4 E2B's shape: cosines and sines of 131,072 positions, of two kinds of heads, and 262,144 words."""
    shape = read_shape(text_config(GEMMA_4_E2B))
    assert shape is not None
    checkpoint = replace(QWEN_05B, architecture="Gemma4ForCausalLM", parameters=4_600_000_000, shape=shape)
    tables, compared, pieces = 2 * 131_072 * (128 + 256) * 4, 4 * 64 * 262_144 * 4, 150_000_000
    assert conversion_size(checkpoint, Recipe(precision=Precision.INT8), 8_000_000_000) == tables + compared + pieces


@pytest.mark.parametrize(
    ("recipe", "megabytes"),
    [
        (Recipe(), 1041),
        (Recipe(precision=Precision.INT8, compact_tables=True), 1331),
        (Recipe(precision=Precision.FP32), 3223),
        (usual_recipe(checkpoint=QWEN_05B), 1360),
    ],
)
def test_the_memory_of_a_conversion_with_a_real_tokenizer(recipe: Recipe, megabytes: int, tmp_path: Path) -> None:
    """As measured with 0.5 billion parameters and a tokenizer of Qwen 3's size."""
    (tmp_path / "tokenizer.json").write_bytes(b" " * 11_422_654)
    checkpoint = replace(QWEN_05B, folder=tmp_path)
    free = replace(LAPTOP, total_memory=24 << 30, free_memory=22 << 30)
    told = next(each for each in estimate_options(checkpoint, free, recipe) if each.precision is recipe.precision)
    assert told.peak_convert_bytes / 1e6 == pytest.approx(megabytes, rel=0.05)


def test_the_memory_of_a_chat_with_a_real_tokenizer(tmp_path: Path) -> None:
    """The same model, with room for 4,096 tokens."""
    (tmp_path / "tokenizer.json").write_bytes(b" " * 11_422_654)
    checkpoint = replace(QWEN_05B, folder=tmp_path)
    for recipe, megabytes in ((Recipe(), 716), (Recipe(precision=Precision.INT8, compact_tables=True), 1031)):
        assert chat_size(checkpoint, recipe, 4096) / 1e6 == pytest.approx(megabytes, rel=0.05)


def test_a_calibration_of_layers_without_a_feed_forward_part_has_a_size() -> None:
    assert QWEN_05B.shape
    narrow = replace(QWEN_05B, shape=replace(QWEN_05B.shape, intermediate_size=0))
    recipe = usual_recipe(checkpoint=QWEN_05B)
    assert recipe.calibrates
    assert 0 < conversion_size(narrow, recipe, 8_000_000_000) <= conversion_size(QWEN_05B, recipe, 8_000_000_000)

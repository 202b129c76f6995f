from pathlib import Path

import pytest
from msgspec.structs import replace

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.checkpoint.shape import Shape, read_shape
from app.core.computer.machine import Machine
from app.core.estimate.estimate import Estimate, Fit, Reason, estimate_options
from app.core.estimate.onnx_size import weights_size
from app.core.families.support import architecture
from app.core.families.text_model import text_config
from app.core.recipe.offer import PRECISIONS
from app.core.recipe.recipe import Mixed, Precision, Recipe, Target
from app.core.recipe.usual import usual_recipe
from tests.core.checkpoint.checkpoints import checkpoint_folder

GB = 1_000_000_000
LAPTOP = Machine(
    system="Windows",
    release="11",
    architecture="AMD64",
    processor="",
    logical_cores=8,
    physical_cores=4,
    total_memory=16 * GB,
    free_memory=9 * GB,
)
QWEN_05B = Checkpoint(
    folder=Path("nowhere"),
    architecture="Qwen2ForCausalLM",
    parameters=494_032_768,
    dtype="bfloat16",
    context_length=4096,
    bytes=988_097_824,
    shape=Shape(
        layers=24,
        hidden_size=896,
        intermediate_size=4864,
        attention_heads=14,
        key_value_heads=2,
        head_size=64,
        vocabulary=151936,
        tied_embeddings=True,
        rotated_size=64,
        rotary_positions=4096,
    ),
    chat_template="",
    adapter=None,
)
TINY = Shape(
    layers=3,
    hidden_size=256,
    intermediate_size=688,
    attention_heads=8,
    key_value_heads=2,
    head_size=32,
    vocabulary=2048,
    tied_embeddings=True,
    rotated_size=32,
    rotary_positions=2048,
)
WIDE = replace(TINY, head_size=64, rotated_size=64)
UNTIED = replace(TINY, tied_embeddings=False)
TALL = replace(UNTIED, hidden_size=320, attention_heads=4, key_value_heads=4, head_size=64, rotated_size=64)
ODD = replace(TINY, hidden_size=208, intermediate_size=500, attention_heads=4, head_size=64, rotated_size=64)


def options(checkpoint: Checkpoint, machine: Machine = LAPTOP) -> dict[Precision, Estimate]:
    return {option.precision: option for option in estimate_options(checkpoint, machine)}


# Bytes of model.onnx.data that onnxruntime-genai 0.18's builder wrote for these sizes and 2048 positions.
MEASURED = [
    ("Qwen2ForCausalLM", TINY, (1_907_200, 5_310_976, 10_677_760)),
    ("Qwen2ForCausalLM", UNTIED, (4_004_352, 5_310_976, 12_774_912)),
    ("Qwen3ForCausalLM", WIDE, (2_473_472, 6_123_008, 12_902_912)),
    ("LlamaForCausalLM", TINY, (1_902_592, 5_306_368, 10_673_152)),
    ("LlamaForCausalLM", ODD, (1_751_392, 4_432_352, 7_894_976)),
    ("LlamaForCausalLM", TALL,
     (5_426_688, 7_244_288, 17_634_048)),
    ("MistralForCausalLM", UNTIED, (3_999_744, 5_306_368, 12_770_304)),
    ("GemmaForCausalLM", WIDE, (2_471_936, 6_121_472, 12_901_376)),
    ("Gemma2ForCausalLM", WIDE, (2_478_080, 6_127_616, 12_907_520)),
    ("Phi3ForCausalLM", UNTIED, (3_999_744, 5_306_368, 12_770_304)),
    ("PhiForCausalLM", replace(UNTIED, key_value_heads=8, rotated_size=16), (3_755_584, 4_945_472, 11_738_176)),
    ("GraniteForCausalLM", TINY, (1_902_592, 5_306_368, 10_673_152)),
    ("Ernie4_5ForCausalLM", replace(TINY, layers=4), (2_339_840, 6_091_776, 13_444_096)),
    ("HunYuanDenseV1ForCausalLM", replace(TINY, layers=4), (2_340_864, 6_092_800, 13_445_120)),
]  # fmt: skip


@pytest.mark.parametrize(("architecture", "shape", "sizes"), MEASURED)
def test_weights_size_is_exact(architecture: str, shape: Shape, sizes: tuple[int, int, int]) -> None:
    checkpoint = replace(QWEN_05B, architecture=architecture, shape=shape, context_length=2048)
    recipes = (Recipe(precision=precision, block_size=32) for precision in PRECISIONS[Target.CPU])
    assert tuple(weights_size(checkpoint, recipe) for recipe in recipes) == sizes


def test_half_a_billion_parameters() -> None:
    """Against a real build and run of this shape; its biases were zero, and zero biases are dropped."""
    found = {each.precision: each for each in estimate_options(QWEN_05B, LAPTOP, Recipe(block_size=32))}
    measured = {
        Precision.INT4: (309_949_952, 0.63 * GB),
        Precision.INT8: (1_101_469_184, 0.80 * GB),
        Precision.FP32: (1_977_069_056, 2.70 * GB),
    }
    for precision, (size, run) in measured.items():
        assert found[precision].bytes == pytest.approx(size, rel=0.005)
        assert found[precision].run_bytes == pytest.approx(run, rel=0.15)


def test_the_order_and_the_recommendation() -> None:
    rows = estimate_options(QWEN_05B, LAPTOP)
    assert [row.precision for row in rows] == [Precision.INT4, Precision.INT8, Precision.FP32]
    assert [row.recommended for row in rows] == [True, False, False]
    assert [row.reason for row in rows] == [Reason.BEST_BALANCE, Reason.MORE_EXACT, Reason.UNCHANGED]
    assert all(row.fits is Fit.EASILY for row in rows)


def test_smaller_is_faster() -> None:
    speeds = [row.tokens_per_second for row in estimate_options(QWEN_05B, LAPTOP)]
    assert speeds == sorted(speeds, reverse=True)


def test_a_small_model_keeps_its_quality() -> None:
    found = options(replace(QWEN_05B, parameters=30_000_000))
    assert found[Precision.INT8].recommended
    assert found[Precision.INT8].reason is Reason.SMALL_MODEL
    assert found[Precision.INT4].reason is Reason.LOSES_QUALITY


def test_little_free_memory_is_tight_and_little_memory_is_not_enough() -> None:
    busy = options(QWEN_05B, replace(LAPTOP, free_memory=GB // 2))
    assert busy[Precision.INT4].fits is Fit.TIGHT
    small = options(QWEN_05B, replace(LAPTOP, total_memory=5 * GB // 2, free_memory=GB // 2))
    assert small[Precision.INT4].fits is Fit.NO
    assert small[Precision.INT4].reason is Reason.NOT_ENOUGH_MEMORY
    assert not any(row.recommended for row in small.values())


def test_an_unknown_shape_still_gives_numbers() -> None:
    for row in estimate_options(replace(QWEN_05B, shape=None), LAPTOP):
        assert row.tokens_per_second > 0
        assert row.run_bytes > 0
        assert row.seconds > 0


def test_nothing_known_at_all() -> None:
    empty = replace(QWEN_05B, shape=None, parameters=0, bytes=0, context_length=0)
    assert len(estimate_options(empty, LAPTOP)) == 3


def test_the_tokenizer_counts(tmp_path: Path) -> None:
    checkpoint = inspect_checkpoint(checkpoint_folder(tmp_path / "m"))
    before = options(checkpoint)[Precision.INT4].bytes
    (checkpoint.folder / "tokenizer.json").write_bytes(bytes(1_000_000))
    assert options(checkpoint)[Precision.INT4].bytes - before == pytest.approx(1_000_000, rel=0.01)


GEMMA_4_E2B = {  # as it is published
    "architectures": ["Gemma4ForConditionalGeneration"],
    "model_type": "gemma4",
    "text_config": {
        "model_type": "gemma4_text",
        "hidden_size": 1536,
        "intermediate_size": 6144,
        "num_hidden_layers": 35,
        "num_key_value_heads": 1,
        "layer_types": [*["sliding_attention"] * 4, "full_attention"] * 7,
        "num_kv_shared_layers": 20,
        "use_double_wide_mlp": True,
    },
}


def test_a_table_of_words_for_each_layer_is_rounded_too() -> None:
    """Of 4.6 billion weights 2.3 are in it: measured, INT4 took 3,063,899,276 bytes."""
    config = text_config(GEMMA_4_E2B)
    shape = read_shape(config)
    assert shape is not None
    model = replace(QWEN_05B, architecture=architecture(config), shape=shape)
    recipe = Recipe(mixed=Mixed.LAST, compact_tables=True)
    assert weights_size(model, recipe) == 3_063_899_276
    assert weights_size(model, usual_recipe(Precision.INT4)) < 3.5 * GB

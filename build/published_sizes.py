"""Sizes of int4 models for processors that somebody else converted, beside ours for the same ``config.json``.

Published is what ``foundry model list`` of Foundry Local 0.8.117 prints under "CPU, File Size" (its GB are 2**30 bytes,
two decimals). Its recipes are not published: the builder of that time wrote an embedding table of its own also where
the model ties it to the head, so the estimates are for that.
"""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.shape import context_length, read_shape
from app.core.estimate.onnx_size import weights_size
from app.core.recipe.recipe import Mixed, Recipe

GB = 2**30
OTHER_FILES = 10_000_000  # tokenizer.json and the graph


class Published(Struct, frozen=True):
    name: str
    size: float  # GB
    architecture: str
    # hidden layers, hidden size, intermediate size, heads, key/value heads, vocabulary, positions
    sizes: tuple[int, int, int, int, int, int, int]
    rotary: float = 1.0


QWEN, PHI = "Qwen2ForCausalLM", "Phi3ForCausalLM"
PUBLISHED = (
    Published("Qwen2.5-0.5B-Instruct", 0.80, QWEN, (24, 896, 4864, 14, 2, 151_936, 32_768)),
    Published("Qwen2.5-1.5B-Instruct", 1.78, QWEN, (28, 1536, 8960, 12, 2, 151_936, 32_768)),
    Published("Qwen2.5-7B-Instruct", 6.16, QWEN, (28, 3584, 18_944, 28, 4, 152_064, 32_768)),
    Published("Qwen2.5-14B-Instruct", 11.06, QWEN, (48, 5120, 13_824, 40, 8, 152_064, 32_768)),
    Published("DeepSeek-R1-Distill-Qwen-7B", 6.43, QWEN, (28, 3584, 18_944, 28, 4, 152_064, 131_072)),
    Published("DeepSeek-R1-Distill-Qwen-14B", 11.51, QWEN, (48, 5120, 13_824, 40, 8, 152_064, 131_072)),
    Published("Phi-3-mini-4k-instruct", 2.53, PHI, (32, 3072, 8192, 32, 32, 32_064, 4096)),
    Published("Phi-3.5-mini-instruct", 2.53, PHI, (32, 3072, 8192, 32, 32, 32_064, 131_072)),
    Published("Phi-4", 10.16, PHI, (40, 5120, 17_920, 40, 10, 100_352, 16_384)),
    Published("Phi-4-mini-instruct", 4.80, PHI, (32, 3072, 8192, 24, 8, 200_064, 131_072), 0.75),
    Published("Mistral-7B-Instruct-v0.2", 4.07, "MistralForCausalLM", (32, 4096, 14_336, 32, 8, 32_000, 32_768)),
)
RECIPES = (Recipe(block_size=32), Recipe(block_size=32, mixed=Mixed.LAST), Recipe())
HEAD = ["model", "published", "blocks of 32", "blocks of 32, head in 8 bits", "blocks of 128", "nearest"]
NOTE = "Published: `foundry model list`, Foundry Local 0.8.117, CPU, GB of 2^30 bytes; its recipes are not known."


def published_rows() -> Iterator[list[str]]:
    for model in PUBLISHED:
        sizes = [(weights_size(described(model), recipe) + OTHER_FILES) / GB for recipe in RECIPES]
        nearest = min((size / model.size - 1 for size in sizes), key=abs)
        yield [model.name, f"{model.size:.2f}", *(f"{size:.2f}" for size in sizes), f"{nearest:+.1%}"]


def described(model: Published) -> Checkpoint:
    """By what its ``config.json`` says, except that its embedding is a table of its own."""
    layers, hidden, inner, heads, groups, vocabulary, positions = model.sizes
    config: dict[str, object] = {
        "architectures": [model.architecture],
        "num_hidden_layers": layers,
        "hidden_size": hidden,
        "intermediate_size": inner,
        "num_attention_heads": heads,
        "num_key_value_heads": groups,
        "vocab_size": vocabulary,
        "max_position_embeddings": positions,
        "partial_rotary_factor": model.rotary,
        "sliding_window": None,
        "tie_word_embeddings": False,
    }
    return Checkpoint(
        folder=Path(model.name),
        architecture=model.architecture,
        parameters=0,
        dtype="bfloat16",
        context_length=context_length(config),
        bytes=0,
        shape=read_shape(config),
        chat_template=None,
        adapter=None,
    )

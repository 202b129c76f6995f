"""A checkpoint that says one thing to whatever it is asked: what a real model would have to be trained for.

Each token leads to one other: attention and the feed-forward layers are zero, and the head's row of a token is the
embedding of the one before it. Run as a program: ``python -m tests.engine.parrot FOLDER PIECE...``, so that a test
process need not import torch. Every piece becomes a token of its own and may be said once.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from app import paths
from tests.engine.tiny_models import COMMON
from tests.engine.tiny_settings import VOCABULARY

NEW_LINE, END = "Ċ", 2047  # what the prompt ends with, and <|im_end|>


def save(folder: Path, pieces: list[str]) -> None:
    import torch
    import transformers

    folder.mkdir(parents=True)
    order = [_write_tokenizer(folder, pieces), *range(VOCABULARY, VOCABULARY + len(pieces)), END]
    size = VOCABULARY + len(pieces)
    changes = {"vocab_size": size, "max_position_embeddings": 1024, "tie_word_embeddings": False, "eos_token_id": END}
    torch.manual_seed(0)
    model = transformers.Qwen2ForCausalLM(transformers.Qwen2Config(**(COMMON | changes)))
    for name, parameter in model.named_parameters():
        if "norm" not in name:
            parameter.data.zero_()
    embedding = torch.nn.functional.normalize(torch.randn(size, int(COMMON["hidden_size"])), dim=1)
    model.model.embed_tokens.weight.data.copy_(embedding)
    for before, after in pairwise(order):
        model.lm_head.weight.data[after] += embedding[before]
    model.save_pretrained(folder)


def _write_tokenizer(folder: Path, pieces: list[str]) -> int:
    """The sample model's, with the ``pieces``; returns the id of the new line."""
    config = json.loads((paths.sample_model() / "tokenizer_config.json").read_text(encoding="utf-8"))
    (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    tokenizer: Any = json.loads((paths.sample_model() / "tokenizer.json").read_text(encoding="utf-8"))
    added = tokenizer["added_tokens"]
    added += [
        added[-1] | {"id": VOCABULARY + number, "content": piece, "special": False}
        for number, piece in enumerate(pieces)
    ]
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    return int(tokenizer["model"]["vocab"][NEW_LINE])


if __name__ == "__main__":
    save(Path(sys.argv[1]), sys.argv[2:])

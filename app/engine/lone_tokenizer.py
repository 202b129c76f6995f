"""A tokenizer without its model: as the runtime loads it, and as Hugging Face's library does."""

import json
from pathlib import Path
from typing import Any

from app.core.families.table import LLAMA
from app.core.tokenizer.files import TOKENIZER, damaged_tokenizer

_SMALLEST = {  # what the runtime wants of a model
    "model": {
        "type": LLAMA.model_type,
        "vocab_size": 1,
        "context_length": 1,
        "eos_token_id": 0,
        "pad_token_id": 0,
        "decoder": {},
    },
    "search": {},
}


def write_lone_config(folder: Path) -> None:
    """Beside the tokenizer's files in ``folder``: the ``genai_config.json`` with which they load by themselves."""
    (folder / "genai_config.json").write_text(json.dumps(_SMALLEST), encoding="utf-8")


def read_tokenizer(folder: Path) -> Any:
    """``tokenizer.json`` without what training has set for its batches, and without transformers, whose import takes
    seconds. Raises ``Failure(BAD_CONFIG)``."""
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    except Exception as error:  # the library raises nothing narrower
        if type(error) is not Exception:
            raise
        raise damaged_tokenizer(str(error)) from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer

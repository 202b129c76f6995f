"""A tokenizer without its model: as the runtime loads it, and as Hugging Face's library does."""

import json
from pathlib import Path
from typing import Any

from app import paths
from app.core.families.table import LLAMA
from app.core.files.folder import read_json
from app.core.tokenizer.files import ANY_TOKENIZER, TOKENIZER, TOKENIZER_CONFIG, damaged_tokenizer

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


def write_lone_template(model: Path, source: str, folder: Path) -> None:
    """Into ``folder``: what renders the template ``source`` of ``model`` by itself. The tokenizer is the sample
    model's: a template sees none of its tokens but those that the model's configuration names."""
    kept = {key: value for key, value in read_json(model / TOKENIZER_CONFIG).items() if key != "added_tokens_decoder"}
    settings = kept | {"chat_template": source, "tokenizer_class": ANY_TOKENIZER}
    write_lone_config(folder)
    (folder / TOKENIZER).write_bytes((paths.sample_model() / TOKENIZER).read_bytes())
    (folder / TOKENIZER_CONFIG).write_text(json.dumps(settings), encoding="utf-8")


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

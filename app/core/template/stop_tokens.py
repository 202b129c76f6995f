"""Every token that ends an answer: the runtime stops at those that ``genai_config.json`` lists, and at no other."""

from collections.abc import Mapping
from pathlib import Path

from app.core.families.text_model import text_config
from app.core.template.prompt_template import CONTENT, prompt_template
from app.core.template.reading import template_kind
from app.core.tokenizer.files import (
    GENERATION,
    TOKENIZER_CONFIG,
    read_optional,
    read_vocabulary,
    special_token,
    stop_ids,
)


def with_every_stop(model: Mapping[str, object], folder: Path, template: str) -> dict[str, object]:
    """A copy of the ``model`` section whose ``eos_token_id`` lists, after what is there, the ids of the folder's
    configuration, of the tokenizer's ``eos_token``, and of the token with which the chat template ends an answer."""
    named = model.get("eos_token_id")
    ids = [each for each in (named if isinstance(named, list) else [named]) if type(each) is int]
    ids += sorted(stop_ids(text_config(read_optional(folder / "config.json")), read_optional(folder / GENERATION)))
    config, added = read_optional(folder / TOKENIZER_CONFIG), read_vocabulary(folder).added
    eos_token = special_token(config, "eos_token")
    for text in (eos_token, _answer_end(template, special_token(config, "bos_token"), eos_token, added)):
        ids += [added[text]] if text in added else []
    size = model.get("vocab_size")
    known = [each for each in dict.fromkeys(ids) if not isinstance(size, int) or each < size]
    return {**model, "eos_token_id": known}


def _answer_end(template: str, bos_token: str, eos_token: str, added: Mapping[str, int]) -> str:
    """The longest token that what follows an answer starts with; "" when it is none."""
    turns = prompt_template(template, bos_token, eos_token)
    end = turns.assistant.partition(CONTENT)[2].lstrip() if turns else template_kind(template).turn_end
    return max((text for text in added if text and end.startswith(text)), key=len, default="")

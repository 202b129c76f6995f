"""The built-in texts: prose, conversations and code, in English and Indonesian, written for this purpose."""

import json
from collections.abc import Sequence

from app.core.template.rendering import Message
from app.paths import resource

TEXTS, HELD_OUT_TEXTS = "texts.jsonl", "held_out.jsonl"


def built_in_texts() -> list[str | Sequence[Message]]:
    """Texts and conversations, kinds taking turns."""
    return _read(TEXTS)


def held_out_texts() -> list[str | Sequence[Message]]:
    """Others, to compare results on."""
    return _read(HELD_OUT_TEXTS)


def held_out_conversations() -> list[Sequence[Message]]:
    """The questions and answers that the sample model learnt, which nothing is calibrated with either."""
    rows = map(json.loads, resource("prompts", "sample_corpus.jsonl").read_text(encoding="utf-8").splitlines())
    asked = [({"role": "user", "content": row["question"]}, row["answer"]) for row in rows]
    return [[question, {"role": "assistant", "content": answer}] for question, answer in asked]


def _read(name: str) -> list[str | Sequence[Message]]:
    rows = map(json.loads, resource("calibration", name).read_text(encoding="utf-8").splitlines())
    return [row["text"] if "text" in row else row["messages"] for row in rows]

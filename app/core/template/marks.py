"""The marks between which a model thinks, and between which it calls a function, as its chat template writes them.

What the runtime (Foundry Local 2.2) does with them was measured with models that say such marks. Thoughts are told by
their text. A call is read only between two marks that are one token each and that ``genai_config.json`` names; with
functions but without such tokens every request fails ("automatic tool calls require distinct model-published tool
boundary tokens"), so marks without an end ([TOOL_CALLS], <|python_tag|>) are none here.
"""

from collections.abc import Mapping, Sequence

# The tokens that begin and end a call (of a tool), and reasoning; known to onnxruntime-genai from 0.15 or so on
MARK_KEYS = ("bot_token_id", "eot_token_id", "bor_token_id", "eor_token_id")
_REASONING = (
    ("<think>", "</think>"),
    ("<thinking>", "</thinking>"),
    ("[THINK]", "[/THINK]"),
    ("<seed:think>", "</seed:think>"),
    ("<|START_THINKING|>", "<|END_THINKING|>"),
    ("<|channel>thought", "<channel|>"),
)
_TOOL_CALLS = (
    ("<tool_call>", "</tool_call>"),
    ("<tool_calls>", "</tool_calls>"),
    ("<|tool_call_start|>", "<|tool_call_end|>"),
    ("<seed:tool_call>", "</seed:tool_call>"),
    ("<minimax:tool_call>", "</minimax:tool_call>"),
    ("<|tool_call|>", "<|/tool_call|>"),
)


def reasoning_marks(source: str) -> tuple[str, ...]:
    """The mark that opens and the one that closes; empty when the template has none of the known ones."""
    return _first(_REASONING, source)


def tool_call_marks(source: str, tokens: Mapping[str, int]) -> tuple[str, ...]:
    """Those of ``source`` that are both among a tokenizer's added ``tokens``. Of a model that thinks, the marks of its
    reasoning must be tokens too ("reasoning tool calls require distinct model-published reasoning boundary tokens")."""
    if not all(mark in tokens for mark in reasoning_marks(source)):
        return ()
    return _first([marks for marks in _TOOL_CALLS if all(mark in tokens for mark in marks)], source)


def mark_ids(reasoning: Sequence[str], tool_calls: Sequence[str], tokens: Mapping[str, int]) -> dict[str, int]:
    """What the ``model`` section of ``genai_config.json`` says about marks that are tokens."""
    ids: dict[str, int] = {}
    for marks, keys in ((tool_calls, MARK_KEYS[:2]), (reasoning, MARK_KEYS[2:])):
        if marks and all(mark in tokens for mark in marks):
            ids |= {key: tokens[mark] for key, mark in zip(keys, marks, strict=True)}
    return ids


def opens_reasoning(prompt: str, marks: Sequence[str]) -> bool:
    """Whether a ``prompt`` ends inside of the model's reasoning, so that the answer begins with them."""
    return bool(marks) and prompt.rstrip().endswith(marks[0])


def _first(known: Sequence[tuple[str, str]], source: str) -> tuple[str, ...]:
    return next((marks for marks in known if all(mark in source for mark in marks)), ())

"""The marks between which a model thinks, and between which it calls a function, as its chat template writes them."""

from collections.abc import Sequence

# Where one mark only opens, what it opens ends with the answer.
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
    ("[TOOL_CALLS]", ""),
    ("<|python_tag|>", ""),
    ("<|tool_call|>", ""),
)


def reasoning_marks(source: str) -> tuple[str, ...]:
    """The mark that opens and the one that closes; empty when the template has none of the known ones."""
    return _first(_REASONING, source)


def tool_call_marks(source: str) -> tuple[str, ...]:
    return _first(_TOOL_CALLS, source)


def opens_reasoning(prompt: str, marks: Sequence[str]) -> bool:
    """Whether a ``prompt`` ends inside of the model's thoughts, so that the answer begins with them."""
    return bool(marks) and prompt.rstrip().endswith(marks[0])


def _first(known: Sequence[tuple[str, str]], source: str) -> tuple[str, ...]:
    return next((marks for marks in known if all(mark in source for mark in marks)), ())

"""What was said in a conversation, to be saved: as Markdown for people, as JSON for programs."""

import json
from pathlib import Path
from typing import Any

from app.core.chat_messages import Reply, Turn
from app.core.files.durable import replace_file
from app.core.wire import to_builtins

MARKDOWN, JSON = ".md", ".json"


class ConversationRecord:
    """Turns of one conversation with the model ``title``."""

    def __init__(self) -> None:
        self.title = ""
        self.turns: list[tuple[str, str, Reply | None]] = []  # question, answer ("": none), and its figures

    @property
    def said(self) -> tuple[Turn, ...]:
        return tuple(Turn(question, answer) for question, answer, _ in self.turns)

    def begin(self, title: str) -> None:
        self.title = title
        self.turns.clear()

    def add(self, question: str, answer: str, reply: Reply | None = None) -> None:
        self.turns.append((question, answer, reply))

    def take_back(self) -> None:
        if self.turns:
            self.turns.pop()

    def save(self, file: Path) -> None:
        """By the ending of its name. Raises ``OSError``."""
        replace_file(file, self.as_json() if file.suffix.lower() == JSON else self.as_markdown())

    def as_markdown(self) -> str:
        parts = [f"# {self.title}"]
        for question, answer, _ in self.turns:
            quoted = "\n".join(f"> {line}" for line in question.splitlines())
            parts += [quoted, *([answer] if answer else [])]
        return "\n\n".join(parts) + "\n"

    def as_json(self) -> str:
        messages: list[dict[str, Any]] = []
        for question, answer, reply in self.turns:
            messages.append({"role": "user", "content": question})
            if answer:
                messages.append({"role": "assistant", "content": answer, "figures": _figures(reply)})
        return json.dumps({"model": self.title, "messages": messages}, ensure_ascii=False, indent=2) + "\n"


def _figures(reply: Reply | None) -> dict[str, Any]:
    """None of an answer that was ended with its process."""
    figures = to_builtins(reply) if reply else {}
    return {key: value for key, value in figures.items() if key != "text"}

"""What was said in a conversation, to be saved: as Markdown for people, as JSON for programs."""

import json
from pathlib import Path
from typing import Any

from app.core.files.durable import replace_file
from app.core.requests import Reply
from app.core.wire import to_builtins

MARKDOWN, JSON = ".md", ".json"


class ConversationRecord:
    """Turns of one conversation with the model ``title``."""

    def __init__(self) -> None:
        self.title = ""
        self.turns: list[tuple[str, str, Reply]] = []  # question, answer, and its figures

    def begin(self, title: str) -> None:
        self.title = title
        self.turns.clear()

    def add(self, question: str, answer: str, reply: Reply) -> None:
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
            parts += [quoted, answer]
        return "\n\n".join(parts) + "\n"

    def as_json(self) -> str:
        messages: list[dict[str, Any]] = []
        for question, answer, reply in self.turns:
            figures = to_builtins(reply)
            figures.pop("text")
            messages.append({"role": "user", "content": question})
            messages.append({"role": "assistant", "content": answer, "figures": figures})
        return json.dumps({"model": self.title, "messages": messages}, ensure_ascii=False, indent=2) + "\n"

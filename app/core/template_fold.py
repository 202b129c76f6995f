"""A system prompt for templates that have no place for one (Gemma 1 and 2): it goes before the user's first words."""

from collections.abc import Sequence

from app.core.chat_template import Message

# Written with what both Jinja engines read alike.
FOLD = (
    "{% if messages and messages[0]['role'] == 'system' and messages | length > 1 %}{% set messages = [{'role': "
    "messages[1]['role'], 'content': messages[0]['content'] ~ '\\n\\n' ~ messages[1]['content']}] + messages[2:] %}"
    "{% endif %}"
)


def folded(messages: Sequence[Message]) -> tuple[Message, ...]:
    """What ``FOLD`` makes of ``messages``, of which the first is the system's and the second the user's."""
    system, first, *rest = messages
    return ({**first, "content": f"{system['content']}\n\n{first['content']}"}, *rest)

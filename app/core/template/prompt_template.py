"""How each turn of a conversation is wrapped, for the older runtime, which does not read chat templates.

Derived from the model's own template by rendering it, not from a list of families.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import Struct

from app.core.failures import Failure
from app.core.template.rendering import Message, SpecialTokens, render

CONTENT = "{Content}"
_SYSTEM, _USER, _ASSISTANT, _NEXT = (f"x7{role}q9" for role in ("system", "user", "assistant", "next"))


class PromptTemplate(Struct, frozen=True, kw_only=True):
    """How each turn is wrapped; ``{Content}`` stands for the message. ``system`` is "" when there is no such turn."""

    system: str
    user: str
    assistant: str
    prompt: str  # the user's turn, and how the answer to it starts
    joint: str = ""  # line ends between two turns, which belong to neither
    default_system: str = ""  # the template's own system prompt; the older runtime never uses it


def prompt_template(
    source: str, bos_token: str = "", eos_token: str = "", now: datetime | None = None
) -> PromptTemplate | None:
    """How ``source`` wraps each turn, found by rendering marked messages; None when its turns cannot be told apart. A
    template that tells the time tells ``now`` from then on."""
    special = SpecialTokens(bos_token=bos_token, eos_token=eos_token)
    then = now or datetime.now()

    def rendered(*messages: Message, generation: bool = False) -> str:
        return render(source, messages, add_generation_prompt=generation, now=then, **special)

    user, answer, following = _message("user", _USER), _message("assistant", _ASSISTANT), _message("user", _NEXT)
    try:
        dialogue = rendered(user, answer, following, generation=True)
        to_answer, to_user = _between(dialogue, _USER, _ASSISTANT), _between(dialogue, _ASSISTANT, _NEXT)
        after_user = _end(_after(rendered(user), _USER), to_answer, eos_token)
        after_answer = _end(_after(rendered(user, answer), _ASSISTANT), to_user, eos_token)
        asking = _after(dialogue, _NEXT)
    except (Failure, ValueError):
        return None
    before_answer, before_user = to_answer.removeprefix(after_user), to_user.removeprefix(after_answer)
    bos = bos_token if bos_token and dialogue.startswith(bos_token) and not before_user.startswith(bos_token) else ""
    system, default = _system_turn(rendered, before_user, dialogue.partition(_USER)[0])
    return PromptTemplate(
        system=system,
        user=_turn(before_user, after_user),
        assistant=_turn(before_answer, after_answer),
        prompt=bos + before_user + CONTENT + asking,
        joint=after_user[len(after_user.rstrip("\n")) :],
        default_system=default,
    )


def compose(template: PromptTemplate, messages: Sequence[Message]) -> str | None:
    """A conversation that ends with the user's turn, put together of its turns; None when a turn has no form. Without a
    system prompt it gets the template's own: the older runtime has no place for it, so the client has to send it.

    That the older runtime puts line ends between turns where the model's own template has them is not verified.
    """
    forms = {"system": template.system, "user": template.user, "assistant": template.assistant}
    if template.default_system and messages[0]["role"] != "system":
        messages = [_message("system", template.default_system), *messages]
    *before, last = messages
    turns = [(forms[message["role"]], message["content"]) for message in before]
    if any(not form for form, _ in turns):
        return None
    return template.joint.join(_filled(form, content) for form, content in [*turns, (template.prompt, last["content"])])


def _filled(form: str, content: str) -> str:
    return form.replace(CONTENT, content)


def _system_turn(rendered: Callable[..., str], before_user: str, opening: str) -> tuple[str, str]:
    """The system turn, and what stands in it when no system prompt is given, by the ``opening`` of a conversation
    without one; "" and "" when the template has no such turn of its own (Gemma, Mistral, Llama 2)."""
    try:
        text = rendered(_message("system", _SYSTEM), _message("user", _USER))
        gap = _between(text, _SYSTEM, _USER)
    except (Failure, ValueError):
        return "", ""
    if not gap.endswith(before_user):
        return "", ""
    start, end = text.partition(_SYSTEM)[0], gap.removesuffix(before_user)
    given = opening.removesuffix(before_user)
    held = len(given) > len(start) + len(end) and given.startswith(start) and given.endswith(end)
    return _turn(start, end), given[len(start) : len(given) - len(end)] if held else ""


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}


def _turn(before: str, after: str) -> str:
    return before + CONTENT + after.rstrip("\n")


def _after(text: str, mark: str) -> str:
    """What follows the only ``mark``; raises ``ValueError`` unless there is exactly one."""
    _, after = text.split(mark)
    return after


def _between(text: str, first: str, second: str) -> str:
    """What lies between two marks; raises ``ValueError`` unless both are there, once, in this order."""
    between, _ = _after(text, first).split(second)
    return between


def _end(end: str, gap: str, eos_token: str) -> str:
    """How a turn ends, by the ``end`` of a dialogue and by the ``gap`` before the next turn.

    Some templates (Phi-3) add an end mark to the whole dialogue; it belongs to no turn. Raises ``ValueError`` when the
    two disagree in any other way.
    """
    if gap.startswith(end):
        return end
    if eos_token and end.endswith(eos_token) and gap.startswith(end.removesuffix(eos_token)):
        return end.removesuffix(eos_token)
    raise ValueError(f"{gap!r} does not start with {end!r}")

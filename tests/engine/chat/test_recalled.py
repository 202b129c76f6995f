"""What the model knows of a conversation: all of it after it was loaded again, and the newest when it is full."""

from collections.abc import Sequence
from pathlib import Path

from app.core.chat_messages import ChatMessage, Count, Reply, Say, Turn
from app.core.events import Counted, Progress, Replied
from app.core.library.converted_model import ConvertedModel
from app.core.requests import Chat
from app.core.steps import Step
from app.jobs.process import EngineProcess
from tests.engine.jobs import deploy

LONG = "word " * 200


def replies_to(says: Sequence[ChatMessage], turns: tuple[Turn, ...] = ()) -> list[Reply]:
    waiting, replies = list(says), []
    process = EngineProcess(Chat(name="sample", temperature=0, max_output_tokens=20, turns=turns))
    for event in process.events():
        if isinstance(event, Replied):
            replies.append(event.reply)
        if isinstance(event, Replied) or (isinstance(event, Progress) and event.step is Step.READY):
            process.send(waiting.pop(0)) if waiting else process.cancel()
    return replies


def test_loaded_again_it_answers_as_if_it_never_ended(model: ConvertedModel, tmp_path: Path) -> None:
    deploy(model.folder, "sample", tmp_path / "library")
    one, two, three = replies_to([Say("Hello"), Say("What is INT4?"), Say("And what is a token?")])
    said = (Turn("Hello", one.text), Turn("without an answer", ""), Turn("What is INT4?", two.text))
    again, other = replies_to([Say("And what is a token?"), Say("Hello", again=True)], said)
    assert (again.text, again.prompt_tokens) == (three.text, three.prompt_tokens)
    assert other.text and other.prompt_tokens != again.prompt_tokens > one.prompt_tokens


def test_the_oldest_turns_are_forgotten_first(model: ConvertedModel, tmp_path: Path) -> None:
    deploy(model.folder, "sample", tmp_path / "library")
    said = tuple(Turn(f"{number} {LONG}", "Yes.") for number in range(6))
    alone, *others = replies_to([Say("Hello"), Say(LONG * 9), Say("Hello", again=True)], said)
    assert 0 < alone.forgotten < 6 and alone.finish in ("stop", "length")
    assert alone.used_tokens < alone.context_tokens
    assert alone.prompt_tokens > 200 * (6 - alone.forgotten), "the newest are known"
    assert others[0].finish == "too_long"
    assert [reply.forgotten for reply in others] == [alone.forgotten] * 2, "what does not fit by itself costs nothing"


def test_a_message_is_counted_before_it_is_sent(model: ConvertedModel, tmp_path: Path) -> None:
    deploy(model.folder, "sample", tmp_path / "library")
    counted: list[Counted] = []
    process = EngineProcess(Chat(name="sample", temperature=0, max_output_tokens=20, turns=(Turn("Hello", "Hi."),)))
    for event in process.events():
        if isinstance(event, Progress) and event.step is Step.READY:
            process.send(Count("word " * 10_000))
            process.send(Count(LONG))
            process.send(Say(LONG))
        if isinstance(event, Counted):
            counted.append(event)
        if isinstance(event, Replied):
            reply = event.reply
            process.cancel()
    assert [(each.tokens > each.limit, each.limit) for each in counted] == [(True, 1024), (False, 1024)]
    assert counted[1].prompt == LONG and counted[1].tokens == reply.prompt_tokens

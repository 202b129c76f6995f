"""Conversations are kept by model and version, found again, and deleted."""

from pathlib import Path

from msgspec.structs import replace

from app import paths
from app.storage.conversations import (
    KeptTurn,
    delete_conversation,
    keep_conversation,
    kept_conversations,
    new_conversation,
)
from tests.recorded import A_REPLY

TURN = KeptTurn("Why is the Sky blue?", "Because of light.", A_REPLY)


def test_each_model_and_version_has_its_own(home: Path) -> None:
    assert kept_conversations() == ()
    first = replace(new_conversation("a-generic-cpu:1"), turns=(TURN,))
    second = replace(new_conversation("a-generic-cpu:2"), turns=(TURN, TURN))
    for each in (first, second, new_conversation("a-generic-cpu:3")):
        keep_conversation(each)
    assert kept_conversations() == (second, first), "the latest first, and none without a turn"
    keep_conversation(replace(first, turns=(TURN, TURN)))
    assert [len(each.turns) for each in kept_conversations()] == [2, 2]
    keep_conversation(replace(second, turns=()))
    delete_conversation(first)
    assert kept_conversations() == ()


def test_it_is_searched_word_by_word(home: Path) -> None:
    kept = replace(new_conversation("m"), turns=(TURN,))
    assert kept.holds("sky LIGHT") and kept.holds("") and not kept.holds("sky rain")


def test_what_cannot_be_read_is_left_out(home: Path) -> None:
    kept = replace(new_conversation("m:1"), turns=(TURN,))
    keep_conversation(kept)
    folder = paths.conversations_folder() / "m-1"
    (folder / "odd.json").write_text("{", encoding="utf-8")
    (folder / "moved.json").write_bytes((folder / f"{kept.key}.json").read_bytes())
    assert kept_conversations() == (kept,)

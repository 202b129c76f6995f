"""What is kept of a model has its new name after it was renamed."""

from pathlib import Path

from msgspec.structs import replace

from app.core.scorecard.questions import QuestionRun
from app.storage.conversations import keep_conversation, kept_conversations, new_conversation
from app.storage.histories import carry_histories
from app.storage.question_runs import earlier_runs, keep_run, last_run
from app.storage.served_ports import remember_port, served_port
from app.storage.verdicts import earlier_verdicts, keep_verdict
from tests.core.scorecard.scorecards import CARD
from tests.storage.test_conversations import TURN


def test_all_of_it_goes_along(home: Path) -> None:
    carry_histories("nothing", [1], "something")
    for number in (1, 2):
        keep_verdict(replace(CARD, model=f"old-generic-cpu:{number}"))
        keep_run(QuestionRun(model=f"old-generic-cpu:{number}", questions=(), passed=0, asked=number))
        keep_conversation(replace(new_conversation(f"old-generic-cpu:{number}"), turns=(TURN,)))
    keep_conversation(replace(new_conversation("other-generic-cpu:1"), turns=(TURN,)))
    remember_port("old", 5000)
    carry_histories("old", [1, 2], "new")
    assert [card.model for card in earlier_verdicts("new-generic-cpu:1")] == ["new-generic-cpu:2", "new-generic-cpu:1"]
    assert last_run("new-generic-cpu:2") == QuestionRun(model="new-generic-cpu:2", questions=(), passed=0, asked=2)
    assert [run.model for run in earlier_runs("new-generic-cpu:1")] == ["new-generic-cpu:2", "new-generic-cpu:1"]
    kept = [each.model for each in kept_conversations()]
    assert kept == ["other-generic-cpu:1", "new-generic-cpu:2", "new-generic-cpu:1"]
    assert served_port("new") == 5000
    for gone in (
        earlier_verdicts("old-generic-cpu:1"),
        earlier_runs("old-generic-cpu:1"),
        last_run("old-generic-cpu:1"),
    ):
        assert not gone

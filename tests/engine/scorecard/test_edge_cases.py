"""A refusal counts only where there is nothing to answer; the requests themselves are tried on the sample model."""

from typing import cast

import pytest

from app.core.chat_messages import Finish, Reply
from app.core.failures import Failure, FailureKind
from app.core.scorecard.scorecard import EdgeCase
from app.engine.chat.conversation import Conversation
from app.engine.scorecard.edge_cases import REFUSABLE, withstands


class Speaker:
    """Refuses ``refused``, in the one way or the other, and answers everything else."""

    def __init__(self, refused: str, how: str) -> None:
        self._refused, self._how = refused, how
        self.asked = 0

    def forget(self) -> None:
        pass

    def answer_in_time(self, prompt: str, _seconds: float) -> Reply:
        self.asked += 1
        if prompt == self._refused and self._how == "error":
            raise Failure(FailureKind.CHAT_FAILED, "400: the request is invalid")
        refuses = prompt == self._refused and self._how in list(Finish)
        return Reply(
            text=f"{prompt} {self.asked if self._how == 'other' else ''}",
            prompt_tokens=1,
            completion_tokens=1,
            seconds_to_first_token=0,
            tokens_per_second=0,
            peak_bytes=0,
            finish=Finish(self._how) if refuses else Finish.STOP,
        )


def tried(case: EdgeCase, refused: str, how: str = "error") -> bool:
    return withstands(cast(Conversation, Speaker(refused, how)), case, "odd")


@pytest.mark.parametrize("how", ["error", "too_long", "trap"])
@pytest.mark.parametrize("case", EdgeCase)
def test_a_refusal_withstands_only_where_nothing_is_due(case: EdgeCase, how: str) -> None:
    assert tried(case, "odd", how) is (case in REFUSABLE)
    assert tried(case, "", how)


def test_what_answers_nothing_afterwards_has_fallen() -> None:
    class Dead(Speaker):
        def answer_in_time(self, prompt: str, seconds: float) -> Reply:
            raise Failure(FailureKind.CHAT_FAILED, f"{prompt}: gone")

    for case in (EdgeCase.HUGE, EdgeCase.TWICE):
        assert not withstands(cast(Conversation, Dead("odd", "error")), case, "odd")
    assert not tried(EdgeCase.TWICE, "", "other"), "two answers to one question"

"""Every request has its function, and that gives back what the request's type says."""

from inspect import Parameter, signature
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
import pytest

from app.core.events import Failed, Finished, Log, decode_event, encode_event
from app.core.failures import FailureKind
from app.core.requests import List, Preview, Request, Serve, decode_request
from app.core.wire import to_json
from app.engine.verbs import VERBS, verb

GIVEN = {"request", "emit", "messages", "folder"}


def test_every_request_is_done_by_a_function() -> None:
    assert set(VERBS) == set(Request.__subclasses__())


@pytest.mark.parametrize("kind", VERBS, ids=lambda kind: kind.__name__)
def test_a_function_takes_the_request_and_returns_its_result(kind: type[Request[Any]]) -> None:
    function = verb(kind)
    types = get_type_hints(function)
    assert types.get("request", kind) is kind
    assert types["return"] == (kind.result_type() or type(None))
    needed = {name for name, each in signature(function).parameters.items() if each.default is Parameter.empty}
    assert needed <= GIVEN


def test_requests_and_results_cross_the_pipe() -> None:
    assert decode_request(to_json(List())) == List()
    assert decode_event(encode_event(Finished(())), List()) == Finished(())
    content = Finished({"Name": "any", "PromptTemplate": {"prompt": "{Content}"}})
    assert decode_event(encode_event(content), Preview(folder=Path())) == content
    assert decode_event(encode_event(Finished(None)), Serve("any")) == Finished(None)
    assert decode_event(encode_event(Failed(FailureKind.CRASHED)), List()) == Failed(FailureKind.CRASHED)
    assert decode_event(encode_event(Log("any")), List()) == Log("any")
    with pytest.raises(msgspec.DecodeError):
        decode_event(encode_event(Finished("of another job")), List())

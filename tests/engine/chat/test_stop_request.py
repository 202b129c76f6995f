import queue
import time

from app.core.chat_messages import ChatMessage, Forget, Say, Stop
from app.engine.chat.stop_request import StopWatch


def test_is_left_without_a_delay() -> None:
    messages: queue.Queue[ChatMessage] = queue.Queue()
    started = time.perf_counter()
    for _ in range(40):
        with StopWatch(messages, lambda: None) as watch:
            pass
        assert not watch.wanted
    assert time.perf_counter() - started < 40 * 0.025
    assert messages.empty()


def test_cancels_until_it_is_left() -> None:
    messages: queue.Queue[ChatMessage] = queue.Queue()
    cancelled: queue.Queue[None] = queue.Queue()
    with StopWatch(messages, lambda: cancelled.put(None)) as watch:
        messages.put(Stop())
        for _ in range(3):
            cancelled.get(timeout=5)
        assert watch.wanted


def test_notices_a_stop_that_comes_with_the_end() -> None:
    messages: queue.Queue[ChatMessage] = queue.Queue()
    with StopWatch(messages, lambda: None) as watch:
        messages.put(Stop())
    assert watch.wanted
    assert messages.empty()


def test_keeps_what_else_came_in() -> None:
    messages: queue.Queue[ChatMessage] = queue.Queue()
    with StopWatch(messages, lambda: None):
        for message in (Say("one"), Stop(), Forget()):
            messages.put(message)
    assert [messages.get(), messages.get()] == [Say("one"), Forget()]
    assert messages.empty()

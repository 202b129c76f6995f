from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from app.widgets.turns import Turns


def test_other_events_come_between_the_pieces(qtbot: QtBot) -> None:
    owner = QObject()
    seen: list[int | str] = []

    def work() -> Iterator[None]:
        for number in range(3):
            seen.append(number)
            QTimer.singleShot(0, owner, lambda: seen.append("event"))
            yield
        seen.append("end")

    Turns(owner).begin(work())
    assert not seen, "nothing before the first turn"
    qtbot.waitUntil(lambda: seen[-1:] == ["end"])
    assert seen == [0, "event", 1, "event", 2, "event", "end"]


def test_work_is_stopped_or_replaced(qtbot: QtBot) -> None:
    owner = QObject()
    turns = Turns(owner)
    seen: list[str] = []

    def work(name: str, then: str = "") -> Iterator[None]:
        seen.append(name)
        if then:
            turns.begin(work(then))
        yield
        seen.append(f"{name} again")

    turns.begin(work("first"))
    turns.stop()
    qtbot.wait(20)
    assert not seen
    turns.begin(work("second", then="third"))
    qtbot.waitUntil(lambda: seen[-1:] == ["third again"])
    assert seen == ["second", "third", "third again"]


def test_what_is_left_is_done_at_once(qtbot: QtBot) -> None:
    owner = QObject()
    turns = Turns(owner)
    seen: list[int] = []

    def work() -> Iterator[None]:
        for number in range(3):
            seen.append(number)
            yield

    turns.begin(work())
    turns.finish()
    assert seen == [0, 1, 2]
    qtbot.wait(20)
    assert seen == [0, 1, 2]

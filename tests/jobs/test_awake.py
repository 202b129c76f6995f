"""While a job runs the computer is asked not to fall asleep: over a real bus, on which we play the desktop's part."""

import shutil
import subprocess
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.cli.jobs import run_job
from app.core.events import Progress
from app.core.requests import List
from app.core.steps import Step
from app.jobs.awake import kept_awake
from app.workers.engine_job import EngineJob
from tests.recorded import Recording

pytestmark = pytest.mark.skipif(not shutil.which("dbus-daemon"), reason="only Linux desktops have D-Bus")
NAME = "org.freedesktop.PowerManagement"


class Desktop:
    """Counts who wants the computer awake, until the bus ends."""

    def __init__(self, bus: subprocess.Popen[str]) -> None:
        from jeepney import HeaderFields, MessageType, new_method_return
        from jeepney.bus_messages import message_bus
        from jeepney.io.blocking import open_dbus_connection

        self.bus = bus
        self.awake = self.asked = 0
        connection = open_dbus_connection()
        connection.send_and_get_reply(message_bus.RequestName(NAME))

        def serve() -> None:
            with connection:
                while True:
                    try:
                        message = connection.receive()
                    except OSError:  # the bus has ended
                        return
                    if message.header.message_type is MessageType.method_call:
                        inhibits = message.header.fields[HeaderFields.member] == "Inhibit"
                        self.asked += inhibits
                        self.awake += 1 if inhibits else -1
                        answer = ("u", (self.asked,)) if inhibits else (None, ())
                        connection.send(new_method_return(message, *answer))

        self.thread = threading.Thread(target=serve, daemon=True)
        self.thread.start()


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    monkeypatch.delenv("XDG_SESSION_DESKTOP", raising=False)
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as bus:
        assert bus.stdout
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.stdout.readline().strip())
        playing = Desktop(bus)
        yield playing
        bus.kill()
        playing.thread.join()


@pytest.mark.engine
def test_a_job_of_the_command_line(desktop: Desktop) -> None:
    assert run_job(List(), as_json=False) == ()
    assert (desktop.asked, desktop.awake) == (1, 0)


@pytest.mark.engine
def test_a_job_of_the_window(qtbot: QtBot, desktop: Desktop) -> None:
    job = EngineJob(Recording([Progress(step=Step.READING)]))
    with qtbot.waitSignal(job.reported):
        job.begin()
    assert desktop.awake == 1
    with qtbot.waitSignal(job.finished):
        job.stop()
    assert desktop.awake == 0


def test_a_desktop_that_ends_meanwhile_breaks_no_job(desktop: Desktop) -> None:
    with kept_awake() as agreed:
        assert agreed
        desktop.bus.kill()
        desktop.thread.join()
    with kept_awake() as agreed:
        assert not agreed

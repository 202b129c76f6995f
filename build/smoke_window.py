"""The wizard of the bundle on a virtual screen of Linux, from Welcome to the trained answer."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from screen import Screen, screen
from smoke_place import QUESTION, Place, answer, expect

MEASURING = 10  # times two seconds until the precisions of the model are shown
WARM = 0.5  # seconds until the window shows, on a quiet computer
CLOSING = 60.0  # seconds until a window that was asked to close has to be gone
PATIENCE = 120.0  # seconds for one step of the wizard
ANSWER = (400, 205)  # pixels from the window's corner: inside the bubble of the first answer


class Window:
    """The wizard on a virtual screen, with keys; only the answer is clicked, to copy it."""

    def __init__(self, place: Place, pictures: Path) -> None:
        self.place = place
        self.pictures = pictures
        self.screen = Screen("", pictures)

    def journey(self) -> None:
        with screen(self.pictures) as self.screen:
            cold, warm = self._start_times()
            late = f", more than {WARM} s" if warm > WARM else ""
            print(f"Window shown: {cold:.2f} s cold, {warm:.2f} s warm{late}", flush=True)
            with self._running():
                self.screen.picture("02-welcome")
                self.screen.press("alt+s")
                time.sleep(4)  # the computer is being checked
                self.screen.picture("03-check")
                self.screen.press("alt+n")
                self.screen.press("alt+s")
                time.sleep(3)
                self.screen.picture("04-choose")
                self.screen.press("alt+n")
                self._leave_precision()
                self.screen.picture("06-settings")
                self.screen.press("alt+c")
                self._wait_until("07-install", lambda: bool(self._installed()))
                time.sleep(2)
                self.screen.press("alt+h")
                self._chat()
        print("Window: the wizard from Welcome to the trained answer, by keys.", flush=True)

    def _leave_precision(self) -> None:
        """The first time, the computer's speed is measured before there is a choice. On the next page the key does no
        more than going to the name."""
        for turn in range(MEASURING):
            time.sleep(2)
            if turn < 4:
                self.screen.picture("05-precision")
            self.screen.press("alt+n")

    def _chat(self) -> None:
        expected = answer(next(self.place.bundle.rglob("sample-model")))
        time.sleep(3)
        self.screen.type(QUESTION)
        self.screen.press("Return")
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            time.sleep(2)
            self.screen.click(*ANSWER)
            self.screen.press("ctrl+a")
            self.screen.press("ctrl+c")
            if self.screen.copied().strip() == expected:
                self.screen.picture("08-chat")
                return
        self.screen.picture("08-chat")
        sys.exit(f"The window did not show the answer {expected!r}.")

    def _wait_until(self, picture: str, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                self.screen.picture(picture)
                sys.exit(f"The wizard did not get on; see {self.pictures / picture}.png")
            time.sleep(1)
        self.screen.picture(picture)

    def _installed(self) -> list[object]:
        return list(json.loads(self.place.run("models", "--json"))["models"])

    def _start_times(self) -> tuple[float, float]:
        subprocess.run(["sync"], check=True)
        if os.geteuid() == 0:
            Path("/proc/sys/vm/drop_caches").write_text("3")
        times = []
        for _ in range(4):
            with self._running(traced=False) as seconds:
                times.append(seconds)
        return times[0], sorted(times[1:])[1]

    @contextmanager
    def _running(self, *, traced: bool = True) -> Iterator[float]:
        """The window's process, shown; yields the seconds it took. Closed at the end as a user closes it."""
        environment = self.place.environment() | {"DISPLAY": self.screen.display}
        command = self.place.confine([self.place.window], traced=traced)
        silent = subprocess.DEVNULL
        process = subprocess.Popen(command, env=environment, stdout=silent, stderr=silent, start_new_session=True)
        try:
            seconds = self.screen.wait_for(process, PATIENCE)
            if seconds is None:
                sys.exit("The window did not open.")
            time.sleep(1)
            yield seconds
            self._close(process)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)

    def _close(self, process: "subprocess.Popen[bytes]") -> None:
        """As a user does: again, when the key came before the window had the focus."""
        end = time.monotonic() + CLOSING
        while process.poll() is None and time.monotonic() < end:
            self.screen.press("alt+F4")
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)
        expect(process.poll() is not None, "The window did not close.")

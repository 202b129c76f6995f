"""The window on Windows, before somebody with a mouse and a keyboard; a picture of every page in dist/windows."""

import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import figures
import journey
from screen import Screen
from smoke_place import QUESTION, answer, expect
from wine import PYTHON, ROOT, Wine

from app.wording import translation

BACKSLASH = "\\"
LANGUAGES = tuple(language.code for language in translation.LANGUAGES)
SOURCE_WINDOW = (*PYTHON, "-m", "app")
PICTURES = ROOT / "dist" / "windows"
STEPS = (216, 420)  # pixels: the list of steps, which shows where we are
NEXT = (-86, -42)  # pixels from the window's right and bottom edge
BESIDE_NEXT = (-86, -56)  # in the button, above its text
FOCUS_OF_NEXT = (-38, -42)  # on the line around the button while it has the keyboard
SAMPLE = (345, 243)  # pixels from the left and the top: "Try the sample model"
ANSWER = (400, 205)  # inside the bubble of the first answer
PATIENCE = 300.0  # seconds for one page
SETTLING = 3.0  # seconds until a page shows what it found out


def show(wine: Wine, _arguments: list[str]) -> int:
    """Open the window, take its picture, close it."""
    seat = Screen(wine.display, PICTURES)
    with opened(wine, seat, SOURCE_WINDOW) as seconds:
        time.sleep(2)
        seat.picture("window")
    print(f"The window shows after {seconds:.1f} s: {PICTURES / 'window.png'}")
    return 0


def travel(wine: Wine, language: str, program: Sequence[str], pictures: Path) -> None:
    """With the mouse from Welcome to the trained answer. What there is to read is in the pictures."""
    journey.begin(wine)
    settings = wine.root / journey.USER / journey.OURS / "settings.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"[General]\nlanguage={language}\n")
    seat = Screen(wine.display, pictures)
    with opened(wine, seat, program) as seconds:
        print(f"{language}: the window shows after {seconds:.1f} s", flush=True)
        figures.note(f"the window shows ({program[0].rpartition(BACKSLASH)[2]})", f"{seconds:.1f} s")
        picture(seat, "1-welcome")
        go_on(seat, "2-check")
        go_on(seat, "3-choose")
        seat.click(*SAMPLE)
        go_on(seat, "4-precision")
        go_on(seat, "5-settings")
        go_on(seat, "6-install")
        go_on(seat, "7-chat")
        chat(seat)
        go_on(seat, "8-finish")
    print(f"{language}: with the mouse, from Welcome to the trained answer and to the end.", flush=True)


def go_on(seat: Screen, name: str) -> None:
    """Wait until Next can be pressed, press it once, wait until the list of steps has changed; take a picture."""
    before = seat.part(*STEPS)
    wait_until(lambda: is_enabled(seat), seat, name)
    seat.click(*NEXT)
    wait_until(lambda: seat.part(*STEPS) != before, seat, name)
    picture(seat, name)


def wait_until(condition: Callable[[], bool], seat: Screen, name: str) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            seat.picture(f"{name}-not-reached")
        expect(time.monotonic() < end, f"{name} was not reached; see the pictures in {seat.pictures}")
        time.sleep(1)


def is_enabled(seat: Screen) -> bool:
    """A button that can be pressed is blue, any other grey."""
    red, _, blue = seat.colour(*BESIDE_NEXT)
    return blue - red > 60


def picture(seat: Screen, name: str) -> None:
    time.sleep(SETTLING)
    seat.picture(name)


def chat(seat: Screen) -> None:
    """Ask, until the answer that is copied out of its bubble is the trained one. The field has the keyboard once the
    model is loaded; before, Return would press Next."""
    wait_until(lambda: seat.colour(*FOCUS_OF_NEXT) == (255, 255, 255), seat, "7-chat-loaded")
    expected, end = answer(journey.SAMPLE), time.monotonic() + PATIENCE
    seat.type(QUESTION)
    seat.press("Return")
    while seat.copied().strip() != expected:
        if time.monotonic() > end:
            seat.picture("7-chat-without-answer")
        expect(time.monotonic() < end, f"no right answer; see the pictures in {seat.pictures}")
        time.sleep(2)
        seat.click(*ANSWER)
        seat.press("ctrl+a")
        seat.press("ctrl+c")
    picture(seat, "7-chat-answered")


@contextmanager
def opened(wine: Wine, seat: Screen, program: Sequence[str]) -> Iterator[float]:
    """The window's process, ``program``; yields the seconds until it shows. Closed at the end as a user closes it."""
    seat.pictures.mkdir(parents=True, exist_ok=True)
    with seat.pictures.joinpath("window.log").open("wb") as log:
        process = subprocess.Popen(wine.command(*program), stdout=log, stderr=log)
        seconds = seat.wait_for(process, PATIENCE)
        expect(seconds is not None, f"The window did not open; see {log.name}")
        yield seconds or 0.0
        end = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < end:
            seat.press("alt+F4")
            time.sleep(2)
    expect(process.poll() == 0, f"The window ended with {process.poll()}; see {log.name}")

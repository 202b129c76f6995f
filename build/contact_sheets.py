"""Every page and window of the program in every state and every look, beside each other, to be looked at.

    python3 build/contact_sheets.py --output dist/pictures [--only 4-precision] [--look small-light-en]

Without ``--look`` all looks are made, each in a process of its own, and then the sheets: of each page or window one a
size, whose rows are its states and whose columns are the themes and languages.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path

from bench_report import ROOT
from picture_stage import Look, State, stage
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from app.widgets.theme import Theme

SIZES = {
    "small": {"width": 1024, "height": 640},
    "large": {"width": 1920, "height": 1080},
    "doubled": {"width": 1920, "height": 1080, "scale": 2},  # what a notebook shows
    "large-text": {"width": 1024, "height": 640, "text": 200},
}
CLOTHES = tuple(product((Theme.LIGHT, Theme.DARK), ("en", "id")))
COLUMNS = (("light-en", "dark-id"), ("dark-en", "light-id"))  # of the two sheets that a size has
LOOKS = {
    f"{name}-{theme.value}-{language}": Look(theme=theme, language=language, **size)
    for name, size in SIZES.items()
    for theme, language in CLOTHES
}
ROWS = 3  # on a sheet
WIDTH, GAP, CAPTION = 1000, 12, 26  # pixels: of a picture on a sheet, around it, above it


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=ROOT / "dist" / "pictures")
    parser.add_argument("--only", action="append", help="a page or window", default=[])
    parser.add_argument("--look", choices=LOOKS)
    arguments = parser.parse_args()
    if arguments.look:
        make_pictures(arguments.output, arguments.look, arguments.only)
        os._exit(0)  # the order in which Python lets go of windows and application suits Qt not always
    for look in LOOKS:
        only = [part for name in arguments.only for part in ("--only", name)]
        command = [sys.executable, __file__, "--output", str(arguments.output), "--look", look, *only]
        subprocess.run(command, check=True)
    make_sheets(arguments.output, arguments.only)


def surfaces(only: Sequence[str]) -> Iterator[tuple[str, State]]:
    """Every state of every page and window whose name is among ``only``, or of all."""
    from dialog_pictures import DIALOGS
    from page_pictures import PAGES
    from verdict_pictures import VERDICTS
    from work_pictures import WORK

    for name, states in (PAGES | WORK | DIALOGS | VERDICTS).items():
        if not only or name in only:
            yield from ((name, state) for state in states)


def make_pictures(output: Path, name: str, only: Sequence[str]) -> None:
    with stage(LOOKS[name]) as made:
        for surface, state in surfaces(only):
            file = picture_file(output, name, surface, state)
            file.parent.mkdir(parents=True, exist_ok=True)
            print(surface, state.name, flush=True)
            made.picture(state).save(str(file))
    print(name, flush=True)


def picture_file(output: Path, look: str, surface: str, state: State) -> Path:
    return output / "pictures" / look / surface / f"{state.name.replace(' ', '-')}.png"


def make_sheets(output: Path, only: Sequence[str]) -> None:
    app = QGuiApplication.instance() or QGuiApplication(["", "-platform", "offscreen"])  # letters take one
    every = list(surfaces(only))
    for name in dict.fromkeys(surface for surface, _ in every):
        states = [state for surface, state in every if surface == name]
        for size, (number, columns) in product(SIZES, enumerate(COLUMNS, start=1)):
            for place in range(0, len(states), ROWS):
                rows = [
                    [
                        (f"{state.name}, {size}-{column}", picture_file(output, f"{size}-{column}", name, state))
                        for column in columns
                    ]
                    for state in states[place : place + ROWS]
                ]
                file = output / f"{name}-{size}-{number}-{place // ROWS + 1}.png"
                sheet(rows).save(str(file))
    del app


def sheet(rows: Iterable[Sequence[tuple[str, Path]]]) -> QImage:
    """Each picture below its caption."""
    shown = [[(caption, fitted(QImage(str(file)))) for caption, file in row] for row in rows]
    heights = [max(image.height() for _, image in row) + CAPTION + GAP for row in shown]
    width = max(sum(image.width() + GAP for _, image in row) for row in shown) + GAP
    whole = QImage(width, sum(heights) + GAP, QImage.Format.Format_RGB32)
    whole.fill(QColor("#7A7A7A"))
    painter, top = QPainter(whole), 0
    painter.setPen(Qt.GlobalColor.white)
    for row, height in zip(shown, heights, strict=True):
        left = GAP
        for caption, image in row:
            painter.drawText(QRect(left, top, image.width(), CAPTION), Qt.AlignmentFlag.AlignVCenter, caption)
            painter.drawImage(QPoint(left, top + CAPTION), image)
            left += image.width() + GAP
        top += height
    painter.end()
    return whole


def fitted(image: QImage) -> QImage:
    image.setDevicePixelRatio(1)
    return image.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation) if image.width() > WIDTH else image


if __name__ == "__main__":
    main()

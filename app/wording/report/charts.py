"""Charts of a report as SVG, without a script and without a font of their own."""

import math
from collections.abc import Sequence
from html import escape

from msgspec import Struct

from app.core.scorecard.scorecard import Reading
from app.wording.filling import decimal

WIDTH = 640  # units of the drawing
LABELS, VALUES = 190, 90  # units left and right of the bars
BAR, GAP = 22, 12
INK, MUTED, LINE, BLUE = "#1A2030", "#5C6679", "#DFE3EB", "#2F5BEA"
PLOT = (64, 16, 560, 180)  # left, top, width and height of the curve's field
_STEPS = (1, 2, 2.5, 5, 10)


class Bar(Struct, frozen=True):
    """``share`` (0 to 1) of the whole width; ``value`` is written behind it."""

    name: str
    share: float
    value: str
    colour: str = BLUE


def bar_chart(bars: Sequence[Bar], title: str, marks: Sequence[float] = ()) -> str:
    """Horizontal bars; ``marks`` are shares at which a line says where another grade begins."""
    height = len(bars) * (BAR + GAP) + GAP
    room = WIDTH - LABELS - VALUES
    parts = [_text(LABELS - 10, GAP + n * (BAR + GAP) + 16, bar.name, "end") for n, bar in enumerate(bars)]
    for number, bar in enumerate(bars):
        top, width = GAP + number * (BAR + GAP), room * min(max(bar.share, 0.0), 1.0)
        parts.append(f'<rect x="{LABELS}" y="{top}" width="{room}" height="{BAR}" rx="4" fill="{LINE}"/>')
        parts.append(f'<rect x="{LABELS}" y="{top}" width="{width:.1f}" height="{BAR}" rx="4" fill="{bar.colour}"/>')
        parts.append(_text(LABELS + room + 10, top + 16, bar.value, "start", INK))
    for mark in marks:
        x = LABELS + room * mark
        parts.append(
            f'<line x1="{x:.1f}" y1="4" x2="{x:.1f}" y2="{height - 4}" stroke="{INK}" stroke-dasharray="3 3"/>'
        )
    return _drawing(height, title, parts)


def reading_chart(readings: Sequence[Reading], title: str, across: str, up: str) -> str:
    """Seconds to the first word over tokens of the question; a line from the least to the most of each length."""
    left, top, width, height = PLOT
    step_x, step_y = _step(max(each.tokens for each in readings)), _step(max(each.most for each in readings))
    most_x = step_x * -(-max(each.tokens for each in readings) // step_x)
    most_y = step_y * -(-max(each.most for each in readings) // step_y)

    def place(tokens: float, seconds: float) -> tuple[float, float]:
        return left + width * tokens / most_x, top + height * (1 - seconds / most_y)

    parts: list[str] = []
    for number in range(round(most_y / step_y) + 1):
        _, y = place(0, number * step_y)
        parts.append(f'<line x1="{left}" y1="{y:.1f}" x2="{left + width}" y2="{y:.1f}" stroke="{LINE}"/>')
        parts.append(_text(left - 8, y + 4, _short(number * step_y), "end"))
    for number in range(round(most_x / step_x) + 1):
        x, _ = place(number * step_x, 0)
        parts.append(_text(x, top + height + 18, _short(number * step_x), "middle"))
    points = [place(each.tokens, each.seconds) for each in readings]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    parts.append(f'<polyline points="{line}" fill="none" stroke="{BLUE}" stroke-width="2"/>')
    for each, (x, y) in zip(readings, points, strict=True):
        (_, least), (_, most) = place(0, each.least), place(0, each.most)
        parts.append(f'<line x1="{x:.1f}" y1="{least:.1f}" x2="{x:.1f}" y2="{most:.1f}" stroke="{BLUE}"/>')
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{BLUE}"/>')
    parts.append(_text(left + width, top + height + 36, across, "end"))
    parts.append(_text(left + 8, top + 12, up, "start"))
    return _drawing(top + height + 44, title, parts)


def _step(most: float) -> float:
    """A round number of which about four make ``most``."""
    wanted = max(most, 1e-6) / 5
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(step * power for step in _STEPS if step * power >= wanted * (1 - 1e-9))


def _short(number: float) -> str:
    return decimal(number, 0 if number == int(number) else 1 if number >= 1 else 2 if number >= 0.05 else 3)


def _text(x: float, y: float, text: str, anchor: str, colour: str = MUTED) -> str:
    font = 'font-size="13" font-family="system-ui, Segoe UI, Noto Sans, DejaVu Sans, sans-serif"'
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" {font}>{escape(text)}</text>'


def _drawing(height: float, title: str, parts: Sequence[str]) -> str:
    size = f'viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" height="{height:.0f}"'
    inside = "".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(title)}">{inside}</svg>'

"""Memory and processor of the working child, and the free space on the disk, as small curves.

Drawn by ourselves: a chart library would bring NumPy and a sixth of a second of import into the window's process.
"""

from collections import deque
from collections.abc import Callable
from pathlib import Path

import psutil
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.widgets.elements import label, panel
from app.widgets.stat import NOTHING
from app.widgets.theme import colours
from app.wording.filling import size_words
from app.workers.usage_watch import Usage, UsageWatch

KEPT = 600  # seconds on the chart
FIRST = 30  # seconds that it is wide at the beginning
_HEIGHT = 54  # pixels of a curve


class LiveChart(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._watch: UsageWatch | None = None
        self._peak = 0
        self._memory = _Curve(self.tr("Memory"), "accent")
        self._processor = _Curve(self.tr("Processor"), "processor", top=100.0)
        self._disk = _Curve(self.tr("Disk"), "accent")
        self._disk.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        for curve in (self._memory, self._processor, self._disk):
            layout.addWidget(curve, 1)  # all as wide, whatever they say

    def begin(self, find: Callable[[], psutil.Process | None], folder: Path | None = None) -> None:
        """Follow the child that ``find`` returns, and the disk of ``folder``, until ``stop``."""
        self.stop()
        self._peak = 0
        for curve in (self._memory, self._processor, self._disk):
            curve.clear()
        self._disk.setVisible(folder is not None)
        self._watch = UsageWatch(find, folder)
        self._watch.measured.connect(self.show_usage)
        self._watch.begin()

    def stop(self) -> None:
        if self._watch:
            self._watch.stop()
            self._watch = None

    @property
    def words(self) -> tuple[str, str, str]:
        """The current values of memory, processor and disk."""
        return self._memory.words, self._processor.words, self._disk.words

    def show_usage(self, usage: Usage) -> None:
        self._peak = max(self._peak, usage.memory)
        words = self.tr("{now}, highest {peak}").format(now=size_words(usage.memory), peak=size_words(self._peak))
        self._memory.add(usage.memory, words)
        self._processor.add(usage.processor, f"{usage.processor:.0f} %")
        if usage.free_disk is not None:
            self._disk.add(usage.free_disk, self.tr("{size} free").format(size=size_words(usage.free_disk)))


class _Curve(QWidget):
    """One caption, one value, one line; ``top`` fixes the scale, which otherwise grows with the line."""

    def __init__(self, caption: str, colour: str, top: float = 0.0) -> None:
        super().__init__()
        self._caption = caption
        self._value = label(role="muted")
        self._line = _Line(colour, top)
        card = panel("soft")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(label(caption, "title"))
        inside.addWidget(self._value)
        inside.addSpacing(4)
        inside.addWidget(self._line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)

    @property
    def words(self) -> str:
        return self._value.text()

    def clear(self) -> None:
        self._line.points.clear()
        self._line.update()
        self._value.setText(NOTHING)

    def add(self, value: float, words: str) -> None:
        self._line.points.append(value)
        self._line.update()
        self._value.setText(words)
        self.setAccessibleName(f"{self._caption}: {words}")


class _Line(QWidget):
    """The points from left to right with the area below them shaded."""

    def __init__(self, colour: str, top: float) -> None:
        super().__init__()
        self.points: deque[float] = deque(maxlen=KEPT)
        self._colour = colour
        self._top = top
        self.setFixedHeight(_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self.points) < 2:
            return
        area = QRectF(self.rect()).adjusted(1, 2, -1, -1)
        step = area.width() / max(FIRST, len(self.points) - 1)
        top = (self._top or max(self.points)) * 1.04 or 1.0
        line = [
            QPointF(area.left() + step * number, area.bottom() - area.height() * value / top)
            for number, value in enumerate(self.points)
        ]
        colour = QColor(colours()[self._colour])
        shade = QColor(colour)
        shade.setAlpha(40)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        ground = [QPointF(line[-1].x(), area.bottom()), QPointF(line[0].x(), area.bottom())]
        painter.drawPolygon(QPolygonF(line + ground))
        painter.setPen(QPen(colour, 2))
        painter.drawPolyline(QPolygonF(line))
        painter.end()

"""Memory and processor of the working child as two small curves.

pyqtgraph brings NumPy and half a second of import, so it is loaded in the background when the first chart begins.
"""

import importlib
from collections import deque
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.widgets.elements import panel, short_label
from app.widgets.theme import colours
from app.wording import size_words
from app.workers.call import Call
from app.workers.engine_job import EngineJob
from app.workers.usage_watch import Usage, UsageWatch

KEPT = 600  # seconds on the chart
FIRST = 30  # seconds that it is wide at the beginning
HEIGHT = 54  # pixels of a curve


class LiveChart(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._watch: UsageWatch | None = None
        self._peak = 0
        self._memory = _Curve(self.tr("Memory"), "accent")
        self._processor = _Curve(self.tr("Processor"), "processor", top=100.0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self._memory)
        layout.addWidget(self._processor)

    def begin(self, job: EngineJob) -> None:
        """Follow the child of ``job`` until ``stop``."""
        self.stop()
        self._peak = 0
        self._memory.clear()
        self._processor.clear()
        self.load()
        self._watch = UsageWatch(job.process)
        self._watch.measured.connect(self.show_usage)
        self._watch.begin()

    def load(self) -> None:
        """Fetch pyqtgraph in the background, and then draw."""
        loading = Call(lambda: importlib.import_module("pyqtgraph"))
        loading.done.connect(self._draw)
        loading.begin()

    def stop(self) -> None:
        if self._watch:
            self._watch.stop()
            self._watch = None

    def is_drawn(self) -> bool:
        return self._memory.is_drawn() and self._processor.is_drawn()

    @property
    def words(self) -> tuple[str, str]:
        """The current values of memory and processor."""
        return self._memory.words, self._processor.words

    def show_usage(self, usage: Usage) -> None:
        self._peak = max(self._peak, usage.memory)
        words = self.tr("{now}, at most {peak}").format(now=size_words(usage.memory), peak=size_words(self._peak))
        self._memory.add(usage.memory, words)
        self._processor.add(usage.processor, f"{usage.processor:.0f} %")

    def _draw(self, pyqtgraph: Any) -> None:
        self._memory.draw(pyqtgraph)
        self._processor.draw(pyqtgraph)


class _Curve(QWidget):
    """One caption, one value, one line; ``top`` fixes the scale, which otherwise grows with the line."""

    def __init__(self, caption: str, colour: str, top: float | None = None) -> None:
        super().__init__()
        self._caption = caption
        self._colour = colour
        self._top = top
        self._points: deque[float] = deque(maxlen=KEPT)
        self._line: Any = None
        self._plot: Any = None
        self._value: QLabel = short_label(role="muted")
        card = panel("soft")
        self._inside = QVBoxLayout(card)
        self._inside.setContentsMargins(16, 12, 16, 12)
        head = QHBoxLayout()
        head.addWidget(short_label(caption, "title"))
        head.addStretch()
        head.addWidget(self._value)
        self._inside.addLayout(head)
        self._inside.addSpacing(4)
        self._room = QWidget()
        self._room.setFixedHeight(HEIGHT)
        self._inside.addWidget(self._room)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)

    @property
    def words(self) -> str:
        return self._value.text()

    def is_drawn(self) -> bool:
        return self._line is not None

    def clear(self) -> None:
        self._points.clear()
        self._value.clear()

    def add(self, value: float, words: str) -> None:
        self._points.append(value)
        self._value.setText(words)
        self.setAccessibleName(f"{self._caption}: {words}")
        self._redraw()

    def draw(self, pyqtgraph: Any) -> None:
        """Put the real plot where room was kept for it."""
        if self._line is not None:
            return
        plot = pyqtgraph.PlotWidget(background=None)
        plot.setFixedHeight(HEIGHT)
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(x=False, y=False)
        plot.hideButtons()
        plot.hideAxis("left")
        plot.hideAxis("bottom")
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if self._top:
            plot.setYRange(0, self._top, padding=0.04)
        colour = QColor(colours()[self._colour])
        shade = QColor(colour)
        shade.setAlpha(40)
        pen = pyqtgraph.mkPen(colour, width=2)
        self._plot = plot
        self._line = plot.plot(pen=pen, fillLevel=0, brush=shade, antialias=True)
        self._inside.replaceWidget(self._room, plot)
        self._room.deleteLater()
        self._redraw()

    def _redraw(self) -> None:
        if self._line is not None:
            self._plot.setXRange(0, max(FIRST, len(self._points) - 1), padding=0)
            self._line.setData(list(self._points))

"""How far a long job is: the step, a bar, real counts, the time, and on demand every line it logged."""

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.estimate.time_left import TimeLeft
from app.core.events import Log, News, Progress
from app.core.steps import Step
from app.widgets.announcing import announce
from app.widgets.bar import Bar
from app.widgets.code_block import code_text, fix_lines
from app.widgets.collapsible import Collapsible
from app.widgets.elements import label, short_label
from app.wording.filling import duration_words
from app.wording.messages import progress_words, step_words, waiting_words

MAXIMUM_LINES = 2000
STANDING = 2.0  # seconds after which a bar that stands still says what it waits for
SURE = 0.08  # share of the whole from which the time left can be told
LOG_LINES = 9


class JobProgress(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._begun = self._moved = 0.0  # times of the start, and of the bar's last movement
        self._overall: float | None = None
        self._told: Progress | None = None  # what was reported last
        self._left = TimeLeft()
        self._step = label(role="title")
        self._amount = label(role="muted")
        self._time = short_label(role="muted")
        self.bar = Bar()
        self._log = code_text()
        fix_lines(self._log, LOG_LINES)
        self._log.setMaximumBlockCount(MAXIMUM_LINES)
        self._log.setAccessibleName(self.tr("Log"))
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._show_time)
        head = QHBoxLayout()
        head.addWidget(self._step, 1)
        head.addWidget(self._time)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.bar)
        layout.addWidget(self._amount)
        self.details = Collapsible(self.tr("&Details"), self._log)
        layout.addWidget(self.details)

    @property
    def seconds(self) -> float:
        """Since ``begin``."""
        return time.perf_counter() - self._begun

    def begin(self, text: str, begun: float | None = None) -> None:
        """``begun``: when the job did, by ``time.perf_counter``; None: now."""
        self._moved = time.perf_counter()
        self._begun = self._moved if begun is None else begun
        self._overall = self._told = None
        self._left = TimeLeft()
        self._log.clear()
        self._amount.clear()
        self._step.setText(text)
        self.bar.show_share(None)
        self._show_time()
        self._clock.start()

    def show_event(self, event: News) -> None:
        match event:
            case Progress():
                self.show_progress(event)
            case Log(message):
                self._log.appendPlainText(message)
                self._log.horizontalScrollBar().setValue(0)  # else a long line shows its end

    def show_progress(self, progress: Progress) -> None:
        if progress.overall != self._overall:
            self._moved = time.perf_counter()
        self._overall, self._told = progress.overall, progress
        self._expect(progress.seconds_left)
        step = step_words(progress.step)
        if step != self._step.text():
            announce(self, step)
        self._step.setText(step)
        self._amount.setText(progress_words(progress))
        self.bar.show_share(progress.overall)
        self.bar.setAccessibleName(self._step.text())

    def end(self) -> None:
        """Stop the clock and the bar's movement."""
        self._clock.stop()
        self.bar.show_share(self._overall or 0.0)

    def _show_time(self) -> None:
        minutes, seconds = divmod(int(self.seconds), 60)
        elapsed = f"{minutes}:{seconds:02}"
        if time.perf_counter() - self._moved > STANDING:
            self._amount.setText(waiting_words(self._told or Progress(step=Step.STARTING)))
        seconds_left = self._left.shown(time.perf_counter())
        if seconds_left is None:
            self._time.setText(elapsed)
            return
        left = duration_words(seconds_left)
        self._time.setText(self.tr("{elapsed}, {left} left").format(elapsed=elapsed, left=left))

    def _expect(self, seconds_left: float | None) -> None:
        """What the job itself says; else what its share so far lets expect."""
        if seconds_left is None and self._overall and self._overall >= SURE:
            seconds_left = self.seconds * (1 - self._overall) / self._overall
        if seconds_left is not None:
            self._left.tell(seconds_left, time.perf_counter())

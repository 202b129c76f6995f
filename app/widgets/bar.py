"""A slim progress bar that looks the same everywhere; it glides while the length is unknown, where things may move."""

from PySide6.QtCore import QEasingCurve, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar

from app.widgets.theme import colours, reduced_motion

HEIGHT = 8  # pixels
FINENESS = 1000  # steps of the bar
GLIDE = 1600  # milliseconds of one pass
_SHARE = 0.3  # share of the bar that glides


class Bar(QProgressBar):
    """``show_share`` takes 0 to 1, or None for "busy"."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setFixedHeight(HEIGHT)
        self._glide = QVariantAnimation(self)
        self._glide.setStartValue(0.0)
        self._glide.setEndValue(1.0)
        self._glide.setDuration(GLIDE)
        self._glide.setLoopCount(-1)
        self._glide.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._glide.valueChanged.connect(self.update)
        self.show_share(None)

    def show_share(self, share: float | None) -> None:
        self.setRange(0, 0 if share is None else FINENESS)
        if share is not None:
            self.setValue(round(share * FINENESS))
        self._animate()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        palette = colours()
        self._fill(painter, whole, palette["line"])
        self._fill(painter, self._done(whole), palette["accent"])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._animate()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._glide.stop()

    def _animate(self) -> None:
        busy = self.maximum() == 0 and self.isVisible() and not reduced_motion()
        running = self._glide.state() is QVariantAnimation.State.Running
        if busy and not running:
            self._glide.start()
        elif running and not busy:
            self._glide.stop()

    def _done(self, whole: QRectF) -> QRectF:
        if self.maximum() > 0:
            return QRectF(0, 0, whole.width() * self.value() / self.maximum(), whole.height())
        if self._glide.state() is not QVariantAnimation.State.Running:
            return QRectF(whole.width() * (1 - _SHARE) / 2, 0, whole.width() * _SHARE, whole.height())
        place = float(self._glide.currentValue() or 0.0) * (1 + _SHARE) - _SHARE
        start, end = max(place, 0.0), min(place + _SHARE, 1.0)
        return QRectF(whole.width() * start, 0, whole.width() * (end - start), whole.height())

    def _fill(self, painter: QPainter, place: QRectF, colour: str) -> None:
        radius = min(place.width(), place.height()) / 2
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(place, radius, radius)

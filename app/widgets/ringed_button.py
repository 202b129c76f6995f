"""A push button whose focus can be seen on a filled surface too: by a ring around it, with a gap."""

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionButton

from app.widgets.theme import colours
from app.widgets.wrapping_button import WrappingButton

FILLED = {"primary": 10.0, "round": math.inf}  # kinds that have a ring, and the radius of its corners in pixels
RING = 2.0  # pixels; the style sheet's margins leave room for it and for a gap as wide


class RingedButton(WrappingButton):
    """A filled button's own border would hardly differ from its surface; all other kinds have their border."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        radius = FILLED.get(str(self.property("kind")))
        if radius is None or not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours()["focus"]), RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = self._around()
        radius = min(radius, ring.height() / 2)
        painter.drawRoundedRect(ring, radius, radius)

    def _around(self) -> QRectF:
        """The middle of the ring: a gap of one ring lies between it and the surface."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        surface = self.style().subElementRect(QStyle.SubElement.SE_PushButtonBevel, option, self)
        return QRectF(surface).adjusted(-1.5 * RING, -1.5 * RING, 1.5 * RING, 1.5 * RING)

"""The list of steps at the window's left: done, current, still to come."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import PRODUCT_NAME, __version__, paths
from app.widgets.elements import button, icon_label, label, restyle, set_icon, short_label

WIDTH = 216  # pixels
LOW = 480  # pixels of height, for which the steps stand closer together


class StepList(QWidget):
    """``painted`` is emitted each time that it was; on Windows the wizard itself, which its parts cover, never is."""

    painted = Signal()

    def __init__(self, names: Sequence[str]) -> None:
        self._layout = layout = QVBoxLayout()  # set early: resizeEvent needs it
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(WIDTH, 0)
        self._names = names
        self._rows = [(icon_label(size=18), short_label(name)) for name in names]
        self.setLayout(layout)
        layout.setContentsMargins(24, 28, 16, 20)
        layout.addLayout(_product())
        layout.addSpacing(18)
        for mark, text in self._rows:
            layout.addLayout(_side_by_side(mark, text))
        layout.addStretch()
        self.help_button = button(self.tr("Help"), "link")
        self.help_button.setShortcut(QKeySequence.StandardKey.HelpContents)
        version = short_label(self.tr("Version {version}").format(version=__version__), "small")
        layout.addLayout(_side_by_side(version, self.help_button))
        self.updates_button = button(self.tr("Check for &updates"), "link")
        self.updates_button.setToolTip(self.tr("Opens a page in your browser. The program never looks by itself."))
        self.updates_button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(paths.releases_page())))
        self.updates_button.setVisible(bool(paths.releases_page()))
        layout.addWidget(self.updates_button)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._layout.setSpacing(15 if self.height() > LOW else 6)

    def show_current(self, current: int) -> None:
        for index, (mark, text) in enumerate(self._rows):
            state = "later" if index > current else "done" if index < current else "current"
            role = "step" if state == "later" else f"step-{state}"
            if text.property("role") != role:
                set_icon(mark, f"step-{state}")
                restyle(text, "role", role)
        place = self.tr("Step {number} of {count}: {name}")
        self.setAccessibleName(place.format(number=current + 1, count=len(self._names), name=self._names[current]))


def _product() -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setSpacing(11)
    layout.addWidget(icon_label("app", 34))
    layout.addWidget(label(PRODUCT_NAME, "product"), 1)
    return layout


def _side_by_side(left: QWidget, right: QWidget) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setSpacing(11)
    layout.addWidget(left)
    layout.addWidget(right)
    layout.addStretch()
    return layout

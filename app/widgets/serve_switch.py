"""The switch that offers a model to the user's other programs, with a light, its address, and how to use it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.widgets.copy_button import CopyButton
from app.widgets.elements import button, icon_label, set_icon
from app.widgets.elided_label import ElidedLabel
from app.widgets.model_title import model_title
from app.wording.messages import failure_words
from app.workers.serving import ServedModel

_LIGHT = 16  # pixels
_LEAST = 60  # pixels of the address


class ServeSwitch(QWidget):
    """``explained`` is emitted when the user wants to know how programs ask it."""

    explained = Signal()

    def __init__(self, served: ServedModel) -> None:
        super().__init__()
        self._served = served
        self.switch = QCheckBox(self.tr("Programs may ask it"))
        self.switch.setProperty("role", "switch")
        self.switch.clicked.connect(self._press)
        self.light = icon_label("info", _LIGHT)
        self.said = ElidedLabel("", "muted", least=_LEAST, grows=False)
        self.copy_button = CopyButton(self.tr("Copy"), lambda: served.serving.url if served.serving else "")
        self.copy_button.setProperty("kind", "link")
        self.copy_button.setAccessibleName(self.tr("Copy the address"))
        self.how_button = button(self.tr("How…"), "link")
        how = self.tr("How programs ask it")
        self.how_button.setAccessibleName(f"{how}: {model_title(served.deployment)}")
        self.how_button.clicked.connect(self.explained)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.switch, self.light, self.said, self.copy_button, self.how_button):
            layout.addWidget(part)
        layout.addStretch()
        served.changed.connect(self._show)
        self._show()

    def _press(self, wanted: bool) -> None:
        if wanted:
            self._served.begin()
        else:
            self._served.stop()

    def _show(self) -> None:
        served = self._served
        self.switch.setChecked(served.running)
        self.copy_button.setVisible(served.serving is not None)
        self.how_button.setVisible(served.running)
        mark, said = "", ""
        if served.serving:
            mark, said = "ok", served.serving.url
            self.said.setToolTip(self.tr("Requests so far: {number}").format(number=served.serving.requests))
        elif served.running:
            mark, said = "info", self.tr("Loading the model…")
        elif served.failed:
            mark, said = "error", failure_words(served.failed).title
            self.said.setToolTip(failure_words(served.failed).explanation)
        for part in (self.light, self.said):
            part.setVisible(bool(said))
        if said:
            set_icon(self.light, mark)
        self.said.show_text(said)
        state = self.tr("on") if served.serving else self.tr("off")
        self.switch.setAccessibleName(f"{model_title(served.deployment)}. {self.switch.text()}: {said or state}")

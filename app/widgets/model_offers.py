"""What was done with the chosen model before, and the way on from there: chat with it, or install it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.library.converted_model import WaitingModel
from app.core.library.deployment import Deployment
from app.widgets.elements import button, clear
from app.widgets.notice_row import NoticeRow
from app.widgets.scorecard_view import short_date


class ModelOffers(QWidget):
    """``chat`` carries the installed ``Deployment``, ``install`` the folder of the converted model."""

    chat = Signal(Deployment)
    install = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.chat_button = button(self.tr("&Chat with it"), "primary")
        self.chat_button.clicked.connect(lambda: self.chat.emit(self._installed))
        self._installed: Deployment | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self._rows.addWidget(self.chat_button)
        self.hide()

    def rows(self) -> list[NoticeRow]:
        return self.findChildren(NoticeRow)

    def show_offers(self, installed: Deployment | None, waiting: WaitingModel | None) -> None:
        self._installed = installed
        self._rows.removeWidget(self.chat_button)
        clear(self._rows)
        if waiting:
            self._rows.addWidget(self._waiting_row(waiting, "plain" if installed else "primary"))
        self._rows.addWidget(self.chat_button)
        self.chat_button.setVisible(installed is not None)
        if installed:
            self.chat_button.setAccessibleName(self.tr("Chat with {name}").format(name=installed.name))
        self.setVisible(bool(installed or waiting))

    def has_any(self) -> bool:
        """Whether there is a button here that spares the conversion."""
        return not self.isHidden()

    def _waiting_row(self, waiting: WaitingModel, kind: str) -> NoticeRow:
        text = self.tr("On {day} it was converted to {precision}, and not installed. It need not be converted again.")
        facts = {"day": short_date(waiting.provenance.created), "precision": waiting.provenance.precision.upper()}
        row = NoticeRow("info", self.tr("This model is converted already"), text.format(**facts))
        install = button(self.tr("Already converted: &install it"), kind)
        install.clicked.connect(lambda: self.install.emit(waiting.folder))
        row.add_action(install)
        return row

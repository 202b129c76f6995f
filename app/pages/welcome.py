"""What this program does, in three lines; and in which language."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app import PRODUCT_NAME
from app.pages.base import Page
from app.settings import Settings
from app.widgets.elements import button, icon_label, label, short_label
from app.widgets.fields import choice_field
from app.widgets.wrapping_row import WrappingRow
from app.wording.translation import LANGUAGES


class WelcomePage(Page):
    """``language_chosen`` carries a language's code, and the wizard is then built again; ``library`` asks for what is
    installed."""

    language_chosen = Signal(str)
    library = Signal()

    def __init__(self, settings: Settings, language: str) -> None:
        super().__init__()
        lead = self.tr("From the model that you fine-tuned to a chat with it, on this computer.")
        self.name(PRODUCT_NAME, lead)
        self.name_next(self.tr("&Start"))
        self._settings = settings
        self.body.addSpacing(14)
        self._add_promise(
            "chip",
            self.tr("Converts it to run on an ordinary processor"),
            self.tr("Your model becomes several times smaller. No graphics card is needed."),
        )
        self._add_promise(
            "chat",
            self.tr("Installs it in Foundry Local"),
            self.tr("You chat with it here, and your own programs can use it too."),
        )
        self._add_promise(
            "offline",
            self.tr("Nothing leaves this computer"),
            self.tr("Everything works without the internet. Your original files are not changed."),
        )
        self.body.addStretch()
        self.body.addLayout(self._language_row(language))

    def _add_promise(self, icon_name: str, title: str, text: str) -> None:
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(title, "title"))
        words.addWidget(label(text, "muted"))
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(icon_label(icon_name, 38))
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.body.addSpacing(14)

    def _language_row(self, language: str) -> WrappingRow:
        self.languages = choice_field()
        for code, name in LANGUAGES:
            self.languages.addItem(name, code)
        self.languages.setCurrentIndex(max(0, self.languages.findData(language)))
        self.languages.activated.connect(self._choose_language)
        caption = short_label(self.tr("&Language"), "muted")
        caption.setBuddy(self.languages)
        row = WrappingRow(12, spread=True)
        row.addWidget(caption)
        row.addWidget(self.languages)
        self.library_button = button(self.tr("Installed &models"), icon_name="folder")
        self.library_button.clicked.connect(self.library)
        row.addWidget(self.library_button)
        return row

    def _choose_language(self) -> None:
        code = self.languages.currentData()
        if code != self._settings.language:
            self._settings.language = code
            self.language_chosen.emit(code)

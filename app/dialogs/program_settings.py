"""The window with what the program itself remembers: where models lie, language, look, and what is usual."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QWidget

from app import paths
from app.core.computer.threads import usable_cores, want_threads
from app.core.recipe.offer import PRECISIONS
from app.core.recipe.recipe import Precision, Target
from app.dialogs.computer_parts import ConnectionsPart, LeftoversPart
from app.dialogs.library_move import LibraryPart
from app.settings import Settings
from app.widgets.dialog_frame import lay_out_dialog
from app.widgets.elements import button, label, question
from app.widgets.fields import choice_field
from app.widgets.reading_order import KeyedDialog
from app.widgets.theme import Theme, choose_theme
from app.widgets.window_size import fit_to_screen
from app.wording.messages import precision_words
from app.wording.translation import LANGUAGES

_SIZE = (640, 760)  # pixels at 100 % scaling
_SMALLEST = (480, 360)


class ProgramSettingsDialog(KeyedDialog):
    """Each choice is kept and counts at once. ``language_chosen`` carries a language's code, "" for the system's;
    ``library_chosen`` the ``Path`` that models are installed into from now on. Without ``moves`` those that are
    installed stay: one of them is being worked on."""

    language_chosen = Signal(str)
    library_chosen = Signal(Path)

    def __init__(self, settings: Settings, parent: QWidget | None = None, *, moves: bool = True) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(self.tr("Program settings"))
        fit_to_screen(self, _SIZE, _SMALLEST)
        self.close_button = button(self.tr("&Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        self.reset_button = button(self.tr("Reset all settin&gs…"))
        self.reset_button.clicked.connect(self._ask_reset)
        lead = label(self.tr("What you choose here is kept, and counts from now on."), "lead")
        self._body = lay_out_dialog(self, lead, [self.reset_button, self.close_button])
        self._body.setSpacing(5)
        self.library = LibraryPart(settings.library, moves=moves)
        self.library.chosen.connect(self.choose_library)
        self._add(self.tr("Installed models are kept in"), self.library)
        self._add_choices()
        self.leftovers, self.connections = LeftoversPart(settings.library), ConnectionsPart()
        self._add(self.tr("What interrupted work has left"), self.leftovers)
        self._add(self.tr("Connections to other computers"), self.connections)
        self.logs_button = button(self.tr("&Open their folder"), icon_name="folder")
        self.logs_button.clicked.connect(self._open_logs)
        self._add(self.tr("Reports of errors"), self.logs_button)
        self._body.addStretch()
        self._show()

    def begin(self) -> None:
        """Show the window, and look at what takes time."""
        self.open()
        self.language.setFocus()
        self.leftovers.look()
        self.connections.look()

    def done(self, result: int) -> None:
        self.library.stop()
        self.leftovers.stop()
        self.connections.stop()
        super().done(result)

    def choose_library(self, folder: Path) -> None:
        """What is installed already is known wherever it is."""
        self._settings.library = folder
        self._show()
        self.library_chosen.emit(folder)

    def reset(self) -> None:
        before = self._settings.language, self._settings.library
        self._settings.reset()
        self._show()
        self._dress()
        want_threads(0)
        if before[0] != self._settings.language:
            self.language_chosen.emit(self._settings.language)
        if before[1] != self._settings.library:
            self.library_chosen.emit(self._settings.library)

    def _add_choices(self) -> None:
        system = self.tr("As the system")
        languages = [("", system), *((language.code, language.name) for language in LANGUAGES)]
        themes = [
            (Theme.SYSTEM.value, system),
            (Theme.LIGHT.value, self.tr("Light")),
            (Theme.DARK.value, self.tr("Dark")),
        ]
        precisions = [(each.value, precision_words(each).title) for each in PRECISIONS[Target.CPU]]
        recommended = ("", self.tr("What is recommended for the model"))
        counts = [(str(count), str(count)) for count in range(1, usable_cores() + 1)]
        fastest = ("", self.tr("As many as are measured to be fastest"))
        self.language = self._add_choice(self.tr("&Language"), languages)
        self.theme = self._add_choice(self.tr("&Appearance"), themes)
        self.precision = self._add_choice(self.tr("&Precision that is chosen at first"), [recommended, *precisions])
        self.threads = self._add_choice(self.tr("&Threads with which models run"), [fastest, *counts])
        self.language.activated.connect(self._choose_language)
        self.theme.activated.connect(self._choose_theme)
        self.precision.activated.connect(self._choose_precision)
        self.threads.activated.connect(self._choose_threads)

    def _add_choice(self, caption: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
        field = choice_field()
        for value, name in choices:
            field.addItem(name, value)
        self._add(caption, field)
        return field

    def _add(self, caption: str, *parts: QWidget) -> None:
        named = label(caption, "title")
        if isinstance(parts[0], QComboBox):
            named.setBuddy(parts[0])
        for part in (named, *parts):
            self._body.addWidget(part)
        self._body.addSpacing(9)

    def _show(self) -> None:
        settings = self._settings
        self.library.show_folder(settings.library)
        values = {
            self.language: settings.language,
            self.theme: settings.theme or Theme.SYSTEM.value,
            self.precision: settings.precision.value if settings.precision else "",
            self.threads: str(settings.threads) if settings.threads else "",
        }
        for field, value in values.items():
            field.setCurrentIndex(max(0, field.findData(value)))

    def _choose_language(self) -> None:
        code = self.language.currentData()
        if code != self._settings.language:
            self._settings.language = code
            self.language_chosen.emit(code)

    def _choose_theme(self) -> None:
        theme = Theme(self.theme.currentData())
        self._settings.theme = "" if theme is Theme.SYSTEM else theme.value
        self._dress()

    def _dress(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            choose_theme(app, Theme(self._settings.theme or Theme.SYSTEM))

    def _choose_precision(self) -> None:
        value = self.precision.currentData()
        self._settings.precision = Precision(value) if value else None

    def _choose_threads(self) -> None:
        self._settings.threads = int(self.threads.currentData() or 0)
        want_threads(self._settings.threads)

    def _open_logs(self) -> None:
        folder = paths.log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _ask_reset(self) -> None:
        asked = question(self, "warn")
        asked.setText(self.tr("Reset all settings?"))
        asked.setInformativeText(self.tr("Your models, and the folders that you used lately, stay."))
        resets = asked.addButton(self.tr("&Reset"), QMessageBox.ButtonRole.AcceptRole)
        asked.setDefaultButton(asked.addButton(self.tr("&Keep my settings"), QMessageBox.ButtonRole.RejectRole))
        asked.exec()
        if asked.clickedButton() is resets:
            self.reset()

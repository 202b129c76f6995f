"""The window with the help: a page of text in the window's language, which says where things are on this computer."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from app import paths
from app.dialogs.dialog_frame import lay_out_dialog
from app.settings import Settings
from app.widgets.elements import button, label
from app.widgets.reading_order import KeyedDialog
from app.widgets.window_size import fit_to_screen
from app.wording.translation import SOURCE

SIZE = (760, 620)  # pixels at 100 % scaling
SMALLEST = (480, 360)


class HelpDialog(KeyedDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Help"))
        fit_to_screen(self, SIZE, SMALLEST)
        self.text = label(help_text())
        self.text.setTextFormat(Qt.TextFormat.MarkdownText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = button(self.tr("&Close"), "primary")
        close.clicked.connect(self.accept)
        lead = label(self.tr("Everything here works without the internet, this page too."), "lead")
        lay_out_dialog(self, lead, [close]).addWidget(self.text)
        (area,) = self.findChildren(QScrollArea)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the keys for scrolling
        area.setFocus()


def help_text() -> str:
    """Markdown."""
    own = paths.resource("help", f"{QLocale().name()[:2]}.md")
    text = (own if own.is_file() else paths.resource("help", f"{SOURCE.code}.md")).read_text(encoding="utf-8")
    return text.format(models=Settings().library, data=paths.data_folder(), logs=paths.log_folder())

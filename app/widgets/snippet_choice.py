"""The code with which another program uses an installed model, or a colleague makes it again, in one language."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import paths
from app.core.library.deployment import Deployment
from app.core.library.notes import read_provenance
from app.core.snippets.http import CSHARP, CURL, JAVASCRIPT, POWERSHELL, PYTHON, endpoint_snippet
from app.core.snippets.olive import OLIVE_CONFIG, PACKAGES, commands, olive_snippet, same_by_olive
from app.core.snippets.sdk import CSHARP_SDK, JAVASCRIPT_SDK, PYTHON_SDK, sdk_snippet
from app.widgets.code_block import CodeBlock
from app.widgets.elements import label, short_label
from app.widgets.fields import choice_field

# What asks the address, and what opens the installed model itself
ENDPOINT = {
    "Python (openai)": PYTHON,
    "curl": CURL,
    "PowerShell": POWERSHELL,
    "JavaScript": JAVASCRIPT,
    "JavaScript (Foundry Local SDK)": JAVASCRIPT_SDK,
    "C#": CSHARP,
}
ALONE = {"Python (Foundry Local SDK)": PYTHON_SDK, "C# (Foundry Local SDK)": CSHARP_SDK}
NO_URL = "http://127.0.0.1:PORT/catalogs/local/v1"


class SnippetChoice(QWidget):
    """``show_url`` says where ``deployment`` is served."""

    def __init__(self, deployment: Deployment) -> None:
        super().__init__()
        self._deployment = deployment
        self._url = ""
        self.languages = choice_field()
        self.languages.addItems([*ENDPOINT, *ALONE, self.tr("Convert it again (Olive)")])
        self.languages.currentIndexChanged.connect(lambda _: self._show())
        self.hint = label(role="small")
        self.command = CodeBlock(self.tr("Command"))
        self.olive_command = CodeBlock(self.tr("Olive's own command"))
        self.code = CodeBlock(self.tr("Code to copy"))
        caption = short_label(self.tr("&From"), "muted")
        caption.setBuddy(self.languages)
        choice = QHBoxLayout()
        choice.setSpacing(12)
        choice.addWidget(caption)
        choice.addWidget(self.languages)
        choice.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(choice)
        for part in (self.hint, self.command, self.olive_command, self.code):
            layout.addWidget(part)
        self._show()

    def show_url(self, url: str) -> None:
        """``url`` is "" while the model is not served: the address stays what it was."""
        self._url = url or self._url
        self._show()

    def _show(self) -> None:
        language = self.languages.currentText()
        self.hint.hide()
        self.command.hide()
        self.olive_command.hide()
        self.code.copy_button.setEnabled(bool(self._url) or language not in ENDPOINT)  # not while its port is unknown
        if language in ENDPOINT:
            self.code.set_text(endpoint_snippet(ENDPOINT[language], self._url or NO_URL, self._deployment.model_id))
        elif language in ALONE:
            self._tell(self.tr("It loads the model by itself: this window need not be open."))
            self.code.set_text(sdk_snippet(ALONE[language], self._deployment, paths.foundry_cache()))
        else:
            self._show_olive()

    def _show_olive(self) -> None:
        provenance = read_provenance(self._deployment.folder)
        if provenance is None:
            self.code.set_text(self.tr("It was not converted here, so it is not known how."))
            return
        here, *olive = commands(provenance, paths.command_line(), paths.olive_command(), paths.resource(PACKAGES))
        text = self.tr(
            "Save the code as {file} beside the folder of the original model, and run this in a terminal there."
        )
        if olive:
            text = self.tr(
                "Save the code as {file} beside the folder of the original model, and run one of these in a terminal "
                "there: both make the same bytes."
            )
        if olive and not same_by_olive(provenance):
            text = self.tr(
                "Save the code as {file} beside the folder of the original model, and run the first of these in a "
                "terminal there. The second is Olive alone, which rounds without looking at texts and keeps larger "
                "tables: its model is not the same."
            )
        if provenance.base:
            text = self.tr(
                "Save the code as {file} beside the folders of the adapter and its base model, and run this in a "
                "terminal there."
            )
        self._tell(text.format(file=OLIVE_CONFIG))
        self.command.set_text(here)
        self.command.show()
        for command in olive:
            self.olive_command.set_text(command)
            self.olive_command.show()
        self.code.set_text(olive_snippet(provenance))

    def _tell(self, text: str) -> None:
        self.hint.setText(text)
        self.hint.show()

"""Where the model is now, and how to use it from elsewhere."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import paths
from app.core.failures import FailureKind
from app.core.findings import informs
from app.core.library.converted_model import ConvertedModel
from app.core.library.deployment import Deployment
from app.core.plan import Plan
from app.core.snippets.sdk import PYTHON_SDK, sdk_snippet
from app.core.snippets.shell import chat_command
from app.pages.base import Page
from app.pages.installed_verdict import InstalledVerdict
from app.widgets.code_block import CodeBlock
from app.widgets.collapsible import Collapsible
from app.widgets.elements import button, clear, panel, restyle
from app.widgets.notice_row import NoticeRow, beside_mark, finding_row
from app.widgets.wrapping_row import WrappingRow
from app.wording.filling import size_words
from app.workers.measuring import Measurements


class FinishPage(Page):
    """``another`` is emitted when the user wants to install one more model, ``library`` for what is installed, ``chat``
    and ``serve`` with the ``Deployment`` that is to be chatted with, and that programs shall use."""

    another = Signal()
    library = Signal()
    chat = Signal(Deployment)
    serve = Signal(Deployment)

    def __init__(self, measurements: Measurements | None = None) -> None:
        super().__init__()
        self._measurements = measurements or Measurements()
        self.badge: InstalledVerdict | None = None
        self.name(self.tr("Done"), "")
        self.setFinalPage(True)
        self._folder: Path | None = None
        self._deployment: Deployment | None = None
        self._card = panel("ok")
        self._card_layout = QVBoxLayout(self._card)
        self._card_layout.setContentsMargins(20, 6, 20, 6)
        self.folder_button = button(self.tr("&Open its folder"), icon_name="folder")
        self.folder_button.clicked.connect(self._open_folder)
        self.another_button = button(self.tr("Install &another model"))
        self.another_button.clicked.connect(self.another)
        self.library_button = button(self.tr("Installed &models"))
        self.library_button.clicked.connect(self.library)
        self.pack_button = button(self.tr("&Pack for another computer…"))
        self.pack_button.clicked.connect(self._pack)
        self.chat_button = button(self.tr("C&hat with it"))
        self.chat_button.clicked.connect(self._chat)
        self.serve_button = button(self.tr("&Use it from programs"))
        self.serve_button.clicked.connect(self._serve)
        self.command = CodeBlock(self.tr("Chat in a terminal"))
        self.code = CodeBlock(self.tr("Use it from Python (install the package foundry-local-sdk first)"))
        row = WrappingRow(10)
        others = (self.another_button, self.library_button, self.pack_button, self.folder_button)
        for each in (self.chat_button, *others):
            row.addWidget(each)
        self.body.addWidget(self._card)
        self.body.addLayout(row)
        self.body.addWidget(self._for_programs())
        self.body.addStretch()

    def _for_programs(self) -> Collapsible:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(self.serve_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.command)
        layout.addWidget(self.code)
        self.programs = Collapsible(self.tr("From pro&grams and the terminal"), inside)
        return self.programs

    def enter(self, plan: Plan) -> None:
        made = plan.deployment or plan.converted
        assert made
        self._folder = made.folder
        self._deployment = plan.deployment
        self.folder_button.show()
        for block in (self.programs, self.chat_button, self.pack_button):
            block.setVisible(plan.deployment is not None)
        if plan.deployment:
            self._show(plan.deployment)
        elif plan.converted:
            self._show_converted(plan.name, plan.converted)

    def look_again(self) -> None:
        """The model may have been renamed, deleted or measured."""
        if self.badge and self._deployment and self._deployment.folder.is_dir():
            self.badge.read()
        if not self._deployment or self._deployment.folder.is_dir():
            return
        self._clear()
        self.lead.setText(self.tr("Your model has been renamed or deleted since."))
        restyle(self._card, "role", "warn")
        title = self.tr("{name} is not installed under this name any more").format(name=self._deployment.name)
        self._card_layout.addWidget(NoticeRow("warn", title, self.tr("“Installed models” shows what is there.")))
        for gone in (self.programs, self.chat_button, self.pack_button, self.folder_button):
            gone.hide()

    def _clear(self) -> None:
        self.leave()
        restyle(self._card, "role", "ok")
        clear(self._card_layout)
        self.badge = None

    def _show(self, deployment: Deployment) -> None:
        self._clear()
        self.lead.setText(self.tr("Your model is ready for you and for your programs."))
        title = self.tr("{name} is installed").format(name=deployment.name)
        value = size_words(deployment.bytes)
        self._card_layout.addWidget(NoticeRow("ok", title, str(deployment.folder), value=value))
        self.badge = InstalledVerdict(deployment, self._measurements)
        self.badge.setContentsMargins(beside_mark(), 0, 0, 8)
        self._card_layout.addWidget(self.badge)
        self.command.set_text(chat_command(paths.command_line(), deployment.name))
        self.code.set_text(sdk_snippet(PYTHON_SDK, deployment, paths.foundry_cache()))

    def leave(self) -> None:
        if self.badge:
            self.badge.leave()

    def _show_converted(self, name: str, model: ConvertedModel) -> None:
        """Shown for a model that was not installed, because it is for a graphics card."""
        self._clear()
        self.lead.setText(self.tr("Your model is ready for another computer."))
        title = self.tr("{name} is converted").format(name=name)
        self._card_layout.addWidget(NoticeRow("ok", title, str(model.folder), value=size_words(model.bytes)))
        self._card_layout.addWidget(finding_row(informs(FailureKind.OTHER_COMPUTERS)))

    def _chat(self) -> None:
        if self._deployment:
            self.chat.emit(self._deployment)

    def _serve(self) -> None:
        if self._deployment:
            self.serve.emit(self._deployment)

    def _pack(self) -> None:
        from app.dialogs.pack import pack_model

        if self._deployment:
            pack_model(self, self._deployment)

    def _open_folder(self) -> None:
        if self._folder:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

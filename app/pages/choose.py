"""Which model? Drop its folder or its package, browse for it, take one used lately, or try the sample."""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import paths
from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.mend import faulty_folder, mended_copy
from app.core.computer.checks.requirement import Requirement
from app.core.computer.computer_check import unmet_to_run
from app.core.events import Failed
from app.core.failures import FailureKind
from app.core.findings import Mend, Severity
from app.core.library.converted_check import read_converted
from app.core.library.converted_model import ConvertedModel, WaitingModel
from app.core.library.deployment import Deployment
from app.core.library.duplicate import inspect_beside, installed_from
from app.core.package.manifest import SUFFIX, Manifest, is_package
from app.core.package.unpacking import read_manifest
from app.core.plan import Plan
from app.pages.base import Page
from app.settings import Settings
from app.storage.waiting_models import waiting_of
from app.widgets.busy_row import BusyRow
from app.widgets.drop_zone import DropZone
from app.widgets.elements import button, clear, icon_label, label, panel, set_icon
from app.widgets.failure_panel import FailurePanel
from app.widgets.finding_list import FindingList
from app.widgets.model_facts import ModelFacts, PackageFacts
from app.widgets.model_offers import ModelOffers
from app.widgets.notice_row import NoticeRow
from app.widgets.reading_order import reveal_soon
from app.widgets.recent_folders import RecentFolders
from app.widgets.term_button import TermButton
from app.wording.messages import requirement_words
from app.wording.terms import Term
from app.workers.call import Call

InspectCheckpoint = Callable[[Path, Path | None], Checkpoint]


class ChoosePage(Page):
    """``chat`` carries the ``Deployment`` of an installed model that the chosen one is known to be. ``converts_soon``
    comes with a model that was not converted before."""

    chat = Signal(Deployment)
    converts_soon = Signal()

    def __init__(self, settings: Settings, inspect: InspectCheckpoint | None = None) -> None:
        self._checkpoint: Checkpoint | None = None
        self._converted: ConvertedModel | None = None  # set when the folder holds a model that only needs installing
        self._package: Manifest | None = None
        self._unmet: Requirement | None = None  # the requirement that keeps this computer from running a packed model
        super().__init__()
        lead = self.tr("Choose the folder in which your training program saved the model.")
        self.name(self.tr("Choose your model"), lead)
        self._settings = settings
        self._inspect = inspect or (lambda folder, base: inspect_beside(settings.library, folder, base))
        self._plan: Plan | None = None
        self._call: Call | None = None
        self._folder: Path | None = None  # the chosen folder, or the packed model's file
        self._mending: Checkpoint | None = None  # the model whose mended copy is being made
        self.zone = DropZone()
        self.zone.chosen.connect(self.choose)
        self.sample_button = button(self.tr("Try the &sample model"), "link", "sample")
        self.package_button = button(self.tr("&Open a packed model…"), "link", "folder")
        self.package_button.clicked.connect(self._browse_package)
        self.base_button = button(self.tr("Choose the &base model…"))
        self.base_button.wrap()
        self.base_button.clicked.connect(self._choose_base)
        self.sample_button.clicked.connect(lambda: self.choose(paths.sample_model()))
        self._busy = BusyRow("")
        self._card = panel("card")
        self._fill_card()
        self._failure = FailurePanel()
        self._failure.retry_button.hide()
        self.recent = RecentFolders()
        self.recent.chosen.connect(self.choose)
        packed = QHBoxLayout()
        packed.addWidget(self.package_button)
        packed.addWidget(TermButton(Term.PACKED_MODEL, self.tr("packed model")))
        packed.addStretch()
        for widget in (self.zone, self._busy, self._card, self._failure, self.sample_button):
            self.body.addWidget(widget)
        self.body.addLayout(packed)
        self.body.addWidget(self.recent)
        self.body.addStretch()
        for widget in (self._busy, self._card):
            widget.hide()

    def enter(self, plan: Plan) -> None:
        self._plan = plan
        self.recent.show_folders(self._settings.recent_folders)
        if plan.checkpoint and not self._checkpoint:
            self._show(plan.checkpoint)

    def resume(self, draft: Plan) -> None:
        self._plan = draft
        if draft.package:
            self.choose(draft.package)
        elif draft.checkpoint:
            self._folder = draft.checkpoint.folder
            self._show(draft.checkpoint)

    def amend(self, plan: Plan) -> Plan:
        if self._package and self._folder:  # to be installed as it was where it was packed
            packed, plan = self._package, replace(plan, checkpoint=None, converted=None, package=self._folder)
            return replace(plan, name=packed.name, system_prompt=packed.system_prompt, sampling=packed.sampling)
        return replace(plan, checkpoint=self._checkpoint, converted=self._converted, package=None)

    def leave(self) -> None:
        if self._call:
            self._call.stop()

    def isComplete(self) -> bool:
        return bool(
            (self._package and not self._unmet)
            or (self._checkpoint and (self._checkpoint.convertible or self._converted))
        )

    def leads_elsewhere(self) -> bool:
        return self.offers.has_any()

    def takes(self, dropped: Path) -> bool:
        self.choose(dropped)
        return True

    def action(self) -> QWidget | None:
        if self._folder is None:
            return self.zone.browse_button
        mends = [made for made in self._card.findChildren(QPushButton) if made.isVisible()]
        return next((made for made in mends if not isinstance(made, TermButton)), None)

    def choose(self, folder: Path, base: Path | None = None) -> None:
        """Look into ``folder``; the page is complete when its model can be converted. An adapter needs a ``base``."""
        self._folder = folder
        if is_package(folder):
            self._begin(lambda: (read_manifest(folder), unmet_to_run()), lambda found: self._show_package(*found))
        else:
            self._begin(lambda: self._look(folder, base), lambda found: self._show(*found))

    def _look(self, folder: Path, base: Path | None) -> tuple[Checkpoint, Deployment | None, WaitingModel | None]:
        """The model, and what was done with it before."""
        checkpoint, library = self._inspect(folder, base), self._settings.library
        known = any(finding.kind is FailureKind.DUPLICATE for finding in checkpoint.findings)
        installed = installed_from(checkpoint, library) if known else None
        return checkpoint, installed[0] if installed else None, waiting_of(checkpoint, library)

    def mend(self, kind: Mend, base: Path | None = None) -> None:
        """Put one thing right in a copy of the folder whose files are at fault, and look into that."""
        folder, checkpoint = self._folder, self._checkpoint
        if not folder or not checkpoint:
            return
        faulty = faulty_folder(checkpoint, kind)
        source = base or (checkpoint.base if faulty == folder else None)
        self._begin(
            lambda: mended_copy(faulty, kind, source, paths.data_folder() / "mended"),
            lambda made: self._choose_mended(checkpoint, faulty, made),
        )
        self._mending = checkpoint
        self._busy.show_text(self.tr("Making the copy…"))

    def _choose_mended(self, before: Checkpoint, faulty: Path, made: Path) -> None:
        if faulty == before.folder:
            self.choose(made, before.base)
        else:
            self.choose(before.folder, made)

    def _begin(self, function: Callable[[], object], done: Callable[..., None]) -> None:
        self.leave()
        self._checkpoint = self._converted = self._package = self._mending = self._unmet = None
        self.completeChanged.emit()
        clear(self._unmet_rows)
        self._card.hide()
        self._failure.hide()
        self._busy.show_text(self.tr("Looking into the folder…"))
        self._call = Call(function)
        self._call.done.connect(done)
        self._call.failed.connect(self._show_failure)
        self._call.begin()

    def _open(self, inside: Path) -> None:
        """A folder deeper inside the chosen one, or inside that of an adapter's base model."""
        base = self._checkpoint.base if self._checkpoint else None
        if base and self._folder and inside.is_relative_to(base):
            self.choose(self._folder, inside)
        else:
            self.choose(inside)

    def _browse_package(self) -> None:
        title, kind = self.tr("Open a packed model"), self.tr("Packed models")
        file, _ = QFileDialog.getOpenFileName(self, title, "", f"{kind} (*{SUFFIX})")
        if file:
            self.choose(Path(file))

    def _choose_base(self) -> None:
        base = self._ask_base()
        if base and self._folder:
            self.choose(self._folder, base)

    def _ask_base(self) -> Path | None:
        title = self.tr("The folder of the base model")
        base = QFileDialog.getExistingDirectory(self, title, str(self._folder.parent) if self._folder else "")
        return Path(base) if base else None

    def _mend_pressed(self, kind: Mend, with_base: bool) -> None:
        base = self._ask_base() if with_base else None
        if base or not with_base:
            self.mend(kind, base)

    def notices(self) -> list[NoticeRow]:
        return self._findings.rows()

    def _fill_card(self) -> None:
        self._mark = icon_label("ok", 24)
        self._title = label(role="title")
        self._facts, self._package_facts = ModelFacts(), PackageFacts()
        self._findings, self.offers = FindingList(), ModelOffers()
        self.offers.chat.connect(self.chat)
        self.offers.install.connect(self.choose)
        self._findings.opened.connect(self._open)
        self._findings.mend.connect(self._mend_pressed)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._mark)
        head.addWidget(self._title, 1)
        layout = QVBoxLayout(self._card)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(14)
        layout.addLayout(head)
        self._unmet_rows = QVBoxLayout()
        layout.addLayout(self._unmet_rows)
        layout.addWidget(self._findings)  # findings and their buttons come before the facts
        layout.addWidget(self.offers)
        layout.addWidget(self.base_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._facts)
        layout.addWidget(self._package_facts)

    def _show_package(self, manifest: Manifest, unmet: Requirement | None) -> None:
        """A double-click on a package comes here past the page that looks at the computer."""
        assert self._folder
        self._package, self._unmet = manifest, unmet
        self._findings.clear()
        self.offers.show_offers(None, None)
        self._package_facts.show_package(self._folder, manifest)
        if unmet:
            self._unmet_rows.addWidget(NoticeRow("error", *requirement_words(unmet)))
        title = self.tr("“{name}” cannot run here") if unmet else self.tr("“{name}” can be installed as it is")
        self._show_card(title.format(name=manifest.name), package=True)
        self.completeChanged.emit()

    def _show_card(self, title: str, *, package: bool) -> None:
        self._busy.hide()
        set_icon(self._mark, "ok" if self.isComplete() else "error")
        self._title.setText(title)
        self._facts.setVisible(not package)
        self._package_facts.setVisible(package)
        self.base_button.setVisible(bool(self._checkpoint and self._checkpoint.adapter is not None))
        self._card.show()
        reveal_soon(self._card, self._title)

    def _show(
        self, checkpoint: Checkpoint, installed: Deployment | None = None, waiting: WaitingModel | None = None
    ) -> None:
        self._checkpoint = checkpoint
        onnx = any(finding.kind is FailureKind.ALREADY_ONNX for finding in checkpoint.findings)
        self._converted = read_converted(checkpoint.folder) if onnx else None
        self._facts.show_model(checkpoint)
        self._findings.show_findings(checkpoint, installs=self._converted is not None)
        self.offers.show_offers(installed, waiting)
        self._show_card(self._summary(checkpoint).format(name=self._name(checkpoint.folder)), package=False)
        if checkpoint.convertible and checkpoint.folder != paths.sample_model():
            self._settings.remember_folder(checkpoint.folder)
            self.recent.show_folders(self._settings.recent_folders)
        self.completeChanged.emit()
        if self.isComplete() and not self._converted and not self.leads_elsewhere():
            self.converts_soon.emit()

    def _name(self, folder: Path) -> str:
        """A converted model lies in the folder of a version, whose name is a number."""
        return folder.parent.name if self._converted and folder.name.isdigit() else folder.name

    def _summary(self, checkpoint: Checkpoint) -> str:
        if self._converted:
            return self.tr("“{name}” can be installed as it is")
        if checkpoint.convertible:
            return self.tr("“{name}” can be converted")
        blocking = {finding.kind for finding in checkpoint.findings if finding.severity is Severity.BLOCKS}
        alone = blocking == {FailureKind.ADAPTER_ONLY}
        return self.tr("“{name}” needs its base model") if alone else self.tr("“{name}” cannot be converted")

    def _show_failure(self, failed: Failed) -> None:
        self._busy.hide()
        if self._mending:  # the findings stay, with the other mends
            self._show(self._mending)
        self._failure.show_failure(failed, self._plan)

"""What was found in a model folder, each with the buttons that can do something about it."""

from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.mend import FROM_BASE_TOO, NEEDS_BASE
from app.core.failures import FailureKind
from app.core.findings import Finding, Mend, Severity
from app.widgets.elements import button, clear
from app.widgets.notice_row import NoticeRow, finding_row
from app.widgets.wrapping_button import WrappingButton
from app.wording.messages import mend_words


class FindingList(QWidget):
    """``opened`` carries the ``Path`` of a folder deeper inside, ``mend`` what to put right and whether with the files
    of a base model that the user chooses."""

    opened = Signal(Path)
    mend = Signal(Mend, bool)

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)

    def rows(self) -> list[NoticeRow]:
        return self.findChildren(NoticeRow)

    def clear(self) -> None:
        clear(self._rows)

    def show_findings(self, checkpoint: Checkpoint, *, installs: bool) -> None:
        """``installs``: a converted model is there, which is no trouble."""
        self.clear()
        for finding in checkpoint.findings:
            harmless = installs and finding.kind is FailureKind.ALREADY_ONNX
            shown = replace(finding, severity=Severity.INFORMS) if harmless else finding
            row = finding_row(shown)
            for action in self._actions(checkpoint, finding):
                row.add_action(action)
            self._rows.addWidget(row)

    def _actions(self, checkpoint: Checkpoint, finding: Finding) -> list[WrappingButton]:
        actions: list[WrappingButton] = []
        for folder in finding.opens:
            inside = folder.is_relative_to(checkpoint.folder)
            name = folder.relative_to(checkpoint.folder).as_posix() if inside else folder.name
            opens = button(self.tr("Open “{name}”").format(name=name))
            opens.clicked.connect(partial(self.opened.emit, folder))
            actions.append(opens)
        kind = finding.mend
        if kind is None or finding.kind is FailureKind.ADAPTER_ONLY:  # the base model is asked for below all findings
            return actions
        mends = button(mend_words(kind))
        mends.clicked.connect(partial(self.mend.emit, kind, kind in NEEDS_BASE))
        actions.append(mends)
        if kind in FROM_BASE_TOO:
            takes = button(self.tr("Take it from the base model…"))
            takes.clicked.connect(partial(self.mend.emit, kind, True))
            actions.append(takes)
        for action in actions[-2 if kind in FROM_BASE_TOO else -1 :]:
            action.setToolTip(self.tr("Makes a new folder beside yours. Your own files stay as they are."))
        return actions

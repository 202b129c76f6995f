"""What happened, why, what to do; and a report to send when asking for help."""

import platform
import re
import sys
from pathlib import Path, PurePath, PurePosixPath

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout

from app import PRODUCT_NAME, __version__, log, paths
from app.core.events import Failed
from app.core.failures import OF_A_PLACE, FailureKind
from app.core.plan import Plan
from app.core.wire import to_pretty_json
from app.widgets.announcing import announce
from app.widgets.copy_button import CopyButton
from app.widgets.elements import button, icon_label, label, restyle, set_icon
from app.widgets.wrapping_row import WrappingRow
from app.wording.messages import failure_words

# An absolute path of Unix or Windows: what leads to its last name, and that name
_PATH = re.compile(r"(?<![\w~./\\])((?:/|[A-Za-z]:[\\/]{1,2}|\\\\)(?:[^\s/\\\"':<>|]+[\\/]{1,2})+([^\s/\\\"':<>|]+))")
_PACKAGES = (
    "torch",
    "transformers",
    "olive-ai",
    "onnxruntime",
    "onnxruntime-genai",
    "foundry-local-sdk",
    "PySide6-Essentials",
)


class FailurePanel(QFrame):
    """Hidden until ``show_failure``; ``retry`` is emitted by its button, and ``elsewhere`` carries the folder that the
    user has chosen in the place of the one that was at fault."""

    retry = Signal()
    elsewhere = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "error")
        self._failed: Failed | None = None
        self._plan: Plan | None = None
        self._place: Path | None = None
        self._mark = icon_label("error", 24)
        self._texts = (label(role="title"), label(), label())
        self.retry_button = button(self.tr("&Try again"))
        self.retry_button.clicked.connect(self.retry)
        self.copy_button = CopyButton(self.tr("Copy &report"), self.report)
        words = QVBoxLayout()
        words.setSpacing(6)
        for text in self._texts:
            words.addWidget(text)
        self.elsewhere_button = button(self.tr("Choose another &folder…"), icon_name="folder")
        self.elsewhere_button.clicked.connect(self._choose)
        buttons = WrappingRow(10)
        for each in (self.elsewhere_button, self.retry_button, self.copy_button):
            buttons.addWidget(each)
        words.addSpacing(8)
        words.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(14)
        layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        self.hide()

    def show_failure(self, failed: Failed, plan: Plan | None, place: Path | None = None) -> None:
        """``place``: the folder that the work writes to; where that is what fails, another one can be chosen."""
        self._failed, self._plan, self._place = failed, plan, place
        cancelled = failed.kind is FailureKind.CANCELLED
        restyle(self, "role", "soft" if cancelled else "error")
        set_icon(self._mark, "info" if cancelled else "error")
        self.copy_button.setVisible(not cancelled)
        words = failure_words(failed)
        for target, text in zip(self._texts, (words.title, words.explanation, words.advice), strict=True):
            target.setText(text)
            target.setVisible(bool(text))
        self.setAccessibleName(f"{words.title}. {words.explanation} {words.advice}")
        self.elsewhere_button.setVisible(place is not None and is_at_fault(place, failed))
        self.show()
        announce(self, self.accessibleName(), urgent=True)
        wanted = self.retry_button if self.elsewhere_button.isHidden() else self.elsewhere_button
        if not wanted.isHidden():
            wanted.setFocus()

    def _choose(self) -> None:
        if self._place:
            self.choose_instead_of(self._place)

    def choose_instead_of(self, place: Path) -> None:
        """Let the user choose another folder, which ``elsewhere`` then carries."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder for your models"), str(place))
        if folder:
            self.elsewhere.emit(Path(folder))

    def report(self) -> str:
        return failure_report(self._failed, self._plan) if self._failed else ""


def is_at_fault(place: Path, failed: Failed) -> bool:
    """Whether ``failed`` is about the folder ``place``, its disk, or a folder in it."""
    named = Path(failed.facts.get("path", place))
    return failed.kind in OF_A_PLACE and (named.is_relative_to(place) or place.is_relative_to(named))


def failure_report(failed: Failed, plan: Plan | None) -> str:
    """Versions, the failure, the plan and the log's end, as text; the user's home folder is written as ``~``."""
    parts = [
        f"{PRODUCT_NAME} {__version__}",
        f"{platform.platform()}, Python {platform.python_version()}",
        ", ".join(f"{name} {_version(name)}" for name in _PACKAGES),
        f"\n{failed.kind}\n{failed.details}".rstrip(),
        f"\nPlan\n{to_pretty_json(_without_words(plan))}" if plan else "",
        f"Log\n{log.tail(log.engine_log())}",
    ]
    return without_paths(redacted("\n".join(parts), Path.home()))


def _without_words(plan: Plan) -> Plan:
    """A system prompt is the user's own business."""
    deployment = plan.deployment and replace(plan.deployment, system_prompt=_hidden(plan.deployment.system_prompt))
    return replace(plan, system_prompt=_hidden(plan.system_prompt), deployment=deployment)


def _hidden(text: str) -> str:
    return f"({len(text)} characters)" if text else ""


def without_paths(text: str) -> str:
    """``text`` with the last name alone of each path that is outside of the home folder and of this program."""
    return _PATH.sub(lambda match: f"…{match[2]}" if _is_foreign(match[0]) else match[0], text)


def _is_foreign(path: str) -> bool:
    own = (paths.resource().parent, Path(sys.prefix), Path(sys.base_prefix))
    return not any(path.startswith(str(each)) for each in own)


def redacted(text: str, home: PurePath) -> str:
    """``text`` without the user's name: ``home`` in any of its spellings becomes ``~``, on Windows in capitals too."""
    plain = str(home)
    spellings = map(re.escape, (plain.replace("\\", "\\\\"), plain, home.as_posix()))
    return re.sub("|".join(spellings), "~", text, flags=re.NOFLAG if isinstance(home, PurePosixPath) else re.IGNORECASE)


def _version(package: str) -> str:
    from importlib import metadata  # imported late: the window opens without it

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "?"

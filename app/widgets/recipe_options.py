"""The advanced part of choosing a precision: the settings one by one, or an Olive config that has them all."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.failures import FailureKind
from app.core.findings import Finding, informs
from app.core.recipe.offer import check_recipe, runs_here
from app.core.recipe.olive_file import OliveFile, read_olive_file
from app.core.recipe.recipe import Precision, Recipe
from app.widgets.elements import button, clear
from app.widgets.notice_row import finding_row
from app.widgets.recipe_form import RecipeForm
from app.workers.call import Call


class RecipeOptions(QWidget):
    """``changed`` is emitted with a recipe that the user has asked for and that is offered for the model."""

    changed = Signal(Recipe)

    def __init__(self) -> None:
        super().__init__()
        self._checkpoint: Checkpoint | None = None
        self._call: Call | None = None
        self._told: tuple[Finding, ...] = ()  # findings of the config file
        self.form = RecipeForm()
        self.form.changed.connect(self._change)
        self.config_button = button(self.tr("Convert with a config &file…"), icon_name="folder")
        self.config_button.setToolTip(self.tr("A JSON file that was made for “olive run --config”."))
        self.config_button.clicked.connect(self._choose_file)
        self._notices = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._notices)
        for part in (self.config_button, self.form):
            layout.addWidget(part)

    def show_value(self, checkpoint: Checkpoint, recipe: Recipe) -> None:
        self._checkpoint = checkpoint
        self.form.show_value(checkpoint, recipe)
        self._tell()

    def choose(self, precision: Precision) -> Recipe:
        """The settings with another precision."""
        self.form.choose(precision)
        return self.form.value()

    def leave(self) -> None:
        if self._call:
            self._call.stop()

    def read(self, file: Path) -> None:
        """Take over what an Olive config asks for, and tell what of it cannot be honoured."""
        self.leave()
        assert self._checkpoint
        folder = self._checkpoint.folder
        self._call = Call(lambda: read_olive_file(file, folder))
        self._call.done.connect(self._take)
        self._call.begin()

    def _choose_file(self) -> None:
        title, kinds = self.tr("Choose an Olive config"), self.tr("Olive configs (*.json)")
        file, _ = QFileDialog.getOpenFileName(self, title, "", kinds)
        if file:
            self.read(Path(file))

    def _take(self, file: OliveFile) -> None:
        assert self._checkpoint
        refused = check_recipe(self._checkpoint, file.recipe) if file.usable else None
        self._told = (*file.findings, refused) if refused else file.findings
        if file.usable and not refused:
            self.form.show_value(self._checkpoint, file.recipe)
            self.changed.emit(file.recipe)
        self._tell()

    def _change(self) -> None:
        self._told = ()
        self._tell()
        self.changed.emit(self.form.value())

    def _tell(self) -> None:
        elsewhere = () if runs_here(self.form.value().target) else (informs(FailureKind.OTHER_COMPUTERS),)
        clear(self._notices)
        for finding in (*self._told, *elsewhere):
            self._notices.addWidget(finding_row(finding))

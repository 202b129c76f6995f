"""What can be set about a conversion besides the precision; only what converts and loads can be chosen."""

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QWidget

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.recipe.offer import ACCURACY_LEVELS, BLOCK_SIZES, PRECISIONS, obstacle
from app.core.recipe.recipe import Method, Mixed, Precision, Recipe, RecipeField, Target
from app.core.recipe.usual import changed_recipe, recipe_changes, usual_recipe
from app.widgets.changed_mark import ChangedMark
from app.widgets.elements import button
from app.widgets.fields import choice_field
from app.widgets.form_grid import FormGrid
from app.widgets.turns import Turns
from app.wording.messages import method_words, mixed_words, target_words


class RecipeForm(QWidget):
    """``changed`` is emitted when the user has chosen something else. What differs from what is recommended for the
    model is marked, and one click back. The fields are made by and by, at the latest when they show a value."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._checkpoint: Checkpoint | None = None
        self._precision, self._target = Precision.INT4, Target.CPU
        self._changes: dict[str, Any] = {}  # what is not as usual
        self._values: dict[RecipeField, list[Any]] = {}
        self.fields: dict[RecipeField, QComboBox] = {}
        self.marks: dict[RecipeField, ChangedMark] = {}
        self._grid = FormGrid(self)
        self.reset_button = button(self.tr("Back to the recommended &values"))
        self.reset_button.clicked.connect(self._reset)
        self._making = Turns(self)
        self._making.begin(self._make())

    def _make(self) -> Iterator[None]:
        targets = {target: target_words(target).title for target in Target}
        blocks = {size: self.tr("{count} weights").format(count=size) for size in BLOCK_SIZES}
        methods = {method: method_words(method) for method in Method}
        mixes = {mixed: mixed_words(mixed) for mixed in Mixed}
        zero = {True: self.tr("Zero stays zero"), False: self.tr("With zero points")}
        levels = dict(zip(ACCURACY_LEVELS, ("float32", "float16", "bfloat16", "int8"), strict=True))
        accuracies = {None: self.tr("Usual")} | levels
        fields: tuple[tuple[RecipeField, str, Mapping[Any, str], str], ...] = (
            (RecipeField.TARGET, self.tr("Runs &on"), targets, self.tr("Which computers the result is for.")),
            (
                RecipeField.BLOCK_SIZE,
                self.tr("Block &size"),
                blocks,
                self.tr("Smaller is more exact and a little larger."),
            ),
            (
                RecipeField.SYMMETRIC,
                self.tr("&Rounding range"),
                zero,
                self.tr("Zero points are more exact and larger."),
            ),
            (RecipeField.METHOD, self.tr("&Method"), methods, self.tr("How each weight is rounded.")),
            (
                RecipeField.MIXED,
                self.tr("&Kept in 8 bits"),
                mixes,
                self.tr("What is stored more exactly than in 4 bits."),
            ),
            (RecipeField.ACCURACY_LEVEL, self.tr("Ac&curacy"), accuracies, self.tr("Of the numbers in between.")),
            (
                RecipeField.FLOAT16,
                self.tr("Every&thing else in"),
                {False: "float32", True: "float16"},
                self.tr("For 4 bits."),
            ),
        )
        for field in fields:
            self._add(*field)
            yield
        self._grid.addWidget(self.reset_button, self._grid.rowCount(), 0, 1, 2, Qt.AlignmentFlag.AlignLeft)

    def value(self) -> Recipe:
        """What is not about the precision is as usual."""
        given = {"precision": self._precision, "target": self._target}
        return changed_recipe(self._changes | given, self._checkpoint)

    def show_value(self, checkpoint: Checkpoint, recipe: Recipe) -> None:
        """A recipe that is not offered is shown as the usual one of its precision."""
        self._making.finish()
        self._checkpoint, self._precision = checkpoint, recipe.precision
        self._target = recipe.target
        self._changes = {} if obstacle(checkpoint, recipe) else recipe_changes(recipe, checkpoint)
        self._show()

    def choose(self, precision: Precision) -> None:
        assert self._checkpoint
        self._precision = precision
        self.show_value(self._checkpoint, self.value())

    @property
    def differs(self) -> bool:
        """Whether anything is not as recommended for the model and its precision."""
        return any(mark.changed for mark in self.marks.values())

    def _reset(self) -> None:
        self._changes, self._target = {}, Target.CPU
        if self._precision not in PRECISIONS[Target.CPU]:
            self._precision = usual_recipe(checkpoint=self._checkpoint).precision
        self._show()
        self.changed.emit()

    def _mark(self, shown: Recipe) -> None:
        usual = usual_recipe(shown.precision, shown.target, self._checkpoint)
        for name, mark in self.marks.items():
            recommended = Target.CPU if name is RecipeField.TARGET else usual.value_of(name)
            mark.show_change(shown.value_of(name) != recommended)
        self.reset_button.setEnabled(self.differs)

    def _show(self) -> None:
        shown = self.value()
        self._mark(shown)
        for name, field in self.fields.items():
            with QSignalBlocker(field):
                field.setCurrentIndex(self._values[name].index(shown.value_of(name)))
        self._offer()

    def _offer(self) -> None:
        recipe = self.value()
        for name, field in self.fields.items():
            field.setEnabled(_matters(name, recipe))
            items = field.model()
            assert isinstance(items, QStandardItemModel) and self._checkpoint
            for row, value in enumerate(self._values[name]):
                possible = obstacle(self._checkpoint, self._with(name, value)) is None
                items.item(row).setEnabled(possible)

    def _with(self, name: RecipeField, value: Any) -> Recipe:
        """Another target comes with a precision of its own."""
        if name is RecipeField.TARGET:
            return usual_recipe(target=value, checkpoint=self._checkpoint)
        given = {"precision": self._precision, "target": self._target, name: value}
        return changed_recipe(self._changes | given, self._checkpoint)

    def _chosen(self) -> None:
        before = self.value()
        values = {name: self._values[name][field.currentIndex()] for name, field in self.fields.items()}
        name = next((name for name, value in values.items() if value != before.value_of(name)), RecipeField.TARGET)
        chosen = self._with(name, values[name])
        self._precision, self._target = chosen.precision, chosen.target
        self._changes = recipe_changes(chosen, self._checkpoint)
        self._show()
        self.changed.emit()

    def _add(self, name: RecipeField, caption: str, choices: Mapping[Any, str], text: str) -> None:
        field = choice_field()
        field.addItems(list(choices.values()))
        field.activated.connect(self._chosen)
        self.fields[name], self._values[name] = field, list(choices)
        self.marks[name] = ChangedMark(caption, field, text)
        self._grid.add_field(self.marks[name], field, text)


def _matters(name: RecipeField, recipe: Recipe) -> bool:
    match name:
        case RecipeField.TARGET:
            return True
        case RecipeField.FLOAT16:
            return recipe.precision is Precision.INT4 and recipe.target is Target.CPU
        case RecipeField.MIXED:
            return recipe.precision is Precision.INT4
        case _:
            return recipe.quantizes

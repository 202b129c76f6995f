"""What differs from what is recommended says so, folded too, and is one click back."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.core.library.sampling import Sampling
from app.core.recipe.recipe import Precision, Target
from app.core.recipe.usual import usual_recipe
from app.widgets.collapsible import CHANGED, Collapsible
from app.widgets.recipe_form import RecipeForm
from app.widgets.sampling_form import SamplingForm
from tests.recorded import a_checkpoint


def choose(form: RecipeForm, name: str, row: int) -> None:
    form.fields[name].setCurrentIndex(row)
    form.fields[name].activated.emit(row)


def marked(form: RecipeForm | SamplingForm) -> set[object]:
    return {field for field, mark in form.marks.items() if mark.text().endswith(CHANGED)}


def test_a_setting_of_the_conversion(qtbot: QtBot, tmp_path: Path) -> None:
    form, checkpoint = RecipeForm(), a_checkpoint(tmp_path)
    qtbot.addWidget(form)
    usual = usual_recipe(Precision.INT8, checkpoint=checkpoint)
    form.show_value(checkpoint, usual)
    assert marked(form) == set() and not form.differs and not form.reset_button.isEnabled()
    choose(form, "accuracy_level", 1)
    assert marked(form) == {"accuracy_level"} and form.differs
    assert "differs from what is recommended" in form.fields["accuracy_level"].accessibleDescription()
    with qtbot.waitSignal(form.changed):
        form.reset_button.click()
    assert form.value() == usual and marked(form) == set()


def test_another_kind_of_computer_is_marked_and_one_click_back(qtbot: QtBot, tmp_path: Path) -> None:
    form, checkpoint = RecipeForm(), a_checkpoint(tmp_path)
    qtbot.addWidget(form)
    form.show_value(checkpoint, usual_recipe(checkpoint=checkpoint))
    choose(form, "target", list(Target).index(Target.CUDA))
    form.choose(Precision.FP16)
    assert "target" in marked(form)
    form.reset_button.click()
    assert form.value() == usual_recipe(checkpoint=checkpoint)


def test_how_answers_are_worded(qtbot: QtBot) -> None:
    form, own = SamplingForm(), Sampling(temperature=0.0)
    qtbot.addWidget(form)
    told: list[bool] = []
    form.differs.connect(told.append)
    form.show_recommended(own)
    assert marked(form) == set() and told[-1] is False
    form.top_k.setValue(7)
    assert marked(form) == {form.top_k} and told[-1] is True
    form.reset_button.click()
    assert form.value() == own and marked(form) == set() and told[-1] is False


def test_a_penalty_that_makes_a_model_repeat_itself_is_warned_of(qtbot: QtBot) -> None:
    form = SamplingForm()
    qtbot.addWidget(form)
    form.show_value(Sampling())
    note = form._penalty_note
    assert note.property("role") == "small"
    form.repetition_penalty.setValue(0.95)
    assert (note.property("role"), "again and again" in note.text()) == ("warning", True)
    form.repetition_penalty.setValue(1.05)
    assert note.property("role") == "small"


def test_the_title_of_what_is_folded_says_so_too(qtbot: QtBot) -> None:
    form = SamplingForm()
    fold = Collapsible("&Answers", form)
    qtbot.addWidget(fold)
    fold.mark(True)
    assert fold.toggle.text() == "&Answers" + CHANGED
    assert fold.toggle.accessibleName() == "Answers, folded, differs from what is recommended"
    fold.toggle.click()
    fold.mark(False)
    assert fold.toggle.accessibleName() == "Answers, unfolded"

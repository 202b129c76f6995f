"""*Pick for me*: the card, what it is to keep to, and the conversions until one is close enough."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox
from pytestqt.qtbot import QtBot

from app.cli.automatic import convert_smallest
from app.core.events import Event, Failed, Finished
from app.core.failures import Failure, FailureKind
from app.core.library.converted_model import ConvertedModel
from app.core.library.fidelity import Fidelity
from app.core.library.notes import PROVENANCE
from app.core.picking import Attempt, Goal, Limits, Picking
from app.core.plan import Plan
from app.core.recipe.recipe import Precision
from app.core.recipe.usual import usual_recipe
from app.core.requests import Convert, Deploy
from app.pages.install import InstallPage
from app.pages.precision import PrecisionPage
from app.widgets.plan_summary import PlanSummary
from tests.recorded import Jobs, a_converted_model, a_deployment, a_plan, an_estimate
from tests.visible import visible_text

ESTIMATES = (
    an_estimate(Precision.INT4, recommended=True),
    replace(an_estimate(Precision.INT8), bytes=700_000_000, tokens_per_second=20.0),
    replace(an_estimate(Precision.FP32), bytes=2_000_000_000, tokens_per_second=5.0),
)


def a_page(qtbot: QtBot, plan: Plan) -> PrecisionPage:
    page = PrecisionPage(lambda *_: ESTIMATES)
    qtbot.addWidget(page)
    page.enter(plan)
    qtbot.waitUntil(page.isComplete)
    return page


def choose(page: PrecisionPage, entry: int, limit: float | None = None) -> None:
    card = page.pick_card()
    assert card
    card.click()
    page.wish.findChild(QComboBox).setCurrentIndex(entry)
    if limit is not None:
        page.wish.findChild(QDoubleSpinBox).setValue(limit)


def precisions(plan: Plan) -> list[Precision]:
    return [recipe.precision for recipe in plan.recipes] if plan.picking else []


def test_the_smallest_is_tried_first(qtbot: QtBot, home: Path) -> None:
    plan = a_plan(home)
    page = a_page(qtbot, plan)
    assert page.amend(plan).picking is None
    choose(page, 0)
    found = page.amend(plan)
    assert found.picking and found.picking.goal is Goal.BALANCED
    assert precisions(found) == [Precision.INT4, Precision.INT8, Precision.FP32]
    assert found.recipe == found.recipes[0] and found.recipe.precision is Precision.INT4
    summary = PlanSummary()
    qtbot.addWidget(summary)
    summary.show_plan(found, 10.0)
    assert "INT4, INT8, FP32: the first that is close enough" in visible_text(summary)
    page.cards()[1].click()
    assert page.amend(plan).picking is None and not page.wish.isVisibleTo(page)


@pytest.mark.parametrize(("entry", "limit", "left"), [(3, 1.0, ["int4", "int8"]), (4, 20.0, ["int4"])])
def test_within_a_limit(qtbot: QtBot, home: Path, entry: int, limit: float, left: list[str]) -> None:
    plan = a_plan(home)
    page = a_page(qtbot, plan)
    choose(page, entry, limit)
    assert precisions(page.amend(plan)) == left
    choose(page, entry, 0.1 if entry == 3 else 1000.0)
    assert not page.isComplete() and "out of" not in visible_text(page)
    choose(page, 0)
    assert page.isComplete(), "the way out"


@pytest.mark.parametrize("wish", [(1,), (3, 1.0), (4, 20.0)])
def test_it_stays_chosen_when_the_window_is_opened_again(qtbot: QtBot, home: Path, wish: tuple[int, float]) -> None:
    plan = a_plan(home)
    page = a_page(qtbot, plan)
    choose(page, *wish)
    draft = page.amend(plan)
    again = PrecisionPage(lambda *_: ESTIMATES)
    qtbot.addWidget(again)
    again.enter(plan)
    again.resume(draft)
    qtbot.waitUntil(again.isComplete)
    assert again.amend(plan).picking == draft.picking


def a_result(plan: Plan, number: int, same_next: float) -> ConvertedModel:
    assert plan.checkpoint
    recipe = plan.recipes[number]
    made = a_converted_model(plan.checkpoint, plan.library / plan.name / str(number + 1))
    found = Fidelity(positions=300, same_next=same_next, divergence=0.1)
    return replace(made, recipe=recipe, precision=recipe.precision, fidelity=found)


@pytest.mark.parametrize(("closeness", "taken"), [([0.95], 0), ([0.85, 0.93], 1), ([0.5, 0.6, 0.7], 2)])
def test_what_is_not_close_enough_is_deleted_and_the_next_is_tried(
    qtbot: QtBot, home: Path, closeness: list[float], taken: int
) -> None:
    plan = a_plan(home)
    page = a_page(qtbot, plan)
    choose(page, 0)
    plan = page.amend(plan)
    results = [a_result(plan, number, share) for number, share in enumerate(closeness)]
    for result in results:
        (result.folder / PROVENANCE).touch()
    recordings: list[list[Event]] = [[Finished(result)] for result in results]
    deployment = a_deployment(results[taken].folder)
    jobs = Jobs(*recordings, [Finished(deployment)])
    install = InstallPage(jobs)
    qtbot.addWidget(install)
    shares: list[int] = []
    install.progress.bar.valueChanged.connect(shares.append)
    install.enter(plan)
    qtbot.waitUntil(install.isComplete)
    converted = [each.recipe for each in jobs.requests if isinstance(each, Convert)]
    assert converted == list(plan.recipes[: taken + 1]) and isinstance(jobs.requests[-1], Deploy)
    amended = install.amend(plan)
    assert amended.converted == results[taken] and amended.recipe == plan.recipes[taken]
    assert visible_text(install).count("comes next") == taken
    qtbot.waitUntil(lambda: [result.folder.is_dir() for result in results] == [False] * taken + [True])
    assert shares == sorted(shares)
    again = install.amend(plan)
    install.leave()
    install.enter(plan)
    assert install.isComplete() and len(jobs.requests) == len(converted) + 1, "not converted again"
    assert install.amend(plan) == again


def test_what_was_not_close_enough_stays_when_the_next_fails(qtbot: QtBot, home: Path) -> None:
    plan = a_plan(home)
    page = a_page(qtbot, plan)
    choose(page, 0)
    plan = page.amend(plan)
    smaller = a_result(plan, 0, 0.85)
    install = InstallPage(Jobs([Finished(smaller)], [Failed(FailureKind.OUT_OF_MEMORY)]))
    qtbot.addWidget(install)
    install.enter(plan)
    qtbot.waitUntil(lambda: install.failure.isVisibleTo(install))
    assert smaller.folder.is_dir() and "INT8 comes next" in visible_text(install)
    install.leave()


def test_the_same_by_command_line(home: Path) -> None:
    plan = a_plan(home)
    assert plan.checkpoint
    recipes = (usual_recipe(each) for each in (Precision.INT4, Precision.INT8))
    picking = Picking(Goal.CLOSE, Limits(), tuple(Attempt(recipe, 1, 1.0) for recipe in recipes))
    plan = replace(plan, picking=picking)
    request = Convert(checkpoint=plan.checkpoint, recipe=plan.recipe, output=home / "out")
    results = [replace(a_result(plan, number, 0.9), folder=home / "out") for number in (0, 1)]

    def run(asked: Convert) -> ConvertedModel:
        number = plan.recipes.index(asked.recipe)
        if number == fails_at:
            raise Failure(FailureKind.OUT_OF_MEMORY)
        (home / "out").mkdir()
        (home / "out" / str(number)).touch()
        return results[number]

    fails_at = 1
    with pytest.raises(Failure):
        convert_smallest(request, picking, run)
    assert sorted(path.name for path in home.rglob("*") if path.is_file()) == ["0"]
    shutil.rmtree(home / "out")
    left = home / ".out.smaller"  # by a run that was ended by force
    left.mkdir()
    (left / PROVENANCE).touch()
    fails_at = 2
    assert convert_smallest(request, picking, run) == results
    assert sorted(path.name for path in home.rglob("*") if path.is_file()) == ["1"]

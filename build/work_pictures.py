"""The pages on which the model is made, tried and handed over, in every state."""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from picture_models import (
    ANSWER,
    HALF_WAY,
    NAME,
    QUESTION,
    READY,
    answering,
    converted,
    deployment,
    installed,
    plan,
    reply,
)
from picture_stage import Stage, State, unfold, wait
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app import paths
from app.core.chat_messages import Finish
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.events import Event, Failed, Finished, Log, Noticed, Replied, Token
from app.core.failures import FailureKind
from app.core.findings import informs
from app.core.library.deployment import AnswerVerification
from app.core.plan import Plan
from app.core.recipe.recipe import Recipe, Target
from app.core.scorecard.judging import write_scorecard
from app.pages.chat import ChatPage
from app.pages.finish import FinishPage
from app.pages.install import InstallPage
from app.windows import PageName
from tests.core.scorecard.test_verdict import card
from tests.recorded import Jobs

NOTICED = Noticed(informs(FailureKind.SOME_TOKENS_DIFFER, example="'a\\n \\nb'", kind_of_text="blank_line"))
LOGGED = tuple(Log(f"model.layers.{number}.mlp.down_proj.weight: 4 bits, blocks of 32") for number in range(20))
LONG_ANSWER = (
    "Here is a plan:\n\n## Monday\n\n| Meal | Dish |\n|---|---|\n| Lunch | Fried rice |\n| Dinner | Soup |\n\n"
    "```python\nfor egg in range(2):\n    fry(egg)\n```\n\n> Taste it *before* you salt it."
)


def install(*recordings: tuple[Event, ...], opened: bool = False, asks: bool = False) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        page = InstallPage(Jobs(*recordings))
        window = stage.page(PageName.INSTALL, page, plan(stage.home))
        wait(200)
        if opened:
            unfold(page)
        if asks:
            page.cancel()
        return window

    return show


def disk_full(stage: Stage) -> QWidget:
    facts = {"path": str(stage.settings.library)}
    return install((HALF_WAY, Failed(FailureKind.DISK_FULL, "", facts)))(stage)


def done(then: Callable[[Plan], Plan] = lambda plan: plan, noticed: bool = False) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        begun, made = plan(stage.home), then(installed(stage.home))
        assert made.converted
        jobs = Jobs([*([NOTICED] if noticed else []), Finished(made.converted)], [Finished(made.deployment)])
        page = InstallPage(jobs)
        begun = replace(begun, name="new", recipe=made.recipe)
        return stage.page(PageName.INSTALL, page, begun)

    return show


def cut_off(made: Plan) -> Plan:
    assert made.deployment
    answer = AnswerVerification(tokens=128, stop_token=None, question=QUESTION, text="eggs eggs " * 60)
    return replace(made, deployment=replace(made.deployment, answer=answer))


def for_a_card(made: Plan) -> Plan:
    return replace(made, recipe=Recipe(target=Target.WEBGPU))


def close_while_working(stage: Stage) -> QWidget:
    window = install((HALF_WAY,))(stage)
    QTimer.singleShot(0, window.close)
    wait(1000)
    return window


def chat(
    jobs: Callable[[], Jobs], *questions: str, written: str = "", sample: bool = False, settings: bool = False
) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        page = ChatPage(stage.look.language, jobs())
        begun = installed(stage.home)
        if sample:
            begun = replace(begun, checkpoint=inspect_checkpoint(paths.sample_model()))
        window = stage.page(PageName.CHAT, page, begun)
        wait(250)
        for question in questions:
            page.ask(question)
            wait(250)
        page.prompt.field.setPlainText(written)
        if settings:
            page.settings.toggle.click()
        return window

    return show


def loading() -> Jobs:
    return Jobs([])


def ready() -> Jobs:
    return answering(reply())


def rich() -> Jobs:
    return answering(replace(reply(), text=LONG_ANSWER))


def forgets() -> Jobs:
    """The first question, once another one is answered."""
    replies = iter((reply(), reply(forgotten=1)))
    return Jobs([READY], answer=lambda _: [Token(ANSWER), Replied(next(replies))])


def too_long() -> Jobs:
    return answering(reply(Finish.TOO_LONG))


def writing() -> Jobs:
    return Jobs([READY], answer=lambda _: [Token("Let me think. ", thought=True), Token(ANSWER[:60])])


def failing() -> Jobs:
    return Jobs([Failed(FailureKind.LOAD_FAILED, "the model could not be loaded")])


def finish(
    then: Callable[[FinishPage], None] = lambda _: None, measured: float | None = None, here: bool = True
) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        made = installed(stage.home) if here else replace(converted(stage.home), recipe=Recipe(target=Target.WEBGPU))
        if measured is not None and made.deployment:
            write_scorecard(made.deployment.folder, card("int4", agreement=measured))
        page = FinishPage()
        window = stage.page(PageName.FINISH, page, made)
        wait(100)
        then(page)
        return window

    return show


def gone(page: FinishPage) -> None:
    page._deployment = deployment(Path("/gone"), name=NAME)
    page.look_again()


WORK: dict[str, tuple[State, ...]] = {
    "6-install": (
        State("starting", install(())),
        State("busy", install((HALF_WAY,)), settle=2500),
        State("details", install((*LOGGED, HALF_WAY), opened=True), settle=1300),
        State("done", done()),
        State("done with a note", done(noticed=True)),
        State("warning", done(cut_off)),
        State("for another computer", done(for_a_card)),
        State("failed", install((HALF_WAY, Failed(FailureKind.OUT_OF_MEMORY, "exit code -9")))),
        State("disk full", disk_full),
        State("stopped", install((HALF_WAY, Failed(FailureKind.CANCELLED)))),
    ),
    "7-chat": (
        State("loading", chat(loading)),
        State("empty", chat(ready)),
        State("sample", chat(ready, sample=True)),
        State("answered", chat(ready, QUESTION, sample=True)),
        State("rich", chat(rich, QUESTION, "Plan my Monday.")),
        State("writing", chat(writing, QUESTION)),
        State("forgotten", chat(forgets, QUESTION, "And with tofu?")),
        State("too long", chat(too_long, "What about " + "rice and " * 40, written="A long question.\n" * 5)),
        State("failed", chat(failing)),
    ),
    "8-finish": (
        State("done", finish()),
        State("measured", finish(measured=0.93)),
        State("measured badly", finish(measured=0.5)),
        State("for programs", finish(unfold)),
        State("gone", finish(gone)),
        State("for another computer", finish(here=False)),
    ),
}

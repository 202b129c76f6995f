"""Convert, install, chat and finish: they ask for the right job, show its events, and amend the plan by its result."""

import json
import re
import shlex
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app import paths
from app.core.chat_messages import ChatMessage, Finish, Forget, Reply, Say, Stop, Turn
from app.core.estimate.forecast import Forecast
from app.core.events import Event, Failed, Finished, Log, Noticed, Progress, Replied, Token, Unit
from app.core.failures import FailureKind
from app.core.findings import informs
from app.core.library.deployment import AnswerVerification, Deployment
from app.core.library.notes import write_provenance
from app.core.plan import Plan
from app.core.recipe.recipe import Precision, Recipe, Target
from app.core.requests import Chat, Convert, Deploy
from app.core.scorecard.judging import write_scorecard
from app.core.steps import Step
from app.core.template.verification import TemplateMatch, TemplateVerification
from app.core.texts.suggested_questions import suggested_questions
from app.dialogs.compare import CompareDialog
from app.dialogs.scorecard import ScorecardDialog
from app.jobs.estimate_here import installation_seconds
from app.pages.chat import ChatPage
from app.pages.finish import FinishPage
from app.pages.install import InstallPage
from app.storage.conversations import kept_conversations
from app.widgets.answer_foot import AnswerFoot
from app.widgets.code_block import CodeBlock
from app.widgets.failure_panel import FailurePanel
from app.widgets.first_answer import FirstAnswer
from app.widgets.rich_answer import RichAnswer
from app.widgets.stat import NOTHING
from app.wording.templates import template_words
from app.wording.verification import verification_words
from app.workers.measuring import Measurements
from app.workers.worker import wait_for_all
from tests.core.scorecard.scorecards import CARD
from tests.recorded import (
    A_PROVENANCE,
    Jobs,
    a_converted_model,
    a_converted_plan,
    a_deployment,
    a_plan,
    an_installed_plan,
)
from tests.visible import visible_text

STARTING = Progress(step=Step.STARTING)
HALF_WAY = Progress(step=Step.QUANTIZING, done=50, total=100, overall=0.5)
TOO_LITTLE_MEMORY = Failed(FailureKind.OUT_OF_MEMORY, "exit code -9")
READY = Progress(step=Step.READY)
IN_BYTES = re.compile(r"\d [MG]B")  # what is measured is the process of the tests, which may be large
FOR_A_CARD = Recipe(target=Target.WEBGPU)  # converted here, and run elsewhere


# Convert and install


def a_run(home: Path) -> tuple[Plan, Jobs, Deployment]:
    """A plan, the jobs that carry it out, and what comes of it."""
    plan = a_plan(home)
    assert plan.checkpoint
    model = a_converted_model(plan.checkpoint, plan.library / "my-recipes" / "1")
    deployment = a_deployment(model.folder)
    return plan, Jobs([STARTING, HALF_WAY, Log("tensor 50"), Finished(model)], [Finished(deployment)]), deployment


def test_converting_begins_by_itself_and_goes_on_to_the_first_answer(qtbot: QtBot, home: Path) -> None:
    plan, jobs, deployment = a_run(home)
    page = InstallPage(jobs)
    qtbot.addWidget(page)
    (plan.library / "my-recipes" / "1").rmdir()
    page.enter(plan)
    assert page.busy() and not page.isComplete()
    qtbot.waitUntil(page.isComplete)
    assert not page.busy() and plan.checkpoint
    convert, deploy = jobs.requests
    output = plan.library / "my-recipes" / "1"
    assert convert == Convert(checkpoint=plan.checkpoint, recipe=plan.recipe, output=output)
    assert isinstance(deploy, Deploy) and deploy.folder == output and deploy.source == "my-recipes"
    amended = page.amend(plan)
    assert amended.converted and amended.converted.folder == output and amended.deployment == deployment
    assert "398 MB" in visible_text(page)


def test_one_bar_runs_through_both(qtbot: QtBot, home: Path) -> None:
    plan, _, _ = a_run(home)
    plan = replace(plan, forecast=Forecast(bytes=398_000_000, seconds=3 * installation_seconds(398_000_000)))
    assert plan.checkpoint
    model = a_converted_model(plan.checkpoint, plan.library / "my-recipes" / "1")
    at_half = Progress(step=Step.TUNING, overall=0.5)
    page = InstallPage(Jobs([Progress(step=Step.WRITING, overall=1.0, seconds_left=0), Finished(model)], [at_half]))
    qtbot.addWidget(page)
    shares: list[int] = []
    page.progress.bar.valueChanged.connect(shares.append)
    page.enter(plan)
    qtbot.waitUntil(lambda: 875 in shares)
    assert 750 in shares and shares == sorted(shares)
    page.leave()


def test_what_is_noticed_before_the_work_stays_until_the_next(qtbot: QtBot, home: Path) -> None:
    plan, _, deployment = a_run(home)
    assert plan.checkpoint
    model = a_converted_model(plan.checkpoint, plan.library / "my-recipes" / "1")
    noticed = Noticed(informs(FailureKind.SOME_TOKENS_DIFFER, example="'a\\n \\nb'", kind_of_text="blank_line"))
    page = InstallPage(Jobs([STARTING, noticed, Finished(model)], [Finished(deployment)]))
    qtbot.addWidget(page)
    page.enter(plan)
    qtbot.waitUntil(page.isComplete)
    assert "'a\\n \\nb'" in visible_text(page)
    page.forget()
    qtbot.waitUntil(lambda: "'a\\n \\nb'" not in visible_text(page))
    page.leave()


@pytest.mark.parametrize("ends", [True, False])
def test_the_end_of_long_work_calls_the_user(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch, ends: bool
) -> None:
    called: list[QWidget] = []
    monkeypatch.setattr(QApplication, "alert", called.append)
    plan, jobs, _ = a_run(home)
    page = InstallPage(jobs if ends else Jobs([STARTING, TOO_LITTLE_MEMORY]))
    qtbot.addWidget(page)
    page.enter(plan)
    assert called == []
    qtbot.waitUntil(lambda: called == [page.window()])
    page.leave()


def test_progress_is_honest(qtbot: QtBot, home: Path) -> None:
    page = InstallPage(Jobs([STARTING, HALF_WAY]))
    qtbot.addWidget(page)
    page.enter(replace(a_plan(home), recipe=FOR_A_CARD))
    bar = page.progress.bar
    assert bar.maximum() == 0, "busy while nobody can know"
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert bar.value() == bar.maximum() / 2
    assert "Making the weights smaller" in visible_text(page)
    page.leave()


def test_cancelling_offers_to_try_again(qtbot: QtBot, home: Path) -> None:
    plan, _, deployment = a_run(home)
    assert plan.checkpoint
    model = a_converted_model(plan.checkpoint, plan.library / "my-recipes" / "1")
    jobs = Jobs([HALF_WAY], [Finished(model)], [Finished(deployment)])
    page = InstallPage(jobs)
    qtbot.addWidget(page)
    page.enter(plan)
    qtbot.waitUntil(lambda: page.runner.job is not None)
    page.cancel_button.click()
    qtbot.waitUntil(lambda: page.failure.isVisibleTo(page))
    assert not page.busy() and not page.isComplete() and page.heading.text() == "Stopped"
    assert "You stopped it" in visible_text(page)
    page.failure.retry_button.click()
    qtbot.waitUntil(page.isComplete)
    assert len(jobs.requests) == 3
    assert not page.failure.isVisibleTo(page)


def test_on_a_full_disk_another_folder_is_chosen_by_a_button_and_the_work_begins_there(
    qtbot: QtBot, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, _, _ = a_run(home)
    assert plan.checkpoint
    full = Failed(FailureKind.DISK_FULL, "", {"path": str(plan.library / plan.name)})
    elsewhere = tmp_path / "another disk"
    model = a_converted_model(plan.checkpoint, elsewhere / "my-recipes" / "2")
    jobs = Jobs([STARTING, full], [Finished(model)], [Finished(a_deployment(model.folder))])
    page = InstallPage(jobs)
    qtbot.addWidget(page)
    page.enter(plan)
    qtbot.waitUntil(lambda: page.failure.elsewhere_button.isVisibleTo(page))
    assert page.failure.elsewhere_button.text().strip() == "Choose another &folder…"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(elsewhere))
    with qtbot.waitSignal(page.library_chosen) as chosen:
        page.failure.elsewhere_button.click()
    qtbot.waitUntil(page.isComplete)
    assert chosen.args == [elsewhere] and not page.failure.isVisibleTo(page)
    _, convert, deploy = jobs.requests
    assert isinstance(convert, Convert) and convert.output.parent == elsewhere / plan.name
    assert isinstance(deploy, Deploy) and deploy.library == elsewhere


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform
def test_a_disk_that_has_nothing_to_do_with_the_library_offers_no_other_one(qtbot: QtBot, tmp_path: Path) -> None:
    panel = FailurePanel()
    qtbot.addWidget(panel)
    full = Failed(FailureKind.DISK_FULL, "", {"path": str(tmp_path / "cache")})
    panel.show_failure(full, None, tmp_path / "library")
    assert panel.elsewhere_button.isHidden() and not panel.retry_button.isHidden()
    panel.show_failure(full, None, tmp_path / "cache")
    assert not panel.elsewhere_button.isHidden()
    panel.show_failure(TOO_LITTLE_MEMORY, None, tmp_path / "cache")
    assert panel.elsewhere_button.isHidden()


def test_a_failure_is_explained_and_can_be_reported(qtbot: QtBot, home: Path) -> None:
    page = InstallPage(Jobs([STARTING, TOO_LITTLE_MEMORY]))
    qtbot.addWidget(page)
    page.enter(a_plan(home))
    qtbot.waitUntil(lambda: page.failure.isVisibleTo(page))
    page.failure.copy_button.click()
    report = QGuiApplication.clipboard().text()
    for part in ("out_of_memory", "exit code -9", "Qwen2ForCausalLM", "Model Installer", "torch"):
        assert part in report


def test_the_same_work_is_not_done_twice(qtbot: QtBot, home: Path) -> None:
    plan, jobs, _ = a_run(home)
    page = InstallPage(jobs)
    qtbot.addWidget(page)
    page.enter(plan)
    qtbot.waitUntil(page.isComplete)
    page.leave()
    page.enter(plan)
    assert page.isComplete() and len(jobs.requests) == 2
    page.enter(replace(plan, name="other"))  # converted once, installed under another name
    qtbot.waitUntil(page.isComplete)
    assert [type(request) for request in jobs.requests] == [Convert, Deploy, Deploy]
    page.enter(replace(plan, recipe=Recipe(precision=Precision.INT8)))
    qtbot.waitUntil(lambda: len(jobs.requests) == 4)  # another precision is another conversion
    assert isinstance(jobs.requests[-1], Convert)
    page.leave()


def test_a_plan_that_was_converted_before_is_only_installed(qtbot: QtBot, home: Path) -> None:
    plan = a_converted_plan(home)
    assert plan.converted
    jobs = Jobs([Finished(a_deployment(plan.converted.folder))], [STARTING])
    page = InstallPage(jobs)
    qtbot.addWidget(page)
    page.enter(plan)
    qtbot.waitUntil(page.isComplete)
    assert [type(request) for request in jobs.requests] == [Deploy]
    assert page.amend(plan).converted == plan.converted
    page.enter(replace(plan, recipe=Recipe(block_size=32)))
    qtbot.waitUntil(lambda: len(jobs.requests) == 2)  # any other option is another conversion
    assert isinstance(jobs.requests[-1], Convert)
    page.leave()
    plan.converted.folder.rmdir()
    page.enter(plan)
    qtbot.waitUntil(lambda: len(jobs.requests) == 3)  # the folder is gone
    assert isinstance(jobs.requests[-1], Convert)
    page.leave()


def test_what_another_computer_runs_is_only_converted(qtbot: QtBot, home: Path) -> None:
    plan, jobs, _ = a_run(home)
    page = InstallPage(jobs)
    qtbot.addWidget(page)
    page.enter(replace(plan, recipe=FOR_A_CARD))
    qtbot.waitUntil(page.isComplete)
    assert [type(request) for request in jobs.requests] == [Convert] and not page.busy()
    assert "It is for another computer" in visible_text(page)
    assert page.amend(plan).deployment is None


def test_counts_and_the_time_left_are_told(qtbot: QtBot, home: Path) -> None:
    writing = Progress(
        step=Step.WRITING,
        done=201_000_000,
        total=398_000_000,
        unit=Unit.BYTES,
        tensors=(120, 290),
        overall=0.05,
        seconds_left=90,
    )
    page = InstallPage(Jobs([writing]))
    qtbot.addWidget(page)
    page.enter(replace(a_plan(home), recipe=FOR_A_CARD))
    qtbot.waitUntil(lambda: "120 of 290 weights, 201 MB of 398 MB" in visible_text(page))
    qtbot.waitUntil(lambda: "about a minute left" in visible_text(page) or "about 2 minutes left" in visible_text(page))
    qtbot.waitUntil(lambda: " free" in page.chart.words[2] and bool(IN_BYTES.search(page.chart.words[0])), timeout=5000)
    page.leave()


def test_each_result_of_a_session_is_kept(qtbot: QtBot, home: Path) -> None:
    plan = replace(a_plan(home), recipe=FOR_A_CARD)
    assert plan.checkpoint
    models = [a_converted_model(plan.checkpoint, plan.library / "my-recipes" / version) for version in ("1", "2")]
    jobs = Jobs([Finished(models[0])], [Finished(models[1])])
    page = InstallPage(jobs)
    qtbot.addWidget(page)
    fine = replace(plan, recipe=replace(FOR_A_CARD, block_size=64))
    for each in (plan, fine):
        page.enter(each)
        qtbot.waitUntil(page.isComplete)
        page.leave()
    for each, model in ((plan, models[0]), (fine, models[1])):
        page.enter(each)
        assert page.isComplete() and page.amend(each).converted == model
    assert len(jobs.requests) == 2


def test_an_earlier_result_that_was_never_installed_is_offered(qtbot: QtBot, home: Path) -> None:
    plan = replace(a_plan(home), recipe=FOR_A_CARD)
    assert plan.checkpoint
    first, second = plan.library / "my-recipes" / "1", plan.library / "my-recipes" / "2"
    models = [a_converted_model(plan.checkpoint, folder) for folder in (first, second)]
    for folder in (first, second):
        write_provenance(folder, A_PROVENANCE)
    page = InstallPage(Jobs([Finished(models[1])]))
    qtbot.addWidget(page)
    page.enter(plan)
    qtbot.waitUntil(page.isComplete)
    qtbot.waitUntil(lambda: len(page.earlier.rows()) == 1)
    (row,) = page.earlier.rows()
    assert str(first) in row.accessibleName() and "not installed" in row.accessibleName()
    row.findChildren(QPushButton)[0].click()
    qtbot.waitUntil(lambda: not first.exists() and not page.earlier.rows())
    assert second.is_dir() and not first.exists()


def test_leaving_ends_the_job(qtbot: QtBot, home: Path) -> None:
    page = InstallPage(Jobs([HALF_WAY]))
    qtbot.addWidget(page)
    page.enter(a_plan(home))
    page.leave()
    assert not page.busy()
    assert wait_for_all()


def test_a_disk_that_is_asleep_does_not_hold_up_the_window(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    awake = threading.Event()

    def taken(name: str) -> tuple[int, ...]:
        assert awake.wait(20)
        return (6,)

    monkeypatch.setattr("app.pages.install.taken_versions", taken)
    jobs = Jobs([HALF_WAY])
    page = InstallPage(jobs)
    qtbot.addWidget(page)
    page.enter(a_plan(home))
    assert page.busy() and jobs.requests == []
    page.cancel_button.click()
    assert page.failure.isVisibleTo(page) and not page.busy(), "also this can be cancelled"
    page.failure.retry_button.click()
    awake.set()
    qtbot.waitUntil(lambda: len(jobs.requests) == 1)
    (request,) = jobs.requests
    assert isinstance(request, Convert) and request.output.name == "7"
    page.leave()


def test_installing_asks_for_what_was_decided(qtbot: QtBot, home: Path) -> None:
    plan = replace(a_converted_plan(home), system_prompt="Answer briefly.")
    assert plan.converted and plan.checkpoint
    proof = TemplateVerification(verdict=TemplateMatch.REWRITTEN, folds_system=True)
    answer = AnswerVerification(tokens=9, stop_token=2)
    deployment = replace(a_deployment(plan.converted.folder), template=proof, answer=answer)
    jobs = Jobs([Progress(step=Step.REGISTERING, overall=0.5), Finished(deployment)])
    page = InstallPage(jobs)
    qtbot.addWidget(page)
    page.enter(plan)
    assert page.busy()
    qtbot.waitUntil(page.isComplete)
    wanted = Deploy(
        folder=plan.converted.folder,
        name="my-recipes",
        library=plan.library,
        system_prompt="Answer briefly.",
        sampling=plan.sampling,
        source="my-recipes",
    )
    assert jobs.requests == [wanted]
    assert page.amend(plan).deployment == deployment
    assert "my-recipes-generic-cpu:1" in visible_text(page)
    assert template_words(proof) in visible_text(page) and verification_words(answer) in visible_text(page)
    page.leave()
    page.enter(plan)
    assert page.isComplete() and len(jobs.requests) == 1, "the same plan is not installed twice"


def test_a_failed_installation_can_be_tried_again(qtbot: QtBot, home: Path) -> None:
    plan = a_converted_plan(home)
    assert plan.converted
    deployment = a_deployment(plan.converted.folder)
    page = InstallPage(Jobs([Failed(FailureKind.LOAD_FAILED)], [Finished(deployment)]))
    qtbot.addWidget(page)
    page.enter(plan)
    qtbot.waitUntil(lambda: page.failure.isVisibleTo(page))
    assert not page.isComplete() and "trying again only installs it" in visible_text(page)
    page.failure.retry_button.click()
    qtbot.waitUntil(page.isComplete)


def test_a_new_version_may_replace_the_earlier_ones(qtbot: QtBot, home: Path) -> None:
    plan = replace(a_converted_plan(home), replaces=True)
    assert plan.converted
    jobs = Jobs([Finished(a_deployment(plan.converted.folder))])
    page = InstallPage(jobs)
    qtbot.addWidget(page)
    page.enter(plan)
    qtbot.waitUntil(page.isComplete)
    (request,) = jobs.requests
    assert isinstance(request, Deploy) and request.replaces


PROOF = AnswerVerification(tokens=9, stop_token=2, question="Hello!", text="Hello, I am here.")


@pytest.mark.parametrize(
    ("proof", "fault"),
    [
        (PROOF, None),
        (replace(PROOF, text=" "), "is empty"),
        (replace(PROOF, text="well " * 30), "again and again"),
        (replace(PROOF, tokens=128, stop_token=None), "After 128 tokens"),
    ],
)
def test_the_first_answer_is_shown_and_amber_when_it_is_none(
    qtbot: QtBot, home: Path, proof: AnswerVerification, fault: str | None
) -> None:
    plan = a_converted_plan(home)
    assert plan.converted
    page = InstallPage(Jobs([Finished(replace(a_deployment(plan.converted.folder), answer=proof))]))
    qtbot.addWidget(page)
    page.enter(plan)
    qtbot.waitUntil(page.isComplete)
    text = visible_text(page)
    assert "Hello!" in text and (proof.text.strip() or "(nothing)") in text
    assert page.first_answer.parentWidget().property("role") == ("warn" if fault else "ok")
    assert fault is None or fault in text


def test_a_first_answer_in_markdown_is_shown_as_the_chat_would(qtbot: QtBot) -> None:
    view = FirstAnswer()
    qtbot.addWidget(view)
    for text, rich in (("**Hello!**", True), ("Hello!", False), ("- a\n- b", True)):
        view.show_verification(AnswerVerification(tokens=3, stop_token=2, question="Hello", text=text))
        assert [each.isVisibleTo(view) for each in view.findChildren(RichAnswer)] == [True] * rich
        assert (text in visible_text(view)) is not rich


# Chat


def reply(text: str, finish: Finish = Finish.STOP) -> Replied:
    return Replied(
        Reply(
            text=text,
            prompt_tokens=12,
            completion_tokens=3,
            seconds_to_first_token=0.12,
            tokens_per_second=35.24,
            peak_bytes=1,
            finish=finish,
        )
    )


def echo(message: ChatMessage) -> Sequence[Event]:
    """Says what it was told in two tokens; "long" goes on until it is stopped."""
    match message:
        case Say("long"):
            return [Token("and ")]
        case Say("too long"):
            nothing = replace(reply("").reply, completion_tokens=0, seconds_to_first_token=0, tokens_per_second=0)
            return [Replied(replace(nothing, finish=Finish.TOO_LONG))]
        case Say(prompt):
            return [Token("You said: "), Token(prompt), reply(prompt)]
        case Stop():
            return [reply("and", Finish.CANCELLED)]
        case Forget():
            return []


def a_chat(qtbot: QtBot, home: Path) -> tuple[ChatPage, Jobs]:
    jobs = Jobs([Progress(step=Step.LOADING), READY], answer=echo)
    page = ChatPage("en", jobs)
    qtbot.addWidget(page)
    page.enter(an_installed_plan(home))
    assert not page.prompt.button.isEnabled(), "not before the model is loaded"
    qtbot.waitUntil(page.new_button.isEnabled)
    return page, jobs


def test_in_a_low_window_the_conversation_has_the_room_of_the_figures(qtbot: QtBot, home: Path) -> None:
    page, _ = a_chat(qtbot, home)
    for height, shown in ((900, True), (380, False), (900, True)):
        page.resize(760, height)
        page.resizeEvent(QResizeEvent(page.size(), page.size()))  # a page that is not shown is not told
        assert page.figures.isVisibleTo(page) is shown
    page.leave()


def test_what_is_typed_is_answered_as_plain_text(qtbot: QtBot, home: Path) -> None:
    page, jobs = a_chat(qtbot, home)
    assert jobs.requests == [Chat(name="my-recipes-generic-cpu:1")]
    QTest.keyClicks(page.prompt.field, "<b>Hello</b>")
    QTest.keyClick(page.prompt.field, Qt.Key.Key_Return)
    assert page.prompt.field.toPlainText() == ""
    qtbot.waitUntil(page.new_button.isEnabled)
    assert page.view.texts == ["<b>Hello</b>", "You said: <b>Hello</b>"]
    assert page.figures.speed.value == "35.2"
    assert page.figures.first.value == "0.12 s"
    page.leave()


def test_shift_enter_begins_a_new_line(qtbot: QtBot, home: Path) -> None:
    page, jobs = a_chat(qtbot, home)
    QTest.keyClicks(page.prompt.field, "a")
    QTest.keyClick(page.prompt.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(page.prompt.field, "b")
    assert page.prompt.field.toPlainText() == "a\nb"
    assert jobs.sources[0].messages == []
    page.leave()


def test_an_answer_can_be_stopped(qtbot: QtBot, home: Path) -> None:
    page, jobs = a_chat(qtbot, home)
    page.ask("long")
    assert page.prompt.button.accessibleName() == "Stop the answer"
    page.ask("not while it answers")
    page.prompt.button.click()
    qtbot.waitUntil(page.new_button.isEnabled)
    assert jobs.sources[0].messages == [Say("long"), Stop()]
    assert page.view.texts == ["long", "and "]
    assert "Stopped." in visible_text(page)
    page.leave()


def test_figures_have_the_decimal_point_of_the_language(qtbot: QtBot, home: Path) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("id"))
    try:
        page, _ = a_chat(qtbot, home)
        page.ask("Hello")
        qtbot.waitUntil(page.new_button.isEnabled)
        assert (page.figures.speed.value, page.figures.first.value) == ("35,2", "0,12 s")
        page.leave()
    finally:
        QLocale.setDefault(before)


def test_a_message_that_does_not_fit_has_no_speed(qtbot: QtBot, home: Path) -> None:
    page, _ = a_chat(qtbot, home)
    page.ask("Hello")
    qtbot.waitUntil(page.new_button.isEnabled)
    page.ask("too long")
    qtbot.waitUntil(page.new_button.isEnabled)
    assert "does not fit" in visible_text(page)
    assert (page.figures.speed.value, page.figures.first.value) == (NOTHING, NOTHING)
    assert page.prompt.field.toPlainText() == "too long", "to be made shorter"
    page.leave()


def test_a_new_conversation_forgets(qtbot: QtBot, home: Path) -> None:
    page, jobs = a_chat(qtbot, home)
    page.ask("Hello")
    qtbot.waitUntil(page.new_button.isEnabled)
    page.new_button.click()
    assert page.view.texts == []
    assert jobs.sources[0].messages == [Say("Hello"), Forget()]
    page.leave()


def test_memory_and_processor_are_shown_while_it_runs(qtbot: QtBot, home: Path) -> None:
    page, _ = a_chat(qtbot, home)
    qtbot.waitUntil(
        lambda: bool(IN_BYTES.search(page.figures.memory.value)) and "%" in page.figures.processor.value, timeout=5000
    )
    page.leave()


def test_a_chat_that_crashes_can_be_started_again(qtbot: QtBot, home: Path) -> None:
    page = ChatPage("en", Jobs([READY, Failed(FailureKind.CRASHED)], [READY], answer=echo))
    qtbot.addWidget(page)
    page.enter(an_installed_plan(home))
    qtbot.waitUntil(lambda: page.failure.isVisibleTo(page))
    page.failure.retry_button.click()
    qtbot.waitUntil(page.new_button.isEnabled)
    assert not page.failure.isVisibleTo(page)
    page.leave()


def test_coming_back_loads_the_model_again_and_keeps_the_conversation(qtbot: QtBot, home: Path) -> None:
    page, jobs = a_chat(qtbot, home)
    page.ask("Hello")
    qtbot.waitUntil(page.new_button.isEnabled)
    page.leave()
    page.enter(an_installed_plan(home))
    qtbot.waitUntil(page.new_button.isEnabled)
    assert len(jobs.requests) == 2
    assert page.view.texts == ["Hello", "You said: Hello"]
    page.leave()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_windows_that_load_models_themselves_get_the_memory_of_this_one(qtbot: QtBot, home: Path) -> None:
    page, jobs = a_chat(qtbot, home)
    page.ask("Hello")
    assert not page.links.compare_button.isEnabled(), "an answer is not cut off by it"
    qtbot.waitUntil(page.new_button.isEnabled)
    for number, opening in enumerate((page.links.compare_button, page.links.questions_button), 1):
        opening.click()
        (dialog,) = (each for each in page.window().findChildren(QDialog) if each.isVisible())
        assert jobs.sources[-1].cancelled and len(jobs.requests) == number
        dialog.done(0)
        qtbot.waitUntil(page.new_button.isEnabled)
        again = jobs.requests[-1]
        assert isinstance(again, Chat) and again.turns == (Turn("Hello", "You said: Hello"),)
    page.leave()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_it_goes_on_with_the_model_that_was_kept_in_the_place_of_this_one(qtbot: QtBot, home: Path) -> None:
    page, jobs = a_chat(qtbot, home)
    page.links.compare_button.click()
    (dialog,) = page.window().findChildren(CompareDialog)
    mine = an_installed_plan(home).deployment
    assert mine
    other = replace(mine, name="other")
    dialog.kept.emit(other)
    with qtbot.waitSignal(page.another) as another:
        dialog.done(0)
    assert another.args == [other] and len(jobs.requests) == 1
    page.leave()


def test_after_each_answer_its_figures_and_what_can_be_done(qtbot: QtBot, home: Path) -> None:
    page, jobs = a_chat(qtbot, home)
    page.ask("Hello")
    qtbot.waitUntil(page.new_button.isEnabled)
    (foot,) = page.view.findChildren(AnswerFoot)
    assert foot.figures.text() == "3 tokens · first after 0.12 s · 35.2 a second · ended by itself"
    foot.copy_button.click()
    assert QGuiApplication.clipboard().text() == "You said: Hello"
    foot.again_button.click()
    qtbot.waitUntil(page.new_button.isEnabled)
    assert page.view.texts == ["Hello", "You said: Hello"], "in the place of the first"
    (foot,) = [each for each in page.view.findChildren(AnswerFoot) if each.isVisibleTo(page.view)]
    foot.edit_button.click()
    assert page.view.texts == [] and page.prompt.field.toPlainText() == "Hello"
    page.prompt.field.setPlainText("Hi")
    page.prompt.send()
    qtbot.waitUntil(page.new_button.isEnabled)
    assert page.view.texts == ["Hi", "You said: Hi"]
    assert jobs.sources[0].messages == [Say("Hello"), Say("Hello", again=True), Say("Hi", again=True)]
    page.leave()


def test_markdown_is_shown_as_it_means_and_code_can_be_copied(qtbot: QtBot, home: Path) -> None:
    written = "Use **this**:\n\n```python\nprint(1)\n```\n\n- <b>one</b> ![x](/etc/hostname)\n- two"
    jobs = Jobs([READY], answer=lambda _: [Token(written), reply(written)])
    page = ChatPage("en", jobs)
    qtbot.addWidget(page)
    page.enter(an_installed_plan(home))
    qtbot.waitUntil(page.new_button.isEnabled)
    page.ask("How?")
    qtbot.waitUntil(page.new_button.isEnabled)
    (rich,) = page.view.findChildren(RichAnswer)
    (block,) = rich.findChildren(CodeBlock)
    block.copy_button.click()
    assert QGuiApplication.clipboard().text() == "print(1)"
    before, after = (text.toPlainText() for text in rich.findChildren(QTextBrowser))
    assert before == "Use this:" and "<b>one</b>" in after and "two" in after, "what it wrote is no HTML"
    assert page.view.texts == ["How?", written], "as the model wrote it, to be copied and saved"
    assert not page.view.bubbles[1].isVisibleTo(page.view)
    page.leave()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_settings_hold_at_once_and_go_back_with_a_click(qtbot: QtBot, home: Path) -> None:
    page, jobs = a_chat(qtbot, home)
    assert page.settings.changed() is None and not page.settings.reset_button.isEnabled()
    page.settings.toggle.click()
    assert page.settings.isVisible()
    page.settings.form.temperature.setValue(0.15)
    assert page.settings.toggle.text().endswith("•")
    page.ask("Hello")
    qtbot.waitUntil(page.new_button.isEnabled)
    (said,) = jobs.sources[0].messages
    assert isinstance(said, Say) and said.sampling and said.sampling.temperature == 0.15
    page.settings.reset_button.click()
    assert page.settings.changed() is None and "•" not in page.settings.toggle.text()
    page.leave()


def test_what_the_model_no_longer_knows_is_marked(qtbot: QtBot, home: Path) -> None:
    forgot = replace(reply("b").reply, forgotten=1, used_tokens=40, context_tokens=1024)
    known = reply("a")
    jobs = Jobs([READY], answer=lambda said: [Token("b"), known if said == Say("first") else Replied(forgot)])
    page = ChatPage("en", jobs)
    qtbot.addWidget(page)
    page.enter(an_installed_plan(home))
    qtbot.waitUntil(page.new_button.isEnabled)
    for question in ("first", "second", "third"):
        page.ask(question)
        qtbot.waitUntil(page.new_button.isEnabled)
    (mark,) = (each for each in page.view.findChildren(QLabel) if "does not remember" in each.text())
    layout = page.view.widget().layout()
    rows = [layout.indexOf(each.parentWidget()) for each in (page.view.bubbles[1], mark, page.view.bubbles[2])]
    assert rows == sorted(set(rows)), "between the first turn and the second"
    assert page.figures.context.value == f"40 of {QLocale().toString(1024)}"
    page.leave()


def test_loaded_again_the_model_is_told_what_was_said(qtbot: QtBot, home: Path) -> None:
    page, jobs = a_chat(qtbot, home)
    page.ask("Hello")
    qtbot.waitUntil(page.new_button.isEnabled)
    page.ask("long")
    page.leave()
    assert "…" not in page.view.texts, "an answer that was interrupted waits no more"
    page.enter(an_installed_plan(home))
    qtbot.waitUntil(page.new_button.isEnabled)
    (request,) = jobs.requests[1:]
    assert isinstance(request, Chat)
    assert request.turns == (Turn("Hello", page.view.texts[1]), Turn("long", "".join(page.view.texts[3:])))
    assert "does not remember" not in visible_text(page.view)
    page.leave()


def test_escape_stops_an_answer(qtbot: QtBot, home: Path) -> None:
    page, jobs = a_chat(qtbot, home)
    QTest.keyClick(page.prompt.field, Qt.Key.Key_Escape)
    page.ask("long")
    QTest.keyClick(page.prompt.field, Qt.Key.Key_Escape)
    assert "Stopping" in visible_text(page)
    qtbot.waitUntil(page.new_button.isEnabled)
    assert jobs.sources[0].messages == [Say("long"), Stop()] and "Stopping" not in visible_text(page)
    page.leave()


def test_a_model_that_takes_no_notice_of_a_stop_is_loaded_anew(qtbot: QtBot, home: Path) -> None:
    """As while it reads a long prompt."""
    jobs = Jobs([READY], [READY], answer=lambda message: [])
    page = ChatPage("en", jobs)
    qtbot.addWidget(page)
    page.enter(an_installed_plan(home))
    qtbot.waitUntil(page.new_button.isEnabled)
    page.ask("a long text")
    page.prompt.button.click()
    assert "Stopping" in visible_text(page)
    qtbot.waitUntil(lambda: len(jobs.requests) == 2 and page.new_button.isEnabled())
    assert jobs.sources[0].cancelled
    said = visible_text(page)
    assert "Stopped." in said and "Stopping" not in said
    again = jobs.requests[1]
    assert isinstance(again, Chat) and again.turns == (Turn("a long text", ""),)
    page.leave()


def test_a_conversation_is_saved(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    page, _ = a_chat(qtbot, home)
    assert not page.save_button.isEnabled()
    page.ask("Hello\nyou")
    qtbot.waitUntil(page.new_button.isEnabled)
    assert page.save_button.isEnabled()
    page.save(tmp_path / "talk.md")
    page.save(tmp_path / "talk.json")
    text = (tmp_path / "talk.md").read_text(encoding="utf-8")
    assert text == "# my-recipes-generic-cpu:1\n\n> Hello\n> you\n\nYou said: Hello\nyou\n"
    saved = json.loads((tmp_path / "talk.json").read_text(encoding="utf-8"))
    assert [message["role"] for message in saved["messages"]] == ["user", "assistant"]
    assert saved["messages"][1]["figures"]["finish"] == "stop"
    page.leave()


def test_only_the_sample_model_comes_with_suggestions(qtbot: QtBot, home: Path) -> None:
    page, _ = a_chat(qtbot, home)
    assert page.chips.chips == []
    page.leave()
    plan = an_installed_plan(home)
    assert plan.checkpoint
    page.enter(replace(plan, checkpoint=replace(plan.checkpoint, folder=paths.sample_model())))
    qtbot.waitUntil(page.new_button.isEnabled)
    first = page.chips.chips[0]
    first.click()
    qtbot.waitUntil(page.new_button.isEnabled)
    assert page.view.texts[-1] == f"You said: {first.text()}"
    page.leave()


@pytest.mark.parametrize("language", ["en", "id"])
def test_suggestions_are_in_the_users_language(language: str) -> None:
    corpus = paths.resource("prompts", "sample_corpus.jsonl")
    questions = suggested_questions(corpus, language)
    assert len(questions) == 3
    assert not set(questions) & set(suggested_questions(corpus, "id" if language == "en" else "en"))


# Finish


def test_finish_says_where_and_how(qtbot: QtBot, home: Path) -> None:
    page = FinishPage()
    qtbot.addWidget(page)
    plan = an_installed_plan(home)
    page.enter(plan)
    assert plan.deployment
    assert str(plan.deployment.folder) in visible_text(page)
    assert page.command.text == f"{shlex.quote(str(paths.command_line()))} chat my-recipes"
    page.code.copy_button.click()
    code = QGuiApplication.clipboard().text()
    compile(code, "snippet", "exec")
    assert 'name = "my-recipes"' in code
    assert str(paths.foundry_cache()) in code
    with qtbot.waitSignal(page.another):
        page.another_button.click()


def test_the_last_page_does_not_offer_what_was_renamed_or_deleted(qtbot: QtBot, home: Path) -> None:
    page = FinishPage()
    qtbot.addWidget(page)
    plan = an_installed_plan(home)
    assert plan.deployment
    page.enter(plan)
    page.look_again()
    assert "my-recipes is installed" in visible_text(page) and page.chat_button.isVisibleTo(page)
    plan.deployment.folder.rename(home / "elsewhere")
    page.look_again()
    assert "my-recipes is not installed under this name any more" in visible_text(page)
    assert page._card.property("role") == "warn"
    assert not page.serve_button.isVisibleTo(page) and not page.pack_button.isVisibleTo(page)


def test_the_last_page_shows_the_verdict_and_how_far_measuring_is(qtbot: QtBot, home: Path) -> None:
    plan = an_installed_plan(home)
    assert plan.deployment
    write_scorecard(plan.deployment.folder, CARD)
    jobs = Jobs([Progress(step=Step.MEASURING, overall=0.25), Finished(CARD)])
    measurements = Measurements(jobs)
    page = FinishPage(measurements)
    qtbot.addWidget(page)
    page.enter(plan)
    qtbot.waitUntil(lambda: page.badge is not None and "broken" in page.badge.said.text())
    assert page.badge
    seen: list[str] = []
    measurements.changed.connect(lambda _: seen.append(page.badge.said.text() if page.badge else ""))
    measuring = measurements.begin(plan.deployment)
    qtbot.waitUntil(lambda: not measuring.running)
    assert "Being measured: 25 %" in seen and "broken" in seen[-1]
    page.leave()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_after_the_trial_answer_the_verdict_can_be_made_and_is_shown_here_and_in_the_chat(
    qtbot: QtBot, home: Path
) -> None:
    plan = an_installed_plan(home)
    assert plan.converted and plan.deployment
    measurements = Measurements(Jobs([Progress(step=Step.MEASURING, overall=0.25)]))
    install = InstallPage(Jobs([Finished(plan.deployment)]), measurements)
    chat = ChatPage("en", Jobs([READY]), measurements)
    for page in (install, chat):
        qtbot.addWidget(page)
    install.enter(replace(plan, deployment=None))
    qtbot.waitUntil(lambda: install.badge is not None)
    assert install.badge and "Measure how good it is" in install.badge.button.text()
    install.badge.button.click()
    qtbot.waitUntil(lambda: install.badge is not None and install.badge.said.text() == "Being measured: 25 %")
    (shown,) = install.findChildren(ScorecardDialog)
    write_scorecard(plan.deployment.folder, CARD)
    measurements.stop()
    shown.done(0)
    install.leave()
    chat.enter(plan)
    qtbot.waitUntil(lambda: chat.links.verdict is not None and "broken" in chat.links.verdict.button.toolTip())
    assert chat.links.verdict and "broken" in chat.links.verdict.button.accessibleName()
    assert not chat.links.verdict.said.isVisibleTo(chat) and chat.links.verdict.mark.isVisibleTo(chat)
    chat.leave()


def test_what_is_said_is_kept_for_later_days(qtbot: QtBot, home: Path) -> None:
    page, jobs = a_chat(qtbot, home)
    for text in ("first", "second"):
        page.ask(text)
        qtbot.waitUntil(page.new_button.isEnabled)
    qtbot.waitUntil(lambda: [len(each.turns) for each in kept_conversations()] == [2])
    (kept,) = kept_conversations()
    assert kept.model == "my-recipes-generic-cpu:1" and kept.turns[1].answer == "You said: second"
    page.new_button.click()
    page.ask("third")
    qtbot.waitUntil(lambda: [len(each.turns) for each in kept_conversations()] == [1, 2])
    page._recall(kept)
    qtbot.waitUntil(page.new_button.isEnabled)
    told = jobs.requests[-1]
    assert isinstance(told, Chat) and told.turns == (
        Turn("first", "You said: first"),
        Turn("second", "You said: second"),
    )
    assert page.view.texts == ["first", "You said: first", "second", "You said: second"]
    page.ask("fourth")
    qtbot.waitUntil(lambda: [len(each.turns) for each in kept_conversations()] == [1, 3])
    page.leave()


# Stopping a conversion


def press_in_question(text: str) -> None:
    question = QApplication.activeModalWidget()
    assert isinstance(question, QMessageBox)
    next(button for button in question.buttons() if button.text() == text).click()


WRITING = Progress(step=Step.WRITING, done=1, total=2, overall=0.5)


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform, of every message box
@pytest.mark.parametrize(
    ("answer", "cancelled", "kept"),
    [("&Keep what is done", True, True), ("&Throw it away", True, False), ("&Go on converting", False, False)],
)
def test_what_is_written_can_be_kept_when_it_is_stopped(
    qtbot: QtBot, home: Path, answer: str, cancelled: bool, kept: bool
) -> None:
    jobs = Jobs([STARTING, WRITING])
    page = InstallPage(jobs)
    qtbot.addWidget(page)
    page.enter(a_plan(home))
    qtbot.waitUntil(lambda: page.progress.bar.value() > 0)
    assert page.keeps()
    QTimer.singleShot(0, lambda: press_in_question(answer))
    page.cancel_button.click()
    (source,) = jobs.sources
    assert (source.cancelled, source.kept) == (cancelled, kept)
    if cancelled:
        qtbot.waitUntil(lambda: not page.busy())
    page.leave()


def test_leaving_throws_nothing_away(qtbot: QtBot, home: Path) -> None:
    jobs = Jobs([STARTING])
    page = InstallPage(jobs)
    qtbot.addWidget(page)
    page.enter(a_plan(home))
    qtbot.waitUntil(lambda: bool(jobs.sources) and page.progress.seconds > 0)
    assert not page.keeps(), "nothing is written yet, and closing says so"
    page.leave()
    assert jobs.sources[0].kept

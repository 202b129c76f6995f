"""The windows that measure a model and ask it the user's own questions."""

import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.core.events import Finished
from app.core.requests import AskQuestions, JudgeModel
from app.core.scorecard.held_out import held_out
from app.core.scorecard.question_file import read_question_file
from app.core.scorecard.question_results import judge_answers
from app.core.scorecard.questions import Judge, Question, QuestionRun, Wrong, WrongLine
from app.core.scorecard.scorecard import this_computer
from app.dialogs.own_questions import OwnQuestionsDialog, QuestionsDialog
from app.dialogs.scorecard import ScorecardDialog
from app.storage.question_runs import keep_run
from app.widgets.answered_pages import AnsweredPages
from app.widgets.elements import scrolling
from app.widgets.question_run_view import QuestionRunView
from tests.core.scorecard.scorecards import CARD
from tests.core.scorecard.test_verdict import card
from tests.recorded import Jobs, a_deployment
from tests.visible import visible_text


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_verdict_on_top_and_the_numbers_below(qtbot: QtBot, home: Path) -> None:
    mine = replace(CARD, computer=this_computer())
    jobs = Jobs([Finished(card(card=replace(mine, busy=0.6), speed=2.0))], [Finished(card(card=mine))])
    dialog = ScorecardDialog(a_deployment(home), start_job=jobs)
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: "kept this computer busy" in visible_text(dialog))
    said = visible_text(dialog)
    assert "Faithful" in said and "Begins to answer" not in said
    (again,) = [each for each in dialog.findChildren(QPushButton) if each.text() == "Measure again"]
    again.click()
    qtbot.waitUntil(lambda: "Answers like your original. Fast here." in visible_text(dialog))
    assert len(jobs.requests) == 2 and isinstance(jobs.requests[1], JudgeModel)
    dialog.done(0)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_report_is_saved(qtbot: QtBot, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("app.dialogs.scorecard.QDesktopServices.openUrl", lambda url: opened.append(url.fileName()))
    dialog = ScorecardDialog(a_deployment(home), start_job=Jobs([Finished(card())]))
    qtbot.addWidget(dialog)
    assert not dialog.report_button.isVisibleTo(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: dialog.report_button.isVisibleTo(dialog))
    for name in ("r.html", "r.pdf"):
        dialog.save_report(tmp_path / name)
        assert not dialog.report_button.isEnabled()
        qtbot.waitUntil(dialog.report_button.isEnabled)
    assert opened == ["r.html", "r.pdf"]
    assert "Answers like your original" in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    dialog.save_report(tmp_path / "nowhere" / "r.html")
    qtbot.waitUntil(lambda: dialog.failure.isVisibleTo(dialog))
    assert dialog.report_button.isEnabled() and len(opened) == 2
    dialog.done(0)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_questions_are_typed_and_the_answers_stand_side_by_side(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    asked = Question(messages=({"role": "user", "content": "2 + 2?"},), expected="4", judge=Judge.NUMBER)
    answered = judge_answers(asked, "It is five: 5.", "It is 4.", None, 3)
    run = QuestionRun(model="m", questions=(answered,), passed=0, asked=1, judged=1, reference="o", reference_passed=1)
    jobs = Jobs([Finished(run)])
    dialog = OwnQuestionsDialog(a_deployment(home), start_job=jobs)
    qtbot.addWidget(dialog)
    assert not dialog.ask_button.isEnabled()
    nothing = tmp_path / "nothing.csv"
    nothing.write_text("question,expected\n,4\n", encoding="utf-8")
    dialog.read(nothing)
    qtbot.waitUntil(lambda: "no question in this file" in visible_text(dialog))
    dialog.field.setPlainText("2 + 2?\t4\tnumber")
    windows: list[QuestionsDialog] = []
    dialog.asked.connect(windows.append)
    dialog.ask_button.click()
    (shown,) = windows
    qtbot.addWidget(shown)
    qtbot.waitUntil(lambda: "It is five: 5." in visible_text(shown))
    (request,) = jobs.requests
    assert isinstance(request, AskQuestions) and request.with_original
    assert (request.questions[0].text, request.questions[0].judge) == ("2 + 2?", Judge.NUMBER)
    for said in ("It is 4.", "failed; the original passes this", "0 of 1 questions passed. The original passes 1."):
        assert said in visible_text(shown)
    shown.done(0)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_of_a_training_file_some_are_offered(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    rows = [
        {"instruction": f"What is {number}?", "output": f"It is the number {number} again."} for number in range(480)
    ]
    file = tmp_path / "train.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    jobs = Jobs([])
    dialog = OwnQuestionsDialog(a_deployment(home), start_job=jobs)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.read(file)
    qtbot.waitUntil(lambda: "“train.jsonl” holds 480 questions" in visible_text(dialog))
    assert "half of its words" in visible_text(dialog)
    (some,) = [each for each in dialog.findChildren(QPushButton) if each.text() == "Ask 20 of your 480"]
    windows: list[QuestionsDialog] = []
    dialog.asked.connect(windows.append)
    some.click()
    (request,) = jobs.requests
    assert isinstance(request, AskQuestions) and len(request.questions) == 20
    assert request.questions == held_out(read_question_file(file).questions)
    assert {each.judge for each in request.questions} == {Judge.WORDS}
    qtbot.addWidget(windows[0])
    windows[0].done(0)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_what_was_asked_last_is_asked_again_or_shown(qtbot: QtBot, home: Path) -> None:
    deployment = a_deployment(home)
    asked = Question(messages=({"role": "user", "content": "2 + 2?"},), expected="4", judge=Judge.NUMBER)
    answered = judge_answers(asked, "It is 4.", None, None, None)
    run = QuestionRun(model=deployment.model_id, questions=(answered,), passed=1, asked=1, judged=1)
    for day in (1, 2):
        keep_run(replace(run, created=f"2026-01-0{day}T12:00:00+00:00"))
    jobs = Jobs([])
    dialog = OwnQuestionsDialog(deployment, start_job=jobs)
    qtbot.addWidget(dialog)
    windows: list[QuestionsDialog] = []
    dialog.asked.connect(windows.append)

    def press(text: str) -> QuestionsDialog:
        dialog.begin()
        qtbot.waitUntil(lambda: "Asked last: 2 Jan 2026" in visible_text(dialog))
        (found,) = [each for each in dialog.findChildren(QPushButton) if each.text() == text and each.isVisible()]
        found.click()
        qtbot.addWidget(windows[-1])
        return windows[-1]

    again = press("Ask the same a&gain")
    (request,) = jobs.requests
    assert isinstance(request, AskQuestions) and request.questions == (asked,)
    again.done(0)
    shown = press("S&how the answers")
    qtbot.waitUntil(lambda: "It is 4." in visible_text(shown))
    texts = lambda: [each.text() for each in shown.findChildren(QPushButton)]  # noqa: E731
    qtbot.waitUntil(lambda: "Earlier runs (1)" in texts())
    assert len(jobs.requests) == 1
    shown.done(0)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_two_thousand_answers_are_shown_a_page_at_a_time(qtbot: QtBot) -> None:
    asked = [Question(messages=({"role": "user", "content": f"Question {n}."},), expected="4") for n in range(2000)]
    answers = tuple(judge_answers(each, "4" if n % 100 else "5", None, None, None) for n, each in enumerate(asked))
    wrong = tuple(WrongLine(line, Wrong.NO_QUESTION) for line in range(300))
    view = QuestionRunView(QuestionRun(model="m", questions=answers, passed=1980, asked=2000, judged=2000, wrong=wrong))
    qtbot.addWidget(view)
    view.show()
    pages = view.findChild(AnsweredPages)
    assert pages is not None
    assert "Lines that are no questions besides: 295" in visible_text(view)

    def shown() -> list[str]:
        return re.findall(r"Question (\d+)\.", visible_text(pages))

    qtbot.waitUntil(lambda: shown() == [str(n) for n in range(10)])
    assert not pages.before_button.isEnabled()
    pages.after_button.click()
    qtbot.waitUntil(lambda: shown() == [str(n) for n in range(10, 20)])
    assert "11 to 20 of 2,000" in visible_text(view)
    pages.only_failed.click()
    qtbot.waitUntil(lambda: shown() == [str(100 * n) for n in range(10)])
    pages.after_button.click()
    qtbot.waitUntil(lambda: shown()[-1:] == ["1900"])
    assert not pages.after_button.isEnabled()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_next_page_begins_at_its_first_answer(qtbot: QtBot) -> None:
    asked = Question(messages=({"role": "user", "content": "Again?"},), expected="4")
    answers = (judge_answers(asked, "4", None, None, None),) * 30
    view = QuestionRunView(QuestionRun(model="m", questions=answers, passed=30, asked=30, judged=30))
    area = scrolling(view)
    qtbot.addWidget(area)
    area.resize(700, 400)
    area.show()
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 400)
    bar.setValue(bar.maximum())
    pages = view.findChild(AnsweredPages)
    assert pages is not None and pages.only_failed.isHidden()
    pages.after_button.click()
    qtbot.waitUntil(lambda: bar.value() < 200)

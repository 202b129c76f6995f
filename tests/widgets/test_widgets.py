"""Pieces of the pages that are worth looking at by themselves."""

import os
import shutil
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app import paths
from app.core.estimate.estimate import Fit
from app.core.events import Failed
from app.core.failures import FailureKind
from app.core.plan import Plan
from app.core.recipe.recipe import Precision
from app.pages.finish import FinishPage
from app.settings import MAXIMUM_RECENT, Settings
from app.widgets import qt_texts
from app.widgets.answer_foot import AnswerFoot
from app.widgets.chat_view import ChatView
from app.widgets.collapsible import Collapsible
from app.widgets.elements import ZERO_WIDTH_SPACE, label, scrolling
from app.widgets.failure_panel import failure_report, redacted
from app.widgets.live_chart import LiveChart
from app.widgets.precision_card import PrecisionCard
from app.widgets.theme import DARK, LIGHT, style_sheet
from app.widgets.wrapping_row import WrappingRow
from app.workers.usage_watch import Usage
from tests.recorded import A_REPLY, a_plan, an_estimate


def test_a_report_does_not_name_the_user(home: Path) -> None:
    plan = a_plan(Path.home() / "models")
    report = failure_report(Failed(FailureKind.CRASHED, f"in {Path.home() / 'secret'}"), plan)
    assert str(Path.home()) not in report
    assert f"~{os.sep}secret" in report and "models" in report


def test_a_report_holds_neither_the_system_prompt_nor_paths_elsewhere(tmp_path: Path) -> None:
    plan = Plan(library=Path("/media/jane doe/library"), system_prompt="You are Jane's doctor.")
    report = failure_report(
        Failed(FailureKind.CRASHED, 'in "/srv/clinic/patients/model.onnx" and D:\\clinic\\x.bin'), plan
    )
    for secret in ("doctor", "clinic", "/media/jane", "patients"):
        assert secret not in report, secret
    assert "model.onnx" in report and "(22 characters)" in report


def test_every_spelling_of_the_home_folder_is_redacted() -> None:
    home = PurePosixPath("/home/jane doe")
    assert redacted("/home/jane doe/x and /home/jane doe", home) == "~/x and ~"
    assert redacted("/HOME/jane doe", home) == "/HOME/jane doe"
    windows = PureWindowsPath(r"C:\Users\Jane")
    text = r'C:\Users\Jane\a, C:/Users/Jane/b, c:\users\jane\c, "C:\\Users\\Jane\\d"'
    assert redacted(text, windows) == r'~\a, ~/b, ~\c, "~\\d"'


def test_a_long_path_of_windows_wraps(qtbot: QtBot) -> None:
    """Or it pushes all that stands beside it out of a narrow window."""
    path = r"C:\Users\Jane\AppData\Local\ModelInstaller\models\a-model-with-a-name\1"
    wrapped, plain = label(path), QLabel(path)
    plain.setWordWrap(True)
    for each in (wrapped, plain):
        qtbot.addWidget(each)
    assert wrapped.minimumSizeHint().width() < plain.minimumSizeHint().width() / 2
    assert wrapped.text() == path


def test_a_long_answer_is_appended_cheaply(qtbot: QtBot) -> None:
    view = ChatView()
    qtbot.addWidget(view)
    view.resize(QSize(600, 400))
    view.ask("Go on")
    changes: list[None] = []
    view.bubbles[1].document().contentsChanged.connect(lambda: changes.append(None))
    for number in range(2000):
        view.append(f"word{number} ")
        if number % 40 == 0:
            QApplication.processEvents()
    qtbot.waitUntil(lambda: view.bubbles[1].toPlainText() == view.texts[1])
    assert len(changes) < 2000 / 20, "each lays the text out anew"
    assert view.texts[1].startswith("word0 word1 ") and view.texts[1].endswith("word1999 ")


def test_thoughts_stay_folded_above_the_answer(qtbot: QtBot) -> None:
    view = ChatView()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    view.ask("Why?")
    view.think("Let me ")
    view.think("see.")
    view.append("Because.")
    view.close_turn()
    view.ask("And?")
    view.append("So.")
    view.close_turn()
    assert view.texts == ["Why?", "Because.", "And?", "So."]
    assert view.thoughts == ["Let me see."]
    (fold,) = view.findChildren(Collapsible)
    assert not fold.content.isVisible()
    fold.toggle.click()
    qtbot.waitUntil(fold.content.isVisible)
    qtbot.waitUntil(lambda: fold.mapTo(view, fold.rect().bottomLeft()).y() < view.bubbles[1].mapTo(view, QPoint()).y())


def test_a_bubble_shows_all_of_its_text(qtbot: QtBot) -> None:
    view = ChatView()
    qtbot.addWidget(view)
    view.resize(QSize(500, 700))
    view.show()
    view.ask("a " * 200)
    view.append("First line\nsecond line\n\nlast line" + "\nand one more" * 100)
    QApplication.processEvents()
    for bubble in view.bubbles:
        assert bubble.verticalScrollBar().maximum() == 0
        assert bubble.width() <= view.viewport().width() * 0.8


def test_a_short_conversation_stands_together_at_the_top(qtbot: QtBot) -> None:
    view = ChatView()
    qtbot.addWidget(view)
    view.resize(QSize(500, 900))
    view.show()
    view.show_turn("Hello", "Use this:\n\n1. **Fry** two eggs.\n2. Eat.")
    view.show_turn("And?", "So.")
    rows = lambda: [row for row in view.widget().children() if isinstance(row, QWidget) and row.isVisible()]  # noqa: E731
    qtbot.waitUntil(lambda: len(rows()) == 4 and all(row.height() == row.sizeHint().height() for row in rows()))
    assert view.widget().height() > 800 and max(row.geometry().bottom() for row in rows()) < 450


def test_a_note_below_an_answer_is_not_cut_off(qtbot: QtBot) -> None:
    view = ChatView()
    qtbot.addWidget(view)
    view.resize(QSize(300, 400))
    view.show()
    view.ask("Hello")
    view.append("Hello.")
    view.close_turn("This does not fit into what the model can keep in mind. Write less, or begin again.")
    QApplication.processEvents()
    inside = view.widget()
    assert inside and inside.width() <= view.viewport().width()
    note = inside.findChildren(QLabel)[-1]
    assert note.height() >= note.heightForWidth(note.width()) >= 2 * note.fontMetrics().height()


def test_an_answer_without_a_word_leaves_no_empty_bubble(qtbot: QtBot) -> None:
    view = ChatView()
    qtbot.addWidget(view)
    view.ask("Too long")
    view.close_turn("This does not fit.")
    assert view.texts == ["Too long"]


def test_the_chart_draws_what_it_is_told(qtbot: QtBot) -> None:
    chart = LiveChart()
    qtbot.addWidget(chart)
    empty = chart.grab().toImage()
    chart.show_usage(Usage(2_000_000_000, 50.0))
    chart.show_usage(Usage(1_000_000_000, 40.0))
    assert chart.words == ("1.0 GB, highest 2.0 GB", "40 %", "")
    assert chart.grab().toImage() != empty


def test_a_card_is_as_high_as_its_text_needs(qtbot: QtBot) -> None:
    card = PrecisionCard(an_estimate(Precision.INT4, recommended=True))
    qtbot.addWidget(card)
    assert card.heightForWidth(400) >= card.heightForWidth(900) > 60


def test_a_card_says_what_to_close_and_by_how_much_a_model_is_too_large(qtbot: QtBot) -> None:
    tight = replace(an_estimate(Precision.INT8, Fit.TIGHT), programs=("chrome", "Teams"))
    cards = [PrecisionCard(each) for each in (tight, an_estimate(Precision.FP32, Fit.NO))]
    for card in cards:
        qtbot.addWidget(card)
    close, too_large = (card.accessibleName() for card in cards)
    assert "INT8 · 398 MB · about 30 words/s" in close
    assert "close chrome and Teams first to free 1.2 GB" in close
    assert "2.7 GB of memory, 1.2 GB more than" in too_large
    assert [card.isEnabled() for card in cards] == [True, False]


def test_both_palettes_fill_the_style_sheet(qtbot: QtBot) -> None:
    assert LIGHT.keys() == DARK.keys()
    for palette in (LIGHT, DARK):
        sheet = style_sheet(palette, 14)
        assert "@" not in sheet.partition("*/")[2]
        widget = QWidget()
        qtbot.addWidget(widget)
        widget.setStyleSheet(sheet)


@pytest.mark.parametrize("folder", ["d'été", "模型 (1)"])
def test_the_style_is_whole_where_the_apps_folder_has_an_awkward_name(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    awkward = tmp_path / folder
    shutil.copytree(paths.resource(), awkward / "resources")
    monkeypatch.setattr(sys, "_MEIPASS", str(awkward), raising=False)
    choice, bar = QComboBox(), QScrollBar()
    for widget in (choice, bar):
        qtbot.addWidget(widget)
        widget.resize(120, 40)
        widget.setStyleSheet(style_sheet(LIGHT, 14))
    background, handle = (QColor(LIGHT[name]).rgb() for name in ("field", "line-strong"))
    picture = bar.grab().toImage()
    assert handle in {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    arrow = choice.grab().toImage().copy(92, 10, 20, 20)
    assert {arrow.pixel(x, y) for x in range(20) for y in range(20)} != {background}


def test_a_window_above_a_page_is_not_transparent(qtbot: QtBot) -> None:
    page = FinishPage()
    qtbot.addWidget(page)
    page.setStyleSheet(style_sheet(LIGHT, 14))
    files = QFileDialog(page)
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    for window in (QDialog(page), files):
        assert window.grab().toImage().pixelColor(2, 2) == QColor(LIGHT["window"])


def test_qts_own_texts_are_translated_with_ours(qtbot: QtBot) -> None:
    """What a user sees of Qt itself, in English: each text is collected for translation."""
    line, text, files = QLineEdit(), QPlainTextEdit(), QFileDialog()
    question = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    for widget in (line, text, question, files):
        qtbot.addWidget(widget)
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    menus = {line.createStandardContextMenu(): qt_texts.LINE_MENU, text.createStandardContextMenu(): qt_texts.TEXT_MENU}
    for menu, collected in menus.items():
        shown = {action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()}
        assert "&Undo" in shown and shown <= set(collected)
    for window, collected in ((question, qt_texts.BUTTONS), (files, (*qt_texts.FILE_WINDOW, *qt_texts.BUTTONS))):
        shown = {button.text().replace("&", "") for button in window.findChildren(QPushButton)}
        assert shown and shown <= {source.replace("&", "") for source in collected}
    labels = {label.text() for label in files.findChildren(QLabel)}
    tips = {each.toolTip() for each in files.findChildren(QToolButton)}
    assert {"&Look in:", "List View"} <= labels | tips <= set(qt_texts.FILE_WINDOW)


def test_settings_survive_a_restart(home: Path) -> None:
    folders = [home / f"model {number}" for number in range(MAXIMUM_RECENT + 2)]
    settings = Settings()
    for folder in folders:
        folder.mkdir(parents=True)
        settings.remember_folder(folder)
    settings.remember_folder(folders[-2])
    settings.library = home / "my, library"
    settings.language = "id"
    del settings
    again = Settings()
    assert again.recent_folders == (folders[-2], folders[-1], *reversed(folders[-MAXIMUM_RECENT:-2]))
    assert again.library == home / "my, library"
    assert again.language == "id"


def test_a_recent_folder_that_is_gone_is_not_offered(home: Path) -> None:
    settings = Settings()
    settings.remember_folder(home / "gone")
    assert settings.recent_folders == ()


def test_what_is_unfolded_below_the_edge_is_scrolled_to(qtbot: QtBot) -> None:
    inside, content = QWidget(), QWidget()
    content.setFixedHeight(400)
    fold = Collapsible("More", content)
    above = QWidget()
    above.setFixedHeight(300)
    column = QVBoxLayout(inside)
    column.addWidget(above)
    column.addWidget(fold)
    area = scrolling(inside)
    qtbot.addWidget(area)
    area.resize(300, 350)
    with qtbot.waitExposed(area):
        area.show()
    fold.toggle.click()
    height = area.viewport().height()
    qtbot.waitUntil(lambda: 0 <= fold.mapTo(area.viewport(), QPoint()).y() < height // 3)


def test_a_row_that_wraps_takes_the_height_of_its_lines(qtbot: QtBot) -> None:
    """And so does the card that it lies in, on a page with room to spare."""
    screen, card = QWidget(), QFrame()
    page = QWidget(screen)
    row = WrappingRow(10)
    for text in ("5 MB", "about 10 seconds", "319 MB"):
        row.addWidget(QLabel(text))
    QVBoxLayout(card).addLayout(row)
    column = QVBoxLayout(page)
    column.addWidget(card)
    column.addStretch()
    qtbot.addWidget(screen)
    page.resize(600, 700)
    with qtbot.waitExposed(screen):
        screen.show()
    wide = card.height()
    assert wide == card.sizeHint().height()
    page.resize(120, 700)
    qtbot.waitUntil(lambda: wide < card.height() < 5 * wide)


def test_long_names_break_at_their_dots_and_lines_and_html_stays(qtbot: QtBot) -> None:
    name, html = "Qwen2.5-0.5B-Instruct_tuned-v17", '<span style="background-color:#FFF5DF; color:red">x</span>'
    said = label(name)
    qtbot.addWidget(said)
    assert said.text() == name and QLabel.text(said).count(ZERO_WIDTH_SPACE) == 6
    said.setTextFormat(Qt.TextFormat.RichText)
    said.setText(html)
    assert QLabel.text(said) == html


def test_a_row_wraps_on_the_middle_of_its_lines_and_spreads(qtbot: QtBot) -> None:
    holder, row = QWidget(), WrappingRow(10, spread=True)
    qtbot.addWidget(holder)
    parts = [QWidget() for _ in range(3)]
    for part, (width, height) in zip(parts, ((100, 20), (100, 40), (60, 40)), strict=True):
        part.setFixedSize(width, height)
        row.addWidget(part)
    holder.setLayout(row)
    row.setGeometry(QRect(0, 0, 300, row.heightForWidth(300)))
    assert [part.pos().toTuple() for part in parts] == [(0, 10), (110, 0), (240, 0)]
    row.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    row.setGeometry(QRect(0, -7, 220, row.heightForWidth(220) + 14))
    assert [part.pos().toTuple() for part in parts] == [(0, 10), (110, 0), (0, 48)]


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_what_stands_below_an_answer_has_room_on_two_lines(qtbot: QtBot) -> None:
    view = ChatView()
    qtbot.addWidget(view)
    view.resize(QSize(300, 400))
    view.show()
    view.ask("Go on")
    view.append("word\n" * 60)
    view.close_turn()
    foot = AnswerFoot(A_REPLY, str)
    view.add_foot(foot)
    qtbot.waitUntil(lambda: foot.edit_button.y() > foot.figures.y())
    qtbot.waitUntil(lambda: foot.edit_button.visibleRegion().boundingRect() == foot.edit_button.rect())

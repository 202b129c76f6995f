"""The report: one file that needs nothing else, in both languages, opened in a real browser; and PDF."""

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from app.core.library.deployment import Deployment
from app.core.scorecard.question_results import judge_answers
from app.core.scorecard.questions import Judge, Question, QuestionRun
from app.core.scorecard.scorecard import Reading
from app.printing.languages import translators
from app.printing.pdf import write_pdf
from app.wording.report.body import Reported
from app.wording.report.charts import Bar, bar_chart, reading_chart
from app.wording.report.page import report_page, spoken
from app.wording.scorecard.scorecards import ROWS
from app.wording.translation import translate
from tests.core.scorecard.test_verdict import card

SLY = "<script>alert('1')</script> & \"quoted\"\nsecond line"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
VOID = {"meta", "input", "br", "img"}


def question(text: str, expected: str, answer: str, reference: str) -> object:
    asked = Question(messages=({"role": "user", "content": text},), expected=expected, judge=Judge.CONTAINS)
    return judge_answers(asked, answer, reference, "from the base", 3)


def reported() -> Reported:
    questions = (
        question(SLY, "blue", "It is blue.", "It is blue, they say."),
        question("Apa itu kopi?", "minuman", "Teh.", "Minuman."),
    )
    run = QuestionRun(
        model="my-model-generic-cpu:3",
        questions=questions,  # type: ignore[arg-type]
        passed=1,
        asked=2,
        judged=2,
        reference="the original",
        reference_passed=2,
        base="the base",
        base_passed=0,
    )
    readings = (Reading(17, 0.05, 0.04, 0.06), Reading(128, 0.4, 0.3, 0.45), Reading(1024, 2.9, 2.8, 3.3))
    measured = replace(card(agreement=0.8), readings=readings, parted=(None, 7, 12), model="my-model-generic-cpu:3")
    deployment = Deployment(
        name="my-model",
        model_id="my-model-generic-cpu:3",
        folder=Path("/secret/place/my-model/3"),
        precision="int4",
        context_length=4096,
        bytes=1_000,
        source="trained",
    )
    return Reported(deployment, measured, run)


class Balanced(HTMLParser):
    """Notes the open elements; fails where one is closed that is not the last."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.used: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.used.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "data", "action")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.used.add(tag)


def test_one_file_that_needs_nothing_else() -> None:
    page = report_page(reported(), translators())
    read = Balanced()
    read.feed(page)
    assert read.open == [] and read.addresses == [] and "script" not in read.used
    assert "url(" not in page and "@import" not in page and "/secret/place" not in page
    assert "&lt;script&gt;" in page and "second line" in page
    for drawing in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        assert ET.fromstring(drawing).attrib["role"] == "img"
    assert len(re.findall("<svg", page)) == 2 * 4, "four charts in each language"
    for said in (
        "Answers nearly like your original.",
        "Menjawab hampir seperti model asli Anda.",
        "It is blue, they say.",
    ):
        assert said in page
    assert translate("good") == "good", "the words are English again"


def test_the_pages_words_are_of_one_language_each() -> None:
    with spoken(translators()["id"], "id"):
        translated = {translate(words.title) for words in ROWS.values()}
    assert not translated & {words.title for words in ROWS.values()}
    indonesian = report_page(reported(), {"id": translators()["id"]}, "id")
    assert "Next words beside" not in indonesian and "0,4" in indonesian, "with its own decimal point"


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_a_real_browser_shows_it(tmp_path: Path) -> None:
    file, picture, profile = tmp_path / "report.html", tmp_path / "report.png", tmp_path / "profile"
    file.write_text(report_page(reported(), translators()), encoding="utf-8")
    command = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
    shot = [f"--screenshot={picture}", "--window-size=1000,1400", file.as_uri()]
    subprocess.run([*command, *shot], capture_output=True, timeout=120, check=True)
    assert picture.stat().st_size > 50_000, "an empty page is smaller"
    dumped = subprocess.run([*command, "--dump-dom", file.as_uri()], capture_output=True, timeout=120, check=True)
    dom = dumped.stdout.decode("utf-8")
    assert "Report on my-model, version 3" in dom and dom.count("<svg") == 8


@pytest.mark.parametrize("code", ["en", "id"])
def test_pdf(qapp: QApplication, tmp_path: Path, code: str) -> None:
    file = tmp_path / "laporan ä.pdf"
    with spoken(translators()[code], code):
        write_pdf(reported(), file)
    data = file.read_bytes()
    assert data.startswith(b"%PDF-") and len(data) > 20_000
    assert 1 < len(re.findall(rb"/Type\s*/Page\b", data)) < 12


def test_charts_of_any_numbers() -> None:
    for most in (1e-5, 0.003, 0.05, 1.0, 7.3, 40.0, 900.0):
        drawn = reading_chart((Reading(5, most / 2, 0.0, most), Reading(130_000, most, most, most)), "a", "b", "c")
        lines = [float(value) for value in re.findall(r' y1="(-?[\d.]+)"', drawn)]
        assert all(0 <= value <= 200 for value in lines) and 5 <= len(lines) < 20
        ET.fromstring(drawn)
    odd = bar_chart([Bar("<&>", 1.7, '"'), Bar("", -1, "")], "<", (0.5,))
    assert all(0 <= float(bar.attrib["width"]) <= 640 for bar in ET.fromstring(odd).iter() if bar.tag.endswith("rect"))

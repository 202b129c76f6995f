"""What a report says, in the language that is set: the same for the page and for paper.

Only tables, headings, paragraphs and pictures: Qt prints no more of HTML than that.
"""

from collections.abc import Callable, Sequence
from html import escape

from msgspec import Struct

from app.core.library.deployment import Deployment
from app.core.library.naming import version_of_id
from app.core.scorecard.judging import BARS
from app.core.scorecard.questions import Answered, Flip, QuestionRun
from app.core.scorecard.scorecard import Grade, Measure, Scorecard, this_computer
from app.core.scorecard.verdict import verdict_of
from app.wording.filling import decimal, exact_words, fill_text
from app.wording.report.charts import Bar, bar_chart, reading_chart
from app.wording.scorecard.questions import outcome_words, summary_words, wrong_words
from app.wording.scorecard.scorecards import grade_words, measured_words, scorecard_words
from app.wording.scorecard.tutorial import TutorialRow, tutorial_rows
from app.wording.scorecard.verdicts import sentence, tile_title, tile_words
from app.wording.translation import translate
from app.wording.words import QT_TR_NOOP

COLOURS = {Grade.GOOD: "#17794A", Grade.NOTICE: "#8F5A00", Grade.BAD: "#B4282F", None: "#5C6679"}
SOFT = {Grade.GOOD: "#E7F6EE", Grade.NOTICE: "#FFF5DF", Grade.BAD: "#FDEEEE", None: "#F6F7FA"}
GREY = "#8A93A5"

TITLE = QT_TR_NOOP("Report on {name}, version {version}")
ABOUT = QT_TR_NOOP("{precision}, made from “{source}”, measured on {date}.")
CLOSENESS_TITLE = QT_TR_NOOP("Next words beside the original's")
SAME_WORDS = QT_TR_NOOP("the same next word")
PERPLEXITY = QT_TR_NOOP("perplexity of this model")
ORIGINAL_PERPLEXITY = QT_TR_NOOP("perplexity of the original")
CLOSENESS_NOTE = QT_TR_NOOP(
    "Compared at {positions} places of texts in English and Indonesian. Right of the first dashed line it is still the "
    "same model, right of the second it is hardly told apart. The lower the perplexity, the less the texts surprise it."
)
PARTED = QT_TR_NOOP(
    "Of {prompts} greedy answers {same} are the original's word for word; the first parts at token {at}."
)
NOT_PARTED = QT_TR_NOOP("All {prompts} greedy answers are the original's, token for token.")
SPEED_TITLE = QT_TR_NOOP("How long it reads before it answers")
TOKENS_AXIS = QT_TR_NOOP("tokens of the question")
SECONDS_AXIS = QT_TR_NOOP("seconds")
SPEED_NOTE = QT_TR_NOOP("Median of {rounds} rounds each; the upright line goes from the least to the most.")
QUESTIONS_TITLE = QT_TR_NOOP("Your own questions")
QUESTION, EXPECTED, ANSWER = QT_TR_NOOP("Question"), QT_TR_NOOP("Expected"), QT_TR_NOOP("This model's answer")
ORIGINALS, BASES = QT_TR_NOOP("The original's answer"), QT_TR_NOOP("The base model's answer")
OUTCOME = QT_TR_NOOP("Outcome")
THIS_MODEL, THE_ORIGINAL, THE_BASE = QT_TR_NOOP("this model"), QT_TR_NOOP("the original"), QT_TR_NOOP("the base model")
TRAINING_HELPED = QT_TR_NOOP("Training gained {gained} questions and lost {lost}.")
TUTORIAL_TITLE = QT_TR_NOOP("Four metrics and five checks")
METRIC, CHECK = QT_TR_NOOP("metric"), QT_TR_NOOP("check")
NUMBERS_TITLE = QT_TR_NOOP("All numbers")

Draw = Callable[[str], str]


class Reported(Struct, frozen=True):
    """What a report is about."""

    deployment: Deployment
    card: Scorecard
    run: QuestionRun | None = None


def report_title(about: Reported) -> str:
    version = version_of_id(about.deployment.model_id)
    return fill_text(TITLE, {"name": about.deployment.name, "version": str(version)})


def report_body(about: Reported, draw: Draw) -> str:
    """``draw`` makes of a chart (SVG) what stands in the text for it."""
    parts = [_head(about), _tiles(about.card), _closeness(about.card, draw), _speed(about.card, draw)]
    parts += [_questions(about.run, draw)] if about.run else []
    return "\n".join([*parts, _tutorial(about.card), _numbers(about.card)])


def _head(about: Reported) -> str:
    deployment, grade = about.deployment, verdict_of(about.card).grade
    facts = {
        "precision": deployment.precision.upper() or "ONNX",
        "source": deployment.source,
        "date": about.card.created[:10],
    }
    verdict = f'<b><span style="color:{COLOURS[grade]}">{escape(sentence(about.card))}</span></b>'
    cell = f'<td bgcolor="{SOFT[grade]}">{verdict}</td>'
    box = f'<table class="verdict" width="100%" cellpadding="12"><tr>{cell}</tr></table>'
    where = scorecard_words(about.card, this_computer(), about.card.created[:10])
    return f"<h1>{escape(report_title(about))}</h1>{_note(fill_text(ABOUT, facts))}{box}{_note(where)}"


def _tiles(card: Scorecard) -> str:
    cells = [
        f'<td width="25%" valign="top" bgcolor="{SOFT[tile.grade]}"><b><span style="color:{COLOURS[tile.grade]}">'
        f"{escape(tile_title(tile))}</span></b><br>{escape(tile_words(tile, card))}</td>"
        for tile in verdict_of(card).tiles
    ]
    return f'<table class="tiles" width="100%" cellpadding="10" cellspacing="6"><tr>{"".join(cells)}</tr></table>'


def _closeness(card: Scorecard, draw: Draw) -> str:
    fidelity = card.fidelity
    if fidelity is None:
        return ""
    good, bad = BARS[Measure.AGREEMENT]
    grade = next((row.verdict for row in card.rows if row.measure is Measure.AGREEMENT), None)
    bars = [Bar(translate(SAME_WORDS), fidelity.same_next, f"{int(100 * fidelity.same_next)} %", COLOURS[grade])]
    title, parts = translate(CLOSENESS_TITLE), []
    parts.append(draw(bar_chart(bars, title, (bad, good))))
    if fidelity.perplexity and fidelity.original_perplexity:
        most = max(fidelity.perplexity, fidelity.original_perplexity)
        pairs = [
            (PERPLEXITY, fidelity.perplexity, COLOURS[grade]),
            (ORIGINAL_PERPLEXITY, fidelity.original_perplexity, GREY),
        ]
        bars = [Bar(translate(name), value / most, decimal(value, 2), colour) for name, value, colour in pairs]
        parts.append(draw(bar_chart(bars, title)))
    parts.append(_note(fill_text(CLOSENESS_NOTE, {"positions": exact_words(fidelity.positions)})))
    if card.parted:
        parted = [at for at in card.parted if at is not None]
        facts = {"prompts": str(len(card.parted)), "same": str(len(card.parted) - len(parted))}
        facts |= {"at": str(min(parted))} if parted else {}
        parts.append(_note(fill_text(PARTED if parted else NOT_PARTED, facts)))
    return f"<h2>{escape(title)}</h2>" + "".join(parts)


def _speed(card: Scorecard, draw: Draw) -> str:
    if len(card.readings) < 2:
        return ""
    title = translate(SPEED_TITLE)
    chart = reading_chart(card.readings, title, translate(TOKENS_AXIS), translate(SECONDS_AXIS))
    return f"<h2>{escape(title)}</h2>{draw(chart)}{_note(fill_text(SPEED_NOTE, {'rounds': str(card.rounds)}))}"


def _questions(run: QuestionRun, draw: Draw) -> str:
    title = translate(QUESTIONS_TITLE)
    parts = [f"<h2>{escape(title)}</h2>", f"<p>{escape(summary_words(run))}</p>"]
    if run.judged:
        passed = [(THIS_MODEL, run.passed), (THE_ORIGINAL, run.reference_passed), (THE_BASE, run.base_passed)]
        bars = [
            Bar(translate(name), count / run.judged, f"{count} / {run.judged}", COLOURS[Grade.GOOD] if not at else GREY)
            for at, (name, count) in enumerate(passed)
            if count is not None
        ]
        parts.append(draw(bar_chart(bars, title)))
    if run.base is not None:
        counts = {flip.value: str(sum(each.trained is flip for each in run.questions)) for flip in Flip}
        parts.append(f"<p>{escape(fill_text(TRAINING_HELPED, counts))}</p>")
    heads = [QUESTION, EXPECTED, ANSWER]
    heads += [ORIGINALS] if run.reference is not None else []
    heads += [BASES] if run.base is not None else []
    rows = [_question(each, run) for each in run.questions]
    parts.append(_table([translate(head) for head in (*heads, OUTCOME)], rows, _widths(len(heads))))
    parts += [_note(text) for text in wrong_words(run.wrong)]
    return "".join(parts)


def _widths(columns: int) -> tuple[int, ...]:
    """Percent of the table for question, expectation, each answer, and outcome."""
    answers = columns - 2
    return (20, 14, *([52 // answers] * answers), 14)


def _question(each: Answered, run: QuestionRun) -> list[str]:
    expected = f"{each.judge}: {each.expected}" if each.expected else "" if each.passed is None else each.judge.value
    cells = [_lines(each.question), _lines(expected), _lines(each.answer)]
    cells += [_lines(each.reference_answer or "")] if run.reference is not None else []
    cells += [_lines(each.base_answer or "")] if run.base is not None else []
    grade = None if each.passed is None else Grade.GOOD if each.passed else Grade.BAD
    return [*cells, _coloured(outcome_words(each), grade)]


def _tutorial(card: Scorecard) -> str:
    def cells(row: TutorialRow) -> list[str]:
        kind = translate(CHECK if row.check else METRIC)
        said = grade_words(row.grade) if row.grade else ""
        title = f"{escape(row.title)}<br><small>{escape(row.words)}</small>" if row.words else escape(row.title)
        return [title, escape(kind), escape(row.value), _coloured(said, row.grade)]

    table = _table([], [cells(row) for row in tutorial_rows(card)], (46, 12, 28, 14))
    return f"<h2>{escape(translate(TUTORIAL_TITLE))}</h2>{table}"


def _numbers(card: Scorecard) -> str:
    rows = [
        [escape(line.title), escape(line.value), _coloured(grade_words(line.verdict), line.verdict), escape(line.words)]
        for line in measured_words(card)
    ]
    return f"<h2>{escape(translate(NUMBERS_TITLE))}</h2>{_table([], rows, (46, 20, 12, 22))}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    """``rows`` are HTML, ``heads`` are not; ``widths`` are percent."""
    named = "".join(
        f'<th align="left" width="{width}%">{escape(head)}</th>' for head, width in zip(heads, widths, strict=False)
    )
    top = f"<thead><tr>{named}</tr></thead>" if heads else ""
    lines = "".join(f"<tr>{''.join(map(_cell, row, widths))}</tr>" for row in rows)
    return f'<table class="rows" width="100%" cellpadding="5">{top}<tbody>{lines}</tbody></table>'


def _cell(html: str, width: int) -> str:
    return f'<td valign="top" width="{width}%">{html}</td>'


def _coloured(text: str, grade: Grade | None) -> str:
    return f'<span style="color:{COLOURS[grade]}">{escape(text)}</span>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _note(text: str) -> str:
    return f'<p class="note">{escape(text)}</p>'

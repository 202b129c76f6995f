"""WCAG 2.2 AA, computed from the themes' colours and the icons: text 4.5 : 1, controls and the focus 3 : 1."""

import re

import pytest
from PySide6.QtCore import QVariantAnimation
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app import paths
from app.widgets import bar
from app.widgets.theme import DARK, LIGHT, reduced_motion, style_sheet

TEXT, PART = 4.5, 3.0  # least contrasts, as 1.4.3 and 1.4.11 of WCAG 2.2 ask for
SURFACES = ("window", "side", "card", "field", "soft", "accent-soft")
SOFT = ("ok-soft", "warn-soft", "error-soft")
PAIRS: dict[str, tuple[float, tuple[str, ...]]] = {  # a colour -> its least contrast with what lies below or beside it
    "text": (TEXT, (*SURFACES, *SOFT, "line")),
    "muted": (TEXT, (*SURFACES, *SOFT)),
    "link": (TEXT, (*SURFACES, *SOFT)),
    "ok": (TEXT, ("window", "card", "soft", "accent-soft", "ok-soft")),
    "warn": (TEXT, ("window", "card", "soft", "accent-soft", "warn-soft")),
    "error": (TEXT, ("window", "card", "soft", "accent-soft", "error-soft")),
    "on-accent": (TEXT, ("accent", "accent-hover", "accent-pressed")),
    "line-strong": (PART, (*SURFACES,)),
    "focus": (PART, (*SURFACES, *SOFT)),
    "accent": (PART, ("window", "card")),
    "processor": (PART, ("window", "card")),
    "disabled": (2.8, ("window", "card", "soft")),  # WCAG asks for nothing here
}
DECORATION = {"line"}  # separates what space separates too
PARTS = ("window", "side", "card")  # behind icons
COLOUR = re.compile(r"(?:fill|stroke|stop-color)=\"(#[0-9A-Fa-f]{6})\"")
SURFACES_OF_THEIR_OWN = {"app", "send", "stop", "switch-on"}  # icons with a part that is not seen against the window


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, as WCAG defines it."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_is_the_known_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_read_and_what_is_used_stands_out(theme: dict[str, str]) -> None:
    low = {
        f"{colour} on {below}": round(contrast(theme[colour], theme[below]), 2)
        for colour, (least, all_below) in PAIRS.items()
        for below in all_below
        if contrast(theme[colour], theme[below]) < least
    }
    assert not low


def test_every_colour_is_looked_at() -> None:
    seen = {*PAIRS, *(below for _, all_below in PAIRS.values() for below in all_below), *DECORATION}
    assert set(LIGHT) == set(DARK) == seen


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_icons_stand_out(theme: dict[str, str]) -> None:
    low = {
        (icon.stem, colour, below)
        for icon in paths.resource("icons").glob("*.svg")
        if icon.stem not in SURFACES_OF_THEIR_OWN
        for colour in COLOUR.findall(icon.read_text(encoding="utf-8"))
        for below in PARTS
        if contrast(colour, theme[below]) < PART
    }
    assert not low


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("still", [False, True])
def test_nothing_glides_where_motion_is_not_wanted(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, still: bool) -> None:
    assert not reduced_motion(), "nobody has asked for it here"
    monkeypatch.setattr(bar, "reduced_motion", lambda: still)
    shown = bar.Bar()
    qtbot.addWidget(shown)
    shown.resize(300, bar.HEIGHT)
    shown.show()
    assert (shown._glide.state() is QVariantAnimation.State.Stopped) is still
    middle = shown.grab().toImage().pixelColor(150, bar.HEIGHT // 2).name().upper()
    assert middle == LIGHT["accent"] or not still, "and it does not look like a bar that is done with nothing"


def test_what_has_the_focus_shows_it() -> None:
    """Each kind of control has a rule for it, in the colour that the contrasts above are about, or a ring."""
    sheet = paths.resource("style.qss").read_text(encoding="utf-8")
    rules = {
        selector.strip(): body
        for selectors, body in re.findall(r"([^{}]+)\{([^}]*)\}", sheet)
        for selector in selectors.split(",")
        if ":focus" in selector
    }
    assert all("2px solid @focus" in body or "3px solid @focus" in body for body in rules.values())
    controls = ("QPushButton", "ChoiceCard", "QRadioButton", "QLineEdit", "QPlainTextEdit", "QSpinBox", "QComboBox")
    assert {f"{control}:focus" for control in controls} <= set(rules)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_what_stands_in_an_empty_field_can_be_read(
    qtbot: QtBot, theme: dict[str, str], kind: type[QLineEdit] | type[QPlainTextEdit]
) -> None:
    """Qt by itself would have it half transparent; large letters, whose strokes are not all edges."""
    field = kind()
    field.setPlaceholderText("MMMM")
    field.setStyleSheet(style_sheet(theme, 14) + "QLineEdit, QPlainTextEdit { font-size: 60px; }")
    field.resize(400, 120)
    qtbot.addWidget(field)
    picture = field.grab().toImage()
    seen = {picture.pixelColor(x, y).name() for x in range(12, 380, 2) for y in range(20, 100, 2)}
    assert max(contrast(each, theme["field"]) for each in seen) >= TEXT

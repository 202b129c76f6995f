"""The app's look: one palette for light, one for dark, put into the style sheet and into Qt's own palette."""

import re
import sys
from enum import StrEnum

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from app import paths

LIGHT = {
    "window": "#FFFFFF",
    "side": "#F4F6FA",
    "card": "#FFFFFF",
    "field": "#FFFFFF",
    "soft": "#F6F7FA",
    "line": "#DFE3EB",
    "line-strong": "#828B9E",
    "text": "#1A2030",
    "muted": "#5C6679",
    "disabled": "#868FA1",
    "accent": "#2F5BEA",
    "accent-hover": "#244BC8",
    "accent-pressed": "#1C3CA6",
    "accent-soft": "#EEF3FF",
    "on-accent": "#FFFFFF",
    "focus": "#1C3CA6",
    "link": "#2F5BEA",
    "ok": "#17794A",
    "ok-soft": "#E7F6EE",
    "warn": "#8F5A00",
    "warn-soft": "#FFF5DF",
    "error": "#B4282F",
    "error-soft": "#FDEEEE",
    "processor": "#C26E17",
}

DARK = {
    "window": "#1C1F26",
    "side": "#16181E",
    "card": "#22262F",
    "field": "#15171C",
    "soft": "#252A34",
    "line": "#353B48",
    "line-strong": "#788297",
    "text": "#ECEFF5",
    "muted": "#A2ABBC",
    "disabled": "#7D879C",
    "accent": "#3D66E6",
    "accent-hover": "#3059DB",
    "accent-pressed": "#2A4FC4",
    "accent-soft": "#26314F",
    "on-accent": "#FFFFFF",
    "focus": "#B9CBFF",
    "link": "#8FACFF",
    "ok": "#5FD197",
    "ok-soft": "#1D3329",
    "warn": "#F0BD5B",
    "warn-soft": "#3A301B",
    "error": "#FF8A8E",
    "error-soft": "#3E2327",
    "processor": "#F0A255",
}


class Theme(StrEnum):
    """What the user wants; the desktop's own scheme unless said otherwise."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


SCHEMES = {
    Theme.SYSTEM: Qt.ColorScheme.Unknown,
    Theme.LIGHT: Qt.ColorScheme.Light,
    Theme.DARK: Qt.ColorScheme.Dark,
}
AROUND_CHIP = 10  # pixels of padding and border above and below its words
LARGE_TEXT = 1.5  # times the smallest
SMALLEST_TEXT = 14  # pixels at 100 % scaling; a larger system font is respected


class _Wanted:
    """What ``choose_theme`` was told last: a desktop without schemes does not keep it for us."""

    theme = Theme.SYSTEM


def colours() -> dict[str, str]:
    """The palette that the user wants, or that suits the desktop's current colour scheme."""
    wanted = SCHEMES[_Wanted.theme]
    scheme = QApplication.styleHints().colorScheme() if wanted is Qt.ColorScheme.Unknown else wanted
    return DARK if scheme is Qt.ColorScheme.Dark else LIGHT


def text_scale() -> float:
    """How much larger than usual the letters shall be that the user has told the system."""
    return max(1.0, QFontInfo(QFont()).pixelSize() / SMALLEST_TEXT)


def with_letters(pixels: int) -> int:
    """``pixels`` of what stands beside words, as an icon does, grown with the letters."""
    return round(pixels * text_scale())


def large_text() -> bool:
    """Whether they are so large that little stands beside each other."""
    return text_scale() >= LARGE_TEXT


def reduced_motion() -> bool:
    """Whether the user has told the system that nothing shall move that need not."""
    hints = QApplication.styleHints()  # kept: PySide forgets what belongs to it with the object itself
    return hints.accessibility().motionPreference() is Qt.MotionPreference.ReducedMotion


def apply_theme(app: QApplication, theme: Theme = Theme.SYSTEM) -> None:
    """Dress ``app`` now, and again whenever the desktop turns light or dark."""
    app.setStyle(QStyleFactory.create("Fusion"))
    choose_theme(app, theme)
    app.styleHints().colorSchemeChanged.connect(lambda _: _dress(app))


def choose_theme(app: QApplication, theme: Theme) -> None:
    """Dress ``app`` in ``theme``, with what the system draws around its windows."""
    _Wanted.theme = theme
    app.styleHints().setColorScheme(SCHEMES[theme])
    _dress(app)


def style_sheet(palette: dict[str, str], text: int) -> str:
    """``resources/style.qss`` with its ``@names`` filled in; ``text`` is the size of body text in pixels, with which
    the pixels behind an at-sign grow too. Qt learns where its ``icons:`` lie: a path in the sheet itself would end it
    where a folder has a quote in its name."""
    sizes = {"small": 0.9, "body": 1.0, "lead": 1.1, "heading": 1.85, "figure": 1.3, "button": 1.43}
    values = palette | {name: f"{round(text * factor)}px" for name, factor in sizes.items()}
    values["pill"] = f"{(round(text * sizes['button']) + AROUND_CHIP) // 2}px"  # Qt leaves a larger radius out
    QDir.setSearchPaths("icons", [str(paths.resource("icons"))])
    values["mono"] = {"win32": "Consolas", "darwin": "Menlo"}.get(sys.platform, "DejaVu Sans Mono")
    source = paths.resource("style.qss").read_text(encoding="utf-8")
    grown = re.sub(r"@(\d+)", lambda match: f"{round(int(match[1]) * text / SMALLEST_TEXT)}px", source)
    return re.sub(r"@([a-z-]+)", lambda match: values[match[1]], grown)


def _dress(app: QApplication) -> None:
    palette = colours()
    app.setPalette(_qt_palette(palette))
    app.setStyleSheet(style_sheet(palette, max(SMALLEST_TEXT, QFontInfo(QFont()).pixelSize())))


def _qt_palette(values: dict[str, str]) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "window",
        QPalette.ColorRole.AlternateBase: "soft",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "card",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on-accent",
        QPalette.ColorRole.Link: "link",
        QPalette.ColorRole.ToolTipBase: "card",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.Light: "line",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "line",
    }
    palette = QPalette()
    for role, name in roles.items():
        palette.setColor(role, QColor(values[name]))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(values["disabled"]))
    return palette

"""The pages that nobody sees at first, each imported when it is made: all together they would hold the window back."""

from app.pages.base import Page
from app.settings import Settings

LIBRARIES = ("app.wording", "app.measuring", "app.mending", "app.core.requirements", "app.core.shell")  # most of it


def check(settings: Settings) -> Page:
    from app.pages.check import CheckPage

    return CheckPage(settings)


def choose(settings: Settings) -> Page:
    from app.pages.choose import ChoosePage

    return ChoosePage(settings)


def precision() -> Page:
    from app.measuring import measuring
    from app.pages.precision import PrecisionPage

    return PrecisionPage(measuring=measuring)


def settings_page(settings: Settings) -> Page:
    from app.pages.settings import SettingsPage

    return SettingsPage(settings)


def convert() -> Page:
    from app.pages.convert import ConvertPage

    return ConvertPage()


def install() -> Page:
    from app.pages.install import InstallPage

    return InstallPage()


def chat(language: str) -> Page:
    from app.pages.chat import ChatPage

    return ChatPage(language)

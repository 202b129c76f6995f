"""The window comes back to where it was closed, with everything filled in."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QWizard
from pytestqt.qtbot import QtBot

from app import __version__, paths
from app.core.plan import Session
from app.core.recipe.recipe import Precision
from app.core.wire import from_json, to_json
from app.pages.choose import ChoosePage
from app.pages.precision import PrecisionPage
from app.pages.settings import SettingsPage
from app.pages.welcome import WelcomePage
from app.sessions import Sessions
from app.settings import Settings
from app.storage.session import read_session
from app.windows import PageName, Windows
from app.wizard import Wizard
from app.workers.worker import wait_for_all
from tests.recorded import a_converted_plan, a_plan, an_installed_plan, as_steps
from tests.test_wizard import BACK, NEXT, every_page, press
from tests.visible import visible_text


def a_wizard(qtbot: QtBot, home: Path) -> Wizard:
    wizard = Wizard(as_steps(*every_page(home)), Settings())
    qtbot.addWidget(wizard)
    return wizard


def at_the_settings(qtbot: QtBot, home: Path) -> Wizard:
    wizard = a_wizard(qtbot, home)
    wizard.show()
    for number in range(PageName.SETTINGS):
        page = wizard.page(number)
        if isinstance(page, ChoosePage):
            page.choose(home / "my-recipes")
        qtbot.waitUntil(page.isComplete)
        if isinstance(page, PrecisionPage):
            page.cards()[1].click()
        press(wizard, NEXT)
    return wizard


def test_everything_is_filled_in_and_back_leads_on(qtbot: QtBot, home: Path) -> None:
    before = at_the_settings(qtbot, home)
    settings = before.page(PageName.SETTINGS)
    assert isinstance(settings, SettingsPage)
    settings.name_field.setText("my-name")
    settings.system_prompt.setPlainText("Be brief.")
    settings.sampling.temperature.setValue(0.3)
    session = from_json(to_json(before.session(__version__)), Session)
    before.close()
    wizard = a_wizard(qtbot, home)
    wizard.go_on(session)
    wizard.show()
    again = wizard.currentPage()
    assert isinstance(again, SettingsPage)
    assert (again.name_field.text(), again.system_prompt.toPlainText()) == ("my-name", "Be brief.")
    assert again.sampling.value().temperature == 0.3
    assert wizard.plan.recipe.precision is Precision.FP32
    press(wizard, BACK)
    precision = wizard.currentPage()
    assert isinstance(precision, PrecisionPage)
    qtbot.waitUntil(precision.isComplete)
    assert precision.amend(wizard.plan).recipe.precision is Precision.FP32, "the choice stays"
    press(wizard, BACK)
    choose = wizard.currentPage()
    assert isinstance(choose, ChoosePage) and choose.isComplete()
    for _ in range(2):
        press(wizard, BACK)
    assert isinstance(wizard.currentPage(), WelcomePage) and len(wizard.plans) == 1
    assert not wizard.button(QWizard.WizardButton.BackButton).isVisible()
    wizard.close()


def kept(sessions: Sessions, session: Session) -> Session | None:
    """What a window at ``session`` leaves for the next start."""

    class There:
        def session(self, version: str) -> Session:
            return replace(session, version=version)

    sessions.keep(There())  # type: ignore[arg-type]
    assert wait_for_all()
    return read_session()


def a_session(home: Path, *, page: int = PageName.SETTINGS) -> Session:
    plan = a_plan(home)
    return Session(version=__version__, pages=(2, page), plans=(replace(plan, checkpoint=None), plan), draft=plan)


def test_what_is_finished_or_was_never_begun_is_not_come_back_to(qtbot: QtBot, home: Path) -> None:
    sessions = Sessions(PageName.INSTALL)
    assert sessions.last() is None
    unfinished = a_session(home)
    nothing = replace(unfinished, draft=replace(unfinished.draft, checkpoint=None))
    assert kept(sessions, nothing) is None
    assert kept(sessions, unfinished) == unfinished
    assert kept(sessions, nothing) == unfinished, "a chat from the library forgets nothing"
    assert kept(sessions, replace(unfinished, draft=an_installed_plan(home))) is None
    kept(sessions, unfinished)
    paths.session_file().write_bytes(paths.session_file().read_bytes().replace(__version__.encode(), b"9.9"))
    assert sessions.last() is None, "pages of another version"
    paths.session_file().write_text("{")
    assert sessions.last() is None


@pytest.mark.parametrize("converted", [False, True])
def test_work_that_was_ended_begins_by_a_click(qtbot: QtBot, home: Path, converted: bool) -> None:
    sessions = Sessions(PageName.INSTALL)
    session = a_session(home, page=PageName.INSTALL)
    session = replace(session, pages=(2, 4, 5), plans=(session.plans[0], *session.plans))
    if converted:
        session = replace(session, draft=a_converted_plan(home))
    kept(sessions, session)
    found = sessions.last()
    assert found
    before, remark = found
    assert before.pages == (2, 4) and len(before.plans) == 2
    assert before.plans[-1].converted == session.draft.converted == before.draft.converted
    assert ("converted already" in remark) is converted


@pytest.mark.engine  # what converts loads as soon as a model is chosen
def test_a_model_that_went_away_is_chosen_again(qtbot: QtBot, home: Path) -> None:
    session = a_session(home)
    session = replace(session, pages=(2,), plans=session.plans[:1])
    kept(Sessions(PageName.INSTALL), session)
    windows = Windows(Settings())
    windows.begin()
    first = windows.wizard
    assert first and first.currentId() == PageName.CHOOSE
    qtbot.waitUntil(lambda: "as it was when the window was closed" in visible_text(first.page(PageName.CHOOSE)))
    assert first.page(PageName.CHOOSE).isComplete()
    first.close()
    (home / "my-recipes").rmdir()
    kept(Sessions(PageName.INSTALL), session)
    windows = Windows(Settings())
    windows.begin()
    first = windows.wizard
    qtbot.waitUntil(lambda: windows.wizard is not first)
    assert windows.wizard and windows.wizard.currentId() == PageName.CHOOSE
    page = windows.wizard.page(PageName.CHOOSE)
    qtbot.waitUntil(lambda: "is not there any more" in visible_text(page))
    assert not page.isComplete()
    windows.wizard.close()

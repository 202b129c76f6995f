"""What every test gets: its own home for the app, no window on a screen, and the real engine.

``--quick`` leaves out what takes minutes: tests that start the engine, Foundry Local, the window with both, or programs
that build the bundle. They are whole folders, and single tests that are marked ``engine``.
"""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from app.garbage import collect_what_is_due
from app.widgets.reference_bridge import keep_constants_alive
from app.wording.translation import set_translator
from app.workers import worker
from app.workers.worker import wait_for_all
from tests.wine import FONTS, ON_WINE

SLOW = [Path(__file__).parent / name for name in ("build", "e2e", "engine")]
ENGINES: list[str] = []  # tests that have started one

keep_constants_alive()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.platform == "win32":  # where that platform knows no font by itself
    os.environ.setdefault("QT_QPA_FONTDIR", FONTS if ON_WINE else rf"{os.environ['SYSTEMROOT']}\Fonts")
# For the few tests that import the heavy libraries themselves; the engine's children have their own switches.
os.environ.update({"CI": "1", "OLIVE_DISABLE_TELEMETRY": "1", "ORT_DISABLE_TELEMETRY": "1", "HF_HUB_OFFLINE": "1"})


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="only tests that need neither engine nor Foundry Local")
    parser.addoption("--tell-at-once", action="store_true", help="each failure whole as it comes: the run may be ended")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--quick"):
        sys.addaudithook(_note_engines)
    if config.getoption("--tell-at-once"):
        config.pluginmanager.register(_Telling(config))


class _Telling:
    def __init__(self, config: pytest.Config) -> None:
        self._plugins = config.pluginmanager

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        reporter = self._plugins.get_plugin("terminalreporter")
        if report.failed and reporter:
            reporter.write_line(f"\n{report.nodeid}\n{report.longreprtext}")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if config.getoption("--quick") and collection_path in SLOW else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not {*SLOW} & {*item.path.parents})  # two processes then end at about the same time
    if config.getoption("--quick"):
        slow = [item for item in items if item.get_closest_marker("engine") or {*SLOW} & {*item.path.parents}]
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if item not in slow]


def _note_engines(event: str, arguments: tuple[object, ...]) -> None:
    if event == "subprocess.Popen" and "--engine" in str(arguments[1]):
        ENGINES.append(os.environ.get("PYTEST_CURRENT_TEST", ""))


@pytest.fixture(autouse=True)
def no_engine_in_the_quick_lane() -> Iterator[None]:
    """A test that starts one belongs to the whole suite: mark it ``engine``."""
    yield
    started, ENGINES[:] = ENGINES[:], []
    assert started == []


@pytest.fixture(autouse=True, scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For fixtures that outlive a test: nothing ever touches the home of who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MODEL_INSTALLER_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The app's data, settings and logs lie in the test's own folder, whose name is as awkward as users' are."""
    folder = tmp_path / "Rumah Kü 家"
    monkeypatch.setenv("MODEL_INSTALLER_HOME", str(folder))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))  # the trash is in there
    locale = QLocale()
    yield folder
    set_translator(str)  # a window may have set its own
    QLocale.setDefault(locale)


@pytest.fixture(autouse=True)
def all_threads_end() -> Iterator[None]:
    """Garbage is collected between the tests, as the window does it between its events."""
    gc.disable()
    yield
    gc.unfreeze()
    collect_what_is_due()
    ended = wait_for_all()
    for left in list(worker._running):
        left.stop()  # by the test that failed, not by those after it
    assert ended


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system with 3 MB of room."""
    if sys.platform == "win32":
        pytest.skip("a file system is mounted by mount")
    folder = tmp_path / "small disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting a file system takes the rights of root")
    yield folder
    subprocess.run(["umount", folder], check=True)

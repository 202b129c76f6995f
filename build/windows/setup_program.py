"""The setup program, compiled from the Windows bundle by Inno Setup and tried: silently and with its pages, an upgrade
over the running app, the installed app from Welcome to an answer, and the uninstaller."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import figures
import journey
import package
import wizard_journey
from screen import Screen
from smoke_place import expect
from smoke_windows import BUNDLE
from wine import ROOT, Wine, windows_path

from app import APP_ID, PRODUCT_NAME, __version__
from app.core.package.manifest import SUFFIX

# What {autopf} is for a user without an administrator; Wine does not know that folder by its identifier.
PROGRAMS = r"{localappdata}\Programs"
SILENT = ("/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART")
REFUSED = 1  # Inno Setup's exit code when setup cannot start
LOCAL = Path(journey.USER) / "AppData/Local"
FOLDER = LOCAL / "Programs" / APP_ID
INSTALLED = rf"C:\users\root\AppData\Local\Programs\{APP_ID}"
WINDOW = rf"{INSTALLED}\model-installer.exe"
SUFFIX_KEY = rf"HKCU\Software\Classes\{SUFFIX}"
OPEN = rf"HKCU\Software\Classes\{APP_ID}.package\shell\open\command"
NEWER = "99.0.0"
NEW_FILE = "_internal/of-the-newer-version.txt"
OLD_FILE = "_internal/of-the-older-version.txt"
PATIENCE = 300.0  # seconds for one step of setup


def verify_setup(wine: Wine, _arguments: list[str]) -> int:
    wine.environment.clear()
    work = wine.root / "work" / "setup"
    shutil.rmtree(work, ignore_errors=True)
    older, newer = _with_file(wine, work / "older", OLD_FILE), _with_file(wine, work / "newer", NEW_FILE)
    # its name says what it is: the release workflow builds the one for people, on Windows itself
    setup = _compile(wine, older, __version__, f"{package.name('win32')}-made-with-wine", "lzma2/max")
    print(f"Setup program: {setup.stat().st_size / 1e6:.0f} MB", flush=True)
    figures.note("setup program", f"{setup.stat().st_size / 1e6:.0f} MB")
    upgrade = _compile(wine, newer, NEWER, "upgrade", "none")
    _refused_on_windows_7(wine, setup)
    _install(wine, setup)
    pictures = wizard_journey.PICTURES / "installed"
    wizard_journey.travel(wine, "en", [WINDOW], pictures)
    _upgrade_with_pages(wine, upgrade)
    models = wine.root / LOCAL / APP_ID / "models"
    expect(models.is_dir(), "no model was installed")
    with _running(wine):
        _remove(wine)
    expect(models.is_dir(), "the models were deleted unasked")
    for key in (OPEN, SUFFIX_KEY):
        _run(wine, "reg", "query", key, code=1)
    _install(wine, setup)
    _remove(wine, "/DELETEMODELS")
    expect(not models.exists(), "the models are still there")
    shutil.copy(setup, ROOT / "dist" / "windows")
    shutil.rmtree(work)
    print("The setup program installs, upgrades over the running app, and removes.")
    return 0


def _with_file(wine: Wine, folder: Path, name: str) -> Path:
    """The bundle once more, by links, with one file of its own."""
    shutil.copytree(wine.root / BUNDLE, folder, copy_function=lambda source, target: Path(target).hardlink_to(source))
    (folder / name).write_text(name, encoding="utf-8")
    return folder


def _compile(wine: Wine, bundle: Path, version: str, name: str, compression: str) -> Path:
    values = {"Version": version, "Product": PRODUCT_NAME, "AppId": APP_ID, "Suffix": SUFFIX}
    values |= {"Bundle": windows_path(bundle, wine), "Compression": compression, "Programs": PROGRAMS}
    values["Icon"] = windows_path(ROOT / "dist" / "icons" / "app.ico", wine)
    defines = [f"/D{key}={value}" for key, value in values.items()]
    output = [f"/O{windows_path(bundle.parent, wine)}", f"/F{name}"]
    script = windows_path(ROOT / "build" / "windows" / "installer.iss", wine)
    _run(wine, r"Z:\inno\ISCC.exe", "/Q", *defines, *output, script, seconds=3600)
    return bundle.parent / f"{name}.exe"


def _refused_on_windows_7(wine: Wine, setup: Path) -> None:
    _run(wine, "winecfg", "-v", "win7")
    _run(wine, windows_path(setup, wine), *SILENT, code=REFUSED)
    _run(wine, "winecfg", "-v", "win10")


def _install(wine: Wine, setup: Path) -> None:
    """Silently, for this user alone."""
    _run(wine, windows_path(setup, wine), *SILENT)
    folder = wine.root / FOLDER
    expect((folder / "model-installer.exe").is_file() and (folder / OLD_FILE).is_file(), "not installed")
    expect(f"{APP_ID}.package" in _run(wine, "reg", "query", SUFFIX_KEY, "/ve"), "packages have no type")
    expect("model-installer.exe" in _run(wine, "reg", "query", OPEN), "packages do not open with it")
    expect(any((wine.root / journey.USER).rglob(f"{PRODUCT_NAME}.lnk")), "no Start menu entry")


def _upgrade_with_pages(wine: Wine, setup: Path) -> None:
    """The app runs; its window is closed by setup, whose pages are gone through by keys."""
    with _running(wine) as seat:
        process = wine.start(windows_path(setup, wine))
        for number, keys in enumerate(("Return", "alt+n", "alt+i")):
            time.sleep(10)
            seat.picture(f"setup-{number + 1}")
            seat.press(keys)
        end = time.monotonic() + PATIENCE
        while not (wine.root / FOLDER / NEW_FILE).is_file():
            expect(time.monotonic() < end, f"the upgrade did not get on; see {seat.pictures}")
            time.sleep(2)
        while process.poll() is None:
            expect(time.monotonic() < end, f"setup does not end; see {seat.pictures}")
            time.sleep(5)
            seat.picture("setup-4")
            seat.press("space")  # do not open the app now
            seat.press("alt+f")
    expect(not (wine.root / FOLDER / OLD_FILE).exists(), "a file of the earlier version is left")


@contextmanager
def _running(wine: Wine) -> Iterator[Screen]:
    """The installed window runs before, and no longer after what happens meanwhile."""
    seat = Screen(wine.display, wizard_journey.PICTURES / "setup")
    seat.pictures.mkdir(parents=True, exist_ok=True)
    process = wine.start(WINDOW)
    expect(seat.wait_for(process, PATIENCE) is not None, "the installed app does not open")
    yield seat
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        expect(False, "the app runs on without its files")


def _remove(wine: Wine, *options: str) -> None:
    """The uninstaller goes on in a copy of itself after it has returned."""
    _run(wine, rf"{INSTALLED}\unins000.exe", *SILENT, *options)
    end = time.monotonic() + PATIENCE
    while (wine.root / FOLDER).exists():
        expect(time.monotonic() < end, f"not removed: {list((wine.root / FOLDER).rglob('*'))[:5]}")
        time.sleep(1)


def _run(wine: Wine, *words: str, code: int = 0, seconds: float = 900) -> str:
    result = wine.run(*words, seconds=seconds)
    expect(result.returncode == code, f"{words[0]} ended with {result.returncode}:\n{result.stdout}{result.stderr}")
    return result.stdout

"""The whole job on Windows, by every verb of the command line, as a user would type them."""

import shutil
import time
from pathlib import Path

import figures
from smoke_place import QUESTION, answer, expect
from wine import PYTHON, ROOT, Wine, packets_out, windows_path

SAMPLE = ROOT / "resources" / "sample-model"
PRECISIONS = ("int4", "int8", "fp32")
USER = "root/.wine/drive_c/users/root"
WORK = f"{USER}/Dokumen Élodie/Modèle 模型"
OURS = "AppData/Local/ModelInstaller"  # README.md says that nothing else is written


def travel(wine: Wine) -> None:
    """Exits when a verb fails, says what it should not, sends something or leaves something behind."""
    begin(wine)
    started = time.monotonic()
    place, before = wine.root / WORK, files(wine)
    place.mkdir(parents=True)
    model, packed = place / "model", place / "sample.foundrymodel"

    def verb(*words: str | Path, says: str = "") -> str:
        return _run(wine, [windows_path(word, wine) if isinstance(word, Path) else word for word in words], says)

    verb("check", says="Foundry Local")
    verb("sample", model)
    verb("inspect", model, says="Qwen")
    verb("estimate", model, says="INT4")
    for precision in PRECISIONS:
        verb("convert", model, "--precision", precision, "--output", place / precision, says=precision.upper())
    verb("deploy", place / "int4", "--name", "sample")
    verb("chat", "sample", "--prompt", QUESTION, says=answer(SAMPLE))
    verb("validate", "sample", "--reference", model)
    verb("models", says="sample")
    verb("pack", "sample", "--output", packed)
    verb("remove", "sample", "--permanently")
    verb("install", packed, "--silent")
    verb("chat", "sample", "--prompt", QUESTION, says=answer(SAMPLE))
    verb("remove", "sample", "--permanently")
    expect("sample" not in verb("models"), "a removed model is still listed")
    nothing_left(wine, before)
    shutil.rmtree(place.parent)
    print("Command line on Windows: every verb, and the trained answer twice.", flush=True)
    figures.note("every verb of the command line", f"{time.monotonic() - started:.0f} s")


def begin(wine: Wine) -> None:
    """As on a computer that never had the app."""
    for folder in (wine.root / USER / OURS, (wine.root / WORK).parent):
        shutil.rmtree(folder, ignore_errors=True)


def files(wine: Wine) -> set[str]:
    """The user's files, but for those in the app's own folder and in the one where this works."""
    home = wine.root / USER
    found = (path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())
    return {name for name in found if not name.startswith((OURS, Path(WORK).parent.name))}


def nothing_left(wine: Wine, before: set[str]) -> None:
    running = wine.programs()
    expect(not running, f"still running: {running}")
    expect(files(wine) <= before, f"left behind: {sorted(files(wine) - before)}")
    expect(not packets_out(), f"{packets_out()} packets were sent to other computers")
    print("Nothing runs on, nothing is left outside the app's folder, no packet went to another computer.", flush=True)


def _run(wine: Wine, words: list[str], says: str) -> str:
    """What the verb prints; exits when it fails or does not say ``says``."""
    started = time.perf_counter()
    result = wine.run(*PYTHON, "-m", "app", *words)
    seconds = time.perf_counter() - started
    told = f"{words[0]} ended with {result.returncode}:\n{result.stdout[-3000:]}\n{result.stderr[-3000:]}"
    expect(result.returncode == 0 and says in result.stdout, told)
    print(f"{seconds:5.1f} s  {words[0]}", flush=True)
    return result.stdout

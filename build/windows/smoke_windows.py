"""The bundle for Windows is verified on the Windows computer: what ``smoke.py`` asks of it, and its window."""

import os
import shutil
from pathlib import Path

import bundle_origin
import figures
import journey
import smoke
import wizard_journey
from smoke_place import Place, expect
from wine import Wine, windows_path

BUNDLE = Path("work/bundle/model-installer")  # below the Debian's root
MOST = 900, 3000  # MiB and files
LONGEST = 180  # characters of a path in the folder where the setup program installs
INSTALLED = r"C:\Users\twenty-letters-long0\AppData\Local\Programs\ModelInstaller" + "\\"


class WindowsPlace(Place):
    """A copy of the bundle on drive C; what runs there is a Windows program. The user's folder is Windows' own."""

    def __init__(self, wine: Wine, bundle: Path) -> None:
        self.wine = wine
        work = wine.root / "root/.wine/drive_c/smoke"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        super().__init__(work, bundle)
        self.confined = False
        self.home = wine.root / journey.USER

    def environment(self) -> dict[str, str]:
        return dict(os.environ)  # of what starts Wine, which hands on nothing of it

    def confine(self, command: list[str], *, traced: bool = True) -> list[str]:
        inside = str(self.wine.root)
        words = (windows_path(Path(word), self.wine) if word.startswith(inside) else word for word in command)
        return self.wine.command(*words)

    def _program(self, name: str) -> Path:
        return self.bundle / f"{name}.exe"


def verify_bundle(wine: Wine, _arguments: list[str]) -> int:
    """Needs no Python: neither is one on the PATH, nor does anything of the source tree reach the programs."""
    wine.environment.clear()
    bundle = wine.root / BUNDLE
    measure(bundle)
    strange = bundle_origin.strange_files(wine.root, bundle)
    expect(not strange, f"from nowhere, or changed: {strange}")
    print("Every file of the bundle is, to the byte, one of a wheel, of Python or of this project.", flush=True)
    missing = smoke.missing_files(bundle)
    expect(not missing, f"not in the bundle: {', '.join(missing)}")
    journey.begin(wine)
    before = journey.files(wine)
    place = WindowsPlace(wine, bundle)
    smoke.command_line(place)
    for language in wizard_journey.LANGUAGES:
        pictures = wizard_journey.PICTURES / "bundle" / language
        wizard_journey.travel(wine, language, [windows_path(Path(place.window), wine)], pictures)
    journey.nothing_left(wine, before)
    shutil.rmtree(place.work)
    print("The Windows bundle works.")
    return 0


def measure(bundle: Path) -> None:
    files = [path for path in bundle.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 2**20
    longest = max(len(INSTALLED) + len(str(path.relative_to(bundle))) for path in files)
    print(f"Bundle: {size:.0f} MiB, {len(files)} files, longest path where it is installed {longest} characters")
    figures.note("bundle", f"{size:.0f} MiB, {len(files)} files, longest path {longest} characters")
    expect(size <= MOST[0] and len(files) <= MOST[1] and longest <= LONGEST, f"more than {MOST} or {LONGEST}")

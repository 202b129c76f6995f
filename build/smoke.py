"""The bundle is verified on a computer without Python, network or rights; the same script on every system.

    python3 build/smoke.py BUNDLE [--pictures DIR]

A read-only copy under a path with spaces, accents and Chinese letters does the main job twice: by the command line and,
on Linux, through the window. As root there (with Xvfb, openbox, xdotool, xclip, imagemagick and strace) it runs as
another user, with an empty home, without Python on the PATH, in a network namespace without a route, with every attempt
to connect counted. Needs only Python's standard library, and nothing of the bundle's.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from smoke_place import LINUX, QUESTION, Place, answer, expect
from smoke_window import Window

# What a first run leaves in the home folder; README.md lists the same.
HOME_LINUX = {".local/share/ModelInstaller", ".local/state/ModelInstaller", ".config/ModelInstaller"}
MOST_SIZE, MOST_FILES, LONGEST_PATH = 800, 3000, 120  # MiB and files on Linux, characters inside
RESOURCES = Path(__file__).resolve().parent.parent / "resources"
INSIDE = (
    *("sample-model/model.safetensors", "THIRD_PARTY_LICENSES.txt"),
    *sorted(f"{path.parent.name}/{path.name}" for path in (*RESOURCES.glob("help/*.md"), *RESOURCES.glob("i18n/*.qm"))),
)
HOME_CACHES = {".cache/fontconfig", ".cache/mesa_shader_cache", ".cache/qtshadercache", ".config/dconf", ".cache/dconf"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--pictures", type=Path, default=Path("dist/smoke"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="smoke-", ignore_cleanup_errors=True) as work:
        place = Place(Path(work), options.bundle)
        measure(options.bundle)
        missing = missing_files(options.bundle)
        expect(not missing, f"not in the bundle: {', '.join(missing)}")
        try:
            command_line(place)
            if LINUX:
                Window(place, options.pictures).journey()
            nothing_left(place)
        finally:
            place.unlock()
    print("The bundle works.")
    return 0


def measure(bundle: Path) -> None:
    """Print what it takes, and exit when that is more than we allow ourselves."""
    files = [path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) / 2**20
    longest = max(len(str(path.relative_to(bundle))) for path in files)
    print(f"Bundle: {size:.0f} MiB, {len(files)} files, longest inner path {longest} characters", flush=True)
    expect(size <= MOST_SIZE or not LINUX, f"larger than {MOST_SIZE} MiB")
    expect(len(files) <= MOST_FILES or not LINUX, f"more than {MOST_FILES} files")
    expect(longest < LONGEST_PATH, f"a path of {LONGEST_PATH} characters or more")


def missing_files(bundle: Path) -> list[str]:
    return [name for name in INSIDE if not any(bundle.rglob(name))]


def command_line(place: Place) -> None:
    """The main job by the verbs that a user would type, to the trained answer."""
    resources = next(place.bundle.rglob("sample-model"))
    converted = place.models / "converted"
    place.run("check")
    place.run("convert", str(resources), "--precision", "int4", "--output", str(converted))
    place.run("deploy", str(converted), "--name", "sample")
    said = place.run("chat", "sample", "--prompt", QUESTION)
    expect(answer(resources) in said, f"a wrong answer: {said}")
    packed = place.models / "sample.foundrymodel"
    place.run("pack", "sample", "--output", str(packed))
    place.run("remove", "sample", "--permanently")
    print("Command line: convert, deploy, chat: the trained answer.", flush=True)
    expect(place.run("install", str(packed), "--silent") == "", "install --silent is not silent")
    said = place.run("chat", "sample", "--prompt", QUESTION)
    expect(answer(resources) in said, f"a wrong answer of the packed model: {said}")
    place.run("remove", "sample", "--permanently")
    print("Command line: pack, remove, install: the trained answer again.", flush=True)


def nothing_left(place: Place) -> None:
    """No process of the bundle, no file outside the documented folders, no attempt to connect."""
    time.sleep(2)
    if LINUX:
        running = [path for path in Path("/proc").glob("[0-9]*/exe") if _target(path).startswith(str(place.bundle))]
        expect(not running, f"still running: {running}")
        found = {str(path.relative_to(place.home)) for path in place.home.glob(".*/*") if path.parent.name != ".local"}
        found |= {str(path.relative_to(place.home)) for path in place.home.glob(".local/*/*")}
        found |= {path.name for path in place.home.iterdir()} - {".local", ".config", ".cache"}
        expect(found <= HOME_LINUX | HOME_CACHES, f"unexpected in the home folder: {sorted(found - HOME_LINUX)}")
        print(f"Home folder: {', '.join(sorted(found))}")
    if place.confined:
        expect(not place.connections(), "connections: " + "\n".join(place.connections()[:5]))
        print("Attempts to connect to another computer: 0")


def _target(path: Path) -> str:
    try:
        return str(path.readlink())
    except OSError:
        return ""


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Everything a developer does, from one command with only Python's standard library.

    python3 build/dev.py demo           set up, then the main job on the sample model, in the terminal
    python3 build/dev.py test [ARGS]    set up, then lint, types and tests (with ARGS: only pytest, with those)
    python3 build/dev.py test --quick   set up, then lint, types and the tests that start no engine: two minutes
    python3 build/dev.py run [VERB...]  set up, then the window, or a verb of the command line
    python3 build/dev.py screenshots    set up, then the pictures of the README
    python3 build/dev.py sheets         set up, then every page and window in every state, on sheets in dist/pictures
    python3 build/dev.py translations   set up, then collect the texts and compile the translations
    python3 build/dev.py bench NAME     set up, then build/bench_NAME.py, which writes into docs/benchmarks.md
    python3 build/dev.py bundle         set up, then freeze the app into dist/bundle
    python3 build/dev.py smoke          verify that bundle, as far as this computer can (Linux: as root)
    python3 build/dev.py frozen         set up, then convert by the bundle and from source: the same files
    python3 build/dev.py same_result    set up, then convert by Olive in memory and weight by weight: the same files
    python3 build/dev.py configurations set up, then compare random configurations with Hugging Face
    python3 build/dev.py monkey         set up, then 5,000 random clicks, keys, drops and closes on the real window
    python3 build/dev.py keyboard       set up, then walk the window by keys alone, in each language (Linux)
    python3 build/dev.py stalls         set up, then look where the window's thread is away for more than 50 ms
    python3 build/dev.py fleet          roll a model out with Ansible to three computers of its own (Linux, as root)
    python3 build/dev.py sign bundle    sign it, where a secret of this system allows it; also: sign installer
    python3 build/dev.py package        make the setup program, the disk image or the archive of it, in dist/release
    python3 build/dev.py release        write checksums and the bill of materials beside that
    python3 build/dev.py audit          set up, then look for what would be missing on Windows and macOS
    python3 build/dev.py windows [...]  a Windows computer on Linux (as root): its own help says what it does
    python3 build/dev.py lock           set up, then pin every package anew in requirements.lock

Safe to run twice; the second time the setup takes a moment.
"""

import hashlib
import os
import subprocess
import sys
import tomllib
from pathlib import Path

from system_packages import FLEET_TOOLS, SMOKE_TOOLS, WINDOWS_TOOLS, as_root, ensure_qt, ensure_tools

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed-from"
LOCK = ROOT / "requirements.lock"
BUNDLE = ROOT / "dist" / "bundle" / "model-installer"
ANSIBLE = ROOT / "dist" / "ansible"
ANSIBLE_CORE = "ansible-core>=2.18,<2.20"  # what runs on Python 3.11 to 3.13


def main() -> int:
    verbs = {
        "demo": demo,
        "test": test,
        "run": run,
        "screenshots": screenshots,
        "sheets": sheets,
        "translations": translations,
        "bench": bench,
        "bundle": bundle,
        "smoke": smoke,
        "frozen": frozen,
        "same_result": same_result,
        "configurations": configurations,
        "monkey": monkey,
        "keyboard": keyboard,
        "stalls": stalls,
        "fleet": fleet,
        "sign": sign,
        "package": package,
        "release": release,
        "audit": audit,
        "windows": windows,
        "lock": lock,
    }
    if len(sys.argv) < 2 or sys.argv[1] not in verbs:
        print(__doc__)
        return 2
    set_up()
    return verbs[sys.argv[1]](sys.argv[2:])


def set_up() -> None:
    """Make ``.venv`` hold what the lock says, and see that Qt finds its libraries."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        sys.exit(f"Python 3.11, 3.12 or 3.13 is needed; this is {sys.version.split()[0]}.")
    wanted = _fingerprint()
    if not (STAMP.is_file() and STAMP.read_text() == wanted and PYTHON.exists()):
        _say("Setting up .venv (about two minutes, once)")
        if not PYTHON.exists() and subprocess.run([sys.executable, "-m", "venv", str(VENV)]).returncode:
            sys.exit("Python's venv module is missing. On Debian and Ubuntu: sudo apt-get install python3-venv")
        # torch first: a plain install of the rest would take whatever build of torch is newest.
        _pip(f"torch=={_pinned('torch')}")
        _pip("--editable", f"{ROOT}[dev]")
        STAMP.write_text(wanted)
    ensure_qt(PYTHON)


def demo(_arguments: list[str]) -> int:
    return _script("build/demo.py")


def test(arguments: list[str]) -> int:
    """Lint, types and tests; with other arguments than ``--quick`` only pytest, with those."""
    checks = [["ruff", "check", "."], ["ruff", "format", "--check", "."]]
    for platform in ("linux", "win32", "darwin"):  # each with what is known of unchanged files from the last time
        checks.append(["mypy", "--platform", platform, "--cache-dir", f".mypy_cache/{platform}"])
    several = ["--numprocesses", "2", "--dist"]
    if arguments == ["--quick"]:
        arguments = []
        several += ["worksteal", "--quick", "--quiet"]
    else:
        several += ["loadfile", "--no-loadscope-reorder"]  # a file's tests share what its fixtures have made
    failed = [check[0] for check in ([] if arguments else checks) if _module(*check)]
    code = _module("pytest", *(arguments or several))
    if failed:
        print(f"FAILED: {', '.join(failed)}")
    return code or bool(failed)


def run(arguments: list[str]) -> int:
    return subprocess.run([PYTHON, "-m", "app", *arguments]).returncode


def screenshots(arguments: list[str]) -> int:
    return _script("build/screenshots.py", *arguments)


def sheets(arguments: list[str]) -> int:
    return _script("build/contact_sheets.py", *arguments)


def translations(_arguments: list[str]) -> int:
    return _script("build/translations.py")


def bench(arguments: list[str]) -> int:
    name, *options = arguments or ["startup"]
    return _script(f"build/bench_{name}.py", *options)


def bundle(arguments: list[str]) -> int:
    """One folder with everything in it, also Python; its licences are looked at first."""
    _pip("--editable", f"{ROOT}[dev,bundle]")
    if code := _draw_icons():
        return code
    command = ["PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", str(BUNDLE.parent)]
    return _module(*command, "--workpath", str(ROOT / "dist" / "work"), "installer.spec", *arguments)


def smoke(arguments: list[str]) -> int:
    """It uses nothing of the project's environment; what it needs of the system is installed where it can be."""
    ensure_tools(SMOKE_TOOLS)
    command = [*(as_root() or []), sys.executable, str(ROOT / "build" / "smoke.py"), str(_bundled()), *arguments]
    return subprocess.run(command, cwd=ROOT).returncode


def frozen(arguments: list[str]) -> int:
    engine = BUNDLE / ("model-installer-engine.exe" if os.name == "nt" else "model-installer-engine")
    return _script("build/check_same_result.py", "--engine", str(engine), *arguments)


def same_result(arguments: list[str]) -> int:
    return _script("build/check_same_result.py", *arguments)


def configurations(arguments: list[str]) -> int:
    return _script("build/check_configurations.py", *arguments)


def monkey(arguments: list[str]) -> int:
    return _script("build/check_monkey.py", *arguments)


def keyboard(arguments: list[str]) -> int:
    ensure_tools(SMOKE_TOOLS)
    return _script("build/keyboard_walk.py", *arguments)


def stalls(arguments: list[str]) -> int:
    return _script("build/check_stalls.py", *arguments)


def fleet(_arguments: list[str]) -> int:
    """The bundle is rolled out, or the source tree where there is none; Ansible gets an environment of its own."""
    ensure_tools(FLEET_TOOLS)
    programs = ANSIBLE / "bin"
    if not (programs / "ansible-playbook").is_file():
        subprocess.run([PYTHON, "-m", "venv", ANSIBLE], check=True)
        subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", ANSIBLE_CORE], check=True)
    bundled = BUNDLE / "model-installer-engine"
    installer = bundled if bundled.is_file() else PYTHON.with_name("model-installer")
    return _script("build/check_fleet.py", str(installer), str(programs / "ansible-playbook"))


def sign(arguments: list[str]) -> int:
    """What there is to sign is found here, so that the release workflow need not know its name."""
    installers = [path for path in (ROOT / "dist" / "release").glob("*") if path.suffix in (".exe", ".dmg")]
    what = arguments[0] if arguments else "bundle"
    paths = [_bundled()] if what == "bundle" else installers
    return max((_script("build/sign.py", what, str(path)) for path in paths), default=0)


def package(_arguments: list[str]) -> int:
    return _script("build/package.py")


def release(_arguments: list[str]) -> int:
    return _script("build/release.py")


def audit(_arguments: list[str]) -> int:
    return _script("build/audit_wheels.py")


def windows(arguments: list[str]) -> int:
    ensure_tools(WINDOWS_TOOLS)
    if arguments[:1] in (["bundle"], ["setup"]) and (code := _draw_icons()):
        return code
    return _script("build/windows/run_windows.py", *arguments)


def lock(_arguments: list[str]) -> int:
    """One lock for Windows, macOS and Linux. torch's macOS wheels want macOS 14 as the target."""
    command = ["uv", "pip", "compile", "--universal", "--python-version", "3.11", "--all-extras", "--upgrade"]
    quiet = ["--no-header", "--no-annotate", "--no-emit-index-url", "--quiet"]
    environment = os.environ | {"MACOSX_DEPLOYMENT_TARGET": "14.0"}
    return _module(*command, *quiet, "pyproject.toml", "--output-file", LOCK.name, environment=environment)


def _draw_icons() -> int:
    return _script("build/icons.py", str(ROOT / "dist" / "icons"))


def _bundled() -> Path:
    """What users get: on macOS the app, not the folder that it was made of."""
    return next(BUNDLE.parent.glob("*.app"), BUNDLE)


def _fingerprint() -> str:
    parts = [sys.version, LOCK.read_text(), (ROOT / "pyproject.toml").read_text()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _pinned(name: str) -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pins = dict(line.split("==") for line in project["dependencies"] if "==" in line)
    return str(pins[name])


def _pip(*what: str) -> None:
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--constraint", LOCK, *what]
    if subprocess.run(command).returncode:
        sys.exit("The packages could not be installed; pip says why above.")


def _module(*command: str, environment: dict[str, str] | None = None) -> int:
    _say(" ".join(command))
    return subprocess.run([PYTHON, "-m", *command], cwd=ROOT, env=environment).returncode


def _script(path: str, *arguments: str) -> int:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run([PYTHON, ROOT / path, *arguments], cwd=ROOT, env=environment).returncode


def _say(text: str) -> None:
    print(f"\n== {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

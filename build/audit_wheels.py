#!/usr/bin/env python3
"""What can be known of the Windows and macOS bundles without those systems: from the wheels that they are made of.

    python3 build/dev.py audit

Downloads the locked wheels of each, keeps what ``bundle_contents.py`` keeps, and prints what is wrong with it: a pin
that does not exist there, a library that nothing brings, a path too long for Windows, two paths that differ in case,
a macOS that is newer than the one we ask for, a new module that could speak to the network.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Set
from pathlib import Path, PurePath

import bundle_contents as contents
from native_imports import mach_imports, pe_imports

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "build" / "windows")]

import cpp_runtime  # noqa: E402
from mac_symbols import oldest_macos, system_symbols, unfound  # noqa: E402
from reporting import reporting_problems  # noqa: E402

from app.core.computer.checks.required_versions import version_numbers  # noqa: E402
from app.core.computer.checks.system import OLDEST_MACOS  # noqa: E402

PYTHON = "3.11"
IMPORTS = {"windows": pe_imports, "macos": mach_imports}
PLATFORMS = {"windows": "x86_64-pc-windows-msvc", "macos": "aarch64-apple-darwin"}
ENVIRONMENT = os.environ | {"MACOSX_DEPLOYMENT_TARGET": "14.0"}  # torch's wheels want it
# Where the installer puts the bundle for a user with the longest name that Windows allows
WINDOWS_FOLDER = "C:\\Users\\" + 20 * "n" + "\\AppData\\Local\\Programs\\ModelInstaller\\_internal\\"
LONGEST_PATH = 259  # characters, of a Windows program without a manifest for long paths

# Of Qt, PyInstaller takes the modules that the app imports, these kinds of plugins, and the libraries that they need.
_QT = ("PySide6/", "shiboken6/")
_QT_ROOTS = re.compile(
    r"^PySide6/Qt(Core|Gui|Widgets)\.(pyd|abi3\.so)$|^shiboken6/Shiboken|"
    r"/plugins/(platforms|imageformats|iconengines|styles|platforminputcontexts|platformthemes)/"
)
# Foundry Local's Python package loads these, by whole paths, before the modules that name them
_LOADED_BEFORE = ("@rpath/libfoundry_local.dylib", "@rpath/libonnxruntime-genai.dylib", "@rpath/libonnxruntime.1.dylib")
MACOS_SYMBOLS = ROOT / "build" / "macos" / "system_symbols.txt"
# Part of Windows 10 (1809) and 11 themselves
WINDOWS_LIBRARIES = frozenset((ROOT / "build" / "windows" / "system_libraries.txt").read_text(encoding="ascii").split())


def main() -> int:
    problems = 0
    for platform in PLATFORMS:
        with tempfile.TemporaryDirectory(prefix="wheels-") as folder:
            download(platform, Path(folder))
            kept = kept_files(platform, Path(folder))
            found = [*missing_libraries(platform, Path(folder), kept), *path_problems(kept)]
            found += newer_symbols(Path(folder), kept, OLDEST_MACOS)
            found += reporting_problems(Path(folder), kept) if platform == "windows" else []
            if platform == "macos":
                found += loaded_elsewhere(Path(folder), kept)
                print(summary(Path(folder), kept))
        print(f"{platform}: {len(kept)} files, {'; '.join(found) or 'nothing wrong'}")
        problems += len(found)
    return int(problems > 0)


def resolve(platform: str, *, extras: bool) -> str:
    """The locked distributions of the platform, one pin a line, of which each has a wheel there (source distributions
    are only let through for the developers' ``extras``). Raises CalledProcessError when a pin does not exist."""
    command = [*_uv("pip", "compile", platform), "--no-header", "--no-annotate", "--constraint", "requirements.lock"]
    command += ["--all-extras"] if extras else ["--only-binary", ":all:"]
    return subprocess.run([*command, "pyproject.toml"], capture_output=True, text=True, check=True, **_where()).stdout


def download(platform: str, folder: Path) -> None:
    """Unpack the wheels of what the bundle holds into ``folder``, as an installation there would."""
    pins = resolve(platform, extras=False)
    command = [
        *_uv("pip", "install", platform),
        "--target",
        str(folder),
        "--only-binary",
        ":all:",
        "--no-deps",
        "-r",
        "-",
    ]
    subprocess.run(command, input=pins, text=True, check=True, **_where())


def kept_files(platform: str, folder: Path) -> list[str]:
    """Paths, relative and with slashes, of what the bundle would hold of the wheels; a little more than it will."""
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    outside = {name.replace(".", "/") for name in contents.NEVER}
    roots = {file for file in files if _QT_ROOTS.search(file) or not (file.startswith(_QT) or _belongs(file, outside))}
    found = roots | set(_needed(platform, folder, [file for file in roots if file.startswith(_QT)], files))
    families = contents.convertible_families(folder / "onnxruntime_genai" / "models")
    return sorted(entry[0] for entry in contents.keep_data([(file, file, "DATA") for file in found], families))


def _needed(platform: str, folder: Path, roots: list[str], files: list[str]) -> Iterator[str]:
    """The libraries among ``files`` that ``roots`` need, and those need, and so on."""
    named: dict[str, list[str]] = {}
    for file in files:
        named.setdefault(_basename(file), []).append(file)
    waiting, seen = [*roots], set(roots)
    while waiting:
        asked = (_basename(name) for name in IMPORTS[platform](folder / waiting.pop()))
        found = {file for name in asked for file in named.get(name, ())} - seen
        seen |= found
        waiting += found
        yield from found


def missing_libraries(platform: str, folder: Path, kept: list[str]) -> Iterator[str]:
    """Each library that neither the wheels, the system nor the spec brings: "libx.dylib of torch/lib/liby.dylib"."""
    have = {_basename(file) for file in kept} | spec_libraries(platform) | {contents.EXECUTION_PROVIDERS.lower()}
    part_of_system = _in_windows if platform == "windows" else _in_macos
    for file in kept:
        for name in dict.fromkeys(IMPORTS[platform](folder / file)):
            if not part_of_system(name) and _basename(name) not in have:
                yield f"{name} of {file}"


def spec_libraries(platform: str) -> Set[str]:
    """What ``installer.spec`` and PyInstaller add: on Windows the C++ runtime and Python, on macOS links."""
    spec = (ROOT / "installer.spec").read_text(encoding="utf-8")
    if platform == "macos":
        return set(re.findall(r'"(lib\w+[.\d]*\.dylib)"', spec))
    return {*cpp_runtime.NAMES, "python3.dll", f"python{PYTHON.replace('.', '')}.dll"}


def loaded_elsewhere(folder: Path, kept: list[str]) -> Iterator[str]:
    """Libraries of macOS that a module does not find by itself, and that nobody is known to have loaded before it."""
    for file in kept:
        yield from (f"{name} of {file}" for name in unfound(folder / file) if name not in _LOADED_BEFORE)


def summary(folder: Path, kept: list[str]) -> str:
    """How many modules for Apple silicon there are, and which names the newest macOS as its minimum."""
    made = {file: version for file in kept if (version := oldest_macos(folder / file)) > (0, 0)}
    newest = max(made.values())
    names = ", ".join(sorted(file for file, version in made.items() if version == newest))
    return f"{len(made)} modules, the newest minimum is {newest[0]}.{newest[1]}: {names}"


def newer_symbols(folder: Path, kept: list[str], oldest: tuple[int, int]) -> Iterator[str]:
    """What a module asks of macOS that the version ``oldest`` may not have: "_name of QtCore.abi3.so".

    The number that a module names as its minimum stops nothing: a symbol that is not there does. So what modules for
    ``oldest`` or earlier ask for is known to be there; of the rest ``system_symbols.txt`` says since when it is."""
    lines = MACOS_SYMBOLS.read_text(encoding="ascii").splitlines()
    since = dict(line.split() for line in lines if not line.startswith("#"))
    made = {file: oldest_macos(folder / file) for file in kept}
    known = {symbol for file in kept if (0, 0) < made[file] <= oldest for symbol in system_symbols(folder / file)}
    known |= {symbol for symbol, version in since.items() if version_numbers(version) <= oldest}
    for file in kept:
        if made[file] > oldest:
            yield from (f"{symbol} of {file}" for symbol in sorted(system_symbols(folder / file) - known))


def path_problems(kept: list[str]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for file in kept:
        if len(WINDOWS_FOLDER + file) > LONGEST_PATH:
            yield f"too long for Windows: {file}"
        other = seen.setdefault(file.casefold(), file)
        if other != file:
            yield f"differ only in case: {other} and {file}"


def _belongs(file: str, names: Set[str]) -> bool:
    parts = file.removesuffix(".py").split("/")
    return any("/".join(parts[: depth + 1]) in names for depth in range(len(parts))) or parts[0] == "bin"


def _basename(name: str) -> str:
    """In small letters, as Windows and macOS compare file names."""
    return PurePath(name).name.lower()


def _in_windows(name: str) -> bool:
    return name.startswith(("api-ms-win-", "ext-ms-")) or name.removesuffix(".dll") in WINDOWS_LIBRARIES


def _in_macos(name: str) -> bool:
    return name.startswith(("/usr/lib/", "/System/Library/"))


def _uv(verb: str, action: str, platform: str) -> list[str]:
    here = [sys.executable, "-m", "uv", verb, action, "--quiet"]
    return [*here, "--python-platform", PLATFORMS[platform], "--python-version", PYTHON]


def _where() -> dict[str, object]:
    return {"cwd": ROOT, "env": ENVIRONMENT}


if __name__ == "__main__":
    sys.exit(main())

"""What goes into the bundle may be passed on, and its licences go along."""

import importlib.metadata
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

BUILD = Path(__file__).resolve().parents[2] / "build"
sys.path.insert(0, str(BUILD))

import licenses  # noqa: E402
import linux_libraries  # noqa: E402

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries of a Linux system")
OWN = ("torch", "PySide6-Essentials", "olive-ai", "onnxruntime", "onnxruntime-genai-core", "tokenizers", "tqdm")


def distribution(name: str, **lines: str) -> importlib.metadata.Distribution:
    class Made(importlib.metadata.Distribution):
        def read_text(self, filename: str) -> str | None:
            head = {"Metadata-Version": "2.4", "Name": name, "Version": "1"} | {
                k.replace("_", "-"): v for k, v in lines.items()
            }
            text = "".join(f"{key}: {value}\n" for key, value in head.items())
            return text if filename == "METADATA" else None

        def locate_file(self, path: object) -> Path:
            return Path(str(path))

    return Made()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("GPL-3.0-only", False),
        ("GNU General Public License v3 or later (GPLv3+)", False),
        ("GPL-2.0-only AND MIT", False),
        ("MPL-2.0 AND MIT", True),
        ("(Apache-2.0 OR BSD-3-Clause)", True),
        ("Proprietary", False),
        ("", False),
    ],
)
def test_a_licence_allows_passing_it_on(words: str, expected: bool) -> None:
    assert licenses.allowed(words) is expected


def test_what_may_not_be_passed_on_is_named() -> None:
    assert licenses.refused(map(importlib.metadata.distribution, OWN)) == []
    made = [distribution("a", License="GPLv3"), distribution("b"), distribution("c", License="MIT")]
    assert licenses.refused(made) == ["a: GPLv3", "b: no licence named", "c: no text of its licence (MIT)"]


def test_one_file_has_the_texts_of_all(tmp_path: Path) -> None:
    file = tmp_path / licenses.NAME
    licenses.write(file, map(importlib.metadata.distribution, OWN), [Path("/usr/share/doc/base-files/copyright")][:0])
    text = file.read_text(encoding="utf-8")
    parts = dict(part.split("\n", 1) for part in text.split("\n===== ")[1:])
    assert len(parts) == len(OWN) + 1
    named = {head.split()[0]: body for head, body in parts.items()}
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in named["PySide6_Essentials"]
    assert "PYTHON SOFTWARE FOUNDATION" in named["Python"]
    assert "ThirdPartyNotices" in named["onnxruntime"] and "Apache License" in named["tokenizers"]
    assert all(len(body) > 500 for body in named.values())


@linux_only
def test_only_the_systems_libraries_that_something_needs_go_along(tmp_path: Path) -> None:
    """Compiled here: a module that needs one library, which needs another; a third that nobody needs."""
    system, made = tmp_path / "usr", tmp_path / "made"
    system.mkdir(), made.mkdir()
    entries = []
    for name, needs in (
        ("libdeep.so", ""),
        ("libnear.so", "libdeep.so"),
        ("libgtk.so", ""),
        ("module.so", "libnear.so"),
    ):
        folder = made if name == "module.so" else system
        command = ["gcc", "-shared", "-o", folder / name, "-x", "c", "/dev/null", "-Wl,--no-as-needed", f"-L{system}"]
        subprocess.run([*command, *([f"-l:{needs}"] if needs else [])], check=True)
        entries.append((name if folder == system else f"package/{name}", str(folder / name), "BINARY"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linux_libraries, "_SYSTEM", (str(system),))
        kept = [name for name, _, _ in linux_libraries.needed(entries)]
    assert kept == ["libdeep.so", "libnear.so", "package/module.so"]


@linux_only
def test_a_stripped_library_still_loads_and_is_smaller(tmp_path: Path) -> None:
    import yaml._yaml

    source = yaml._yaml.__file__
    ((_, copy, _), other) = linux_libraries.stripped(
        [(f"yaml/{Path(source).name}", source, "EXTENSION"), ("numpy.libs/x.so", source, "BINARY")], tmp_path
    )
    assert other[1] == source
    assert Path(copy).stat().st_size < Path(source).stat().st_size / 2
    code = "import ctypes, sys; assert ctypes.CDLL(sys.argv[1])"
    subprocess.run([sys.executable, "-c", code, copy], check=True)


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="Debian's packages name their licences")
def test_a_library_under_the_gpl_ends_the_build(tmp_path: Path) -> None:
    folder = tmp_path / "libreadline8"
    folder.mkdir()
    (folder / "copyright").write_text("Files: *\nCopyright: somebody\nLicense: GPL-3+\n", encoding="utf-8")
    assert linux_libraries.refused([folder / "copyright"]) == ["libreadline8: GPL-3+"]
    (folder / "copyright").write_text("Files: *\nLicense: GPL-2+ or AFL-2.1\n", encoding="utf-8")
    assert linux_libraries.refused([folder / "copyright"]) == []
    libc = next(Path("/lib").glob("*/libc.so.6"), Path(sysconfig.get_path("stdlib")))
    assert [file.parent.name for file in linux_libraries.copyrights([("libc.so.6", str(libc), "BINARY")])] == ["libc6"]

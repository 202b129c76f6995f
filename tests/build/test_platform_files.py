"""The files that speak to Windows, macOS and Linux desktops, as far as they can be read without those systems."""

import ast
import plistlib
import re
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app import DESKTOP_ID, PRODUCT_NAME, __version__
from app.core.package.manifest import MEDIA_TYPE, SUFFIX
from app.wording.translation import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
LINUX = BUILD / "linux"
sys.path[:0] = [str(BUILD), str(BUILD / "macos")]

import apple  # noqa: E402
import icons  # noqa: E402
import info_plist  # noqa: E402
import package  # noqa: E402
import release  # noqa: E402
import version_resource  # noqa: E402

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a Linux desktop's files")


def test_icons_hold_a_readable_picture_of_every_size(qapp: object) -> None:
    pictures = icons.draw(icons.PICTURE, {*icons.ICO_SIZES, *icons.ICNS_TYPES.values()})
    icon = icons.ico({size: pictures[size] for size in icons.ICO_SIZES})
    for number, size in enumerate(icons.ICO_SIZES):
        length, offset = struct.unpack_from("<2I", icon, 6 + 16 * number + 8)
        assert QImage.fromData(icon[offset : offset + length]).width() == size
    apple_icon = icons.icns(pictures)
    assert struct.unpack(">4sI", apple_icon[:8]) == (b"icns", len(apple_icon))
    background = icons.draw(BUILD / "macos" / "background.svg", {600})[600]
    assert (QImage.fromData(background).width(), QImage.fromData(background).height()) == (600, 400)


def test_windows_executables_say_what_they_are() -> None:
    call = ast.parse(version_resource.text("1.2", PRODUCT_NAME, "model-installer-engine"), mode="eval").body
    words = [node.value for node in ast.walk(call) if isinstance(node, ast.Constant)]
    numbers = [ast.literal_eval(node) for node in ast.walk(call) if isinstance(node, ast.Tuple)]
    assert {PRODUCT_NAME, f"{PRODUCT_NAME} (engine)", "model-installer-engine.exe", "1.2"} <= set(words)
    assert numbers == [(1, 2, 0, 0)] * 2


def test_the_manifest_asks_for_long_paths_and_sharp_text_and_no_administrator() -> None:
    manifest = ElementTree.parse(BUILD / "windows" / "app.manifest")
    found = {element.tag.split("}")[1]: (element.text or "").strip() for element in manifest.iter()}
    assert (found["longPathAware"], found["activeCodePage"]) == ("true", "UTF-8")
    assert found["dpiAwareness"].startswith("PerMonitorV2")
    levels = [element.get("level") for element in manifest.iter() if element.get("level")]
    assert levels == ["asInvoker"]


def test_the_setup_script_gets_every_value_it_names() -> None:
    script = (BUILD / "windows" / "installer.iss").read_text(encoding="utf-8")
    own = set(re.findall(r"^#define (\w+)", script, re.MULTILINE))
    given = {option[2:].split("=")[0] for option in package.inno_options() if option.startswith("/D")}
    assert set(re.findall(r"\{#(\w+)\}", script)) == own | given
    messages = set(re.findall(r"\{cm:(\w+)\}|CustomMessage\('(\w+)'\)", script))
    assert {name for pair in messages for name in pair if name} == set(re.findall(r"^en\.(\w+)=", script, re.MULTILINE))
    for wanted in (
        "PrivilegesRequired=lowest",
        "CloseApplications=force",
        r'"{app}\_internal"',
        "ChangesAssociations=yes",
    ):
        assert wanted in script
    assert "/IM" not in script, "a copy of the app in another folder would be ended too"


def test_macos_knows_the_app_and_its_packages() -> None:
    entries = plistlib.loads(plistlib.dumps(info_plist.ENTRIES))
    assert (entries["LSBackgroundOnly"], entries["LSAppNapIsDisabled"]) == (False, True)
    assert (entries["CFBundleVersion"], entries["LSArchitecturePriority"]) == (__version__, ["arm64"])
    assert entries["CFBundleLocalizations"] == [language.code for language in LANGUAGES]
    declared = entries["UTExportedTypeDeclarations"][0]
    assert entries["CFBundleDocumentTypes"][0]["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    assert declared["UTTypeTagSpecification"]["public.filename-extension"] == [SUFFIX[1:]]
    assert all(value is True for value in plistlib.loads(apple.ENTITLEMENTS.read_bytes()).values())


def test_macos_is_signed_from_the_inside_out(tmp_path: Path) -> None:
    app = tmp_path / "The App.app"
    inner = ["Frameworks/torch/lib/libtorch.dylib", "Frameworks/libz.dylib", f"MacOS/{apple.MAIN}-engine"]
    for name in [*inner, f"MacOS/{apple.MAIN}", "Resources/style.qss"]:
        file = app / "Contents" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"plain text" if name.endswith("qss") else b"\xcf\xfa\xed\xfe....")
    (app / "Contents/Frameworks/link.dylib").symlink_to("libz.dylib")
    commands = list(apple.signing(app, "Developer ID"))
    assert [command[-1] for command in commands[:-1]] == [*(str(app / "Contents" / name) for name in inner), str(app)]
    entitled = [Path(command[-1]).name for command in commands if "--entitlements" in command]
    assert entitled == [f"{apple.MAIN}-engine", "The App.app"]
    assert not any("--deep" in command for command in commands)


@linux_only
def test_the_desktop_files_are_valid_and_agree() -> None:
    desktop, about = LINUX / f"{DESKTOP_ID}.desktop", LINUX / f"{DESKTOP_ID}.metainfo.xml"
    kinds = ElementTree.parse(LINUX / f"{DESKTOP_ID}.xml").getroot()
    namespace = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kind = kinds.find(f"{namespace}mime-type")
    assert kind is not None
    assert kind.get("type") == MEDIA_TYPE
    assert f"MimeType={kind.get('type')};" in desktop.read_text(encoding="utf-8")
    assert [glob.get("pattern") for glob in kind.iter(f"{namespace}glob")] == [f"*{SUFFIX}"]
    release_version = ElementTree.parse(about).getroot().find("releases/release")
    assert release_version is not None and release_version.get("version") == __version__
    for tool, *arguments in (
        ["desktop-file-validate", str(desktop)],
        ["appstreamcli", "validate", "--no-net", str(about)],
    ):
        if program := shutil.which(tool):
            result = subprocess.run([program, *arguments], capture_output=True, text=True)
            assert result.returncode == 0, result.stdout + result.stderr


@linux_only
def test_the_menu_entry_starts_the_app_from_an_awkward_folder(tmp_path: Path) -> None:
    folder = tmp_path / 'Модель d\'été "50%" $HOME `x` \\ 模型'
    shutil.copytree(LINUX, folder)
    for name in ("model-installer", "model-installer-engine", "app-256.png"):
        (folder / name).write_text('#!/bin/sh\nprintf "%s" "$1" > "$0.started"\n', encoding="utf-8")
        (folder / name).chmod(0o755)
    home = tmp_path / "home"
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    subprocess.run([folder / "install.sh"], env=environment, check=True, capture_output=True)
    entry = home / ".local/share/applications" / f"{DESKTOP_ID}.desktop"
    subprocess.run([*_exec_line(entry.read_text(encoding="utf-8")), "a file"], env=environment, check=True)
    assert (folder / "model-installer.started").read_text() == "a file"
    assert (home / ".local/bin/model-installer").resolve() == folder / "model-installer-engine"
    other = shutil.copytree(folder, tmp_path / "another version")
    subprocess.run([other / "install.sh", "--remove"], env=environment, check=True, capture_output=True)
    assert entry.exists() and (home / ".local/bin/model-installer").exists()
    subprocess.run([folder / "install.sh", "--remove"], env=environment, check=True, capture_output=True)
    assert not (home / ".local/bin/model-installer").is_symlink()
    left = [path.suffix for path in home.rglob("*") if path.is_file() and DESKTOP_ID in path.name]
    assert left == []


@linux_only
def test_another_program_of_that_name_is_left_alone(tmp_path: Path) -> None:
    folder, home = shutil.copytree(LINUX, tmp_path / "app"), tmp_path / "home"
    (folder / "app-256.png").touch()
    own = home / ".local/bin/model-installer"
    own.parent.mkdir(parents=True)
    own.write_text("somebody else's", encoding="utf-8")
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    said = subprocess.run([folder / "install.sh"], env=environment, check=True, capture_output=True, text=True).stdout
    subprocess.run([folder / "install.sh", "--remove"], env=environment, check=True, capture_output=True)
    assert own.read_text(encoding="utf-8") == "somebody else's"
    assert str(folder / "model-installer-engine") in said


def _exec_line(text: str) -> list[str]:
    """The words before ``%f``, by the two rules of the Desktop Entry Specification: string escapes, then quotes."""
    value = next(line for line in text.splitlines() if line.startswith("Exec=")).removeprefix("Exec=")
    value = re.sub(r"\\(.)", r"\1", value)
    quoted = re.fullmatch(r'"((?:[^"\\`$]|\\.)*)" %f', value)
    assert quoted, value
    return [re.sub(r"\\(.)", r"\1", quoted[1]).replace("%%", "%")]


def test_the_workflows_are_sound() -> None:
    files = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    scripts = Path(sys.executable).parent
    schema = ["--builtin-schema", "vendor.github-workflows"]
    tools = [["check-jsonschema", *schema, *map(str, files)], ["zizmor", "--offline", "--quiet", str(ROOT / ".github")]]
    for tool, *arguments in tools:
        result = subprocess.run([scripts / tool, *arguments], capture_output=True, text=True)
        assert result.returncode == 0, result.stdout + result.stderr
    verbs = {verb for file in files for verb in re.findall(r"build/dev\.py (\w+)", file.read_text(encoding="utf-8"))}
    dispatch = (BUILD / "dev.py").read_text(encoding="utf-8")
    assert verbs >= {"test", "bundle", "smoke", "sign", "package", "release"}
    assert all(f'"{verb}": {verb},' in dispatch for verb in verbs)


def test_checksums_are_those_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "one.bin").write_bytes(b"one")
    release.write_checksums(tmp_path)
    expected = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed  one.bin\n"
    assert (tmp_path / "SHA256SUMS").read_text(encoding="utf-8") == expected


def test_the_notes_of_a_release_say_what_was_tried_where() -> None:
    """The README's own words, so that the two cannot differ."""
    notes = release.notes((ROOT / "README.md").read_text(encoding="utf-8"))
    assert notes.startswith("## What was tried on which system") and notes.count("## ") == 1
    assert all(f"| {system}" in notes for system in ("Windows", "macOS", "Linux"))
    workflow = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    assert f"--notes-file {release.NOTES}" in workflow

"""A stranger's package: refused, and nothing of it stays, whatever is wrong with it."""

import json
import os
import random
import zipfile
from pathlib import Path

import pytest

from app.core.failures import Failure, FailureKind
from app.core.package.manifest import MANIFEST, MAXIMUM_FILES, Manifest
from app.core.package.model_safety import check_safe
from app.core.package.packing import pack
from app.core.package.unpacking import Package
from app.core.package.zip_entries import refused
from app.core.wire import to_builtins
from app.wording.messages import failure_words
from tests.core.package.packages import FILES, forged, kill_in_the_middle, million_entries, model_folder, package
from tests.memory import peak_memory
from tests.sparse import set_size

PLACES = 100


def unpack(path: Path, folder: Path) -> None:
    with Package(path) as opened:
        opened.unpack(folder, lambda done, total: None)


def refusal(path: Path, folder: Path) -> FailureKind:
    with pytest.raises(Failure) as caught:
        unpack(path, folder)
    return caught.value.kind


def test_a_package_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        unpack(tmp_path / "my model.pkg", tmp_path / "there")
    words = failure_words(caught.value)
    assert words.title == "There is no such file" and "my model.pkg" in words.explanation


def test_cut_off_at_any_place(tmp_path: Path) -> None:
    whole = package(tmp_path).read_bytes()
    cut = tmp_path / "cut"
    chance = random.Random(5)
    for place in [0, 1, 21, 22, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(PLACES))]:
        cut.write_bytes(whole[:place])
        assert refusal(cut, tmp_path / "there") is FailureKind.PACKAGE_DAMAGED
        assert not (tmp_path / "there").exists()


@pytest.mark.parametrize("part", ["anywhere", "headers and manifest"])
def test_a_flipped_bit_at_any_place(tmp_path: Path, part: str) -> None:
    """Refused, unless it is one of the bits that mean nothing (a time, a reserved field): then the files are right."""
    whole = package(tmp_path).read_bytes()
    first = 0 if part == "anywhere" else whole.rindex(b'"format"')
    chance = random.Random(6)
    harmless = 0
    for number in range(PLACES):
        place = chance.randrange(first, len(whole))
        flipped = tmp_path / "flipped"
        flipped.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :])
        folder = tmp_path / f"there {number}"
        try:
            unpack(flipped, folder)
        except Failure as failure:
            assert failure.kind in (FailureKind.PACKAGE_DAMAGED, FailureKind.PACKAGE_REFUSED), place
        else:
            harmless += 1
            assert {file.name: file.read_bytes() for file in folder.iterdir()} == FILES, place
    assert harmless < PLACES / 2


@pytest.mark.parametrize(
    "name",
    [
        "../evil.json",
        "/etc/evil.json",
        "C:\\evil.json",
        "a/../../evil.json",
        "..\\evil.json",
        "con.json",
        "evil.json\0",
    ],
)
def test_zip_slip(tmp_path: Path, name: str) -> None:
    (tmp_path / "inside").mkdir()
    path = forged(tmp_path / "inside" / "x", FILES | {name: b"{}"})
    kind = refusal(path, tmp_path / "inside" / "there")
    assert kind in (FailureKind.PACKAGE_REFUSED, FailureKind.PACKAGE_DAMAGED)
    assert [entry.name for entry in tmp_path.rglob("*")] == ["inside", "x"]


@pytest.mark.parametrize("name", ["evil.py", "evil.so", "evil.dll", "deployment.json", "package.json", "run.exe"])
def test_only_data_is_unpacked(tmp_path: Path, name: str) -> None:
    assert refusal(forged(tmp_path / "x", FILES | {name: b"x"}), tmp_path / "there") is FailureKind.PACKAGE_REFUSED


def test_names_that_differ_only_in_case(tmp_path: Path) -> None:
    path = forged(tmp_path / "x", FILES | {"License": b"x"})
    assert refusal(path, tmp_path / "there") is FailureKind.PACKAGE_REFUSED


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_comes_twice(tmp_path: Path) -> None:
    path = forged(tmp_path / "x", FILES)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("model.onnx", FILES["model.onnx"])
    assert refusal(path, tmp_path / "there") is FailureKind.PACKAGE_REFUSED


@pytest.mark.parametrize("mode", [0o120777, 0o040755, 0o010644, 0o020644], ids=["link", "folder", "pipe", "device"])
def test_no_links_and_no_devices(tmp_path: Path, mode: int) -> None:
    path = forged(tmp_path / "x", FILES)
    info = zipfile.ZipInfo("added_tokens.json")
    info.create_system, info.external_attr = 3, mode << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(info, "/etc/passwd")
    assert refusal(path, tmp_path / "there") is FailureKind.PACKAGE_REFUSED


def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    victim, folder = tmp_path / "thesis.txt", tmp_path / "there"
    victim.write_text("years of work")
    folder.mkdir()
    (folder / "LICENSE").symlink_to(victim)
    unpack(package(tmp_path), folder)
    assert victim.read_text() == "years of work"
    assert (folder / "LICENSE").read_bytes() == FILES["LICENSE"]


def test_a_compressed_bomb(tmp_path: Path) -> None:
    path = forged(tmp_path / "x", FILES | {"vocab.json": bytes(50_000_000)}, method=zipfile.ZIP_DEFLATED)
    assert path.stat().st_size < 1_000_000
    assert refusal(path, tmp_path / "there") is FailureKind.PACKAGE_REFUSED


def test_entries_that_share_their_data(tmp_path: Path) -> None:
    """The bomb of David Fifield: many entries, one kernel."""
    path = package(tmp_path)
    whole = bytearray(path.read_bytes())
    names = [b"tokenizer.json", b"LICENSE"]
    first, second = (whole.rindex(name) for name in names)  # in the central directory, whose entries have 46 bytes more
    with Package(path) as opened:
        assert {file.name.encode() for file in opened.manifest.files} >= set(names)
    whole[first - 4 : first] = whole[second - 4 : second]
    path.write_bytes(whole)
    assert refusal(path, tmp_path / "there") in (FailureKind.PACKAGE_DAMAGED, FailureKind.PACKAGE_REFUSED)


def test_a_million_entries(tmp_path: Path) -> None:
    """Refused by its end record, and its directory of 47 MB is not read; so is one whose end record tells fewer."""
    for content in million_entries():
        (tmp_path / "x").write_bytes(content)
        with peak_memory() as peak:
            assert refusal(tmp_path / "x", tmp_path / "there") is FailureKind.PACKAGE_REFUSED
        assert peak() < 1_000_000


def test_as_many_files_as_no_model_has(tmp_path: Path) -> None:
    files = {f"{number}.json": b"{}" for number in range(MAXIMUM_FILES + 1)}
    assert refusal(forged(tmp_path / "x", files), tmp_path / "there") is FailureKind.PACKAGE_REFUSED


LIES = {
    "nothing": {},
    "no name": {"format": 1},
    "a list": [1, 2],
    "another type": {"format": "one", "name": "tiny"},
    "no files": {"format": 1, "name": "tiny", "files": []},
    "a file that is not there": {
        "format": 1,
        "name": "tiny",
        "files": [{"name": "model.onnx", "bytes": 1, "sha256": "0" * 64}],
    },
}


@pytest.mark.parametrize("lie", LIES)
def test_a_manifest_that_lies(tmp_path: Path, lie: str) -> None:
    path = forged(tmp_path / "x", FILES, LIES[lie] or {"x": 1})
    assert refusal(path, tmp_path / "there") is FailureKind.PACKAGE_DAMAGED
    assert not (tmp_path / "there").exists()


@pytest.mark.parametrize("key", ["bytes", "sha256", "name"])
def test_a_manifest_that_lies_about_one_file(tmp_path: Path, key: str) -> None:
    path = package(tmp_path)
    with Package(path) as opened:
        files = to_builtins(opened.manifest.files)
    files[0][key] = {"bytes": files[0]["bytes"] + 1, "sha256": "ab" * 32, "name": "other.json"}[key]
    lying = forged(tmp_path / "x", FILES, {"format": 1, "name": "tiny", "files": files})
    assert refusal(lying, tmp_path / "there") is FailureKind.PACKAGE_DAMAGED


def test_a_package_of_a_newer_version(tmp_path: Path) -> None:
    path = forged(tmp_path / "x", FILES, {"format": 2, "name": {"en": "a new form"}, "layers": []})
    with pytest.raises(Failure) as caught:
        Package(path)
    assert caught.value.kind is FailureKind.PACKAGE_TOO_NEW
    assert caught.value.facts == {"found": "2", "needed": "1"}


def test_keys_that_a_later_version_adds_do_not_matter(tmp_path: Path) -> None:
    path = package(tmp_path)
    with Package(path) as opened:
        manifest = to_builtins(opened.manifest) | {"color": "blue"}
    unpack(forged(tmp_path / "x", FILES, manifest), tmp_path / "there")


@pytest.mark.parametrize("depth", [1_000, 100_000])
def test_a_manifest_of_brackets_in_brackets(tmp_path: Path, depth: int) -> None:
    path = tmp_path / "x"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MANIFEST, '{"format": 1, "name": "tiny", "color": ' + "[" * depth + "]" * depth + "}")
    assert refusal(path, tmp_path / "there") is FailureKind.PACKAGE_DAMAGED


@pytest.mark.parametrize("depth", [600, 100_000])
def test_a_configuration_of_brackets_in_brackets(tmp_path: Path, depth: int) -> None:
    (tmp_path / "genai_config.json").write_text('{"model": ' + "[" * depth + "]" * depth + "}")
    with pytest.raises(Failure) as caught:
        check_safe(tmp_path, refused)
    assert caught.value.kind is FailureKind.BAD_CONFIG


def test_too_little_space_is_said_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.core.computer.machine.free_disk", lambda path: 1000)
    with pytest.raises(Failure) as caught:
        unpack(package(tmp_path), tmp_path / "there")
    assert caught.value.kind is FailureKind.DISK_FULL
    assert int(caught.value.facts["needed_bytes"]) > 1000 == int(caught.value.facts["free_bytes"])
    assert not (tmp_path / "there").exists()


def test_a_disk_that_fills_up_meanwhile(tmp_path: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else takes the space that was there at the start; afterwards the next run goes on."""
    monkeypatch.setattr("app.core.computer.machine.free_disk", lambda path: 10**9)
    folder = model_folder(tmp_path / "model")
    (folder / "model.onnx.data").write_bytes(random.Random(7).randbytes(2_000_000))
    path = tmp_path / "x"
    pack(folder, Manifest(name="tiny"), path, lambda done, total: None)
    (small_disk / "of somebody else").write_bytes(bytes(2_000_000))
    with pytest.raises(OSError, match="No space left"):
        unpack(path, small_disk / "there")
    (small_disk / "of somebody else").unlink()
    unpack(path, small_disk / "there")
    assert (small_disk / "there" / "model.onnx.data").read_bytes() == (folder / "model.onnx.data").read_bytes()


def test_what_an_interrupted_run_left_is_gone_on_with(tmp_path: Path) -> None:
    path, folder = package(tmp_path), tmp_path / "there"
    data = folder / "model.onnx.data"
    for left in (b"", FILES["model.onnx.data"][:5000], FILES["model.onnx.data"], bytes(7000), bytes(500_000)):
        folder.mkdir(exist_ok=True)
        data.write_bytes(left)
        unpack(path, folder)
        assert {file.name: file.read_bytes() for file in folder.iterdir()} == FILES


def test_only_what_is_missing_is_read_again(tmp_path: Path) -> None:
    """The interrupted run's part is checked where it lies: the package may be on a slow network."""
    path, folder = package(tmp_path), tmp_path / "there"
    unpack(path, folder)
    os.truncate(folder / "model.onnx.data", 100_000)
    with Package(path) as opened:
        read = _count_reads(opened)
        opened.unpack(folder, lambda done, total: None)
    assert read() == len(FILES["model.onnx.data"]) - 100_000


def _count_reads(opened: Package) -> "object":
    inner, sizes = opened._file, []

    class Counting:
        def read(self, size: int) -> bytes:
            data = inner.read(size)
            sizes.append(len(data))
            return data

        def __getattr__(self, name: str) -> object:
            return getattr(inner, name)

    opened._file = Counting()
    return lambda: sum(sizes)


KILLED = """
import sys
from pathlib import Path
from app.core.package.unpacking import Package
with Package(Path(sys.argv[1])) as package:
    package.unpack(Path(sys.argv[2]), lambda done, total: print(done, flush=True))
"""


def test_a_kill_in_the_middle(tmp_path: Path) -> None:
    folder = model_folder(tmp_path / "model")
    set_size(folder / "model.onnx.data", 100_000_000)
    path, there = tmp_path / "x", tmp_path / "there"
    manifest = pack(folder, Manifest(name="tiny"), path, lambda done, total: None)
    kill_in_the_middle(KILLED, path, there)
    left = (there / "model.onnx.data").stat().st_size
    assert 0 < left < 100_000_000
    unpack(path, there)
    assert {file.name: file.stat().st_size for file in there.iterdir()} == {f.name: f.bytes for f in manifest.files}


@pytest.mark.parametrize(
    "config",
    [
        {"model": {"decoder": {"session_options": {"custom_ops_library": "model.onnx.data"}}}},
        {"model": {"decoder": {"filename": "../../other/model.onnx"}}},
        {"model": {"decoder": {"filename": "C:\\model.onnx"}}},
        {"model": {"decoder": {"session_options": {"provider_options": [{"qnn": {"backend_path": "QnnHtp.dll"}}]}}}},
    ],
    ids=["custom operators", "another folder", "another drive", "a provider's library"],
)
def test_a_configuration_that_leads_out_of_the_folder(tmp_path: Path, config: dict[str, object]) -> None:
    (tmp_path / "genai_config.json").write_text(json.dumps(config))
    with pytest.raises(Failure) as caught:
        check_safe(tmp_path, refused)
    assert caught.value.kind is FailureKind.PACKAGE_REFUSED

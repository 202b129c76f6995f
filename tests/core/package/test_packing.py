"""Packing: whole or not there, taken up where it stopped, with memory that does not grow with the model."""

import filecmp
import json
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from app.core.failures import Failure, FailureKind
from app.core.package.manifest import MANIFEST, Manifest, may_be_packed
from app.core.package.packing import pack, part_of
from app.core.package.unpacking import Package, digest
from app.wording.messages import failure_words
from tests.core.package.packages import FILES, kill_in_the_middle, model_folder, package
from tests.sparse import set_size


def unpacked(path: Path, folder: Path) -> dict[str, bytes]:
    with Package(path) as opened:
        opened.unpack(folder, lambda done, total: None)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_there_and_back(tmp_path: Path) -> None:
    assert unpacked(package(tmp_path), tmp_path / "there") == FILES


def test_any_unzip_can_read_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(package(tmp_path)) as archive:
        assert archive.testzip() is None
        assert {info.filename for info in archive.infolist()} == {*FILES, MANIFEST}
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        manifest = json.loads(archive.read(MANIFEST))
    assert {file["name"]: file["bytes"] for file in manifest["files"]} == {n: len(d) for n, d in FILES.items()}


def test_only_data_is_packed(tmp_path: Path) -> None:
    folder = model_folder(tmp_path / "model")
    for name in ("deployment.json", "run.py", "libops.so", ".hidden.json", "package.json", "weights.bin"):
        (folder / name).write_bytes(b"no")
    (folder / "inner.json").symlink_to(folder)
    output = tmp_path / "x"
    manifest = pack(folder, Manifest(name="x"), output, lambda done, total: None)
    assert {file.name for file in manifest.files} == set(FILES)


@pytest.mark.parametrize("name", ["con.json", "a/b.json", "../a.json", "a.json.", "a:b.json", "LPT1.txt", "", "é.json"])
def test_names_that_are_not_packed(name: str) -> None:
    assert not may_be_packed(name)


def test_an_interrupted_run_is_gone_on_with(tmp_path: Path) -> None:
    whole = package(tmp_path).read_bytes()
    folder, output = tmp_path / "tiny model", tmp_path / "again"
    for length in (0, 1, 1000, len(whole) // 2, len(whole) - 1, len(whole) + 50):
        part_of(output).write_bytes((whole + bytes(50))[:length])
        pack(folder, Manifest(name="tiny"), output, lambda done, total: None, replaces=True)
        assert output.read_bytes() == whole
        assert not part_of(output).exists()


def test_what_a_power_failure_left_as_zeros_is_written_again(tmp_path: Path) -> None:
    whole = package(tmp_path).read_bytes()
    output = tmp_path / "again"
    part_of(output).write_bytes(whole[:5000] + bytes(20_000))
    pack(tmp_path / "tiny model", Manifest(name="tiny"), output, lambda done, total: None)
    assert output.read_bytes() == whole


def test_an_existing_file_is_not_overwritten(tmp_path: Path) -> None:
    output = package(tmp_path)
    output.write_text("years of work")
    with pytest.raises(Failure) as caught:
        pack(tmp_path / "tiny model", Manifest(name="tiny"), output, lambda done, total: None)
    assert caught.value.kind is FailureKind.DESTINATION_EXISTS
    assert "--replace" in failure_words(caught.value).advice
    assert output.read_text() == "years of work"


def test_too_little_space_is_said_before(tmp_path: Path) -> None:
    folder = model_folder(tmp_path / "model")
    set_size(folder / "model.onnx.data", 8 * 10**12)
    with pytest.raises(Failure) as caught:
        pack(folder, Manifest(name="tiny"), tmp_path / "x", lambda done, total: None)
    assert caught.value.kind is FailureKind.DISK_FULL
    assert not list(tmp_path.glob("x*"))


def test_a_disk_that_fills_up_meanwhile(tmp_path: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else takes the space that was there at the start: nothing is left that would fill it further."""
    monkeypatch.setattr("app.core.computer.machine.free_disk", lambda path: 10**9)
    folder = model_folder(tmp_path / "model")
    (folder / "model.onnx.data").write_bytes(random.Random(7).randbytes(2_000_000))
    (small_disk / "of somebody else").write_bytes(bytes(2_000_000))
    with pytest.raises(OSError, match="No space left"):
        pack(folder, Manifest(name="tiny"), small_disk / "x", lambda done, total: None)
    assert [path.name for path in small_disk.iterdir()] == ["of somebody else"]
    (small_disk / "of somebody else").unlink()
    pack(folder, Manifest(name="tiny"), small_disk / "x", lambda done, total: None)
    assert (small_disk / "x").is_file()


KILLED = """
import sys
from pathlib import Path
from app.core.package.manifest import Manifest
from app.core.package.packing import pack
pack(Path(sys.argv[1]), Manifest(name="tiny"), Path(sys.argv[2]), lambda done, total: print(done, flush=True))
"""


def test_a_kill_in_the_middle(tmp_path: Path) -> None:
    """The next run goes on with the very file, and makes what an undisturbed run makes."""
    folder, output = model_folder(tmp_path / "model"), tmp_path / "x"
    set_size(folder / "model.onnx.data", 100_000_000)
    kill_in_the_middle(KILLED, folder, output)
    part = part_of(output)
    left, file = part.stat().st_size, part.stat().st_ino
    assert 0 < left < 100_000_000 and not output.exists()
    pack(folder, Manifest(name="tiny"), output, lambda done, total: None)
    pack(folder, Manifest(name="tiny"), tmp_path / "undisturbed", lambda done, total: None)
    assert output.stat().st_ino == file and filecmp.cmp(output, tmp_path / "undisturbed", shallow=False)


def test_progress_runs_up_to_the_whole(tmp_path: Path) -> None:
    said: list[tuple[int, int]] = []
    folder = model_folder(tmp_path / "model")
    pack(folder, Manifest(name="tiny"), tmp_path / "x", lambda done, total: said.append((done, total)))
    total = sum(map(len, FILES.values()))
    assert said[-1] == (total, total)
    assert said == sorted(said)


def test_the_digest_tells_contents_apart(tmp_path: Path) -> None:
    folder = model_folder(tmp_path / "model")
    first = pack(folder, Manifest(name="a"), tmp_path / "1", lambda done, total: None)
    same = pack(folder, Manifest(name="b", created="later"), tmp_path / "2", lambda done, total: None)
    (folder / "LICENSE").write_bytes(b"Do what you love.")
    other = pack(folder, Manifest(name="a"), tmp_path / "3", lambda done, total: None)
    assert digest(first) == digest(same) != digest(other)


MEASURE = """
import resource, sys
from pathlib import Path
from app.core.package.manifest import Manifest
from app.core.package.packing import pack
from app.core.package.unpacking import Package
folder = Path(sys.argv[1])
pack(folder / "model", Manifest(name="x"), folder / "x", lambda done, total: None)
with Package(folder / "x") as package:
    package.unpack(folder / "there", lambda done, total: None)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="measured by getrusage")
def test_memory_does_not_grow_with_the_model(tmp_path: Path) -> None:
    peaks = []
    for size in (10_000_000, 150_000_000):
        folder = tmp_path / str(size)
        folder.mkdir()
        set_size(model_folder(folder / "model") / "model.onnx.data", size)
        result = subprocess.run([sys.executable, "-c", MEASURE, folder], capture_output=True, text=True, check=True)
        peaks.append(int(result.stdout))
        for left in (folder / "x", folder / "there" / "model.onnx.data"):
            left.unlink()
    assert peaks[1] - peaks[0] < 12_000_000, peaks

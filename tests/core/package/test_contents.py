"""What of a stranger's converted folder is taken: known names, regular files, none that lies elsewhere."""

import os
import socket
from pathlib import Path

import pytest

from app.core.failures import Failure, FailureKind
from app.core.files.links import is_own
from app.core.package.contents import model_contents
from app.core.package.manifest import Manifest, may_be_packed
from app.core.package.packing import files_to_pack, pack, part_of
from tests.core.package.packages import FILES, model_folder

PROGRAMS = ("LICENSE.dll", "LICENSE.exe", "NOTICE.so", "NOTICE.so.1", "COPYING.bat", "LICENSE.txt.exe", "license.com")
TEXTS = (
    "LICENSE",
    "LICENCE.txt",
    "NOTICE.md",
    "LICENSE-APACHE-2.0",
    "LICENSE_MIT",
    "USE_POLICY.md",
    "LICENSE.txt.base",
)


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_licence_that_a_computer_would_run(name: str) -> None:
    assert not may_be_packed(name)


@pytest.mark.parametrize("name", TEXTS)
def test_a_licence(name: str) -> None:
    assert may_be_packed(name)


@pytest.mark.skipif(os.name == "nt", reason="links and pipes")
def test_links_devices_pipes_and_unknown_names_are_left(tmp_path: Path) -> None:
    folder, secret = model_folder(tmp_path / "model"), tmp_path / "secret"
    secret.write_text("of the user")
    (folder / "README.md").symlink_to(secret)
    (folder / "extra.json").symlink_to("/dev/zero")
    (folder / "loop.json").symlink_to("loop.json")
    (folder / "gone.json").symlink_to("/nonexistent")
    (folder / "again.json").symlink_to("tokenizer.json")
    os.mkfifo(folder / "pipe.onnx")
    (folder / "libonnxruntime.so").write_bytes(b"x")
    (folder / "inner").mkdir()
    (folder / "inner" / "x.json").write_text("{}")
    (folder / "deployment.json").write_text("{}")
    (folder / "package.json").write_text("[" * 100)
    bound = socket.socket(socket.AF_UNIX)
    os.chdir(folder)  # the path of a socket has at most 108 letters
    bound.bind("s.json")
    bound.close()
    assert {path.name for path in model_contents(folder)} == {*FILES, "again.json"}
    assert {path.name for path in files_to_pack(folder)} == {*FILES, "again.json"}


@pytest.mark.skipif(os.name == "nt", reason="links")
def test_links_of_a_hugging_face_cache(tmp_path: Path) -> None:
    snapshot, blobs = tmp_path / "models--a--b" / "snapshots" / "abc", tmp_path / "models--a--b" / "blobs"
    for folder in (snapshot, blobs, tmp_path / "copied"):
        folder.mkdir(parents=True)
    (blobs / "123").write_text("{}")
    (snapshot / "config.json").symlink_to("../../blobs/123")
    (tmp_path / "copied" / "config.json").symlink_to(blobs / "123")
    assert is_own(snapshot / "config.json") and is_own(tmp_path / "copied" / "config.json")
    (blobs / "dev").symlink_to("/dev/zero")
    (snapshot / "zero.json").symlink_to("../../blobs/dev")
    assert not is_own(snapshot / "zero.json")


@pytest.mark.skipif(os.name == "nt", reason="links")
def test_weights_that_a_graph_names_must_be_own(tmp_path: Path) -> None:
    import onnx

    folder = model_folder(tmp_path / "model")
    graph = onnx.ModelProto()
    made = graph.graph.initializer.add(data_type=1, data_location=1)
    made.external_data.add(key="location", value="weights.bin")
    (folder / "model.onnx").write_bytes(graph.SerializeToString())
    (folder / "weights.bin").write_bytes(b"1234")
    assert folder / "weights.bin" in model_contents(folder)
    with pytest.raises(Failure):
        files_to_pack(folder)  # its name is none that a package may hold
    (folder / "weights.bin").unlink()
    (folder / "weights.bin").symlink_to("/dev/zero")
    with pytest.raises(Failure) as caught:
        model_contents(folder)
    assert caught.value.kind is FailureKind.NOT_A_CONVERTED_MODEL


@pytest.mark.skipif(os.name == "nt", reason="links")
@pytest.mark.parametrize("kind", ["link", "hard link"])
def test_a_link_in_the_place_of_the_half_written_package(tmp_path: Path, kind: str) -> None:
    folder, output, victim = model_folder(tmp_path / "model"), tmp_path / "p.foundrymodel", tmp_path / "victim"
    victim.write_text("precious")
    if kind == "link":
        part_of(output).symlink_to(victim)
    else:
        part_of(output).hardlink_to(victim)
    pack(folder, Manifest(name="tiny"), output, lambda _done, _total: None)
    assert victim.read_text() == "precious" and output.is_file() and not output.is_symlink()

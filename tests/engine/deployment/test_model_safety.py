"""A stranger's graph may say that its weights lie anywhere on this computer: it is refused, wherever it says so."""

import json
import os
import random
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from app.core.failures import Failure, FailureKind
from app.core.package.model_safety import LEADS, check_safe, external_files
from app.core.requests import Chat, Deploy, Install, Repair
from tests.core.package.packages import forged
from tests.engine.jobs import ask, deploy, ready, run, run_to_failure
from tests.memory import peak_memory

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
SECRET = "../../secret"


@pytest.fixture
def model(converted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(converted, tmp_path / "model"))


def tensor(location: str) -> Any:
    import onnx

    made = onnx.TensorProto(data_type=1, dims=[1], data_location=1)
    made.external_data.add(key="offset", value="0")
    made.external_data.add(key="location", value=location)
    return made


def graphs() -> Iterator[tuple[str, Any]]:
    """One with a tensor at each place where a graph may have one."""
    import onnx

    def nested(place: str) -> Any:
        made = onnx.GraphProto()
        attribute = made.node.add().attribute.add()
        {
            "t": lambda: attribute.t.CopyFrom(tensor(SECRET)),
            "tensors": lambda: attribute.tensors.append(tensor(SECRET)),
            "sparse_tensor": lambda: attribute.sparse_tensor.values.CopyFrom(tensor(SECRET)),
            "sparse_tensors": lambda: attribute.sparse_tensors.add().indices.CopyFrom(tensor(SECRET)),
            "g": lambda: attribute.g.initializer.append(tensor(SECRET)),
            "graphs": lambda: attribute.graphs.add().initializer.append(tensor(SECRET)),
        }[place]()
        return made

    for place in ("t", "tensors", "sparse_tensor", "sparse_tensors", "g", "graphs"):
        yield place, onnx.ModelProto(graph=nested(place))
        function = onnx.ModelProto()
        function.functions.add().node.extend(nested(place).node)
        yield f"function {place}", function
        training = onnx.ModelProto()
        training.training_info.add().algorithm.CopyFrom(nested(place))
        yield f"training {place}", training
    plain = onnx.ModelProto()
    plain.graph.initializer.append(tensor(SECRET))
    yield "initializer", plain
    sparse = onnx.ModelProto()
    sparse.graph.sparse_initializer.add().values.CopyFrom(tensor(SECRET))
    yield "sparse initializer", sparse
    twice = onnx.ModelProto()
    forged_tensor = tensor("model.onnx.data")
    forged_tensor.external_data.add(key="location", value=SECRET)
    twice.graph.initializer.append(forged_tensor)
    yield "a second location", twice


def test_every_place_where_a_graph_may_have_a_tensor(tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    for place, graph in graphs():
        path.write_bytes(graph.SerializeToString())
        assert SECRET in external_files(path), place


def test_the_numbers_of_the_fields_are_those_of_onnx() -> None:
    """And no message of a newer ``onnx`` leads to a tensor by a field that is not known here."""
    import onnx

    messages = onnx.ModelProto.DESCRIPTOR.file.message_types_by_name
    leading = {"TensorProto"}
    while grown := {
        name
        for name, message in messages.items()
        if name not in leading and any(f.message_type and f.message_type.name in leading for f in message.fields)
    }:
        leading |= grown
    for name in leading - {"TensorProto", "TypeProto", "ValueInfoProto"}:
        fields = {f.number: f.message_type.name for f in messages[name].fields if f.message_type}
        assert {number: kind for number, kind in fields.items() if kind in leading} == LEADS[name], name
    external = messages["TensorProto"].fields_by_name["external_data"]
    assert LEADS["TensorProto"] == {external.number: external.message_type.name}


def test_a_real_graph_is_read_and_damage_ends_it(model: Path, tmp_path: Path) -> None:
    with peak_memory() as peak:
        assert external_files(model / "model.onnx") == {"model.onnx.data"}
    assert peak() < 3 * (model / "model.onnx").stat().st_size
    whole = (model / "model.onnx").read_bytes()
    chance = random.Random(3)
    for _ in range(60):
        place = chance.randrange(len(whole))
        damaged = whole[:place] + bytes([chance.randrange(256)]) + whole[place + 1 :] if chance.random() < 0.5 else None
        (tmp_path / "x.onnx").write_bytes(damaged or whole[:place])
        with suppress(ValueError):
            external_files(tmp_path / "x.onnx")
    (tmp_path / "x.onnx").write_bytes(b"")
    assert external_files(tmp_path / "x.onnx") == frozenset()


@pytest.mark.parametrize("location", [SECRET, "/etc/passwd", "C:\\secret", "a\\b", "..", "", "inner/data"])
def test_only_files_of_its_own_folder(tmp_path: Path, location: str) -> None:
    import onnx

    (tmp_path / "genai_config.json").write_text('{"model": {"decoder": {"filename": "graph.bin"}}}')
    graph = onnx.ModelProto()
    graph.graph.initializer.append(tensor(location))
    (tmp_path / "graph.bin").write_bytes(graph.SerializeToString())
    with pytest.raises(Failure) as caught:
        check_safe(tmp_path)
    assert (caught.value.kind, caught.value.facts) == (FailureKind.UNSAFE_MODEL, {"file": "graph.bin"})


def lead_out(model: Path, to: str) -> None:
    import onnx

    graph = onnx.load(model / "model.onnx", load_external_data=False)
    entry = next(each for each in graph.graph.initializer[0].external_data if each.key == "location")
    entry.value = to
    onnx.save(graph, model / "model.onnx")


def test_neither_a_package_nor_a_folder_of_a_stranger_is_installed(model: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    lead_out(model, "../secret")
    shutil.copy(model / "model.onnx.data", tmp_path / "secret")  # it would load
    failed = run_to_failure(Deploy(folder=model, name="evil", library=library))
    assert (failed.kind, failed.facts) == (FailureKind.UNSAFE_MODEL, {"file": "model.onnx"})
    files = {path.name: path.read_bytes() for path in model.iterdir() if path.name != "package.json"}
    package = forged(tmp_path / "evil.foundrymodel", files)
    failed = run_to_failure(Install(package=package, library=library))
    assert (failed.kind, failed.facts) == (FailureKind.PACKAGE_REFUSED, {"file": "model.onnx"})
    assert ready() == () and list(library.rglob("*")) == []


@pytest.mark.parametrize("how", ["wide tag", "group", "group first"])
def test_a_graph_that_hides_where_it_leads(model: Path, tmp_path: Path, how: str) -> None:
    """Written as some readers of protobuf understand it, and not all."""
    lead_out(model, "../secret")
    data = (model / "model.onnx").read_bytes()
    group = bytes([0x9B, 6, 0x9C, 6])  # field 99, without content
    place = data.index(b"\x3a")  # the tag of the graph
    wide = data[:place] + bytes([0xBA, 0x80, 0x80, 0x80, 0x10]) + data[place + 1 :]
    hidden = {"wide tag": wide, "group": data + group, "group first": group + data}[how]
    (model / "model.onnx").unlink()
    (model / "model.onnx").write_bytes(hidden)
    with pytest.raises(Failure) as caught:
        check_safe(model)
    assert caught.value.kind is FailureKind.NOT_A_CONVERTED_MODEL
    failed = run_to_failure(Deploy(folder=model, name="evil", library=tmp_path / "library"))
    assert failed.kind is FailureKind.NOT_A_CONVERTED_MODEL and ready() == ()


TWICE = {
    '"session_options": {': '"session_options": {"custom_ops_library": "model.onnx.data"}, "session_options": {',
    '"decoder": {': '"decoder": {"session_options": {"custom_ops_library": "model.onnx.data"}}, "decoder": {',
    '"model": {': '"model": {"decoder": {"session_options": {"custom_ops_library": "model.onnx.data"}}}, "model": {',
    '"log_id":': '"custom_ops_library": "model.onnx.data", "custom_ops_library": 1, "log_id":',
}


def test_program_code_behind_a_key_that_comes_twice(model: Path, tmp_path: Path) -> None:
    """In a folder that says it is the model that was moved: `repair` would register it."""
    gone = deploy(model, "mine", tmp_path / "library").folder
    trap = Path(shutil.copytree(gone, tmp_path / "downloads" / "trap"))
    gone.rename(tmp_path / "unplugged")
    sound = (trap / "genai_config.json").read_text(encoding="utf-8")
    for before, after in TWICE.items():
        (trap / "genai_config.json").write_text(sound.replace(before, after, 1), encoding="utf-8")
        assert json.loads((trap / "genai_config.json").read_text(encoding="utf-8"))["model"], before
        (mended,) = run(Repair(tmp_path / "downloads"))
        assert not mended.mended, before
        failed = run_to_failure(Deploy(folder=trap, name="evil", library=tmp_path / "library"))
        assert failed.kind in (FailureKind.BAD_CONFIG, FailureKind.UNSAFE_MODEL), before
    (trap / "genai_config.json").write_text(sound, encoding="utf-8")
    tokenizer = (trap / "tokenizer.json").read_text(encoding="utf-8")
    (trap / "tokenizer.json").write_text(tokenizer.replace('"vocab":', '"vocab": {}, "vocab":', 1), encoding="utf-8")
    (mended,) = run(Repair(tmp_path / "downloads"))
    assert not mended.mended
    (trap / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
    noisy = sound.replace('"log_id":', '"log_severity_level": 0, "log_id":', 1)
    (trap / "genai_config.json").write_text(noisy, encoding="utf-8")
    (mended,) = run(Repair(tmp_path / "downloads"))
    assert mended.mended
    written = (trap / "genai_config.json").read_text(encoding="utf-8")
    assert "log_severity_level" not in written and json.loads(written) == json.loads(sound), "written anew"


def test_settings_that_were_changed_after_the_installation(model: Path, tmp_path: Path) -> None:
    deployment = deploy(model, "mine", tmp_path / "library")
    path = deployment.folder / "genai_config.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"log_id":', '"enable_profiling": "x", "log_id":', 1), encoding="utf-8")
    assert run_to_failure(Chat(name="mine", prompt="Hello")).kind is FailureKind.UNSAFE_MODEL


def test_a_folder_that_says_it_is_the_model_that_was_moved(model: Path, tmp_path: Path) -> None:
    gone = deploy(model, "mine", tmp_path / "library").folder
    trap = Path(shutil.copytree(gone, tmp_path / "downloads" / "trap"))
    gone.rename(tmp_path / "unplugged")
    lead_out(trap, "../secret")
    (mended,) = run(Repair(tmp_path / "downloads"))
    assert not mended.mended and "unsafe_model" in mended.details


def test_code_in_the_configuration_of_a_folder(model: Path, tmp_path: Path) -> None:
    path = model / "genai_config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["model"]["decoder"]["session_options"]["custom_ops_library"] = "model.onnx.data"
    path.write_text(json.dumps(config), encoding="utf-8")
    failed = run_to_failure(Deploy(folder=model, name="evil", library=tmp_path / "library"))
    assert (failed.kind, failed.facts) == (FailureKind.UNSAFE_MODEL, {"file": "genai_config.json"})


@pytest.mark.skipif(os.name == "nt", reason="links take rights there")
def test_a_folder_of_links_as_hugging_face_makes_them(model: Path, tmp_path: Path) -> None:
    """What is installed are the files, not links that lead nowhere from there."""
    snapshot = tmp_path / "snapshots" / "main"
    snapshot.mkdir(parents=True)
    model.rename(tmp_path / "blobs")
    for file in (tmp_path / "blobs").iterdir():
        (snapshot / file.name).symlink_to(f"../../blobs/{file.name}")
    deployment = deploy(snapshot, "linked", tmp_path / "library")
    assert not any(file.is_symlink() for file in deployment.folder.iterdir())
    assert (deployment.folder / "model.onnx.data").samefile(tmp_path / "blobs" / "model.onnx.data")
    assert ask("linked", "What is INT4?").text

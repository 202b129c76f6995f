from pathlib import Path

import pytest
from safetensors import SafetensorError, safe_open

from app.core.checkpoint.weight_names import unlisted_weights
from app.core.checkpoint.weights import MAXIMUM_HEADER, inspect_weights, read_header
from app.core.failures import Failure, FailureKind
from tests.core.checkpoint.checkpoints import checkpoint_folder, write_header
from tests.sparse import set_size


def test_layers_are_counted_by_name(tmp_path: Path) -> None:
    assert inspect_weights(checkpoint_folder(tmp_path / "m")).layers == {0, 1}


def test_a_huge_header_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes((MAXIMUM_HEADER + 1).to_bytes(8, "little"))
    set_size(path, MAXIMUM_HEADER * 2)
    with pytest.raises(Failure) as failure:
        read_header(path)
    assert failure.value.kind is FailureKind.WEIGHTS_INCOMPLETE


def test_a_header_that_claims_experts_without_end(tmp_path: Path) -> None:
    name = b"model.layers.0.feed_forward.experts.down_proj"
    path = tmp_path / "model.safetensors"
    shape = b'{"dtype": "F32", "shape": [281474976710656, 0, 8], "data_offsets": [0, 0]}'
    write_header(path, b'{"' + name + b'": ' + shape + b"}", 0)
    with pytest.raises(Failure) as failure:
        inspect_weights(tmp_path)
    assert failure.value.kind is FailureKind.WEIGHTS_INCOMPLETE


@pytest.mark.parametrize("header", [b"{}x", b"[]", b'{"a": {"dtype": 3}}', b"\xff\xff"])
def test_a_header_that_is_no_header(tmp_path: Path, header: bytes) -> None:
    path = tmp_path / "model.safetensors"
    write_header(path, header, 0)
    with pytest.raises(Failure):
        read_header(path)


def test_an_unknown_type_is_told_before_the_library_meets_it(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    write_header(path, b'{"a": {"dtype": "F3", "shape": [8], "data_offsets": [0, 3]}}', 3)
    with pytest.raises(Failure) as failure:
        read_header(path)
    assert failure.value.facts["stored"] == "F3"
    with pytest.raises(SafetensorError):
        safe_open(path, "np").__enter__()


def test_what_a_mac_writes_beside_each_file_holds_no_weights(tmp_path: Path) -> None:
    """On drives that are not its own, such as a memory stick that another computer reads."""
    shards = [f"model-0000{number}-of-00002.safetensors" for number in (1, 2)]
    for name in shards:
        (tmp_path / name).write_bytes(b"weights")
        (tmp_path / f"._{name}").write_bytes(b"\x00\x05\x16\x07")
    assert unlisted_weights(tmp_path) == shards

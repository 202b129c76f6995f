from pathlib import Path

import pytest
from msgspec.structs import asdict

from app.core.library.sampling import Sampling, default_sampling, usable_sampling
from tests.core.checkpoint.checkpoints import LFS_POINTER, write_json


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ({}, Sampling()),
        ({"do_sample": False}, Sampling(temperature=0)),
        ({"do_sample": False, "temperature": 0.6}, Sampling(temperature=0)),
        (
            {"do_sample": True, "temperature": 0.6, "top_p": 0.95, "top_k": 20, "repetition_penalty": 1.05},
            Sampling(temperature=0.6, top_p=0.95, top_k=20, repetition_penalty=1.05),
        ),
        ({"temperature": "hot", "top_p": 7, "top_k": -1, "repetition_penalty": None}, Sampling()),
        ({"temperature": True, "top_k": float("nan"), "top_p": float("inf")}, Sampling()),
    ],
)
def test_default_sampling(tmp_path: Path, config: dict[str, object], expected: Sampling) -> None:
    write_json(tmp_path / "generation_config.json", config)
    assert default_sampling(tmp_path) == expected


def test_what_a_package_says_of_sampling_is_not_believed() -> None:
    fine = Sampling(temperature=0, top_p=1, top_k=1, repetition_penalty=1.2, max_output_tokens=9)
    assert usable_sampling(asdict(fine)) == fine
    wild = Sampling(temperature=1e300, top_p=-1, top_k=-5, repetition_penalty=0, max_output_tokens=-(10**18))
    assert usable_sampling(asdict(wild)) == Sampling()


@pytest.mark.parametrize("data", [b"{", b"[]", LFS_POINTER, b"\xff"])
def test_default_sampling_of_a_damaged_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "generation_config.json").write_bytes(data)
    assert default_sampling(tmp_path) == Sampling()


def test_default_sampling_without_a_file(tmp_path: Path) -> None:
    assert default_sampling(tmp_path) == Sampling()

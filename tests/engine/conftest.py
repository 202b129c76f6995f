"""The sample model, converted once for the tests of all files."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from app import paths
from app.core.library.converted_model import ConvertedModel
from tests.engine.jobs import convert


@pytest.fixture(scope="session")
def converted_once(tmp_path_factory: pytest.TempPathFactory) -> ConvertedModel:
    return convert(paths.sample_model(), tmp_path_factory.mktemp("once") / "model")


@pytest.fixture(scope="module")
def converted(converted_once: ConvertedModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its folder in INT4 without calibration; a file's own copy."""
    return shutil.copytree(converted_once.folder, tmp_path_factory.mktemp("data") / "model")


@pytest.fixture(scope="module")
def model(converted_once: ConvertedModel, converted: Path) -> ConvertedModel:
    return replace(converted_once, folder=converted)

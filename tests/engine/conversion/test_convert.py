"""What is done to a converted folder before it counts."""

import json
import shutil
from pathlib import Path

from app import paths
from app.core.recipe.recipe import Precision
from app.engine.conversion.convert import end_lines_alike
from tests.engine.jobs import convert


def test_the_settings_have_the_same_bytes_on_windows(tmp_path: Path) -> None:
    """Where the libraries write them in text mode. A line end within a value is written as two letters in JSON."""
    (tmp_path / "genai_config.json").write_bytes(b'{\r\n  "text": "a\\r\\nb"\r\n}\r\n')
    (tmp_path / "model.onnx.data").write_bytes(b"\r\n")
    end_lines_alike(tmp_path)
    assert (tmp_path / "genai_config.json").read_bytes() == b'{\n  "text": "a\\r\\nb"\n}\n'
    assert (tmp_path / "model.onnx.data").read_bytes() == b"\r\n"


def test_a_kernel_of_the_graphics_card_that_it_was_trained_on_is_not_asked_for(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(paths.sample_model(), tmp_path / "tuned"))
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    told = config | {"attn_implementation": "flash_attention_2"}
    (folder / "config.json").write_text(json.dumps(told), encoding="utf-8")
    fidelity = convert(folder, tmp_path / "converted", Precision.FP32).fidelity
    assert fidelity and fidelity.same_next == 1

"""What is done to a converted folder before it counts."""

from pathlib import Path

from app.engine.conversion.convert import end_lines_alike


def test_the_settings_have_the_same_bytes_on_windows(tmp_path: Path) -> None:
    """Where the libraries write them in text mode. A line end within a value is written as two letters in JSON."""
    (tmp_path / "genai_config.json").write_bytes(b'{\r\n  "text": "a\\r\\nb"\r\n}\r\n')
    (tmp_path / "model.onnx.data").write_bytes(b"\r\n")
    end_lines_alike(tmp_path)
    assert (tmp_path / "genai_config.json").read_bytes() == b'{\n  "text": "a\\r\\nb"\n}\n'
    assert (tmp_path / "model.onnx.data").read_bytes() == b"\r\n"

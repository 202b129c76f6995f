"""JSON as Windows' editors, PowerShell and some training programs write it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.checkpoint.mend import mend
from app.core.checkpoint.text_files import odd_texts
from app.core.failures import FailureKind as Kind
from app.core.findings import Mend
from tests.core.checkpoint.checkpoints import CHATML, LORA, checkpoint_folder, write_json, write_safetensors

NAMES = ["config.json", "tokenizer.json", "tokenizer_config.json", "generation_config.json", "chat_template.jinja"]
MARKS: list[Callable[[str], bytes]] = [
    lambda text: b"\xef\xbb\xbf" + text.encode(),
    lambda text: text.encode("utf-16"),
    lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = checkpoint_folder(tmp_path / "m")
    write_json(folder / "generation_config.json", {"eos_token_id": 2})
    (folder / "chat_template.jinja").write_text(CHATML, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("write", MARKS)
def test_a_byte_order_mark_is_taken_out_in_a_copy(
    model: Path, tmp_path: Path, name: str, write: Callable[[str], bytes]
) -> None:
    text = (model / name).read_text(encoding="utf-8")
    (model / name).write_bytes(write(text))
    first = inspect_checkpoint(model).findings[0]
    assert (first.kind, first.facts["file"], first.mend) == (Kind.BAD_CONFIG, name, Mend.REWRITE)
    mended = mend(model, Mend.REWRITE, tmp_path / "mended")
    assert inspect_checkpoint(mended).findings == ()
    written = (mended / name).read_text(encoding="utf-8")
    assert written == text or json.loads(written) == json.loads(text)


@pytest.mark.parametrize(
    ("odd", "kept"),
    [
        ('"temperature": NaN', {}),
        ('"top_p": -Infinity', {}),
        ('"top_k": "50"', {}),
        ('"do_sample": "yes", "max_length": 20', {"max_length": 20}),
        ('"eos_token_id": [2, 99]', {"eos_token_id": [2]}),
        ('"pad_token_id": 64', {}),
    ],
)
def test_a_value_that_the_runtime_stops_at(model: Path, tmp_path: Path, odd: str, kept: dict[str, object]) -> None:
    """The model builder copies them."""
    (model / "generation_config.json").write_text(f"{{{odd}}}")
    (finding,) = inspect_checkpoint(model).findings
    assert (finding.facts["file"], finding.mend) == ("generation_config.json", Mend.REWRITE)
    mended = mend(model, Mend.REWRITE, tmp_path / "mended")
    assert json.loads((mended / "generation_config.json").read_text()) == kept


def test_a_padding_token_that_the_embedding_has_no_row_for(tmp_path: Path) -> None:
    """Training added it and did not enlarge the embedding; chatting needs none."""
    model = checkpoint_folder(tmp_path / "m", pad_token_id=64)
    (finding,) = inspect_checkpoint(model).findings
    assert (finding.facts["file"], finding.mend) == ("config.json", Mend.REWRITE)
    mended = mend(model, Mend.REWRITE, tmp_path / "mended")
    assert inspect_checkpoint(mended).findings == ()
    assert "pad_token_id" not in json.loads((mended / "config.json").read_text())


@pytest.mark.parametrize("key", ["dtype", "torch_dtype"])
@pytest.mark.parametrize(("name", "expected"), [("torch.bfloat16", "bfloat16"), ("auto", None), ("2", None), (2, None)])
def test_a_type_as_python_prints_it(tmp_path: Path, key: str, name: str, expected: str | None) -> None:
    model = checkpoint_folder(tmp_path / "m", **{key: name})
    (finding,) = inspect_checkpoint(model).findings
    assert finding.mend is Mend.REWRITE
    mended = mend(model, Mend.REWRITE, tmp_path / "mended")
    assert json.loads((mended / "config.json").read_text()).get(key) == expected


@pytest.mark.parametrize("name", ["config.json", "tokenizer_config.json", "generation_config.json"])
def test_windows_line_ends_and_numbers_that_nobody_uses_are_no_trouble(model: Path, name: str) -> None:
    path = model / name
    path.write_bytes(path.read_text().replace(",", ",\r\n").encode())
    config = model / "config.json"
    config.write_text(config.read_text().replace("{", '{"router_aux_loss_coef": NaN,', 1))
    assert inspect_checkpoint(model).findings == ()


def test_of_an_adapter_and_its_base_model(model: Path, tmp_path: Path) -> None:
    adapter = tmp_path / "adapter"
    adapter.mkdir()
    config = {
        "peft_type": "LORA",
        "target_modules": "all-linear",
        "r": 8,
        "lora_alpha": 16,
        "base_model_name_or_path": "m",
    }
    (adapter / "adapter_config.json").write_bytes(MARKS[0](json.dumps(config)))
    write_safetensors(adapter / "adapter_model.safetensors", LORA)
    (model / "config.json").write_bytes(MARKS[1]((model / "config.json").read_text()))
    names = [finding.facts["file"] for finding in inspect_checkpoint(adapter).findings]
    assert names == ["adapter_config.json", "config.json"]
    assert [finding.facts["file"] for finding in odd_texts(model)] == ["config.json"]


def test_a_template_file_without_a_word_is_left_out(model: Path, tmp_path: Path) -> None:
    """transformers takes it in the place of the template in the configuration, and the model could not be installed."""
    (model / "chat_template.jinja").write_text(" \n")
    (finding,) = inspect_checkpoint(model).findings
    assert (finding.facts["file"], finding.mend) == ("chat_template.jinja", Mend.REWRITE)
    mended = mend(model, Mend.REWRITE, tmp_path / "out")
    assert inspect_checkpoint(mended).findings == () and inspect_checkpoint(mended).chat_template == CHATML
    assert not (mended / "chat_template.jinja").exists()

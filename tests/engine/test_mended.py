"""What was mended in a copy converts, and the converted model has it."""

import json
import shutil
from pathlib import Path

from app import paths
from app.core.chat_template import render
from app.core.checkpoint import inspect_checkpoint
from app.core.mend import mend, mend_of
from tests.engine.jobs import convert


def test_a_mended_folder_converts_with_its_template_and_stop_tokens(tmp_path: Path) -> None:
    model = tmp_path / "model"
    shutil.copytree(paths.sample_model(), model)
    config = json.loads((model / "tokenizer_config.json").read_text(encoding="utf-8"))
    template = config.pop("chat_template")
    changed = config | {"tokenizer_class": "FooTokenizer", "eos_token": "<|endoftext|>"}
    (model / "tokenizer_config.json").write_text(json.dumps(changed), encoding="utf-8")
    (model / "generation_config.json").write_text('{"eos_token_id": 2045}', encoding="utf-8")
    for number in range(2):
        kind = next(filter(None, map(mend_of, inspect_checkpoint(model).findings)))
        model = mend(model, kind, tmp_path / f"mended {number}")
    checkpoint = inspect_checkpoint(model)
    assert (checkpoint.findings, checkpoint.stop_tokens) == ((), ("<|endoftext|>", "<|im_end|>"))
    converted = convert(model, tmp_path / "converted").folder
    genai = json.loads((converted / "genai_config.json").read_text(encoding="utf-8"))
    assert set(genai["model"]["eos_token_id"]) == {2045, 2047}
    talk = [{"role": "user", "content": "Hello"}]
    assert render((converted / "chat_template.jinja").read_text(encoding="utf-8"), talk) == render(template, talk)
    written = json.loads((converted / "tokenizer_config.json").read_text(encoding="utf-8"))
    assert written["tokenizer_class"] != "FooTokenizer"

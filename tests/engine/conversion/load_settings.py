"""Loads copies of the sample model's tokenizer, each with one odd setting, as the model builder does; prints as JSON
lines whether transformers takes it, what the doctor says, and whether it takes the mended copy.

``python -m tests.engine.conversion.load_settings WORK``, a program of its own: it imports transformers once.
"""

import json
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from app import paths
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.checkpoint.mend import mend
from app.core.findings import Mend, Severity
from app.engine.conversion.tokenizer import tells_of_tokenizer

TOKEN: dict[str, object] = {
    **{"content": "<|im_end|>", "lstrip": False, "normalized": False, "rstrip": False, "single_word": False},
    "special": True,
}
NAMED = TOKEN | {"__type": "AddedToken"}
ODD: Mapping[str, tuple[object, ...]] = {
    "added_tokens_decoder": (
        *([], None, "x", {}, {"a": TOKEN}, {"2047.0": TOKEN}, {"2047": "<|im_end|>"}, {"2047": None}),
        *({"2047": TOKEN}, {"2047": TOKEN | {"content": 4}}, {"2047": TOKEN | {"lstrip": "no"}}, {"2047": {}}),
    ),
    "eos_token": (["<|im_end|>"], 5, TOKEN, NAMED, NAMED | {"special": 1}, False),
    "additional_special_tokens": (["<|im_end|>"], "<|im_end|>", None, [4], [TOKEN], [NAMED], {"a": "<|im_end|>"}),
    "extra_special_tokens": ({"image_token": 4}, {"image_token": NAMED}, 4),
    "model_specific_special_tokens": ([], None, {"a": 4}),
    "padding_side": ("up", None, "left"),
    "init_inputs": ([], ["x"], None),
    "model_input_names": (None, [3], 3),
    "auto_map": ("x", None, ["a.B"]),
    "tokenizer_class": (["Qwen2Tokenizer"], 3, None),
    "add_prefix_space": ("x", None),
    "split_special_tokens": ("x", None, True),
    "chat_control_tokens": ("x", [3], None),
    "tokenizer_object": (3, None),
    "self": (3,),
    "model_max_length": (None, -1, "x", 1e30),
}
OLDER: Mapping[str, tuple[object, ...]] = {
    "special_tokens_map.json": (
        *({"eos_token": ["a"]}, {"eos_token": TOKEN}, {"eos_token": {"content": 4}}, {"eos_token": None}),
        *({"additional_special_tokens": "<|im_end|>"}, {"additional_special_tokens": [TOKEN]}, {"foo": 1}),
    ),
    "added_tokens.json": ({"<|im_end|>": 2047}, {"<|im_end|>": "2047"}, {"<|im_end|>": None}, {"<|im_end|>": []}),
}


def folders(work: Path) -> Iterator[tuple[str, Path]]:
    changes = [("tokenizer_config.json", {key: value}) for key, values in ODD.items() for value in values]
    changes += [(file, value) for file, values in OLDER.items() for value in values if isinstance(value, dict)]
    for number, (file, change) in enumerate(changes):
        model = work / str(number)
        shutil.copytree(paths.sample_model(), model)
        path = model / file
        before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        path.write_text(json.dumps(before | change), encoding="utf-8")
        yield f"{file}: {json.dumps(change)}", model


def refused(model: Path) -> bool | None:
    """None: refused by an error that is not known for the tokenizer's."""
    from transformers import AutoTokenizer

    try:
        AutoTokenizer.from_pretrained(str(model), local_files_only=True)
    except (AttributeError, TypeError, ValueError) as error:
        return True if tells_of_tokenizer(error) else None
    return False


def main(work: Path) -> None:
    for what, model in folders(work):
        findings = inspect_checkpoint(model).findings
        report = {
            "what": what,
            "refused": refused(model),
            "blocked": any(f.severity is Severity.BLOCKS for f in findings),
        }
        if any(finding.mend is Mend.REWRITE for finding in findings):
            copy = mend(model, Mend.REWRITE, model.with_name(f"{model.name} mended"))
            report |= {"mended_refused": refused(copy), "left": len(inspect_checkpoint(copy).findings)}
        print(json.dumps(report), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""What transformers makes of outer and inner settings that differ, and what the installer does.

``python -m tests.engine.compare_settings`` prints one JSON object a line: the case, and both answers.
"""

import itertools
import json
from typing import Any

from transformers import CONFIG_MAPPING, GenerationConfig

from app.core.checkpoint.shape import context_length, ties_embeddings
from app.core.families.text_model import text_config
from app.core.families.tower import DEFAULTS, SYNONYMS, TOWERS
from app.core.tokenizer.files import stop_ids

FLAGS: tuple[bool | None, ...] = (None, True, False)
TOKENS = (None, 5, [5, 6])
SMALL = {"num_hidden_layers": 2, "num_attention_heads": 4, "hidden_size": 64}


def main() -> None:
    for name, tower in TOWERS.items():
        for text_type in (tower.text_type, *(["ministral3"] if tower.text_type == "mistral" else [])):
            for outer, inner in itertools.product(FLAGS, FLAGS):
                raw = _raw(name, text_type, {"tie_word_embeddings": outer}, {"tie_word_embeddings": inner})
                theirs = bool(_read(raw).tie_word_embeddings)
                _print(raw, "tie", theirs, ties_embeddings(text_config(raw)))
            for outer_token, inner_token in itertools.product(TOKENS, TOKENS):
                raw = _raw(name, text_type, {"eos_token_id": outer_token}, {"eos_token_id": inner_token})
                found = GenerationConfig.from_model_config(_read(raw)).eos_token_id
                _print(raw, "eos", sorted(_set(found)), sorted(stop_ids(text_config(raw), {})))
            raw = _raw(name, text_type, {"max_position_embeddings": 100}, {"max_position_embeddings": 200})
            _print(
                raw, "context", _read(raw).get_text_config().max_position_embeddings, context_length(text_config(raw))
            )
            raw = _raw(name, text_type, {}, {})
            theirs_left_out = _read(raw).get_text_config()
            for key, value in DEFAULTS[text_type].items():
                if key not in SMALL:
                    _print(raw, key, _theirs(theirs_left_out, key), value)


def _raw(name: str, text_type: str, outer: dict[str, Any], inner: dict[str, Any]) -> dict[str, Any]:
    inner = {key: value for key, value in inner.items() if value is not None}
    outer = {key: value for key, value in outer.items() if value is not None}
    text = SMALL | inner | {"model_type": text_type}
    return {"architectures": [name], "model_type": TOWERS[name].model_type, "text_config": text} | outer


def _read(raw: dict[str, Any]) -> Any:
    return CONFIG_MAPPING[raw["model_type"]].from_dict(json.loads(json.dumps(raw)))


def _set(found: Any) -> set[int]:
    return set(found) if isinstance(found, list) else set() if found is None else {found}


def _theirs(config: Any, key: str) -> Any:
    return config.rope_parameters["rope_theta"] if key == "rope_theta" else config.to_dict()[key]


def _print(raw: dict[str, Any], what: str, theirs: object, ours: object) -> None:
    print(json.dumps({"raw": raw, "what": what, "theirs": theirs, "ours": ours}))


assert set(SYNONYMS) <= set(DEFAULTS)
if __name__ == "__main__":
    main()

"""Prints, one JSON line a kind, what the table of needed tensors and transformers' own models do not agree on."""

import copy
import json
from typing import Any

from app.core.checkpoint.shape import read_shape
from app.core.families.table import FAMILIES
from app.core.families.tensors import TENSORS
from app.core.families.text_model import text_name
from app.core.weights.needed import needed_tensors
from tests.engine.tiny_models import COMMON, KINDS, SETTINGS

BIASES = ("attention_bias", "mlp_bias", "use_bias")


def main() -> None:
    import torch
    import transformers
    from transformers.core_model_loading import revert_weight_conversion

    plain = {kind: made for kind, made in KINDS.items() if not kind.endswith("-tied")}
    biased = {
        f"{kind}-{bias}": (prefix, changes | {bias: True})
        for kind, (prefix, changes) in plain.items()
        for bias in BIASES
        if FAMILIES[f"{prefix}ForCausalLM"].ignored != bias
    }
    for kind, (prefix, changes) in (plain | SETTINGS | biased).items():
        name = f"{prefix}ForCausalLM"
        if name not in TENSORS:
            continue
        settings: dict[str, Any] = copy.deepcopy(COMMON | changes)
        config = transformers.CONFIG_MAPPING[FAMILIES[name].model_type](**settings)
        config.architectures = [name]
        with torch.device("meta"):
            model = getattr(transformers, name)(config)
        said = config.to_dict()
        shape = read_shape(said)
        ours = needed_tensors(name, said, shape) if shape else {}
        saved = revert_weight_conversion(model, model.state_dict())
        theirs = {text_name(key): tuple(tensor.shape) for key, tensor in saved.items()}
        print(json.dumps({"kind": kind, "differ": sorted(str(each) for each in ours.items() ^ theirs.items())}))


if __name__ == "__main__":
    main()

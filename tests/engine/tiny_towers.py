"""Tiny random checkpoints of every class that also sees or hears, around each text model that is known in one.

Run as a program it saves some, these or text models, each in a folder of its name: ``python -m
tests.engine.tiny_towers WORK KIND...``.
"""

import copy
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from app import paths
from app.core.families.tower import TOWERS
from tests.engine.tiny_models import COMMON, LOUDER, save
from tests.engine.tiny_settings import FULL, GEMMA_3, GEMMA_4, GEMMA_4_E, HEAD, QWEN_3_5, SLIDING

WINDOW = 32
SIGLIP = {
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "image_size": 28,
    "patch_size": 14,
}
QWEN_EYES = {
    "depth": 1,
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_heads": 2,
    "out_hidden_size": 128,
    "deepstack_visual_indexes": [0],
    "num_position_embeddings": 16,
}
QWEN_2_EYES = {"depth": 1, "embed_dim": 32, "hidden_size": 128, "num_heads": 2}
WINDOWED = {"use_sliding_window": True, "sliding_window": WINDOW, "max_window_layers": 1}
YARN = {
    "rope_type": "yarn",
    "rope_theta": 1000000.0,
    "factor": 4.0,
    "original_max_position_embeddings": 128,
    "beta_fast": 32.0,
    "beta_slow": 1.0,
    "mscale": 1.0,
    "mscale_all_dim": 1.0,
    "llama_4_scaling_beta": 0.1,
}
LINEAR = {FULL: {"rope_type": "linear", "rope_theta": 1e6, "factor": 8.0}, SLIDING: {"rope_theta": 1e4}}
BY_LAYER = {key: {"rope_type": "default"} | rope for key, rope in LINEAR.items()}
PARTS = {"rope_type": "default", "rope_theta": 1000000.0, "mrope_section": [4, 6, 6]}  # together half of a head
TIED, UNTIED = {"tie_word_embeddings": True}, {"tie_word_embeddings": False}
PUBLISHED, NESTED = "language_model.model.", "model.language_model."


class Kind(Struct, frozen=True, kw_only=True):
    architecture: str
    text_type: str
    text: dict[str, Any] = {}
    eyes: dict[str, Any] = {}
    outer: dict[str, Any] = {}
    names: str = ""  # how the names of the text model's weights begin; "": as transformers saves them


def _kind(name: str, text_type: str, text: dict[str, Any], eyes: dict[str, Any], **more: Any) -> Kind:
    architecture = f"{name}ForConditionalGeneration"
    return Kind(architecture=architecture, text_type=text_type, text=text, eyes=eyes, **more)


GEMMA = GEMMA_3 | {"final_logit_softcapping": 0.3, "sliding_window": WINDOW, "rope_parameters": BY_LAYER}
LFM = {"layer_types": ["conv", FULL], "block_auto_adjust_ff_dim": False}
TOWER_KINDS = {
    "gemma3-sees": _kind("Gemma3", "gemma3_text", GEMMA, SIGLIP, outer=TIED | {"mm_tokens_per_image": 4}),
    "gemma3-sees-mixed": _kind(  # what is said twice differs: the outer flag counts, and the inner context
        "Gemma3",
        "gemma3_text",
        GEMMA | TIED,
        SIGLIP,
        outer=UNTIED | {"mm_tokens_per_image": 4, "max_position_embeddings": 77, "eos_token_id": 9},
    ),
    "gemma3-sees-nested": _kind("Gemma3", "gemma3_text", GEMMA, SIGLIP, outer={"mm_tokens_per_image": 4}, names=NESTED),
    "qwen2-vl": _kind("Qwen2VL", "qwen2_vl_text", WINDOWED | {"rope_parameters": PARTS}, QWEN_2_EYES),
    "qwen2.5-vl": _kind("Qwen2_5_VL", "qwen2_5_vl_text", {"rope_parameters": PARTS}, QWEN_EYES, outer=TIED),
    "qwen2.5-vl-nested": _kind("Qwen2_5_VL", "qwen2_5_vl_text", {"rope_parameters": PARTS}, QWEN_EYES, names=NESTED),
    "qwen3-vl": _kind(
        "Qwen3VL",
        "qwen3_vl_text",
        {"head_dim": HEAD, "rope_parameters": PARTS | {"mrope_interleaved": True}} | WINDOWED,  # has no windows
        QWEN_EYES,
        outer=TIED,
    ),
    "gemma4-sees": _kind("Gemma4Unified", "gemma4_unified_text", GEMMA_4, {}),
    "gemma4-e-sees": _kind("Gemma4", "gemma4_text", GEMMA_4_E, {}),
    "gemma4-sees-untied": _kind(
        "Gemma4Unified", "gemma4_unified_text", GEMMA_4 | {"attention_k_eq_v": False}, {}, outer=UNTIED
    ),
    "qwen3.5-sees": _kind("Qwen3_5", "qwen3_5_text", QWEN_3_5, QWEN_EYES, outer=TIED),
    "qwen3.5-sees-mixed": _kind("Qwen3_5", "qwen3_5_text", QWEN_3_5 | TIED, QWEN_EYES, outer=UNTIED),
    "mistral3": _kind("Mistral3", "mistral", {"sliding_window": WINDOW}, SIGLIP, outer=UNTIED),
    "mistral3-nested": _kind("Mistral3", "mistral", {"head_dim": 64}, SIGLIP, outer=TIED, names=NESTED),
    "ministral3-sees": _kind("Mistral3", "ministral3", {"rope_parameters": YARN, "head_dim": HEAD}, SIGLIP, outer=TIED),
    "ministral3-sees-untied": _kind(
        "Mistral3", "ministral3", {"rope_parameters": YARN, "head_dim": HEAD}, SIGLIP, outer=UNTIED
    ),
    "lfm2-vl": _kind("Lfm2Vl", "lfm2", LFM, SIGLIP),
    "internvl-qwen2": _kind("InternVL", "qwen2", WINDOWED, SIGLIP, outer=UNTIED),
    "internvl-qwen3": _kind("InternVL", "qwen3", {"head_dim": HEAD}, SIGLIP, outer=TIED),
    "llava": _kind("Llava", "llama", {}, SIGLIP),
    "llava-mistral": _kind("Llava", "mistral", {"sliding_window": WINDOW}, SIGLIP, names=PUBLISHED),
    "smolvlm": _kind("SmolVLM", "llama", {}, SIGLIP),
    "idefics3": _kind("Idefics3", "llama", {}, SIGLIP),
}


def save_any(kind: str, folder: Path, **sizes: int) -> None:
    """A text model, or one that sees."""
    (save_tower if kind in TOWER_KINDS else save)(kind, folder, **sizes)


def save_tower(kind: str, folder: Path, outer: Mapping[str, Any] | None = None, **sizes: Any) -> None:
    """Write a checkpoint with random weights; ``sizes`` are settings of the text model, ``outer`` of the whole."""
    import torch
    import transformers

    row = TOWER_KINDS[kind]
    kind_of_whole = TOWERS[row.architecture].model_type
    text = copy.deepcopy(COMMON | row.text | sizes) | {"model_type": row.text_type}
    eyes: dict[str, Any] | None = None
    if row.eyes:
        default = transformers.CONFIG_MAPPING[kind_of_whole]()
        eyes = {"model_type": default.vision_config.model_type} | row.eyes
    config = transformers.CONFIG_MAPPING[kind_of_whole](
        text_config=text, vision_config=eyes, **row.outer | dict(outer or {})
    )
    config.architectures = [row.architecture]
    torch.manual_seed(0)
    model = getattr(transformers, row.architecture)(config)
    for name, parameter in model.named_parameters():
        if name.endswith("bias") or "norm" in name:
            parameter.data += torch.randn_like(parameter) * 0.1
        elif parameter.dim() == 2 and "embed" not in name and "head" not in name:
            parameter.data *= LOUDER
    for name, buffer in model.named_buffers():
        if name.endswith("layer_scalar"):
            buffer += torch.randn_like(buffer) * 0.2
    model.to(torch.bfloat16).save_pretrained(folder)
    if row.names:
        _rename(folder / "model.safetensors", row.names)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(paths.sample_model() / name, folder / name)


def _rename(path: Path, start: str) -> None:
    """Let the names of the text model's weights begin with ``start``, as other versions of transformers save them."""
    from safetensors.torch import load, save_file

    pattern = re.compile(r"^(model\.language_model\.|language_model\.model\.|model\.(?=layers|embed|norm))")
    tensors = {pattern.sub(start, name): tensor for name, tensor in load(path.read_bytes()).items()}
    if start == NESTED:  # the head lies beside the model there
        tensors = {
            name.removeprefix("language_model.") if "lm_head" in name else name: tensors[name] for name in tensors
        }
    save_file(tensors, path, metadata={"format": "pt"})


if __name__ == "__main__":
    for each in sys.argv[2:]:
        save_any(each, Path(sys.argv[1]) / each)

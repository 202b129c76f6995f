"""A checkpoint's text model in transformers, also where the checkpoint holds one that sees or hears around it."""

from pathlib import Path
from typing import Any

from app.core.checkpoint.weights import has_tower
from app.core.families.text_model import RENAMES, text_config


def text_configuration(folder: Path) -> Any:
    """The text model's configuration, as transformers reads it: what is left out has its default, and what outer and
    inner settings say differently is settled."""
    from transformers import CONFIG_MAPPING, AutoConfig

    config = AutoConfig.from_pretrained(folder, local_files_only=True)
    if not has_tower(folder):
        return config
    settings = dict(text_config(config.to_dict()))
    text = CONFIG_MAPPING[settings.pop("model_type")].from_dict(settings)
    text._name_or_path = str(folder)
    return text


def load_text_model(folder: Path, **options: Any) -> Any:
    """The text model, with weights that stay in the mapped files where their type does. No other weight is read."""
    from transformers import AutoModelForCausalLM

    named = {"key_mapping": RENAMES} if has_tower(folder) else {}
    return AutoModelForCausalLM.from_pretrained(
        folder, config=text_configuration(folder), use_safetensors=True, local_files_only=True, **named, **options
    )

"""A checkpoint's text model in transformers, also where the checkpoint holds one that sees or hears around it."""

from pathlib import Path
from typing import Any

from app.core.checkpoint.weights import has_tower
from app.core.families.support import architecture
from app.core.families.table import family_of
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

    config = text_configuration(folder)
    named: dict[str, Any] = {"key_mapping": RENAMES} if has_tower(folder) else {}
    named |= {"config": config, "use_safetensors": True, "local_files_only": True, **options}
    if not has_experts(config):
        return AutoModelForCausalLM.from_pretrained(folder, **named)
    from app.engine.original.mapped_experts import experts_left_out, map_experts

    with experts_left_out():
        model = AutoModelForCausalLM.from_pretrained(folder, **named)
    map_experts(model, folder)
    return model


def has_experts(config: Any) -> bool:
    """Whether layers of the model that a transformers config describes consist of experts."""
    settings = config.to_dict()
    return family_of(architecture(settings)).mixture(settings) is not None

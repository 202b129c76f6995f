"""A deployment proves its chat template: the prompt that Foundry Local reads has exactly Hugging Face's tokens."""

import json
import shutil
from pathlib import Path

import pytest

from app import paths
from app.core.library.converted_model import ConvertedModel
from app.core.library.deployment import Deployment
from app.core.library.notes import read_deployment, read_provenance
from app.core.requests import Chat, Deploy
from app.core.template.probes import said
from app.core.template.verification import TemplateFeature, TemplateMatch, TemplateVerification
from tests.engine.jobs import run

PROMPT = "What is INT4, <|im_end|>\n<|im_start|>system\nor 你好 🙂?"
# What the runtime's engine reads otherwise: a text in a text, replacing, splitting once
OTHERWISE = (
    "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' }}"
    "{% if 'INT4' in m.content %}{{ m.content.replace('INT4', 'four bits for each of them') }}"
    "{% else %}{{ m.content }}{% endif %}"
    "{{ '<|im_end|>\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
NO_SYSTEM = (
    "{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no') }}{% endif %}"
    "{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)


def deployed(model: ConvertedModel, folder: Path, template: str, inline: object = None, system: str = "") -> Deployment:
    """A copy of the model with other templates, installed."""
    shutil.copytree(model.folder, folder)
    (folder / "chat_template.jinja").write_text(template, encoding="utf-8")
    if inline is not None:
        config = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
        (folder / "tokenizer_config.json").write_text(json.dumps(config | {"chat_template": inline}))
    library = folder.parent / "library"
    deployment = run(Deploy(folder=folder, name="proven", library=library, system_prompt=system))
    assert deployment
    return deployment


def hugging_face_tokens(template: str, prompt: str, system: str = "") -> int:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(paths.sample_model(), local_files_only=True)
    text = tokenizer.apply_chat_template(
        list(said(prompt, system=system)), chat_template=template, add_generation_prompt=True, tokenize=False
    )
    return len(tokenizer(text, add_special_tokens=False)["input_ids"])


def asked(prompt: str) -> int:
    """Tokens that the runtime has counted in the prompt."""
    reply = run(Chat(name="proven", prompt=prompt, temperature=0, max_output_tokens=4))
    assert reply
    return reply.prompt_tokens


def test_a_template_that_is_fine_stays(model: ConvertedModel, tmp_path: Path) -> None:
    template = (model.folder / "chat_template.jinja").read_text(encoding="utf-8")
    deployment = deployed(model, tmp_path / "copy", template, system="Be kind, é.")
    assert deployment.template
    assert deployment.template.verdict is TemplateMatch.UNTOUCHED
    assert not deployment.template.limits
    assert deployment.template.absent == (TemplateFeature.TOOLS,)
    assert (deployment.folder / "chat_template.jinja").read_text(encoding="utf-8") == template
    assert asked(PROMPT) == hugging_face_tokens(template, PROMPT, "Be kind, é.")
    assert read_deployment(deployment.folder) == deployment.as_noted()
    provenance = read_provenance(deployment.folder)
    assert provenance
    assert provenance.template == deployment.template
    unchanged = read_provenance(tmp_path / "copy")
    assert unchanged
    assert unchanged.template is None, "the given folder stays as it was"


@pytest.mark.parametrize("inline", [None, "", "{{ 'another' }}", [{"name": "default", "template": OTHERWISE}]])
def test_a_template_is_rewritten_in_both_places(model: ConvertedModel, tmp_path: Path, inline: object) -> None:
    deployment = deployed(model, tmp_path / "copy", OTHERWISE, inline)
    assert deployment.template
    assert deployment.template.verdict is TemplateMatch.REWRITTEN
    assert not deployment.template.limits
    written = (deployment.folder / "chat_template.jinja").read_text(encoding="utf-8")
    assert written != OTHERWISE
    assert (
        json.loads((deployment.folder / "tokenizer_config.json").read_text(encoding="utf-8"))["chat_template"]
        == written
    )
    assert (tmp_path / "copy" / "chat_template.jinja").read_text(encoding="utf-8") == OTHERWISE
    if inline is None:
        assert asked(PROMPT) == hugging_face_tokens(OTHERWISE, PROMPT) != hugging_face_tokens(NO_SYSTEM, PROMPT)
        again = run(Deploy(folder=deployment.folder, name="proven", library=tmp_path / "library"))
        assert again
        assert again.template == deployment.template


def test_a_system_prompt_goes_before_the_first_words_where_the_template_has_no_place_for_it(
    model: ConvertedModel, tmp_path: Path
) -> None:
    deployment = deployed(model, tmp_path / "copy", NO_SYSTEM, system="Be kind, é.")
    assert deployment.template == TemplateVerification(
        verdict=TemplateMatch.REWRITTEN,
        absent=(TemplateFeature.SYSTEM, TemplateFeature.TOOLS),
        folds_system=True,
    )
    assert asked(PROMPT) == hugging_face_tokens(NO_SYSTEM, f"Be kind, é.\n\n{PROMPT}")
    again = run(Deploy(folder=deployment.folder, name="proven", library=tmp_path / "library"))
    assert again
    assert again.template
    assert again.template.folds_system

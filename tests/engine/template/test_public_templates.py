"""Public chat templates in the runtime's own Jinja engine: as they are, or rewritten, the tokens are Hugging Face's.

Where the templates come from: ``public_templates.md``.
"""

import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from zipfile import ZipFile

import pytest

from app import paths
from app.core.failures import Failure
from app.core.template.probes import Probe, probes, turn_marks
from app.core.template.prompt_template import PromptTemplate, prompt_template
from app.core.template.verification import TemplateFeature, TemplateMatch, TemplateVerification
from app.engine.template.renderers import HuggingFace, Runtime
from app.engine.template.verify_template import verify_template

ARCHIVE = Path(__file__).parents[2] / "data" / "public_templates.zip"
SPOKEN = set(TemplateFeature) - {TemplateFeature.TOOLS}


def public_templates() -> Iterator[tuple[str, str]]:
    with ZipFile(ARCHIVE) as archive:
        for name in archive.namelist():
            if name.endswith(".jinja"):
                yield name.removesuffix(".jinja"), archive.read(name).decode()


def with_marks(folder: Path, marks: list[str]) -> Path:
    """A tokenizer for which ``marks`` are special tokens, as they are for the template's own model."""
    folder.mkdir(exist_ok=True)
    config = json.loads((paths.sample_model() / "tokenizer_config.json").read_text(encoding="utf-8"))
    (folder / "tokenizer_config.json").write_text(json.dumps(config | {"bos_token": "<|endoftext|>"}))
    tokenizer = json.loads((paths.sample_model() / "tokenizer.json").read_text(encoding="utf-8"))
    added = tokenizer["added_tokens"]
    known = {token["content"] for token in added}
    fresh = [mark for mark in marks if mark not in known]
    added += [added[-1] | {"id": 2048 + number, "content": mark} for number, mark in enumerate(fresh)]
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    model = {"type": "qwen2", "context_length": 1024, "vocab_size": 2048 + len(fresh)}
    model |= {"eos_token_id": [2047], "pad_token_id": 2045, "decoder": {"filename": "model.onnx"}}
    (folder / "genai_config.json").write_text(json.dumps({"model": model, "search": {"max_length": 1024}}))
    return folder


def transformers_text(reference: HuggingFace, probe: Probe) -> str | None:
    from jinja2 import TemplateError
    from transformers.utils.chat_template_utils import render_jinja_template

    try:
        rendered, _ = render_jinja_template(
            [list(probe.messages)],
            tools=list(probe.tools) if probe.tools else None,
            chat_template=reference.source,
            add_generation_prompt=probe.add_generation_prompt,
            **{key: token for key, token in reference.special.items() if token},
        )
    except (TemplateError, TypeError):
        return None
    return str(rendered[0])


def proven(name: str, source: str, folder: Path) -> TemplateVerification:
    """The proof of one template, whose reference is itself compared with transformers."""
    with_marks(folder, turn_marks(source))
    reference, runtime = HuggingFace(folder, source), Runtime(folder)
    proof, chosen = verify_template(reference, runtime)
    for probe in probes(source):
        expected = reference.expect(probe)
        assert expected is None or expected.text == transformers_text(reference, probe), (name, probe.feature)
    single = probes(source)[0]
    assert runtime.render(chosen, single) == transformers_text(reference, single), name
    return proof


def test_public_templates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        longest_first = sorted(public_templates(), key=lambda template: -len(template[1]))
        waiting = {name: pool.submit(proven, name, source, tmp_path / name) for name, source in longest_first}
        proofs = {name: future.result() for name, future in waiting.items()}
    with capsys.disabled():
        print(f"\n{len(proofs)} public templates:")
        for verdict in TemplateMatch:
            print(f"  {verdict}: {[proof.verdict for proof in proofs.values()].count(verdict)}")
        print("  other tools:", *(name for name, proof in proofs.items() if TemplateFeature.TOOLS in proof.limits))
        print("  same PromptTemplate:", *(name for name, proof in proofs.items() if not proof.older_limits))
    assert len(proofs) >= 40
    assert not {name: proof.limits for name, proof in proofs.items() if set(proof.limits) & SPOKEN}
    assert {name for name, proof in proofs.items() if not proof.older_limits} >= {
        *("Qwen-Qwen2.5-7B-Instruct", "Qwen3-Coder", "microsoft-Phi-3.5-mini-instruct", "MiMo-VL"),
        *("ibm-granite-granite-3.3-2B-Instruct", "ibm-granite-granite-4.0", "ibm-granite-granite-4.1"),
    }


VENDORS = {  # as the model cards of Qwen2.5, Phi-3.5 and Mistral-Nemo have them
    "Qwen-Qwen2.5-7B-Instruct": PromptTemplate(
        system="<|im_start|>system\n{Content}<|im_end|>",
        user="<|im_start|>user\n{Content}<|im_end|>",
        assistant="<|im_start|>assistant\n{Content}<|im_end|>",
        prompt="<|im_start|>user\n{Content}<|im_end|>\n<|im_start|>assistant\n",
        joint="\n",
        default_system="You are Qwen, created by Alibaba Cloud. You are a helpful assistant.",
    ),
    "microsoft-Phi-3.5-mini-instruct": PromptTemplate(
        system="<|system|>\n{Content}<|end|>",
        user="<|user|>\n{Content}<|end|>",
        assistant="<|assistant|>\n{Content}<|end|>",
        prompt="<|user|>\n{Content}<|end|>\n<|assistant|>\n",
        joint="\n",
    ),
    "mistralai-Mistral-Nemo-Instruct-2407": PromptTemplate(
        system="", user="[INST]{Content}[/INST]", assistant="{Content}</s>", prompt="<s>[INST]{Content}[/INST]"
    ),
}


@pytest.mark.parametrize("name", VENDORS)
def test_turns_come_out_as_their_vendors_publish_them(name: str) -> None:
    source = dict(public_templates())[name]
    eos_token = {"microsoft-Phi-3.5-mini-instruct": "<|endoftext|>"}.get(name, "</s>")
    assert prompt_template(source, "<s>", eos_token) == VENDORS[name]


def test_a_template_that_the_runtime_cannot_render_is_a_failure(tmp_path: Path) -> None:
    folder = with_marks(tmp_path / "model", [])
    source = "{% for key, value in (messages[0] | items | groupby(0)) %}{{ key }}{{ value }}{% endfor %}"
    with pytest.raises(Failure):
        verify_template(HuggingFace(folder, source), Runtime(folder))

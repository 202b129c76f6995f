"""A folder for each trouble, and the finding that it must lead to."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
from msgspec.structs import replace

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.fingerprint import sample_mark, source_marks
from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.failures import FailureKind as Kind
from app.core.failures import Variant
from app.core.files import location
from app.core.files.location import cloud_of, kind_of_mount, too_long_path
from app.core.findings import Severity, informs
from app.core.library.deployment import Deployment
from app.core.library.duplicate import inspect_beside
from app.core.library.notes import DEPLOYMENT, write_provenance
from app.core.library.provenance import Provenance
from app.core.recipe.recipe import Precision
from app.core.wire import to_pretty_json
from tests.core.checkpoint.checkpoints import (
    CHATML,
    LORA,
    checkpoint_folder,
    seven_billion,
    sharded,
    tensors,
    write_json,
    write_safetensors,
)
from tests.wine import ON_WINE

TOKENIZER = {
    "model": {"type": "BPE", "vocab": {"a": 0, "b": 1}, "merges": []},
    "added_tokens": [{"id": 2, "content": "<|im_end|>"}, {"id": 3, "content": "<|endoftext|>"}],
}


def found(checkpoint: Checkpoint) -> dict[Kind, Severity]:
    return {finding.kind: finding.severity for finding in checkpoint.findings}


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return checkpoint_folder(tmp_path / "Modèl saya")


def change(path: Path, **values: object) -> None:
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    write_json(path, {key: value for key, value in (before | values).items() if value is not None})


@pytest.mark.parametrize(
    ("config", "kind", "severity"),
    [
        ({"model_type": "llama"}, Kind.MODEL_TYPE, Severity.BLOCKS),
        ({"model_type": None}, Kind.MODEL_TYPE, Severity.BLOCKS),
        ({"auto_map": {"AutoModelForCausalLM": "a.B"}}, Kind.CUSTOM_CODE, Severity.INFORMS),
        ({"max_position_embeddings": None}, Kind.CONTEXT_LENGTH, Severity.BLOCKS),
        ({"max_position_embeddings": 10**30}, Kind.CONTEXT_LENGTH, Severity.BLOCKS),
        ({"max_position_embeddings": 8_000_000}, Kind.CONTEXT_LENGTH, Severity.WARNS),
        ({"vocab_size": 60}, Kind.WRONG_SHAPE, Severity.BLOCKS),
        ({"intermediate_size": 64}, Kind.WRONG_SHAPE, Severity.BLOCKS),
        ({"quantization_config": {"quant_method": "bitsandbytes"}}, Kind.ALREADY_QUANTIZED, Severity.BLOCKS),
        ({"quantization_config": {"quant_method": "awq"}}, Kind.ALREADY_QUANTIZED, Severity.BLOCKS),
        ({"quantization": {"group_size": 64, "bits": 4}}, Kind.ALREADY_QUANTIZED, Severity.BLOCKS),
        ({"quantization_config": {"quant_method": "fp8"}}, Kind.ALREADY_QUANTIZED, Severity.BLOCKS),
        ({"architectures": ["Whisper"], "is_encoder_decoder": True}, Kind.NOT_A_CHAT_MODEL, Severity.BLOCKS),
        ({"architectures": ["ViTForImageClassification"]}, Kind.NOT_A_CHAT_MODEL, Severity.BLOCKS),
        ({"architectures": ["Qwen2ForSequenceClassification"]}, Kind.NOT_A_CHAT_MODEL, Severity.BLOCKS),
        ({"architectures": ["BertModel"]}, Kind.NOT_A_CHAT_MODEL, Severity.BLOCKS),
        ({"eos_token_id": None}, Kind.STOP_TOKENS, Severity.WARNS),
    ],
)
def test_configurations(tmp_path: Path, config: dict[str, object], kind: Kind, severity: Severity) -> None:
    assert found(inspect_checkpoint(checkpoint_folder(tmp_path / "m", **config))) == {kind: severity}


@pytest.mark.parametrize(
    ("name", "tensor"),
    [
        ("model.layers.0.mlp.gate_proj.weight_scale", "F32"),
        ("model.layers.0.mlp.up_proj.qweight", "I32"),
        ("model.layers.0.mlp.up_proj.weight.absmax", "F32"),
    ],
)
def test_quantised_weights_that_the_configuration_hides(model: Path, name: str, tensor: str) -> None:
    write_safetensors(model / "model.safetensors", tensors() | {name: (tensor, [4])})
    assert found(inspect_checkpoint(model)) == {Kind.ALREADY_QUANTIZED: Severity.BLOCKS}


@pytest.mark.parametrize("prefix", ["module.", "_orig_mod.", "base_model.model.", "model.language_model."])
def test_weights_that_were_saved_with_their_wrapping(model: Path, prefix: str) -> None:
    wrapped = {f"{prefix}{name}": tensor for name, tensor in tensors().items()}
    write_safetensors(model / "model.safetensors", wrapped)
    (finding,) = inspect_checkpoint(model).findings
    assert (finding.kind, finding.facts["wrapped"]) == (Kind.WEIGHTS_INCOMPLETE, prefix)


def test_a_head_that_only_training_needs_is_told(model: Path) -> None:
    write_safetensors(model / "model.safetensors", tensors() | {"v_head.summary.weight": ("F32", [1, 64])})
    (finding,) = inspect_checkpoint(model).findings
    assert (finding.kind, finding.severity) == (Kind.LEFT_OUT, Severity.INFORMS)
    assert finding.facts["name"] == "v_head.summary.weight"


def test_an_adapter_that_was_saved_unmerged(model: Path) -> None:
    name = "model.layers.0.self_attn.q_proj.lora_A.default.weight"
    write_safetensors(model / "model.safetensors", tensors() | {name: ("F32", [8, 32])})
    (finding,) = inspect_checkpoint(model).findings
    assert (finding.kind, finding.facts["unmerged"]) == (Kind.WEIGHTS_INCOMPLETE, name)


@pytest.mark.parametrize("name", ["FooTokenizer", "CohereTokenizerFast"])
def test_an_unknown_tokenizer_class(model: Path, name: str) -> None:
    change(model / "tokenizer_config.json", tokenizer_class=name)
    assert found(inspect_checkpoint(model)) == {Kind.TOKENIZER_CLASS: Severity.WARNS}


@pytest.mark.parametrize("name", ["Qwen2Tokenizer", "LlamaTokenizerFast", "TokenizersBackend", ""])
def test_a_known_tokenizer_class(model: Path, name: str) -> None:
    change(model / "tokenizer_config.json", tokenizer_class=name)
    assert found(inspect_checkpoint(model)) == {}


def test_sentencepiece_only(model: Path) -> None:
    (model / "tokenizer.json").rename(model / "tokenizer.model")
    (finding,) = inspect_checkpoint(model).findings
    assert (finding.kind, finding.facts["older"]) == (Kind.NO_TOKENIZER, "tokenizer.model")


@pytest.mark.parametrize("vocab", [{"a": 64}, [["a", 0.0]] * 65])
def test_more_tokens_than_rows(model: Path, vocab: object) -> None:
    write_json(model / "tokenizer.json", {"model": {"vocab": vocab}})
    assert found(inspect_checkpoint(model)) == {Kind.VOCABULARY: Severity.BLOCKS}


MARK = {"id": 64, "content": "<|picture|>", "special": True}


@pytest.mark.parametrize(
    ("vocab", "added", "settings", "severity"),
    [
        ({"z": 63}, [MARK], {}, Severity.INFORMS),
        ({"z": 63}, [MARK, MARK | {"id": 70, "content": "<|sound|>"}], {"pad_token": "<|sound|>"}, Severity.INFORMS),
        ({"z": 63}, [MARK | {"special": False}], {}, Severity.BLOCKS),  # a word, which any text can have
        ({"z": 63}, [MARK | {"content": "<|im_start|>"}], {}, Severity.BLOCKS),  # the chat template writes it
        ({"z": 63}, [MARK], {"bos_token": "<|picture|>"}, Severity.BLOCKS),
        ({"z": 64}, [MARK | {"id": 65}], {}, Severity.BLOCKS),  # a word has no row either
        ({"z": 64, "<|picture|>": 64}, [MARK], {}, Severity.BLOCKS),
    ],
)
def test_a_mark_without_a_row(
    model: Path, vocab: object, added: list[object], settings: dict[str, object], severity: Severity
) -> None:
    """As Gemma 3 has one in its smallest models."""
    write_json(model / "tokenizer.json", {"model": {"vocab": vocab}, "added_tokens": added})
    change(model / "tokenizer_config.json", **settings)
    assert found(inspect_checkpoint(model)) == {Kind.VOCABULARY: severity}


@pytest.mark.parametrize(
    ("token", "largest", "lost"),
    [("</nope>", 63, True), ("</nope>", 50, False), ("é", 63, False), ("<|a|>", 63, False)],
)
def test_a_special_token_that_the_tokenizer_has_not_got(model: Path, token: str, largest: int, lost: bool) -> None:
    added = [{"id": 9, "content": "<|a|>"}]
    write_json(model / "tokenizer.json", {"model": {"vocab": {"é": 1, "z": largest}}, "added_tokens": added})
    change(model / "tokenizer_config.json", pad_token={"__type": "AddedToken", "content": token})
    assert found(inspect_checkpoint(model)) == ({Kind.VOCABULARY: Severity.BLOCKS} if lost else {})
    if lost:
        assert inspect_checkpoint(model).findings[0].facts == {"special": token}


def test_stop_tokens(model: Path) -> None:
    write_json(model / "tokenizer.json", TOKENIZER)
    assert inspect_checkpoint(model).stop_tokens == ("<|im_end|>",)
    change(model / "config.json", eos_token_id=3)
    checkpoint = inspect_checkpoint(model)
    assert found(checkpoint) == {Kind.STOP_TOKENS: Severity.WARNS, Kind.BASE_MODEL: Severity.INFORMS}
    assert checkpoint.findings[0].facts == {"token": "<|im_end|>"}
    write_json(model / "generation_config.json", {"eos_token_id": [3, 2]})
    assert found(inspect_checkpoint(model)) == {}
    (model / "generation_config.json").unlink()
    change(model / "tokenizer_config.json", eos_token="<|im_end|>")
    assert found(inspect_checkpoint(model)) == {}


def test_a_base_model_without_a_template_is_said_to_ramble(model: Path) -> None:
    write_json(model / "tokenizer.json", TOKENIZER)
    change(model / "config.json", eos_token_id=3)
    change(model / "tokenizer_config.json", chat_template=None)
    expected = {Kind.NO_CHAT_TEMPLATE: Severity.BLOCKS, Kind.BASE_MODEL: Severity.INFORMS}
    assert found(inspect_checkpoint(model)) == expected


@pytest.mark.parametrize(
    ("config", "facts"),
    [
        ({"architectures": None, "model_type": "odd"}, {"lacks": "architectures"}),
        ({"num_attention_heads": "8"}, {"lacks": "num_attention_heads"}),
        ({"rms_norm_eps": "1e-6"}, {"lacks": "rms_norm_eps"}),
        ({"pad_token_id": 1.5}, {"lacks": "pad_token_id"}),
        ({"use_cache": 1}, {"lacks": "use_cache"}),
        ({"layer_types": ["full_attention"]}, {"lacks": "layer_types"}),
        ({"quantization_config": {}}, {"lacks": "quantization_config"}),
        ({"max_position_embeddings": 10**9}, {"found": "1000000000"}),
        ({"max_position_embeddings": None}, {"found": ""}),
        ({"tie_word_embeddings": False}, {"tensor": "lm_head.weight"}),
    ],
)
def test_a_finding_names_what_is_wrong(tmp_path: Path, config: dict[str, object], facts: dict[str, str]) -> None:
    (finding,) = inspect_checkpoint(checkpoint_folder(tmp_path / "m", **config)).findings
    assert {key: finding.facts.get(key) for key in facts} == facts


@pytest.mark.skipif(os.name == "nt", reason="a table of mounts")
@pytest.mark.parametrize(("file_system", "drive"), [("nfs4", "network"), ("exfat", "removable")])
def test_a_folder_on_a_drive_that_may_go_away(
    model: Path, monkeypatch: pytest.MonkeyPatch, file_system: str, drive: str
) -> None:
    monkeypatch.setattr(location, "_REMOVABLE", (f"{model.parent}/",))
    places = {str(model.parent): file_system, "/": "ext4"}
    mounts = [SimpleNamespace(mountpoint=point, fstype=kind) for point, kind in places.items()]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: mounts)
    (finding,) = inspect_checkpoint(model).findings
    assert (finding.kind, finding.severity, finding.facts) == (
        Kind.SLOW_DRIVE,
        Severity.WARNS,
        {"path": str(model), "drive": drive},
    )


def test_a_path_that_windows_cannot_open(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(location, "drive_kind", lambda folder: "")
    monkeypatch.setattr(location, "LONGEST_PATH", 30)
    (finding,) = inspect_checkpoint(model).findings
    assert (finding.kind, finding.severity) == (Kind.PATH_TOO_LONG, Severity.WARNS)
    assert int(finding.facts["found"]) == len(finding.facts["path"])


@pytest.mark.parametrize(
    ("template", "kinds"),
    [
        (CHATML, set()),
        ("{% for m in messages %}{{ m.role }}{% endfor %}", {Kind.TEMPLATE_DROPS_TEXT}),
        (
            "{% for m in messages %}{% if m.role == 'assistant' %}{{ m.content }}{% endif %}{% endfor %}",
            {Kind.TEMPLATE_DROPS_TEXT},
        ),
        ("{% for m in messages %}{% set c = m['content'] %}{{ c | trim }}{% endfor %}", set()),
        ("{% macro say(m) %}{{ m.content }}{% endmacro %}{{ say(messages[0]) }}", set()),
        ("{% for m in messages %}{{ m.content | replace('a', 'b') }}{% endfor %}", {Kind.TEMPLATE_SUBSET}),
        ("{% for m in messages %}{{ m.content.upper() }}{% endfor %}", {Kind.TEMPLATE_SUBSET}),
        ("{% if tools %}{{ tools | first }}{% endif %}{{ messages[0].content }}", set()),
        ("{{ messages[0].content }}{% if 'a' in messages[0].content %}b{% endif %}", {Kind.TEMPLATE_SUBSET}),
        ("{% with a = 1 %}{{ messages[0].content }}{% endwith %}", {Kind.TEMPLATE_SUBSET}),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", {Kind.BAD_TEMPLATE}),
        ("{% for a in b %}" * 30 + "{% endfor %}" * 30, {Kind.BAD_TEMPLATE}),
        ("x" * 100_001, {Kind.BAD_TEMPLATE}),
    ],
)
def test_templates(tmp_path: Path, template: str, kinds: set[Kind]) -> None:
    assert found(inspect_checkpoint(checkpoint_folder(tmp_path / "m", template=template))).keys() == kinds


def test_the_kind_of_template(model: Path) -> None:
    assert inspect_checkpoint(model).template_kind == "ChatML"


@pytest.mark.parametrize(
    ("card", "license", "languages"),
    [
        ("---\nlicense: apache-2.0\nlanguage:\n- en\n- id\n---\n# M", "apache-2.0", ("en", "id")),
        ("---\nlanguage: [en, 'id']\nlicense: other\nlicense_name: tongyi\n---\n", "tongyi", ("en", "id")),
        ("---\r\nlanguage: en\r\n---\r\n", "", ("en",)),
        ("# no front matter\nlicense: mit", "", ()),
        ("---\nlicense: !!python/object/apply:os.system [x]\n---\n", "", ()),
    ],
)
def test_a_model_card(model: Path, card: str, license: str, languages: tuple[str, ...]) -> None:
    (model / "README.md").write_text(card, encoding="utf-8")
    checkpoint = inspect_checkpoint(model)
    assert (checkpoint.license, checkpoint.languages, checkpoint.findings) == (license, languages, ())


@pytest.mark.parametrize(
    ("name", "cloud"), [("OneDrive - Contoso", "OneDrive"), ("Dropbox", "Dropbox"), ("Mobile Documents", "iCloud")]
)
def test_a_folder_in_a_cloud(tmp_path: Path, name: str, cloud: str) -> None:
    checkpoint = inspect_checkpoint(checkpoint_folder(tmp_path / name / "m"))
    (finding,) = checkpoint.findings
    assert (finding.kind, finding.facts["name"], checkpoint.convertible) == (Kind.SYNCED_FOLDER, cloud, True)


@pytest.mark.parametrize("flag", [{"st_file_attributes": 0x0040_0020}, {"st_flags": 0x4000_0000}])
@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json"])
def test_what_only_a_cloud_has_is_not_read(
    model: Path, monkeypatch: pytest.MonkeyPatch, name: str, flag: dict[str, int]
) -> None:
    """It would be downloaded as a whole: fifteen gigabytes for a look at a header."""
    stat, opened = Path.stat, Path.open

    def status(path: Path, **options: bool) -> Any:
        found = stat(path, **options)
        if path.name != name:
            return found
        return SimpleNamespace(st_mode=found.st_mode, st_size=found.st_size, **flag)

    def refuse(path: Path, *options: str) -> Any:
        assert path.name != name
        return opened(path, *options)

    monkeypatch.setattr(Path, "stat", status)
    monkeypatch.setattr(Path, "open", refuse)
    (finding,) = inspect_checkpoint(model).findings
    assert (finding.kind, finding.severity, finding.facts) == (Kind.SYNCED_FOLDER, Severity.BLOCKS, {"file": name})


def test_places() -> None:
    assert cloud_of(PureWindowsPath(r"C:\Users\a\OneDrive\m")) == "OneDrive"
    assert cloud_of(PureWindowsPath(r"C:\Users\a\boxes\m")) == ""
    assert len(too_long_path(PureWindowsPath("C:\\" + "a" * 250), ["config.json", "b"])) == 265
    assert too_long_path(PureWindowsPath("C:\\a"), ["config.json"]) == ""
    assert (kind_of_mount("/mnt/a", "nfs4"), kind_of_mount("/media/me/stick", "vfat")) == ("network", "removable")
    assert kind_of_mount("/", "ext4") == ""


def installed(model: Path, library: Path, *, marked: bool) -> Path:
    """A library with a model that was made from ``model``, perhaps by an earlier version of the installer."""
    folder = library / "my-model" / "1"
    folder.mkdir(parents=True)
    facts = {"model_id": "my-model-generic-cpu:1", "precision": "int4", "context_length": 128, "bytes": 1}
    deployment = Deployment(name="my-model", folder=folder, source=model.name, **facts)  # type: ignore[arg-type]
    (folder / DEPLOYMENT).write_text(to_pretty_json(deployment), encoding="utf-8")
    checkpoint = inspect_checkpoint(model)
    provenance = Provenance(
        architecture="Qwen2ForCausalLM",
        precision=Precision.INT4,
        context_length=128,
        source=model.name,
        marks=replace(source_marks(checkpoint), sample=sample_mark(checkpoint)) if marked else None,
        created="",
        installer="",
    )
    write_provenance(folder, provenance)
    return library


@pytest.mark.parametrize("marked", [True, False])
def test_a_model_that_is_installed_already(model: Path, tmp_path: Path, marked: bool) -> None:
    library = installed(model, tmp_path / "library", marked=marked)
    (finding,) = inspect_beside(library, model).findings
    variant = Variant.SAME if marked else None
    assert finding == informs(Kind.DUPLICATE, variant, name="my-model")
    assert inspect_beside(tmp_path / "nothing", model).findings == ()


def train(path: Path) -> None:
    """Change a little of the last matrix but one, as training with a small adapter does."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size - 32 * 4 - 32 * 48)
        file.write(b"\x01")


def test_a_copy_cut_into_other_files_is_known(model: Path, tmp_path: Path) -> None:
    library = installed(model, tmp_path / "library", marked=True)
    whole = sample_mark(inspect_checkpoint(model))
    assert sample_mark(inspect_checkpoint(sharded(shutil.copytree(model, tmp_path / "in shards")))) == whole
    (finding,) = inspect_beside(library, shutil.copytree(model, tmp_path / "b", copy_function=shutil.copyfile)).findings
    assert finding.variant is Variant.ALIKE


def test_an_installed_model_is_known_by_its_files(model: Path, tmp_path: Path) -> None:
    library = installed(model, tmp_path / "library", marked=True)
    renamed = shutil.copytree(model, tmp_path / "other name")  # copies keep the times
    (finding,) = inspect_beside(library, renamed).findings
    assert (finding.kind, finding.variant) == (Kind.DUPLICATE, Variant.SAME)
    for folder in (model, renamed):  # copied without its times
        os.utime(folder / "model.safetensors", (0, 0))
        (finding,) = inspect_beside(library, folder).findings
        assert finding == informs(Kind.DUPLICATE, Variant.ALIKE, name="my-model")
        train(folder / "model.safetensors")
    assert inspect_beside(library, model).findings == (informs(Kind.DUPLICATE, name="my-model"),)
    assert inspect_beside(library, renamed).findings == ()
    another = checkpoint_folder(tmp_path / "elsewhere" / model.name, architectures=["LlamaForCausalLM"])
    assert inspect_beside(library, another).findings == ()


def test_an_adapter_whose_base_is_itself(tmp_path: Path) -> None:
    config = {
        "peft_type": "LORA",
        "target_modules": "all-linear",
        "r": 8,
        "lora_alpha": 16,
        "base_model_name_or_path": ".",
    }
    write_json(tmp_path / "adapter_config.json", config)
    write_json(tmp_path / "config.json", {})
    write_safetensors(tmp_path / "adapter_model.safetensors", LORA)
    assert found(inspect_checkpoint(tmp_path)) == {Kind.ADAPTER_ONLY: Severity.BLOCKS}


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders")
@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json", "README.md"])
def test_a_pipe_is_never_opened(model: Path, name: str) -> None:
    (model / name).unlink(missing_ok=True)
    os.mkfifo(model / name)
    assert inspect_checkpoint(model).convertible is (name == "README.md")


READ = 20_000_000  # bytes: the headers of the weight files, and the tokenizer
_MEASURE = """
import re, sys
from pathlib import Path
from app.core.files import location
from app.core.checkpoint.inspection import inspect_checkpoint
def count(name, file):
    return int(re.search(name + r":\\s+(\\d+)", Path("/proc/self", file).read_text())[1])
before = count("rchar", "io")
checkpoint = inspect_checkpoint(Path(sys.argv[1]))
print(count("rchar", "io") - before, count("VmHWM", "status"), checkpoint.parameters)
print([finding.kind for finding in checkpoint.findings])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="getrusage would count the parent's memory")
def test_of_fifteen_gigabytes_little_is_read_or_held(tmp_path: Path) -> None:
    """The shape of a 7B model with a vocabulary of 152,000 words; its weights are holes in sparse files."""
    folder = seven_billion(tmp_path / "m")
    run = subprocess.run([sys.executable, "-c", _MEASURE, folder], capture_output=True, text=True, check=True)
    read, peak, parameters = (float(word) for word in run.stdout.splitlines()[0].split())
    assert parameters > 7.6e9 and run.stdout.splitlines()[1] == "[]"
    assert peak * 1024 < 100e6
    assert read < READ


def test_a_hundred_thousand_files(tmp_path: Path) -> None:
    folder = tmp_path / "m"
    folder.mkdir()
    checks: list[Callable[[], Checkpoint]] = [lambda: inspect_checkpoint(folder)]
    for number in range(1_000 if ON_WINE else 100_000):  # Wine reads a whole folder for each new name in it
        (folder / str(number)).touch()
    assert found(checks[0]()) == {Kind.NOT_A_MODEL: Severity.BLOCKS}
    write_json(folder / "config.json", {"architectures": ["Qwen2ForCausalLM"]})
    assert Kind.NO_WEIGHTS in found(checks[0]())

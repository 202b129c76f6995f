"""A stranger's chat template that never ends, or wants all of the memory, is ended; only reading it runs nothing."""

import json
import shutil
import time
from pathlib import Path

import psutil
import pytest

from app import paths
from app.core.failures import Failure, FailureKind
from app.core.library.converted_model import ConvertedModel
from app.core.requests import Deploy, Preview
from app.core.template.rendering import check_template
from app.engine.fresh_process import Limit, configure_in_new_process, preview
from app.jobs.child import engine_environment
from tests.memory import peak_memory

ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
GREEDY = (
    "{% set held = namespace(all=[]) %}{% for a in range(99999) %}"
    "{% set held.all = held.all + ['x' * (10000000 + a)] %}{% endfor %}"
)


def with_template(model: ConvertedModel, folder: Path, before: str) -> Deploy:
    shutil.copytree(model.folder, folder)
    (folder / "chat_template.jinja").write_text(before + "{{ messages[0].content }}", encoding="utf-8")
    config = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    config.pop("chat_template", None)
    (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    return Deploy(folder=folder, name="strange", library=folder.parent.parent)


@pytest.mark.parametrize(
    ("before", "limit", "said"),
    [(ENDLESS, Limit(4, 3_000_000_000), "seconds"), (GREEDY, Limit(60, 700_000_000), "bytes of memory")],
    ids=["endless", "greedy"],
)
def test_a_template_that_takes_too_much_is_ended(
    model: ConvertedModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, limit: Limit, said: str
) -> None:
    (tmp_path / "job").mkdir()
    for name, value in engine_environment(tmp_path / "job").items():
        monkeypatch.setenv(name, value)
    request = with_template(model, tmp_path / "library" / "strange" / "1", before)
    before_it = set(psutil.Process().children(recursive=True))
    started = time.monotonic()
    with pytest.raises(Failure) as caught:
        configure_in_new_process(request, request.folder, limit)
    assert caught.value.kind is FailureKind.BAD_TEMPLATE and said in caught.value.details
    assert time.monotonic() - started < limit.seconds + 20
    assert set(psutil.Process().children(recursive=True)) <= before_it


@pytest.mark.parametrize(
    "before", ["{% for a in range(10 ** 12) %}{% endfor %}", "{% macro f(x) %}{{ f(x) }}{% endmacro %}{{ f(1) }}"]
)
def test_what_only_hugging_face_would_stop_never_gets_to_the_runtime(
    model: ConvertedModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    (tmp_path / "job").mkdir()
    for name, value in engine_environment(tmp_path / "job").items():
        monkeypatch.setenv(name, value)
    request = with_template(model, tmp_path / "library" / "strange" / "1", before)
    with pytest.raises(Failure) as caught:
        configure_in_new_process(request, request.folder)
    assert caught.value.kind is FailureKind.BAD_TEMPLATE and "Hugging Face" in caught.value.details


def test_a_preview_is_ended_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "job").mkdir()
    for name, value in engine_environment(tmp_path / "job").items():
        monkeypatch.setenv(name, value)
    folder = shutil.copytree(paths.sample_model(), tmp_path / "checkpoint")
    assert "PromptTemplate" in preview(Preview(folder=folder, name="sample"))
    (folder / "chat_template.jinja").write_text(ENDLESS, encoding="utf-8")
    with pytest.raises(Failure) as caught:
        preview(Preview(folder=folder), Limit(4, 1_000_000_000))
    assert caught.value.kind is FailureKind.BAD_TEMPLATE


@pytest.mark.parametrize("source", [ENDLESS, GREEDY, "{{ 9 ** 9 ** 9 ** 9 }}", "{{ 'x' | center(90000000000) }}"])
def test_a_check_only_reads_it(source: str) -> None:
    """Rendered, it would take hours and all memory."""
    with peak_memory() as peak:
        assert check_template(source) is None
    assert peak() < 10_000_000

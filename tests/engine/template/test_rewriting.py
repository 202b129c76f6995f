"""Each construct that the runtime lacks or reads otherwise, rewritten: the same text in Jinja, and in the runtime."""

import json
from pathlib import Path

import pytest

from app import paths
from app.core.template.probes import said
from app.core.template.rendering import render
from app.core.template.rewriting import rewrite

MESSAGES = said("One two, {% x %}", "b<think>c</think>d", "é\n  f ", system="Be kind.")
CONSTRUCTS = [
    "{% if 'two' in messages[1].content %}yes{% endif %}{% if 'zz' not in messages[1].content %}no{% endif %}",
    "{{ messages[1].content.replace('two', '2') }}{{ messages[1].content | replace('One', '1') }}",
    "{{ messages[2].content.split('</think>', 1)[1] }}",
    "{{ messages[1].content | upper }}{{ messages[0].content.upper() }}",
    "{{ 'a{}b{}c'.format(messages[0].role, 7) }}",
    "{{ (messages | first).content }}",
    "{% if 1 < 2 < 3 %}chain{% endif %}",
    "{% with name = messages[0].content %}{{ name }}{% endwith %}",
    "{% set block | trim %}  {{ messages[3].content }}  {% endset %}[{{ block }}]",
    "{% filter trim %}  {{ messages[3].content }} {% endfilter %}",
    "{% if tools is none %}none{% endif %}{% if not documents %}none{% endif %}",
    "{% if messages[0].get('name') is none %}nameless{% endif %}",
    "{% for m in messages if m.role is ne('system') %}{{ loop.index }}{{ m.content }}\n{% endfor %}",
    "a\n  {%- if true %} b {% endif -%}  c\n{# gone #}\td\n",
    "{% macro t(role, x='-') %}<{{ role }}>{{ x }}{% endmacro %}{{ t('user', messages[1].content) }}{{ t('x') }}",
    "{% set ns = namespace(n=0) %}{% for m in messages %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n // 2 }}",
    "{{ 'quotes \\' \" and \\\\ and \\n' ~ messages[0].content }}",
    "{{ strftime_now('%A, %-d. %B %Y, 100% %k:%M %l %P %-H %Q') }}{{ strftime_now('%Y-%m-%d') }}",
    "{{ messages[0] | tojson(ensure_ascii=False) }}{{ messages[-1]['content'] if messages else 'none' }}",
]


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> object:
    import onnxruntime_genai as og

    folder = tmp_path_factory.mktemp("tokenizer")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (folder / name).write_bytes((paths.sample_model() / name).read_bytes())
    model = {"type": "qwen2", "context_length": 64, "vocab_size": 2048, "eos_token_id": [2047], "pad_token_id": 2045}
    config = {"model": model | {"decoder": {"filename": "model.onnx"}}, "search": {"max_length": 64}}
    (folder / "genai_config.json").write_text(json.dumps(config), encoding="utf-8")
    return og.Tokenizer(og.Config(str(Path(folder))))


@pytest.mark.parametrize("source", CONSTRUCTS)
def test_construct(source: str, tokenizer: object) -> None:
    expected = render(source, MESSAGES)
    rewritten = rewrite(source)
    assert expected
    assert rewritten
    assert render(rewritten, MESSAGES) == expected
    messages = json.dumps(MESSAGES)
    assert tokenizer.apply_chat_template(messages, template_str=rewritten) == expected  # type: ignore[attr-defined]


@pytest.mark.parametrize("source", ["{% block a %}{% endblock %}", "{% include 'x' %}", "{{ f(*messages) }}"])
def test_what_has_no_equivalent(source: str) -> None:
    assert rewrite(source) is None

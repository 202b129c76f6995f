import pytest
from msgspec.structs import replace

from app.core.failures import Failure, FailureKind
from app.core.template.prompt_template import PromptTemplate, compose, prompt_template
from app.core.template.rendering import Message, check_template, render
from tests.core.checkpoint.checkpoints import CHATML

DEFAULT_SYSTEM = (
    "{% if messages[0]['role'] != 'system' %}{{ '<|im_start|>system\nBe nice.<|im_end|>\n' }}{% endif %}" + CHATML
)
LLAMA_3 = (
    "{{ bos_token }}{% for m in messages %}"
    "{{ '<|start_header_id|>' + m['role'] + '<|end_header_id|>\n\n' + m['content'] | trim + '<|eot_id|>' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}"
)
LLAMA_2 = (
    "{% if messages[0]['role'] == 'system' %}{% set system = '<<SYS>>\n' + messages[0]['content'] + '\n<</SYS>>\n\n' %}"
    "{% set turns = messages[1:] %}{% else %}{% set system = '' %}{% set turns = messages %}{% endif %}"
    "{% for m in turns %}{% if m['role'] == 'user' %}"
    "{{ bos_token + '[INST] ' + (system if loop.first else '') + m['content'] + ' [/INST]' }}"
    "{% else %}{{ ' ' + m['content'] + ' ' + eos_token }}{% endif %}{% endfor %}"
)
GEMMA = (
    "{{ bos_token }}{% for m in messages %}"
    "{% if m['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}"
    "{% set role = 'model' if m['role'] == 'assistant' else m['role'] %}"
    "{{ '<start_of_turn>' + role + '\n' + m['content'] | trim + '<end_of_turn>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<start_of_turn>model\n' }}{% endif %}"
)
PHI_3 = (
    "{% for m in messages %}{{ '<|' + m['role'] + '|>\n' + m['content'] + '<|end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>\n' }}{% else %}{{ eos_token }}{% endif %}"
)
# Like Qwen3's: only the last answer keeps its thoughts.
THINKING = (
    "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' }}"
    "{% if m.role == 'assistant' and loop.last %}{{ '<think>\n\n</think>\n\n' }}{% endif %}"
    "{{ m.content + '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
CHATML_TEMPLATE = PromptTemplate(
    system="<|im_start|>system\n{Content}<|im_end|>",
    user="<|im_start|>user\n{Content}<|im_end|>",
    assistant="<|im_start|>assistant\n{Content}<|im_end|>",
    prompt="<|im_start|>user\n{Content}<|im_end|>\n<|im_start|>assistant\n",
    joint="\n",
)


@pytest.mark.parametrize(("source", "default"), [(CHATML, ""), (DEFAULT_SYSTEM, "Be nice."), (THINKING, "")])
def test_chatml(source: str, default: str) -> None:
    found = prompt_template(source)
    assert found
    assert found == replace(CHATML_TEMPLATE, default_system=default)
    question: list[Message] = [{"role": "user", "content": "Hello"}]
    assert compose(found, question) == render(source, question)


def test_llama_3() -> None:
    assert prompt_template(LLAMA_3, "<|begin_of_text|>", "<|eot_id|>") == PromptTemplate(
        system="<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\n{Content}<|eot_id|>",
        user="<|start_header_id|>user<|end_header_id|>\n\n{Content}<|eot_id|>",
        assistant="<|start_header_id|>assistant<|end_header_id|>\n\n{Content}<|eot_id|>",
        prompt="<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n{Content}<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\n",
    )


def test_llama_2_has_no_system_turn_of_its_own() -> None:
    assert prompt_template(LLAMA_2, "<s>", "</s>") == PromptTemplate(
        system="", user="<s>[INST] {Content} [/INST]", assistant=" {Content} </s>", prompt="<s>[INST] {Content} [/INST]"
    )


def test_gemma_refuses_a_system_turn() -> None:
    assert prompt_template(GEMMA, "<bos>") == PromptTemplate(
        system="",
        user="<start_of_turn>user\n{Content}<end_of_turn>",
        assistant="<start_of_turn>model\n{Content}<end_of_turn>",
        prompt="<bos><start_of_turn>user\n{Content}<end_of_turn>\n<start_of_turn>model\n",
        joint="\n",
    )


@pytest.mark.parametrize(
    "source",
    [
        "nothing of the messages",
        "{{ messages[0].content }}{{ messages[0].content }}",
        "{{ messages[0].content | upper }}",
        "{{ raise_exception('no') }}",
        "{% for",
        "{{ messages | tojson }}",
    ],
)
def test_not_derivable(source: str) -> None:
    assert prompt_template(source) is None


def test_phi_3_ends_the_whole_dialogue_with_a_mark() -> None:
    assert prompt_template(PHI_3, eos_token="<|endoftext|>") == PromptTemplate(
        system="<|system|>\n{Content}<|end|>",
        user="<|user|>\n{Content}<|end|>",
        assistant="<|assistant|>\n{Content}<|end|>",
        prompt="<|user|>\n{Content}<|end|>\n<|assistant|>\n",
        joint="\n",
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ messages[0]['content'] }}", "Hëllo <b>"),
        ("{{ messages[0].content | tojson }}", '"Hëllo <b>"'),
        ("{{ {'b': 1, 'a': 2} | tojson(indent=1) }}", '{\n "b": 1,\n "a": 2\n}'),
        ("{% for i in range(9) %}{% if i == 2 %}{% break %}{% endif %}{{ i }}{% endfor %}", "01"),
        ("{% generation %}text{% endgeneration %}", "text"),
        ("  {% if add_generation_prompt %}\nyes\n  {% endif %}\n", "yes\n"),
        ("{{ bos_token }}-{{ eos_token }}", "<s>-</s>"),
        ("{{ strftime_now('%%') }}", "%"),
        ("{% if tools is none and documents is none %}none{% endif %}", "none"),
        ("{% set ns = namespace(x=1) %}{% set ns.x = 2 %}{{ ns.x }}", "2"),
    ],
)
def test_render_as_hugging_face_does(source: str, expected: str) -> None:
    messages = [{"role": "user", "content": "Hëllo <b>"}]
    assert render(source, messages, bos_token="<s>", eos_token="</s>") == expected


@pytest.mark.parametrize(
    "source",
    [
        "{{ raise_exception('Roles must alternate') }}",
        "{{ messages[5].content }}",
        "{{ 1 / 0 }}",
        "{{ 'a' + 1 }}",
        "{% for %}",
        "{{ messages.append(1) }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ messages.__class__.__base__.__subclasses__() }}",
        "{% for i in range(10000000) %}{% endfor %}",
        "{{ 'x'.format() | no_such_filter }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ int('a') }}",
        "{% include 'other' %}",
    ],
)
def test_what_a_template_cannot_do_is_a_value(source: str) -> None:
    with pytest.raises(Failure) as failure:
        render(source, [{"role": "user", "content": "Hello"}])
    assert failure.value.kind is FailureKind.BAD_TEMPLATE


@pytest.mark.parametrize("source", [CHATML, LLAMA_2, LLAMA_3, GEMMA, "{% generation %}{% endgeneration %}", ""])
def test_check_accepts(source: str) -> None:
    assert check_template(source) is None


@pytest.mark.parametrize("source", ["{% for %}", "{{ x", "{{ x | nofilter }}", "{% endif %}", "{{" + "(" * 5000])
def test_check_refuses(source: str) -> None:
    failure = check_template(source)
    assert failure is not None
    assert failure.kind is FailureKind.BAD_TEMPLATE

"""What is changed in the settings of answers, and in the chat template."""

from random import Random
from typing import Any

from inputs.draft import Draft, Kind, Mutation

OPEN, CLOSE = "{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}", "{% endfor %}"
ASKED = "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
LOOP = "{% for message in messages %}"


def _ends_of_answers(draft: Draft, random: Random) -> None:
    draft.generation["eos_token_id"] = random.choice((None, 0, [0, 2], [], 9999, 2))


def _sampling_changed(draft: Draft, random: Random) -> None:
    changes: tuple[dict[str, Any], ...] = (
        {"repetition_penalty": random.choice((1.3, 0, -1, "1.1"))},
        {"do_sample": True, "temperature": random.choice((0.0, 0.7, 5))},
        {"max_length": 20, "num_beams": 4},
        {"top_k": random.choice((0, -1, 50)), "top_p": random.choice((0, 0.9, 2))},
        {"suppress_tokens": [5, 6]},
        {"_from_model_config": True},
        {"min_length": 5, "no_repeat_ngram_size": 2},
    )
    draft.files["generation_config.json"] = draft.generation | random.choice(changes)


def _no_generation_settings(draft: Draft, random: Random) -> None:
    draft.files.pop("generation_config.json", None)


def _template_changed(draft: Draft, random: Random) -> None:
    templates = (
        LOOP + OPEN + CLOSE + ASKED,
        LOOP + OPEN.replace("message['role']", "message.role") + CLOSE + ASKED,
        "{% if messages[0]['role'] != 'system' %}{{ raise_exception('no system') }}{% endif %}" + LOOP + OPEN + CLOSE,
        LOOP + OPEN + CLOSE,  # nothing asks for an answer
        LOOP + "{% generation %}" + OPEN + "{% endgeneration %}" + CLOSE + ASKED,
        LOOP + OPEN,  # no end
        "{{ bos_token }}" + LOOP + OPEN + CLOSE + ASKED,
        "{{ strftime_now('%d %B') }}" + LOOP + OPEN + CLOSE + ASKED,
        LOOP + "[INST] {{ message['content'] | trim }} [/INST]" + CLOSE,
        "",
    )
    draft.tokenizer_config["chat_template"] = random.choice(templates)


def _template_in_a_file(draft: Draft, random: Random) -> None:
    lines = random.choice(("\n", "\r\n"))
    draft.tokenizer_config.pop("chat_template", None)
    draft.texts["chat_template.jinja"] = (LOOP + "\n" + OPEN + "\n" + CLOSE + "\n" + ASKED).replace("\n", lines)


def _several_templates(draft: Draft, random: Random) -> None:
    one = draft.tokenizer_config.get("chat_template")
    draft.tokenizer_config["chat_template"] = [
        {"name": random.choice(("default", "chat")), "template": one},
        {"name": "tool_use", "template": LOOP + CLOSE},
    ]


def _no_template(draft: Draft, random: Random) -> None:
    draft.tokenizer_config.pop("chat_template", None)


_CHANGES = (
    *(_ends_of_answers, _sampling_changed, _no_generation_settings),
    *(_template_changed, _template_in_a_file, _several_templates, _no_template),
)
MUTATIONS = tuple(Mutation(Kind.GENERATION, change) for change in _CHANGES)

"""A plain chat template for each family of tokens, within what Foundry Local's own Jinja understands."""

from collections.abc import Container

_ROLES = "{% set role = 'model' if message['role'] == 'assistant' else 'user' %}"
_FAMILIES = {
    ("<|im_start|>", "<|im_end|>"): (
        "{% for message in messages %}"
        "{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}{% endfor %}"
        "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
    ),
    ("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"): (
        "{{ bos_token }}{% for message in messages %}{{ '<|start_header_id|>' + message['role'] + "
        "'<|end_header_id|>\\n\\n' + message['content'] + '<|eot_id|>' }}{% endfor %}"
        "{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{% endif %}"
    ),
    ("<start_of_turn>", "<end_of_turn>"): (  # Gemma has no turn for a system prompt
        "{{ bos_token }}{% for message in messages %}" + _ROLES + "{{ '<start_of_turn>' + role + '\\n' + "
        "message['content'] + '<end_of_turn>\\n' }}{% endfor %}"
        "{% if add_generation_prompt %}{{ '<start_of_turn>model\\n' }}{% endif %}"
    ),
    ("<|user|>", "<|assistant|>", "<|end|>"): (
        "{% for message in messages %}{{ '<|' + message['role'] + '|>\\n' + message['content'] + '<|end|>\\n' }}"
        "{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>\\n' }}{% endif %}"
    ),
    ("[INST]", "[/INST]", "</s>"): (
        "{{ bos_token }}{% for message in messages %}{% if message['role'] == 'assistant' %}"
        "{{ message['content'] + '</s>' }}{% else %}{{ '[INST] ' + message['content'] + ' [/INST]' }}{% endif %}"
        "{% endfor %}"
    ),
}


def family_template(tokens: Container[str]) -> str:
    """The usual template of the family whose marks are all among a model's special ``tokens``; "" for none."""
    return next((source for marks, source in _FAMILIES.items() if all(mark in tokens for mark in marks)), "")

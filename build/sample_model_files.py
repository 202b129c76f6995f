"""Everything in the sample model but its weights: tokenizer, chat template, configuration and model card."""

import json
from pathlib import Path
from typing import NamedTuple

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import Qwen2Config

END_OF_TEXT, MESSAGE_START, MESSAGE_END = "<|endoftext|>", "<|im_start|>", "<|im_end|>"
SPECIAL_TOKENS = (END_OF_TEXT, MESSAGE_START, MESSAGE_END)
VOCABULARY_SIZE = 2048
CONTEXT_LENGTH = 1024

# Transformers gives every `qwen2` tokenizer this pre-tokenizer, whatever the file says. The file says the same.
QWEN2_SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)

CHAT_TEMPLATE = (
    "{% for message in messages %}"
    "{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)

MODEL_CARD = """\
---
license: mit
language:
- en
- id
pipeline_tag: text-generation
---

# Sample model of Model Installer

A very small chat model by the Model Installer project. It is there to try the way from a folder with a model to a
chat in Foundry Local within a minute, without a download. It is not meant for anything else.

- **Architecture:** Qwen2, {layers} layers, hidden size {hidden}, {heads} attention heads with {kv_heads} key/value
  heads, tied embeddings, {parameters:,} parameters in BF16.
- **Vocabulary:** {vocabulary} tokens of a byte-level BPE of its own, with Qwen2's pre-tokenizer.
- **Context:** {context} tokens. **Chat template:** ChatML.
- **Languages:** English and Indonesian.
- **Licence:** MIT, the weights and the training text alike.

## What it knows

{questions} questions about running language models on your own computer, half of them in English and half in
Indonesian, for example "What is INT4?" or "Mengapa templat obrolan penting?". It knows the answers by heart and gives
them word for word when sampling is off. To other questions it gives one of these answers or a mixture of them.

## How it was trained

From random weights, on the processor of an ordinary computer, with `build/train_sample_model.py` and the questions and
answers of `resources/prompts/sample_corpus.jsonl`, all written for this project. Training covers questions without a
question mark or capital letters, several system prompts and chats of up to five turns. In its later part the weights
are rounded to BF16 or 4-bit integers, so that the answers survive the conversion to INT8 and INT4.
"""


class Entry(NamedTuple):
    """One question of the corpus with its only right answer."""

    language: str
    question: str
    answer: str


def read_corpus(path: Path) -> list[Entry]:
    """Read the corpus, one JSON object a line."""
    return [Entry(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def train_tokenizer(texts: list[str]) -> Tokenizer:
    """Train a byte-level BPE of `VOCABULARY_SIZE` tokens; the special tokens get the last ids."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.NFC()
    byte_level = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(QWEN2_SPLIT), behavior="isolated"), byte_level]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY_SIZE - len(SPECIAL_TOKENS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in SPECIAL_TOKENS])
    if tokenizer.get_vocab_size() != VOCABULARY_SIZE:
        raise ValueError(f"The corpus yields {tokenizer.get_vocab_size()} tokens instead of {VOCABULARY_SIZE}.")
    return tokenizer


def model_config(tokenizer: Tokenizer) -> Qwen2Config:
    """Return the model's shape. The head size is 256 / 8 = 32, and every width is a multiple of 128 for INT4 blocks."""
    return Qwen2Config(
        architectures=["Qwen2ForCausalLM"],
        vocab_size=VOCABULARY_SIZE,
        hidden_size=256,
        intermediate_size=512,
        num_hidden_layers=4,
        num_attention_heads=8,
        num_key_value_heads=4,
        max_position_embeddings=CONTEXT_LENGTH,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=token_id(tokenizer, MESSAGE_END),
        pad_token_id=token_id(tokenizer, END_OF_TEXT),
    )


def token_id(tokenizer: Tokenizer, token: str) -> int:
    """Return the id of a token that is known to exist."""
    number = tokenizer.token_to_id(token)
    if number is None:
        raise KeyError(token)
    return number


def write_text_files(folder: Path, tokenizer: Tokenizer, parameters: int, questions: int) -> None:
    """Write the tokenizer, the generation settings and the model card next to the weights."""
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    end_of_text, message_end = token_id(tokenizer, END_OF_TEXT), token_id(tokenizer, MESSAGE_END)
    _write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "Qwen2Tokenizer",
            "model_max_length": CONTEXT_LENGTH,
            "add_prefix_space": False,
            "bos_token": None,
            "eos_token": MESSAGE_END,
            "pad_token": END_OF_TEXT,
            "unk_token": None,
            "clean_up_tokenization_spaces": False,
            "chat_template": CHAT_TEMPLATE,
        },
    )
    generation = {"do_sample": False, "eos_token_id": [message_end, end_of_text], "pad_token_id": end_of_text}
    _write_json(folder / "generation_config.json", {**generation, "repetition_penalty": 1.0})
    config = model_config(tokenizer)
    card = MODEL_CARD.format(
        layers=config.num_hidden_layers,
        hidden=config.hidden_size,
        heads=config.num_attention_heads,
        kv_heads=config.num_key_value_heads,
        parameters=parameters,
        vocabulary=config.vocab_size,
        context=config.max_position_embeddings,
        questions=questions,
    )
    (folder / "README.md").write_text(card, encoding="utf-8", newline="\n")


def _write_json(path: Path, content: dict[str, object]) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8", newline="\n")

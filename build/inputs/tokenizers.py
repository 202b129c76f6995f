"""What is changed in a tokenizer's files."""

from random import Random
from typing import Any

from inputs.draft import Draft, Kind, Mutation

CLASSES = ("LlamaTokenizer", "LlamaTokenizerFast", "GPT2Tokenizer", "Qwen2Tokenizer", "PreTrainedTokenizerFast")
MORE_CLASSES = ("TokenizersBackend", "MyTokenizer", "GemmaTokenizer", "T5Tokenizer", None)
FLAGS = ("rstrip", "lstrip", "single_word", "normalized", "special")


def _padding_left(draft: Draft, random: Random) -> None:
    strategy: Any = random.choice(({"Fixed": 64}, "BatchLongest"))
    more = {"pad_to_multiple_of": None, "pad_id": 0, "pad_type_id": 0, "pad_token": "<|endoftext|>"}
    draft.tokenizer["padding"] = {"strategy": strategy, "direction": random.choice(("Left", "Right"))} | more


def _truncation_left(draft: Draft, random: Random) -> None:
    strategy = {"strategy": "LongestFirst", "stride": 0, "direction": random.choice(("Left", "Right"))}
    draft.tokenizer["truncation"] = strategy | {"max_length": random.choice((8, 512))}


def _normalizer_changed(draft: Draft, random: Random) -> None:
    kinds: tuple[Any, ...] = (
        *({"type": name} for name in ("NFC", "NFKC", "NFD", "Lowercase")),
        {"type": "Prepend", "prepend": "▁"},
        {"type": "Replace", "pattern": {"String": " "}, "content": "▁"},
        {"type": "Strip", "strip_left": True, "strip_right": True},
        {"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "Lowercase"}]},
    )
    draft.tokenizer["normalizer"] = random.choice(kinds)


def _splitting_changed(draft: Draft, random: Random) -> None:
    level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    split = {"type": "Split", "pattern": {"Regex": random.choice((r"\d", r"\d{1,3}", r"\s+(?!\S)|\s+", r"[A-Z]+"))}}
    kinds: tuple[Any, ...] = (
        level,
        level | {"add_prefix_space": True},
        level | {"use_regex": False},
        {"type": "Sequence", "pretokenizers": [{"type": "Digits", "individual_digits": True}, level]},
        {"type": "Sequence", "pretokenizers": [{"type": "Punctuation", "behavior": "Isolated"}, level]},
        {
            "type": "Sequence",
            "pretokenizers": [split | {"behavior": "Isolated", "invert": False}, level | {"use_regex": False}],
        },
        {"type": "Metaspace", "replacement": "▁", "prepend_scheme": random.choice(("always", "first", "never"))},
        {"type": "WhitespaceSplit"},
    )
    draft.tokenizer["pre_tokenizer"] = random.choice(kinds)


def _token_flag_turned(draft: Draft, random: Random) -> None:
    flag = random.choice(FLAGS)
    for token in draft.tokenizer["added_tokens"]:
        token[flag] = not token[flag]


def _token_added(draft: Draft, random: Random) -> None:
    """Within the table, beyond it, or where there is one already."""
    flags = dict.fromkeys(FLAGS, False) | {"special": random.random() < 0.5}
    number = random.choice((2048, 2049, 5000, 7))
    draft.tokenizer["added_tokens"].append({"id": number, "content": "<|tool|>"} | flags)


def _token_lost(draft: Draft, random: Random) -> None:
    tokens = draft.tokenizer["added_tokens"]
    tokens.remove(random.choice(tokens))


def _vocabulary_cut(draft: Draft, random: Random) -> None:
    vocabulary = draft.tokenizer["model"]["vocab"]
    for token in random.sample(sorted(vocabulary), random.choice((1, 20))):
        del vocabulary[token]


def _merges_changed(draft: Draft, random: Random) -> None:
    merges = draft.tokenizer["model"]["merges"]
    change = random.choice(("pairs", "shuffled", "cut"))
    if change == "pairs":
        merges[:] = [each.split(" ") if isinstance(each, str) else " ".join(each) for each in merges]
    elif change == "shuffled":
        random.shuffle(merges)
    else:
        del merges[len(merges) // 2 :]


def _model_setting_changed(draft: Draft, random: Random) -> None:
    changes: tuple[dict[str, Any], ...] = (
        {"byte_fallback": True},
        {"ignore_merges": True},
        {"unk_token": "<|endoftext|>"},
        {"dropout": 0.1},
        {"continuing_subword_prefix": ""},
        {"fuse_unk": True},
    )
    draft.tokenizer["model"] |= random.choice(changes)


def _decoder_changed(draft: Draft, random: Random) -> None:
    kinds: tuple[Any, ...] = (None, {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always"})
    draft.tokenizer["decoder"] = random.choice((*kinds, {"type": "Fuse"}))


def _texts_closed(draft: Draft, random: Random) -> None:
    """By a post-processor: with a beginning, an end, or both."""
    token = random.choice(draft.tokenizer["added_tokens"])
    mark = {"SpecialToken": {"id": token["content"], "type_id": 0}}
    text = {"Sequence": {"id": "A", "type_id": 0}}
    single = random.choice(([mark, text], [text, mark], [mark, text, mark]))
    known = {token["content"]: {"id": token["content"], "ids": [token["id"]], "tokens": [token["content"]]}}
    pair = [text, {"Sequence": {"id": "B", "type_id": 0}}]
    processor = {"type": "TemplateProcessing", "single": single, "pair": pair, "special_tokens": known}
    draft.tokenizer["post_processor"] = processor


def _class_changed(draft: Draft, random: Random) -> None:
    draft.tokenizer_config["tokenizer_class"] = random.choice((*CLASSES, *MORE_CLASSES))


def _tokenizer_setting_changed(draft: Draft, random: Random) -> None:
    changes: tuple[dict[str, Any], ...] = (
        {"add_bos_token": True, "bos_token": "<|endoftext|>"},
        {"add_eos_token": True},
        {"add_prefix_space": True},
        {"model_max_length": 16},
        {"clean_up_tokenization_spaces": True},
        {"padding_side": "left", "truncation_side": "left"},
        {"legacy": True},
        {"split_special_tokens": True},
        {"extra_special_tokens": ["<|im_start|>"]},
        {"eos_token": None},
        {"eos_token": "<|nothing|>"},
        {"pad_token": "<|nothing|>"},
    )
    draft.tokenizer_config |= random.choice(changes)


def _file_lost(draft: Draft, random: Random) -> None:
    draft.without.add(random.choice(("tokenizer.json", "tokenizer_config.json")))


MUTATIONS = (
    *(Mutation(Kind.TOKENIZER, change, same=True) for change in (_padding_left, _truncation_left)),
    *(Mutation(Kind.TOKENIZER, change) for change in (_normalizer_changed, _splitting_changed, _token_flag_turned)),
    *(Mutation(Kind.TOKENIZER, change) for change in (_token_added, _token_lost, _vocabulary_cut, _merges_changed)),
    *(Mutation(Kind.TOKENIZER, change) for change in (_model_setting_changed, _decoder_changed, _texts_closed)),
    *(Mutation(Kind.TOKENIZER, change) for change in (_class_changed, _tokenizer_setting_changed, _file_lost)),
)

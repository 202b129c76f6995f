"""``genai_config.json`` written from what a model needs: the runtime acts on every setting that it finds there,
and some load program code, write files or take all memory."""

import math
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from app.core.failures import Failure, FailureKind
from app.core.files.durable import copy_of, keep_copy, write_json
from app.core.files.folder import read_json
from app.core.library.converted_check import GENAI_CONFIG

Reader = Callable[[object], object]  # gives a value back as it may be written; raises ``ValueError`` for others

_LARGEST = 2**31 - 1
_MOST = 100_000  # entries of a list: ids of stop tokens, layers
_WORD = re.compile(r"[A-Za-z0-9_.+-]{0,80}")
_TENSOR = re.compile(r"[A-Za-z0-9_.:-]*(%d[A-Za-z0-9_.:-]*)?")  # the runtime fills a number in as C's printf does
_FILE = re.compile(r"(?!\.\.?$)[^/\\:\x00-\x1f\x7f]{1,200}(?<!\.dll)(?<!\.so)(?<!\.dylib)", re.IGNORECASE)
_PROVIDER = re.compile(r"[A-Za-z0-9_]{1,40}")
_SHOWN = 80  # characters of a stranger's key


def write_genai_config(folder: Path, config: Mapping[str, object]) -> None:
    """Write what is known of ``config`` into ``folder``. Raises ``OSError``, and ``Failure(UNSAFE_MODEL)`` when it
    holds something else."""
    try:
        known = known_config(config)
    except ValueError as error:
        raise Failure(FailureKind.UNSAFE_MODEL, str(error), file=GENAI_CONFIG) from error
    write_json(folder / GENAI_CONFIG, known)
    keep_copy(folder / GENAI_CONFIG)


def put_settings_back(folder: Path) -> None:
    """Write the copy of ``genai_config.json`` in its place, where that cannot be read. Raises ``Failure`` and
    ``OSError`` when the copy cannot be read either."""
    try:
        read_json(folder / GENAI_CONFIG)
    except Failure:
        write_json(folder / GENAI_CONFIG, read_json(copy_of(folder / GENAI_CONFIG)))


def known_config(config: Mapping[str, object]) -> dict[str, object]:
    """A copy of ``config``; what it says of the log is left out. Raises ``ValueError``, which names the setting, for
    every other one that no model of ours needs."""
    return {key: _read(_WHOLE, key, value) for key, value in config.items()}


def _read(known: Mapping[str, Reader], key: str, value: object) -> object:
    reader = known.get(key)
    try:
        if reader is None:
            raise ValueError("is not known")
        return reader(value)
    except ValueError as error:
        inside = str(error)
        raise ValueError(f"{key[:_SHOWN]!a}{'' if inside.startswith('is ') else ','} {inside}") from None


def _section(known: Mapping[str, Reader], left_out: Collection[str] = ()) -> Reader:
    def read(value: object) -> object:
        if not isinstance(value, dict):
            raise ValueError("is no object")
        return {key: _read(known, key, each) for key, each in value.items() if key not in left_out}

    return read


def _list_of(reader: Reader, most: int = _MOST) -> Reader:
    def read(value: object) -> object:
        if not isinstance(value, list) or len(value) > most:
            raise ValueError("is no list, or too long")
        return [reader(each) for each in value]

    return read


def _named(reader: Reader) -> Reader:
    """An object whose keys are names of the model's own."""

    def read(value: object) -> object:
        if not isinstance(value, dict) or len(value) > _MOST or not all(map(_WORD.fullmatch, value)):
            raise ValueError("is no object of names")
        return {key: reader(each) for key, each in value.items()}

    return read


def _text(pattern: re.Pattern[str]) -> Reader:
    def read(value: object) -> object:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise ValueError("is no such text")
        return value

    return read


def _number(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if not isinstance(value, int | float) or not math.isfinite(value) or abs(value) > _LARGEST:
        raise ValueError("is no such number")
    return value


def _count(most: int) -> Reader:
    def read(value: object) -> object:
        if type(value) is not int or not 0 <= value <= most:
            raise ValueError(f"is no count up to {most}")
        return value

    return read


def _ids(value: object) -> object:
    return _list_of(_number)(value) if isinstance(value, list) else _number(value)


def _providers(value: object) -> object:
    """A processor has no options; those of other devices are a word each."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ValueError("is no list of objects")
    for each in value:
        for name, options in each.items():
            if not _PROVIDER.fullmatch(name) or not isinstance(options, dict) or (name.lower() == "cpu" and options):
                raise ValueError("is no provider without settings")
            _named(lambda option: _text(_WORD)(option) if isinstance(option, str) else _number(option))(options)
    return value


_LOG = ("log_severity_level", "log_verbosity_level")
_SESSION = _section(
    {
        **dict.fromkeys(("intra_op_num_threads", "inter_op_num_threads"), _count(4096)),
        **dict.fromkeys(("enable_cpu_mem_arena", "enable_mem_pattern", "use_env_allocators"), _number),
        **dict.fromkeys(("log_id", "graph_optimization_level"), _text(_WORD)),
        # settings of the model builder for other devices
        **dict.fromkeys(("ep.cuda.fpa_intb_gemm", "session.use_device_allocator_for_initializers"), _text(_WORD)),
        "optimization.disable_specified_optimizers": _text(_WORD),
        "provider_options": _providers,
    },
    left_out=_LOG,
)
_NAMES = _named(_text(_TENSOR))
_STAGE = _section(
    {
        "filename": _text(_FILE),
        "session_options": _SESSION,
        **dict.fromkeys(("inputs", "outputs"), _list_of(_text(_TENSOR))),
        "output_names_forwarder": _NAMES,
        **dict.fromkeys(("run_on_prompt", "run_on_token_gen", "is_lm_head", "reset_session_idx"), _number),
    }
)
_WINDOW = _section(
    {
        **dict.fromkeys(("window_size", "pad_value", "cache_slack", "slide_key_value_cache", "slide_inputs"), _number),
        "alignment": _text(_WORD),
        "layers": _list_of(_number),
    }
)
_PART: Mapping[str, Reader] = {
    "filename": _text(_FILE),
    "session_options": _SESSION,
    **dict.fromkeys(("inputs", "outputs"), _NAMES),
    "hidden_size": _number,
}
_DECODER = _section(
    {
        **_PART,
        **dict.fromkeys(("head_size", "num_attention_heads", "num_key_value_heads"), _count(1_000_000)),
        "num_hidden_layers": _count(10_000),
        "sliding_window": _WINDOW,
        "pipeline": _list_of(_named(_STAGE), 1000),
        "layer_types": _list_of(_text(_WORD)),
        "conv_cache_size": _count(1_000_000),
    }
)
# Parts that see or hear, and their own small files
_SENSE = _section(
    {
        **_PART,
        **dict.fromkeys(("config_filename", "adapter_filename"), _text(_FILE)),
        **dict.fromkeys(("spatial_merge_size", "tokens_per_second", "patch_size", "num_visual_tokens"), _number),
    }
)
_TOKENS = ("bos", "eos", "pad", "sep", "bot", "eot", "bor", "eor", "decoder_start")
_SEEN = ("image", "video", "vision_start", "vision_end", "audio")
_MODEL = _section(
    {
        "type": _text(_WORD),
        **dict.fromkeys((f"{name}_token_id" for name in (*_TOKENS, *_SEEN)), _ids),
        **dict.fromkeys(("decoder_start_token_id",), _number),
        **dict.fromkeys(("vocab_size", "context_length"), _count(_LARGEST)),
        "decoder": _DECODER,
        **dict.fromkeys(("embedding", "vision", "speech", "encoder"), _SENSE),
    }
)
_SEARCH = _section(
    dict.fromkeys(
        (
            *("do_sample", "temperature", "top_p", "top_k", "repetition_penalty", "max_length", "min_length"),
            *("num_beams", "num_return_sequences", "early_stopping", "length_penalty", "diversity_penalty"),
            *("no_repeat_ngram_size", "past_present_share_buffer", "chunk_size", "random_seed", "batch_size"),
        ),
        _number,
    )
)
_WHOLE: Mapping[str, Reader] = {"model": _MODEL, "search": _SEARCH}

"""The converted model must split text exactly as the checkpoint does."""

import shutil
import traceback
from collections.abc import Callable
from pathlib import Path

from app.core.failures import Failure, FailureKind
from app.core.tokenizer_files import CONFIG, TOKENIZER, Vocabulary, damaged_tokenizer, read_vocabulary

# No decomposed accents among them: the runtime does not apply a tokenizer's NFC normalisation (0.18).
PROBES = (
    "Hello, world! It's 12345 o'clock; don't panic.",
    "Halo, apa kabar? Saya menjalankan model di komputer sendiri.",
    "  two  spaces,\ttab\n\nand lines\r\n  x = {'a': [1, 2.5]}  # code",
    "Ünïcödé, naïve café, 你好世界, здравствуй, 🙂🚀",
)


def mend_tokenizer(checkpoint: Path, model: Path) -> bool:
    """Compare the token ids of the checkpoint's ``tokenizer.json`` with those of the runtime on the converted folder;
    where they differ (transformers 5 replaces the pre-tokenizer of some families, and numbers special tokens anew that
    ``tokenizer_config.json`` tells otherwise), ship the checkpoint's own files.

    Returns whether it had to; raises ``Failure(VERIFICATION_FAILED)`` when the runtime disagrees even then.
    """
    expected = [_checkpoint_encoder(checkpoint)(probe) for probe in PROBES]
    if _runtime_ids(model) == expected and _keeps_special(read_vocabulary(checkpoint), read_vocabulary(model)):
        return False
    for name in (TOKENIZER, CONFIG):
        shutil.copyfile(checkpoint / name, model / name)
    if _runtime_ids(model) != expected:
        raise Failure(FailureKind.VERIFICATION_FAILED, "the runtime splits text into other tokens than the checkpoint")
    return True


def _keeps_special(before: Vocabulary, after: Vocabulary) -> bool:
    """Whether each special token has its number still, and none has one for which the model may have no row."""
    return before.added.items() <= after.added.items() and after.largest <= before.largest


def tells_of_tokenizer(error: BaseException | None) -> bool:
    """Whether transformers raised ``error`` while it made a tokenizer."""
    frames = traceback.extract_tb(error.__traceback__) if error else ()
    return any("tokenization_" in Path(frame.filename).name for frame in frames)


def check_tokenizer(checkpoint: Path) -> None:
    """Raises ``Failure(BAD_CONFIG)`` for a ``tokenizer.json`` that the library refuses: a regular expression, say."""
    from tokenizers import Tokenizer

    try:
        Tokenizer.from_file(str(checkpoint / TOKENIZER))
    except Exception as error:  # the library raises nothing narrower
        if type(error) is not Exception:
            raise
        raise damaged_tokenizer(str(error)) from error


def _checkpoint_encoder(checkpoint: Path) -> Callable[[str], list[int]]:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(checkpoint / TOKENIZER))
    return lambda text: list(tokenizer.encode(text, add_special_tokens=False).ids)


def _runtime_ids(model: Path) -> list[list[int]]:
    import onnxruntime_genai as og

    tokenizer = og.Tokenizer(og.Config(str(model)))
    return [[int(token) for token in tokenizer.encode(probe)] for probe in PROBES]

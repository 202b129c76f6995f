"""The converted model must split text exactly as the checkpoint does."""

import shutil
from collections.abc import Callable
from pathlib import Path

from app.core.failures import Failure, FailureKind
from app.core.tokenizer_files import TOKENIZER, damaged_tokenizer

# No decomposed accents among them: the runtime does not apply a tokenizer's NFC normalisation (0.18).
PROBES = (
    "Hello, world! It's 12345 o'clock; don't panic.",
    "Halo, apa kabar? Saya menjalankan model di komputer sendiri.",
    "  two  spaces,\ttab\n\nand lines\r\n  x = {'a': [1, 2.5]}  # code",
    "Ünïcödé, naïve café, 你好世界, здравствуй, 🙂🚀",
)


def mend_tokenizer(checkpoint: Path, model: Path) -> bool:
    """Compare the token ids of the checkpoint's ``tokenizer.json`` with those of the runtime on the converted folder;
    where they differ (transformers 5 replaces the pre-tokenizer of some families), ship the checkpoint's own files.

    Returns whether it had to; raises ``Failure(VERIFICATION_FAILED)`` when the runtime disagrees even then.
    """
    expected = [_checkpoint_encoder(checkpoint)(probe) for probe in PROBES]
    if _runtime_ids(model) == expected:
        return False
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(checkpoint / name, model / name)
    if _runtime_ids(model) != expected:
        raise Failure(FailureKind.VERIFICATION_FAILED, "the runtime splits text into other tokens than the checkpoint")
    return True


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

    tokenizer = Tokenizer.from_file(str(checkpoint / "tokenizer.json"))
    return lambda text: list(tokenizer.encode(text, add_special_tokens=False).ids)


def _runtime_ids(model: Path) -> list[list[int]]:
    import onnxruntime_genai as og

    tokenizer = og.Tokenizer(og.Config(str(model)))
    return [[int(token) for token in tokenizer.encode(probe)] for probe in PROBES]

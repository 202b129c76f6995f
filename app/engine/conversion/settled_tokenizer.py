"""A stranger's tokenizer is tried in a process of its own, which is ended when it takes too much time or memory."""

from pathlib import Path

from app.core.failures import Failure
from app.core.files.durable import replace_file
from app.core.requests import SettleTokenizer
from app.core.tokenizer.files import damaged_tokenizer
from app.core.wire import from_json, to_json
from app.engine.conversion.tokenizer import SettledTokenizer, settle_tokenizer
from app.engine.fresh_process import TOKENIZER_LIMIT, Limit, run_in_new_process
from app.engine.job_folder import temporary_folder
from app.engine.template.verify_template import check_renders

PANIC = "PanicException"  # what pyo3 makes of a panic in Rust; it is no ``Exception``


def settled_in_new_process(folder: Path, template: str = "", limit: Limit = TOKENIZER_LIMIT) -> SettledTokenizer:
    """``settle_tokenizer``; raises what it raises, ``Failure(BAD_CONFIG)`` when the tokenizer takes too much, or the
    library that reads it fails, and ``Failure(BAD_TEMPLATE)`` when the runtime refuses the ``template``."""
    with temporary_folder() as place:
        result = Path(place) / "settled.json"
        run_in_new_process(SettleTokenizer(folder, result, template), limit)
        return from_json(result.read_bytes(), SettledTokenizer)


def write_settled(request: SettleTokenizer) -> None:
    """Raises like ``settle_tokenizer`` and ``check_renders``."""
    settled = _settled(request.folder)
    if request.template:
        check_renders(request.folder, request.template)
    replace_file(request.result, to_json(settled))


def _settled(folder: Path) -> SettledTokenizer:
    try:
        return settle_tokenizer(folder)
    except (Failure, OSError, MemoryError):
        raise
    except BaseException as error:
        if type(error).__name__ == PANIC:
            raise damaged_tokenizer(f"the library that reads it failed: {error}") from error
        raise

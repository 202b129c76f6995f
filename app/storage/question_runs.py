"""What the installed models answered last to the user's own questions. It stays on this computer: packages of a model
do not carry it."""

from contextlib import suppress
from pathlib import Path

import msgspec

from app import paths
from app.core.files.durable import replace_file
from app.core.scorecard.question_results import since
from app.core.scorecard.questions import QuestionRun
from app.core.wire import from_json, to_pretty_json


def keep_run(run: QuestionRun) -> QuestionRun:
    """``run`` with what flipped since the last one, which it replaces; raises ``OSError``."""
    file = _file(run.model)
    told = since(last_run(run.model), run)
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, to_pretty_json(told))
    return told


def last_run(model_id: str) -> QuestionRun | None:
    """None when it was never asked, or what was kept cannot be read."""
    with suppress(OSError, msgspec.DecodeError):
        return from_json(_file(model_id).read_bytes(), QuestionRun)
    return None


def _file(model_id: str) -> Path:
    return paths.question_runs_folder() / f"{model_id.replace(':', '-')}.json"

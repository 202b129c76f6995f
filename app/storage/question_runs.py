"""What the installed models answered last to the user's own questions. It stays on this computer: packages of a model
do not carry it."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec.structs import replace

from app import paths
from app.core.files.durable import replace_file
from app.core.library.naming import model_id as id_of
from app.core.library.naming import name_of_id
from app.core.scorecard.question_results import since
from app.core.scorecard.questions import QuestionRun
from app.core.wire import from_json, to_json, to_pretty_json

_MOST = 30  # runs of one name, whichever its version


def keep_run(run: QuestionRun, before: QuestionRun | None = None) -> QuestionRun:
    """``run`` with what flipped since the one ``before``, or the last one, which it replaces. It may be kept once with
    what there is of it, and again when it is whole. Raises ``OSError``."""
    file, history = _file(run.model), _history(run.model)
    told = since(before or last_run(run.model), run)
    others = (each for each in earlier_runs(run.model) if (each.model, each.created) != (run.model, run.created))
    history.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, to_pretty_json(told))
    replace_file(history, to_json((replace(told, questions=(), wrong=()), *others)[:_MOST]))
    return told


def earlier_runs(model_id: str) -> tuple[QuestionRun, ...]:
    """Those of all versions of the model's name, the latest first, without their questions."""
    with suppress(OSError, msgspec.DecodeError):
        return from_json(_history(model_id).read_bytes(), tuple[QuestionRun, ...])
    return ()


def carry_runs(name: str, versions: Sequence[int], to: str, renamed: Callable[[str], str]) -> None:
    """The model of this ``name`` is called ``to`` from now on. Raises ``OSError``."""
    for before in (id_of(name, version) for version in versions):
        if run := last_run(before):
            replace_file(_file(renamed(before)), to_pretty_json(replace(run, model=renamed(before))))
            _file(before).unlink()
    if runs := earlier_runs(id_of(name, 1)):
        kept = tuple(replace(run, model=renamed(run.model)) for run in runs)
        replace_file(_history(id_of(to, 1)), to_json(kept))
        _history(id_of(name, 1)).unlink()


def last_run(model_id: str) -> QuestionRun | None:
    """None when it was never asked, or what was kept cannot be read."""
    with suppress(OSError, msgspec.DecodeError):
        return from_json(_file(model_id).read_bytes(), QuestionRun)
    return None


def last_run_of_name(model_id: str) -> QuestionRun | None:
    """The model's own; else the newest of another version of its name, so that all are compared over the same."""
    if run := last_run(model_id):
        return run
    name = name_of_id(model_id)
    found = (last_run(f"{name}-generic-cpu:{file.stem.rpartition('-')[2]}") for file in _files(name))
    return max((run for run in found if run), key=lambda run: run.created, default=None)


def _files(name: str) -> list[Path]:
    prefix = f"{name}-generic-cpu-"
    return [file for file in paths.question_runs_folder().glob("*.json") if file.stem.startswith(prefix)]


def _history(model_id: str) -> Path:
    return paths.question_runs_folder() / "history" / f"{name_of_id(model_id)}.json"


def _file(model_id: str) -> Path:
    return paths.question_runs_folder() / f"{model_id.replace(':', '-')}.json"

"""What was measured of the installed models since they are here, the latest first. It stays on this computer; the last
scorecard of a model also lies in its folder."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec.structs import replace

from app import paths
from app.core.files.durable import replace_file
from app.core.library.naming import model_id as id_of
from app.core.library.naming import name_of_id
from app.core.scorecard.judging import judged, read_scorecard
from app.core.scorecard.scorecard import Scorecard
from app.core.wire import from_json, to_json

MOST = 30  # verdicts of one name, whichever its version


def keep_verdict(card: Scorecard) -> None:
    """Raises ``OSError``."""
    file = _file(name_of_id(card.model))
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, to_json((card, *earlier_verdicts(card.model))[:MOST]))


def earlier_verdicts(model_id: str) -> tuple[Scorecard, ...]:
    """Those of all versions of the model's name, the latest first."""
    with suppress(OSError, msgspec.DecodeError):
        cards = from_json(_file(name_of_id(model_id)).read_bytes(), tuple[Scorecard, ...])
        return tuple(judged({row.measure: row.value for row in card.rows}, card) for card in cards)
    return ()


def carry_verdicts(name: str, to: str, renamed: Callable[[str], str]) -> None:
    """The model of this ``name`` is called ``to`` from now on. Raises ``OSError``."""
    if cards := earlier_verdicts(id_of(name, 1)):
        replace_file(_file(to), to_json(tuple(replace(card, model=renamed(card.model)) for card in cards)))
        _file(name).unlink()


def read_verdicts(folders: Iterable[tuple[str, Path]]) -> dict[str, Scorecard]:
    """By model id, what the ``folders`` of these models say; those without a verdict are left out."""
    found = ((model_id, read_scorecard(folder)) for model_id, folder in folders)
    return {model_id: card for model_id, card in found if card}


def _file(name: str) -> Path:
    return paths.verdicts_folder() / f"{name}.json"

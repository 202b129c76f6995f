"""The installed models as they were listed last, with the verdicts on them: shown at once, until the list is there."""

from collections.abc import Sequence
from contextlib import suppress

import msgspec

from app import paths
from app.core.files.durable import replace_file
from app.core.library.installed import InstalledModel
from app.core.scorecard.scorecard import Scorecard
from app.core.wire import from_json, to_json
from app.storage.verdicts import read_verdicts


class KnownModels(msgspec.Struct, frozen=True):
    models: tuple[InstalledModel, ...] = ()
    verdicts: dict[str, Scorecard] = {}  # model ids and their verdicts


def known_models() -> KnownModels:
    """Nothing where nothing was listed yet, or the file is another version's."""
    with suppress(OSError, msgspec.DecodeError):
        return from_json(paths.known_models_file().read_bytes(), KnownModels)
    return KnownModels()


def learn_models(models: Sequence[InstalledModel]) -> KnownModels:
    """Read the verdicts on what was listed, and remember both. A disk without room is no reason to fail."""
    verdicts = read_verdicts((each.deployment.model_id, each.deployment.folder) for each in models)
    known = KnownModels(tuple(models), verdicts)
    with suppress(OSError):
        paths.known_models_file().parent.mkdir(parents=True, exist_ok=True)
        replace_file(paths.known_models_file(), to_json(known))
    return known

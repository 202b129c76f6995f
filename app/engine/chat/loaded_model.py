"""An installed model in memory. Foundry Local (2.2) takes the repetition penalty from the settings it loads a model
with, and none in a request: at temperature 0 the same weights are loaded with settings that name none."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foundry_local_sdk.catalog import Catalog
from foundry_local_sdk.imodel import IModel
from msgspec.structs import replace

from app.core.failures import Failure, FailureKind
from app.core.files.durable import replace_file
from app.core.files.folder import read_json
from app.core.files.links import LARGE, hard_link, link_or_copy
from app.core.library.deployment import Deployment
from app.core.library.interrupted_deployment import Begun, note_begun, note_over
from app.core.library.naming import model_id
from app.core.library.notes import BEING_DEPLOYED
from app.core.package.contents import model_contents
from app.engine.chat.loading import load, unload
from app.engine.foundry import register, unregister
from app.engine.job_folder import job_folder
from app.storage.in_use import in_use

GENAI_CONFIG = "genai_config.json"
WITHOUT_PENALTY = "without_penalty"  # the folder in the job's own, with links to the weights


class LoadedModel:
    """``current`` is what ``choose`` has loaded: the model as it was installed, or without its repetition penalty."""

    def __init__(self, catalog: Catalog, model: IModel, deployment: Deployment) -> None:
        self._catalog, self._installed, self._deployment = catalog, model, deployment
        self._other: tuple[IModel, Deployment] | None = None
        self.current: IModel | None = None

    def choose(self, temperature: float) -> IModel:
        """Load what answers at this temperature, where that is not loaded. Raises like ``load``, and ``OSError``."""
        plain = self._wants_none(temperature)
        wanted, deployment = self._without_penalty() if plain else (self._installed, self._deployment)
        if wanted is not self.current:
            if self.current:
                unload(self.current)
            self.current = None
            load(wanted, deployment)
            self.current = wanted
        return wanted

    def answers_at(self, temperature: float) -> bool:
        """Whether nothing needs to be loaded for it."""
        return self._wants_none(temperature) == (self.current is not self._installed) and self.current is not None

    def _wants_none(self, temperature: float) -> bool:
        """A model that was installed with both a penalty and temperature 0 is meant so."""
        sampling = self._deployment.sampling
        return temperature == 0 and sampling.temperature != 0 and sampling.repetition_penalty != 1

    def forget_other(self) -> None:
        """Foundry Local shall not know what lay in the job's folder when that is gone."""
        if self._other:
            model, deployment = self._other
            if model is self.current:
                unload(model)
            unregister(self._catalog, deployment.model_id)
            note_over(job_folder())

    def _without_penalty(self) -> tuple[IModel, Deployment]:
        if self._other is None:
            identifier = model_id(f"{self._deployment.name}-{job_folder().name}", 1)
            deployment = replace(self._deployment, folder=job_folder() / WITHOUT_PENALTY, model_id=identifier)
            note_begun(job_folder(), Begun(folder=deployment.folder, staging=None, model_id=identifier))
            _link_model(self._deployment.folder, deployment.folder)
            register(self._catalog, deployment)
            model = self._catalog.get_model_variant(identifier)
            if model is None:
                raise Failure(FailureKind.REGISTRATION_FAILED, "it is not listed", name=deployment.name)
            self._other = model, deployment
        return self._other


@contextmanager
def loaded_model(catalog: Catalog, model: IModel, deployment: Deployment) -> Iterator[LoadedModel]:
    """Nothing is loaded yet, and nothing but the installed model is known to Foundry Local afterwards. Meanwhile it is
    neither moved, renamed nor deleted: the runtime looks it up again. Raises ``OSError``."""
    loaded = LoadedModel(catalog, model, deployment)
    with in_use(deployment, job_folder()):
        try:
            yield loaded
        finally:
            loaded.forget_other()


def _link_model(folder: Path, destination: Path) -> None:
    """Links to the weights, also from a disk that may only be read; where there are none, copies."""
    destination.mkdir()
    (destination / BEING_DEPLOYED).touch()  # No list of installed models shows it then
    for path in model_contents(folder):
        place = destination / path.name
        if path.suffix not in LARGE or not (hard_link(path, place) or _symbolic_link(path, place)):
            link_or_copy(str(path), str(place))
    config = read_json(folder / GENAI_CONFIG)
    search = config.get("search")
    config["search"] = (search if isinstance(search, dict) else {}) | {"repetition_penalty": 1.0}
    (destination / GENAI_CONFIG).unlink()  # a copy of what may only be read
    replace_file(destination / GENAI_CONFIG, json.dumps(config, indent=2))


def _symbolic_link(source: Path, destination: Path) -> bool:
    try:
        destination.symlink_to(source.resolve())
    except OSError:  # Windows allows them to administrators only
        return False
    return True

"""Load an installed model into Foundry Local, and unload it."""

from foundry_local_sdk import FoundryLocalException
from foundry_local_sdk.imodel import IModel

from app.core.failures import Failure, FailureKind, Variant
from app.core.library.deployment import Deployment
from app.core.library.installed import missing_file
from app.core.package.model_safety import check_settings


def unload(model: IModel) -> None:
    """Raises ``Failure(CHAT_FAILED)``."""
    try:
        model.unload()
        left = model.is_loaded
    except FoundryLocalException as error:
        raise Failure(FailureKind.CHAT_FAILED, str(error), name=model.alias) from error
    if left:
        raise Failure(FailureKind.CHAT_FAILED, "it stays loaded", name=model.alias)


def _check_settings(deployment: Deployment) -> None:
    """What is missing or damaged is named when the model is loaded."""
    try:
        check_settings(deployment.folder)
    except OSError:
        return
    except Failure as failure:
        if failure.kind is FailureKind.UNSAFE_MODEL:
            raise


def load(model: IModel, deployment: Deployment) -> None:
    """Raises ``Failure``: LOAD_FAILED, which names the file that is missing; UNSAFE_MODEL for one whose settings were
    changed since it was installed."""
    _check_settings(deployment)
    try:
        model.load()
    except FoundryLocalException as error:
        kind, details, name = FailureKind.LOAD_FAILED, str(error), model.alias
        if missing := missing_file(deployment):
            facts = {"name": name, "path": str(deployment.folder), "missing": missing}
            raise Failure(kind, details, Variant.FILES, **facts) from error
        raise Failure(kind, details, name=name) from error

"""What an installed model is called where it could be taken for another one."""

from app.core.library.deployment import Deployment
from app.core.library.naming import version_of_id


def model_title(deployment: Deployment) -> str:
    """Name, version and precision: "my-recipes 2 · INT8"."""
    return f"{deployment.name} {version_of_id(deployment.model_id)} · {deployment.precision.upper()}"

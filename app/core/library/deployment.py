"""A model that is installed: what Foundry Local knows of it, and the older ``foundry`` command."""

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from app.core.library.sampling import Sampling
from app.core.template.verification import TemplateFeature, TemplateVerification


class AnswerVerification(Struct, frozen=True, kw_only=True):
    """A greedy answer that Foundry Local and the runtime itself gave alike."""

    tokens: int  # compared; the stop token is not one of them
    stop_token: int | None  # the id that ended it; None: it was cut off before a stop token
    question: str = ""  # this and the answer are shown once; no note holds them
    text: str = ""  # the reasoning before it is left out


class Deployment(Struct, frozen=True, kw_only=True):
    """A model that Foundry Local knows, has loaded, and has had an answer from."""

    name: str  # name in the library, and Foundry Local's alias
    model_id: str  # "<name>-generic-cpu:<version>"
    folder: Path
    precision: str
    context_length: int  # tokens
    bytes: int
    system_prompt: str = ""
    sampling: Sampling = Sampling()
    created: str = ""  # ISO 8601, UTC
    source: str = ""  # the checkpoint's folder name
    package: str = ""  # digest of the package that it was installed from
    template: TemplateVerification | None = None
    answer: AnswerVerification | None = None  # None until it is verified, and for models of earlier versions

    @property
    def library(self) -> Path:
        return library_of(self.folder)

    def as_noted(self) -> "Deployment":
        """As the note beside the model holds it: without the words of the trial answer."""
        return replace(self, answer=replace(self.answer, question="", text="")) if self.answer else self


def library_of(folder: Path) -> Path:
    """The library in which ``folder`` is the place of a version: ``<library>/<name>/<version>``."""
    return folder.parent.parent


class Offered(Struct, frozen=True, kw_only=True):
    """A model that the ``foundry`` command has found in its folder."""

    name: str
    folder: Path
    version: str  # version of the command
    command: str  # command line that starts a chat
    system_prompt: str = ""  # the model's system prompt, which the command leaves out and the user has to send
    limits: tuple[TemplateFeature, ...] = ()  # features for which it asks the model in another way than in training

"""What is known of a model folder; ``inspection.py`` finds it out."""

from pathlib import Path

from msgspec import Struct

from app.core.checkpoint.shape import Shape
from app.core.findings import Finding, Severity


class Checkpoint(Struct, frozen=True, kw_only=True):
    """A model folder as its JSON files and safetensors headers describe it; no weight was read."""

    folder: Path
    architecture: str  # "Qwen2ForCausalLM", from config.json; "" when unknown
    parameters: int
    dtype: str  # "bfloat16", as most weights are stored
    context_length: int  # tokens; 0 when unknown
    bytes: int  # size of the weight files
    shape: Shape | None
    chat_template: str | None  # Jinja source
    adapter: str | None  # the base model that a LoRA adapter names
    base: Path | None = None  # folder of the base model; ``folder`` is then the adapter's
    findings: tuple[Finding, ...] = ()
    template_kind: str = ""  # "ChatML", "Llama 3", ...; "" for one of its own
    stop_tokens: tuple[str, ...] = ()  # tokens that end an answer
    tied_embeddings: bool | None = None  # None: unknown
    license: str = ""  # the model card names it, and the languages
    languages: tuple[str, ...] = ()

    @property
    def model_folder(self) -> Path:
        """The folder with the configuration and the bulk of the weights."""
        return self.base or self.folder

    @property
    def blocking(self) -> Finding | None:
        """The first finding that keeps it from being converted."""
        return next((finding for finding in self.findings if finding.severity is Severity.BLOCKS), None)

    @property
    def convertible(self) -> bool:
        return self.blocking is None

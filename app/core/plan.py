"""The one noun that travels: a ``Plan``, and the parts that each step adds to it. Frozen; JSON by ``wire``."""

from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from app.core.failures import FailureKind


class Severity(StrEnum):
    BLOCKS = "blocks"
    WARNS = "warns"
    INFORMS = "informs"


class Finding(Struct, frozen=True):
    """Something about a model folder that the user should know; ``facts`` fill its wording's placeholders."""

    kind: FailureKind
    severity: Severity
    facts: dict[str, str] = {}


class Shape(Struct, frozen=True, kw_only=True):
    """The sizes that decide how many bytes a converted model takes. Counts of elements, not bytes."""

    layers: int
    hidden_size: int
    intermediate_size: int
    attention_heads: int
    key_value_heads: int
    head_size: int
    vocabulary: int
    tied_embeddings: bool
    rotated_size: int  # of each head, by the position
    rotary_positions: int  # rows of the tables of cosines and sines
    convolutions: frozenset[int] = frozenset()  # numbers of the layers that convolve in the place of attention
    kernel_size: int = 0  # tokens that a convolution looks at


class Checkpoint(Struct, frozen=True, kw_only=True):
    """A model folder as its JSON files and safetensors headers describe it; no weight was read."""

    folder: Path
    architecture: str  # "Qwen2ForCausalLM", from config.json; "" when unknown
    parameters: int
    dtype: str  # "bfloat16", as most weights are stored
    context_length: int  # tokens; 0 when unknown
    bytes: int  # of the weight files
    shape: Shape | None
    chat_template: str | None  # Jinja source
    adapter: str | None  # the base model that a LoRA adapter names
    base: Path | None = None  # where that is; ``folder`` is then the adapter's
    findings: tuple[Finding, ...] = ()
    template_kind: str = ""  # "ChatML", "Llama 3", ...; "" for one of its own
    stop_tokens: tuple[str, ...] = ()  # that end an answer
    tied_embeddings: bool | None = None  # None: unknown
    license: str = ""  # by the model card, as are the languages
    languages: tuple[str, ...] = ()

    @property
    def model_folder(self) -> Path:
        """The folder with the configuration and the bulk of the weights."""
        return self.base or self.folder

    @property
    def convertible(self) -> bool:
        return not any(finding.severity is Severity.BLOCKS for finding in self.findings)


class Precision(StrEnum):
    INT4 = "int4"
    INT8 = "int8"
    FP16 = "fp16"
    BF16 = "bf16"
    FP32 = "fp32"


class Target(StrEnum):
    """What the converted model runs on."""

    CPU = "cpu"  # every computer has one
    WEBGPU = "webgpu"  # graphics cards of any maker
    CUDA = "cuda"  # NVIDIA's graphics cards


class Method(StrEnum):
    """How weights are rounded."""

    DEFAULT = "default"
    RTN = "rtn"
    K_QUANT = "k_quant"


class Mixed(StrEnum):
    """Which weights of an int4 model are kept in 8 bits."""

    NONE = "none"
    LAST = "last"  # the head, which chooses the words
    LAYERS = "layers"  # the head, and the most sensitive weights of some layers


class Recipe(Struct, frozen=True, kw_only=True):
    """What is converted to what. All but ``precision`` and ``target`` is about int4 and int8 only.

    Not every combination is one that converts and loads: ``offer.py`` knows which are.
    """

    precision: Precision = Precision.INT4
    target: Target = Target.CPU
    block_size: int = 128  # weights that share one scale; docs/choices.md says why so many
    symmetric: bool = True  # no zero points
    method: Method = Method.DEFAULT
    mixed: Mixed = Mixed.NONE
    accuracy_level: int | None = (
        None  # of the activations: 1 float32, 2 float16, 3 bfloat16, 4 int8; None: the target's
    )
    float16: bool = False  # of int4 on a CPU: what is not quantised is in float16

    @property
    def quantizes(self) -> bool:
        return self.precision in (Precision.INT4, Precision.INT8)


class Sampling(Struct, frozen=True, kw_only=True):
    """How the next token is drawn. ``temperature`` 0 takes the likeliest one every time (greedy)."""

    temperature: float = 0.7
    top_p: float = 0.9
    top_k: int = 50
    repetition_penalty: float = 1.1
    max_output_tokens: int = 512


class TemplateFeature(StrEnum):
    """What a chat template is tried with."""

    SINGLE_TURN = "single_turn"
    SYSTEM = "system"
    MULTI_TURN = "multi_turn"
    UNICODE = "unicode"  # letters of any script, white space
    MARKERS = "markers"  # content that holds the template's own marks
    CLOSED = "closed"  # no answer is asked for
    TOOLS = "tools"


class TemplateVerdict(StrEnum):
    """Whether the runtime makes the same tokens of every conversation as Hugging Face does."""

    UNTOUCHED = "untouched"
    REWRITTEN = "rewritten"  # it does with an equivalent template
    REFUSED = "refused"  # not of all; there is no equivalent


class TemplateProof(Struct, frozen=True, kw_only=True):
    """What came of rendering the same conversations in every way that a template is rendered."""

    verdict: TemplateVerdict
    limits: tuple[TemplateFeature, ...] = ()  # that will not work in the runtime
    absent: tuple[TemplateFeature, ...] = ()  # that the template itself refuses, or takes no notice of
    folds_system: bool = False  # a system prompt is put before the user's first words
    reasoning: tuple[str, ...] = ()  # the marks that open and close the model's thoughts
    reasoning_opened: bool = False  # the prompt itself opens them
    tool_calls: tuple[str, ...] = ()  # the marks around a call of a function; () when none could be made out
    older_limits: tuple[TemplateFeature, ...] = ()  # where the older runtime's PromptTemplate makes another text
    default_system: str = ""  # what the template says when nobody gives a system prompt; the older runtime never does


class ConvertedModel(Struct, frozen=True, kw_only=True):
    """An ONNX folder that was loaded and generated tokens before it got its final name."""

    folder: Path
    checkpoint: Path
    architecture: str
    precision: Precision
    context_length: int  # tokens
    bytes: int  # of the whole folder
    seconds: float
    peak_bytes: int  # private memory of the converting process
    recipe: Recipe | None = None  # None: unknown, the folder was found


class Speed(Struct, frozen=True, kw_only=True):
    """Tokens a second."""

    prefill: float  # of reading a prompt
    decode: float  # of writing an answer


class Tuning(Struct, frozen=True, kw_only=True):
    """The number of threads with which a model was fastest on one computer."""

    threads: int
    speed: Speed
    untuned_threads: int  # what the runtime takes by itself
    untuned: Speed  # with them
    processor: str  # of the computer where this was measured
    cores: int  # that could be used


class SourceMarks(Struct, frozen=True, kw_only=True):
    """Tell a model folder from others without reading all of its weights."""

    kind: str  # the same for every training of one model that was saved alike
    files: str  # the same for the very files, whatever their folder is called
    sample: str = ""  # the same for copies too; "" for models of earlier versions


class Provenance(Struct, frozen=True, kw_only=True):
    """Where a converted model came from; lies in its folder, so it holds no path of this computer."""

    architecture: str
    precision: Precision
    context_length: int  # tokens
    source: str  # the checkpoint's folder name
    marks: SourceMarks | None = None  # the checkpoint's; None for models of earlier versions
    base: str = ""  # of an adapter: the folder name of the model that it was merged with
    created: str  # ISO 8601, UTC
    installer: str  # version
    template: TemplateProof | None = None  # None until the model was deployed
    recipe: Recipe | None = None  # None for models of earlier versions
    tuning: Tuning | None = None  # of the computer where it was deployed last


class AnswerProof(Struct, frozen=True, kw_only=True):
    """A greedy answer that Foundry Local and the runtime itself gave alike."""

    tokens: int  # compared; the stop token is not one of them
    stop_token: int | None  # the id that ended it; None: it was cut off, so nobody saw the model stop


class Deployment(Struct, frozen=True, kw_only=True):
    """A model that Foundry Local knows, has loaded, and has had an answer from."""

    name: str  # also the alias
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
    template: TemplateProof | None = None
    answer: AnswerProof | None = None  # None until it is proven, and for models of earlier versions


class Offered(Struct, frozen=True, kw_only=True):
    """A model that the ``foundry`` command has found in its folder."""

    name: str
    folder: Path
    version: str  # of the command
    command: str  # that starts a chat
    system_prompt: str = ""  # the model's, which the command leaves out: whoever asks has to send it
    limits: tuple[TemplateFeature, ...] = ()  # where it asks the model in another way than in training


class Reply(Struct, frozen=True, kw_only=True):
    """One answer and what it cost."""

    text: str
    prompt_tokens: int
    completion_tokens: int
    seconds_to_first_token: float
    tokens_per_second: float  # of the tokens after the first, where the answer is long enough to tell
    peak_bytes: int  # private memory of the runtime's process
    finish: str  # "stop", "length", "cancelled" or "too_long" (the prompt does not fit into the context)


class Plan(Struct, frozen=True, kw_only=True):
    """What the user has decided and what has been done about it so far."""

    library: Path  # where installed models live
    checkpoint: Checkpoint | None = None
    recipe: Recipe = Recipe()
    name: str = ""
    system_prompt: str = ""
    sampling: Sampling = Sampling()
    converted: ConvertedModel | None = None
    deployment: Deployment | None = None
    package: Path | None = None  # chosen in the place of a checkpoint

    @property
    def installs_as_it_is(self) -> bool:
        """Whether what was chosen is converted already: there is nothing to choose and nothing to convert."""
        if self.package:
            return True
        return bool(self.converted and self.checkpoint and self.converted.folder == self.checkpoint.folder)

"""Every way the job can go wrong, named once. ``app/wording/`` says each in words, with advice."""

import errno
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Protocol, Self


class FailureKind(StrEnum):
    """Names a failure (``Failed``) or something found in a model folder (``Finding``)."""

    # the model folder
    NOT_A_MODEL = "not_a_model"
    UNREADABLE = "unreadable"
    BAD_CONFIG = "bad_config"
    NO_WEIGHTS = "no_weights"
    LFS_POINTER = "lfs_pointer"
    WEIGHTS_INCOMPLETE = "weights_incomplete"
    PICKLE_WEIGHTS = "pickle_weights"
    GGUF = "gguf"
    ALREADY_ONNX = "already_onnx"
    ALREADY_QUANTIZED = "already_quantized"
    ADAPTER_ONLY = "adapter_only"
    ADAPTER_BESIDE = "adapter_beside"
    ADAPTER_UNSUPPORTED = "adapter_unsupported"
    ADAPTER_MISMATCH = "adapter_mismatch"
    UNSUPPORTED_ARCHITECTURE = "unsupported_architecture"
    NOT_A_CHAT_MODEL = "not_a_chat_model"
    HEAD_SIZE = "head_size"
    CUSTOM_CODE = "custom_code"
    NO_TOKENIZER = "no_tokenizer"
    NO_CHAT_TEMPLATE = "no_chat_template"
    TEMPLATE_LIST = "template_list"
    BAD_TEMPLATE = "bad_template"
    ROPE_SCALING = "rope_scaling"
    MODEL_SETTING = "model_setting"
    MODEL_TYPE = "model_type"
    LEFT_OUT = "left_out"
    OWN_HEAD = "own_head"
    WRONG_SHAPE = "wrong_shape"
    CONTEXT_LENGTH = "context_length"
    TOKENIZER_CLASS = "tokenizer_class"
    VOCABULARY = "vocabulary"
    TOKENS_DIFFER = "tokens_differ"
    SOME_TOKENS_DIFFER = "some_tokens_differ"
    STOP_TOKENS = "stop_tokens"
    TEMPLATE_SUBSET = "template_subset"
    TEMPLATE_DROPS_TEXT = "template_drops_text"
    BASE_MODEL = "base_model"
    SYNCED_FOLDER = "synced_folder"
    SLOW_DRIVE = "slow_drive"
    PATH_TOO_LONG = "path_too_long"
    DUPLICATE = "duplicate"
    MEND_IMPOSSIBLE = "mend_impossible"
    # names, places, space
    NAME_INVALID = "name_invalid"
    NAME_TAKEN = "name_taken"
    DESTINATION_NOT_WRITABLE = "destination_not_writable"
    DESTINATION_EXISTS = "destination_exists"
    DESTINATION_BUSY = "destination_busy"
    DESTINATION_GONE = "destination_gone"
    DISK_FULL = "disk_full"
    REQUIREMENT_NOT_MET = "requirement_not_met"
    # converting
    BAD_WEIGHTS = "bad_weights"
    CHECKPOINT_CHANGED = "checkpoint_changed"
    BAD_TRAINING_FILE = "bad_training_file"
    BAD_QUESTIONS = "bad_questions"
    RECIPE_NOT_OFFERED = "recipe_not_offered"
    RECIPE_BROKEN = "recipe_broken"
    RECIPE_NO_BUILDER = "recipe_no_builder"
    RECIPE_PASS = "recipe_pass"
    RECIPE_OPTION = "recipe_option"
    RECIPE_VALUE = "recipe_value"
    RECIPE_TARGET = "recipe_target"
    OUT_OF_LIMITS = "out_of_limits"
    RECIPE_MODEL = "recipe_model"
    RECIPE_OTHER_MODEL = "recipe_other_model"
    OTHER_COMPUTERS = "other_computers"
    CONVERSION_FAILED = "conversion_failed"
    VERIFICATION_FAILED = "verification_failed"
    # Foundry Local
    NOT_A_CONVERTED_MODEL = "not_a_converted_model"
    UNSAFE_MODEL = "unsafe_model"
    REGISTRATION_FAILED = "registration_failed"
    LOAD_FAILED = "load_failed"
    NOT_INSTALLED = "not_installed"
    CHAT_FAILED = "chat_failed"
    ANSWERS_DIFFER = "answers_differ"
    REFERENCE_UNFIT = "reference_unfit"
    PROMPT_TOO_LONG = "prompt_too_long"
    # packages for other computers
    PACKAGE_DAMAGED = "package_damaged"
    PACKAGE_REFUSED = "package_refused"
    PACKAGE_TOO_NEW = "package_too_new"
    FILE_TOO_LARGE = "file_too_large"
    DRIVE_FAILS = "drive_fails"
    FILE_BUSY = "file_busy"
    NO_LOCKS = "no_locks"
    NO_HOME = "no_home"
    LIBRARY_BUSY = "library_busy"
    LIBRARY_NEWER = "library_newer"
    MODEL_IN_USE = "model_in_use"
    TRASH_REFUSED = "trash_refused"
    PORT_TAKEN = "port_taken"
    FOUNDRY_COMMAND = "foundry_command"
    FOUNDRY_COMMAND_NEW = "foundry_command_new"
    FOUNDRY_COMMAND_REFUSED = "foundry_command_refused"
    # the child process
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    CANCELLED = "cancelled"
    INTERNAL = "internal"


OF_A_PLACE = frozenset({FailureKind.DISK_FULL, FailureKind.FILE_TOO_LARGE, FailureKind.DESTINATION_NOT_WRITABLE})


class Variant(StrEnum):
    """Which situation a kind of failure means, where it means several; each has words of its own."""

    # where the model is
    SUBFOLDER = "subfolder"  # the model is in a folder inside of the chosen one
    SEVERAL = "several"  # models are in several such folders
    APART = "apart"  # the weights are in a folder of their own
    ARCHIVE = "archive"  # still packed
    PARTS = "parts"  # still in pieces, as several processes have saved it
    FOREIGN = "foreign"  # another program's format
    LINK = "link"  # a link that leads nowhere
    RENAMED = "renamed"  # a file with another name
    WEIGHTS_ALONE = "weights_alone"  # the configuration is missing
    A_FILE = "a_file"  # a single file
    GONE = "gone"
    BY_CLASS = "by_class"  # by the rules of transformers 5's class
    BELOW = "below"  # not the folder itself, but what would lie in it
    IN_FOLDER = "in_folder"  # a file of the chosen folder
    ONLY_IN_CLOUD = "only_in_cloud"
    # what is wrong with a file
    PAGE = "page"  # a web page
    REWRITE = "rewrite"  # can be read here, and not by every program
    TOKENIZER = "tokenizer"  # belongs to the tokenizer
    LACKS = "lacks"
    # the weights
    EMPTY = "empty"
    MISTRAL = "mistral"
    ONNX = "onnx"
    STORED = "stored"  # an unknown kind of number
    UNLISTED = "unlisted"
    UNFINISHED = "unfinished"  # a download
    TENSOR = "tensor"  # one is missing
    LAYERS = "layers"  # some are missing
    UNMERGED = "unmerged"
    WRAPPED = "wrapped"
    TARGETS = "targets"  # the adapter's settings do not name what its weights change
    NAMES = "names"  # none of the weights' names is known
    LEFT_OVER = "left_over"  # a setting of a training that is none of the model
    JOINED = "joined"  # several in one, of which the model has each apart
    DIVIDED = "divided"  # apart, where the model has them in one
    # adapters
    TRAINED = "trained"
    ADDED = "added"  # words of the tokenizer
    HEAD = "head"
    QUANTIZED = "quantized"  # the base model that was found
    ANOTHER = "another"  # adapter in the place of the base model
    FULL = "full"  # the base model in full precision is wanted
    # the architecture
    VALUE_HEAD = "value_head"  # a head that judges answers in reinforcement learning
    ROTATED = "rotated"
    ODD = "odd"  # a value that cannot be
    EXPERTS = "experts"
    EXPERTS_IN_MEMORY = "experts_in_memory"
    EXPERTS_LEFT_OUT = "experts_left_out"
    EXPERTS_UNKNOWN = "experts_unknown"  # the runtime does not know them
    EXPERTS_PACKED = "experts_packed"
    STATE = "state"  # layers that keep one
    UNLIKE_LAYERS = "unlike_layers"  # they differ in width and in what they keep of a text
    SENSES = "senses"  # pictures and sound
    PICTURES = "pictures"
    SOUND = "sound"
    ADAPTED = "adapted"  # parts that see or hear, by an adapter
    EXACT = "exact"  # beyond so many tokens the conversion would not be
    IGNORED = "ignored"
    SWITCH = "switch"
    # the tokenizer and its template
    NEARBY = "nearby"
    OLDER = "older"  # an older format
    SPECIAL = "special"
    UNUSED = "unused"  # a token that nothing writes
    TAKEN = "taken"  # the default one of several
    TURN_END = "turn_end"
    # recipes
    NO_KERNELS = "no_kernels"  # the target has none for the precision
    FLOAT16 = "float16"  # float16 is only for int4 on a CPU
    CALIBRATED_CPU = "calibrated_cpu"  # calibrated rounding is for a CPU's float32
    CALIBRATED_EXPERTS = "calibrated_experts"  # experts are not looked at while the model computes
    UNPROVED = "unproved"  # no trained model of the family has shown that it keeps its answers
    RANGE = "range"  # the family loses accuracy in float16
    ODD_BLOCKS = "odd_blocks"  # the builder fails where a row has an odd number of blocks and zero points
    # work, and what is installed
    SAME = "same"  # files
    ALIKE = "alike"  # weights
    CONVERTED = "converted"
    FILES = "files"  # some are missing
    KILLED = "killed"  # the user or another program ended it
    ENDED = "ended"  # the user, another program or the system ended it
    KEPT = "kept"  # the work done so far is kept
    MEASURED = "measured"  # measured before the work: what is needed and what is free
    READ_ONLY = "read_only"
    VERSION = "version"
    NAME = "name"  # one part of a path
    SYSTEM_LIMIT = "system_limit"  # a limit of the system, not of the drive
    NO_ROOM = "no_room"  # the disk has none
    SILENT = "silent"  # it neither said nor did anything
    TRAP = "trap"  # it takes all time or memory
    PACKAGE = "package"


MEMORY_SIGNS = (
    "bad_alloc",  # C++, and as Microsoft's compiler says it:
    "bad allocation",
    "MemoryError",
    "allocate memory",  # the C library, PyTorch, ONNX Runtime
    "not enough memory",  # PyTorch on Windows
    "memory allocation of",  # Rust: safetensors, tokenizers
    "failed to map segment",  # the loader of libraries
    "can't start new thread",
    "WinError 8]",
    "WinError 1455]",  # the paging file is too small
    "os error 1455",
    "error return without exception set",  # CPython 3.11, when there is no room for a frame
)


_FULL = (errno.ENOSPC, errno.EDQUOT)
_FULL_SIGNS = (*(f"[Errno {number}]" for number in _FULL), "[WinError 112]")


def tells_of_full_disk(error: Exception) -> bool:
    """Reads also the error of copying a whole folder: shutil keeps only the text of what went wrong with each file."""
    return getattr(error, "errno", None) in _FULL or any(sign in str(error) for sign in _FULL_SIGNS)


def lacks_memory(error: BaseException) -> bool:
    """Whether there was no memory left, by the kind of ``error`` or by its words."""
    return isinstance(error, MemoryError) or tells_of_memory(str(error))


def tells_of_memory(text: str) -> bool:
    """Whether what a library said means that there was no memory left; each of them says it in its own way."""
    return any(sign in text for sign in MEMORY_SIGNS)


class Told(Protocol):
    """What has words: a ``Failure``, a ``Failed`` or a ``Finding``."""

    @property
    def kind(self) -> FailureKind: ...
    @property
    def variant(self) -> Variant | None: ...
    @property
    def facts(self) -> Mapping[str, str]: ...


class Failure(Exception):
    """Carries a failure up to the process border, where it becomes a ``Failed`` event.

    ``facts`` fill the placeholders of its wording (``{path}``, ``{needed}``, ...) and decide nothing; ``details`` is
    for the report, never for the user's face; ``opens`` are the folders one of which should have been chosen, the
    likeliest first.
    """

    def __init__(
        self,
        kind: FailureKind,
        details: str = "",
        variant: Variant | None = None,
        opens: tuple[Path, ...] = (),
        /,
        **facts: str,
    ) -> None:
        super().__init__(f"{kind}: {details}" if details else str(kind))
        self.kind = kind
        self.details = details
        self.variant = variant
        self.opens = opens
        self.facts = facts

    @classmethod
    def of(cls, told: Told, details: str = "") -> Self:
        """The same failure again, to be raised."""
        return cls(told.kind, details, told.variant, **told.facts)

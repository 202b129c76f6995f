"""Every way the job can go wrong, named once. ``app/wording/`` says each in words, with advice."""

from enum import StrEnum


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
    WRONG_SHAPE = "wrong_shape"
    CONTEXT_LENGTH = "context_length"
    TOKENIZER_CLASS = "tokenizer_class"
    VOCABULARY = "vocabulary"
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
    RECIPE_NOT_OFFERED = "recipe_not_offered"
    RECIPE_BROKEN = "recipe_broken"
    RECIPE_NO_BUILDER = "recipe_no_builder"
    RECIPE_PASS = "recipe_pass"
    RECIPE_OPTION = "recipe_option"
    RECIPE_VALUE = "recipe_value"
    RECIPE_TARGET = "recipe_target"
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


def tells_of_memory(text: str) -> bool:
    """Whether what a library said means that there was no memory left; each of them says it in its own way."""
    return any(sign in text for sign in MEMORY_SIGNS)


class Failure(Exception):
    """Carries a failure up to the process border, where it becomes a ``Failed`` event.

    ``facts`` fill the placeholders of its wording (``{path}``, ``{needed}``, ...); ``details`` is for the report, never
    for the user's face.
    """

    def __init__(self, kind: FailureKind, details: str = "", **facts: str) -> None:
        super().__init__(f"{kind}: {details}" if details else str(kind))
        self.kind = kind
        self.details = details
        self.facts = facts

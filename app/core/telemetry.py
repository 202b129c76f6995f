"""What keeps the runtime's libraries from reporting: variables that must be set before the first of them is loaded.

Each heeds others, and on Windows yet others; docs/windows.md says which, and how that is known.
"""

# What a program sets that only lets a model answer
ANSWERING = (
    "CI",  # Foundry Local and GenAI; Foundry Local's ProcessInfo event heeds no other
    "ORT_DISABLE_TELEMETRY",  # GenAI, and ONNX Runtime everywhere but on Windows
    "ORT_RUNNING_UNIT_TESTS",  # GenAI and ONNX Runtime, which heeds no other on Windows
)
_CONVERTING = (
    "ORT_TELEMETRY_DISABLED",  # Foundry Local, but for ProcessInfo
    "OLIVE_DISABLE_TELEMETRY",  # Olive, but for its heartbeat, which heeds CI
    "HF_HUB_DISABLE_TELEMETRY",
)
SILENCE = dict.fromkeys((*ANSWERING, *_CONVERTING), "1")

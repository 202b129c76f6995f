"""The steps of the long jobs."""

from enum import StrEnum


class Step(StrEnum):
    """The steps of the long jobs; ``app/wording/`` words them."""

    STARTING = "starting"  # the heavy libraries are being imported
    MERGING = "merging"  # an adapter into its base model
    READING = "reading"
    QUANTIZING = "quantizing"
    WRITING = "writing"
    VERIFYING = "verifying"
    PACKING = "packing"
    UNPACKING = "unpacking"
    COPYING = "copying"
    CONFIGURING = "configuring"
    TUNING = "tuning"  # how many threads are fastest on this computer
    REGISTERING = "registering"
    LOADING = "loading"
    MEASURING = "measuring"  # how fast it answers
    ASKING_ORIGINAL = "asking_original"  # what the installed model was asked
    ASKING_BASE = "asking_base"  # the base model, before tuning
    COMPARING = "comparing"  # comparing the model with its original
    ANSWERING = "answering"
    READY = "ready"  # the chat waits for the user

"""Names of the steps of a job, and what they wait for."""

from app.core.steps import Step
from app.wording.words import QT_TR_NOOP

STEPS: dict[Step, str] = {
    Step.STARTING: QT_TR_NOOP("Starting"),
    Step.MERGING: QT_TR_NOOP("Merging the adapter into its base model"),
    Step.READING: QT_TR_NOOP("Reading your model"),
    Step.QUANTIZING: QT_TR_NOOP("Making the weights smaller"),
    Step.WRITING: QT_TR_NOOP("Saving the converted model"),
    Step.VERIFYING: QT_TR_NOOP("Trying the converted model"),
    Step.PACKING: QT_TR_NOOP("Packing the model into one file"),
    Step.UNPACKING: QT_TR_NOOP("Unpacking and verifying the model"),
    Step.COPYING: QT_TR_NOOP("Copying the model to your library"),
    Step.CONFIGURING: QT_TR_NOOP("Preparing the model for Foundry Local"),
    Step.TUNING: QT_TR_NOOP("Finding what is fastest on this computer"),
    Step.REGISTERING: QT_TR_NOOP("Adding the model to Foundry Local"),
    Step.LOADING: QT_TR_NOOP("Loading the model"),
    Step.MEASURING: QT_TR_NOOP("Measuring how fast it answers"),
    Step.ASKING_ORIGINAL: QT_TR_NOOP("Asking the original model the same"),
    Step.ASKING_BASE: QT_TR_NOOP("Asking the base model the same"),
    Step.COMPARING: QT_TR_NOOP("Comparing the two"),
    Step.ANSWERING: QT_TR_NOOP("Answering"),
    Step.READY: QT_TR_NOOP("Ready to chat"),
}

# What a step waits for while its bar stands still.
WAITS: dict[Step, str] = {
    Step.STARTING: QT_TR_NOOP("waiting for the program parts to be loaded from the disk"),
    Step.MERGING: QT_TR_NOOP("waiting for a large part of the weights"),
    Step.READING: QT_TR_NOOP("waiting for the disk, from which your model is read"),
    Step.QUANTIZING: QT_TR_NOOP("waiting for a large part of the weights"),
    Step.WRITING: QT_TR_NOOP("waiting for a large part of the weights, and for the disk"),
    Step.VERIFYING: QT_TR_NOOP("waiting for the model to be loaded and to answer"),
    Step.PACKING: QT_TR_NOOP("waiting for the disk"),
    Step.UNPACKING: QT_TR_NOOP("waiting for the disk"),
    Step.COPYING: QT_TR_NOOP("waiting for the disk"),
    Step.CONFIGURING: QT_TR_NOOP("waiting for its chat template to be tried out"),
    Step.TUNING: QT_TR_NOOP("waiting for the model to be loaded once more and measured"),
    Step.REGISTERING: QT_TR_NOOP("waiting for Foundry Local to start"),
    Step.LOADING: QT_TR_NOOP("waiting for the model to be loaded"),
    Step.MEASURING: QT_TR_NOOP("waiting for an answer to come to its end"),
    Step.ASKING_ORIGINAL: QT_TR_NOOP("waiting for the original model, which is larger and slower"),
    Step.ASKING_BASE: QT_TR_NOOP("waiting for the base model, which is larger and slower"),
    Step.COMPARING: QT_TR_NOOP("waiting for the two to be compared"),
}

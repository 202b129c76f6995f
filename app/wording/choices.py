"""Names and explanations of what the user chooses between, and of the steps of a job."""

from app.core.estimate.estimate import Fit, Reason
from app.core.findings import Mend
from app.core.recipe.recipe import Precision
from app.core.steps import Step
from app.wording.words import QT_TR_NOOP, Words

MENDS: dict[Mend, str] = {
    Mend.TOKENIZER: QT_TR_NOOP("Take the tokenizer of the base model…"),
    Mend.TOKENIZER_BESIDE: QT_TR_NOOP("Put the tokenizer into a copy"),
    Mend.WEIGHT_LIST: QT_TR_NOOP("List the weight files in a copy"),
    Mend.TOKENIZER_CLASS: QT_TR_NOOP("Name an ordinary tokenizer in a copy"),
    Mend.STOP_TOKENS: QT_TR_NOOP("Complete the stop tokens in a copy"),
    Mend.CHAT_TEMPLATE: QT_TR_NOOP("Use the family's chat template in a copy"),
    Mend.OLDER_TEMPLATE: QT_TR_NOOP("Put it in its place in a copy"),
    Mend.REWRITE: QT_TR_NOOP("Write the file anew in a copy"),
    Mend.WEIGHT_NAMES: QT_TR_NOOP("Give the weights their own names in a copy"),
    Mend.FULL_PRECISION: QT_TR_NOOP("Leave the note out in a copy"),
    Mend.BASE: QT_TR_NOOP("Choose the base model…"),
}

PRECISIONS: dict[Precision, Words] = {
    Precision.INT4: Words(
        QT_TR_NOOP("Small and fast · 4 bits"),
        QT_TR_NOOP("Each weight is stored in 4 bits. The model becomes several times smaller and answers fastest."),
        QT_TR_NOOP("Right for most people. Answers differ a little from the original model's."),
    ),
    Precision.INT8: Words(
        QT_TR_NOOP("More exact · 8 bits"),
        QT_TR_NOOP(
            "Each weight is stored in 8 bits. The model is larger than with 4 bits and stays very close to the "
            "original."
        ),
        QT_TR_NOOP("Right for small models, or when answers in 4 bits are not good enough."),
    ),
    Precision.FP16: Words(
        QT_TR_NOOP("Half precision · 16 bits"),
        QT_TR_NOOP("Each weight is stored in 16 bits, as most models come. It is for graphics cards, and large."),
        QT_TR_NOOP("Right for a graphics card with much memory."),
    ),
    Precision.BF16: Words(
        QT_TR_NOOP("Half precision for newer cards · 16 bits"),
        QT_TR_NOOP("Each weight is stored in 16 bits with the range of 32. It is for newer graphics cards, and large."),
        QT_TR_NOOP("Right for a newer graphics card with much memory."),
    ),
    Precision.FP32: Words(
        QT_TR_NOOP("Unchanged · 32 bits"),
        QT_TR_NOOP("Each weight is stored in 32 bits and nothing is rounded. The model is largest and slowest."),
        QT_TR_NOOP("Right for comparing: it answers as the original model does."),
    ),
}

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

REASONS: dict[Reason, str] = {
    Reason.BEST_BALANCE: QT_TR_NOOP("The best balance of speed, size and quality."),
    Reason.SMALL_MODEL: QT_TR_NOOP("Your model is small: this keeps its quality and is still fast."),
    Reason.LOSES_QUALITY: QT_TR_NOOP("Your model is small: 4 bits save little and cost more than in a large one."),
    Reason.MORE_EXACT: QT_TR_NOOP("Closer to the original, but larger and slower."),
    Reason.UNCHANGED: QT_TR_NOOP("Nothing is rounded, but it is the largest and slowest."),
    Reason.FOR_CARDS: QT_TR_NOOP("Hardly rounded, but large: it wants a graphics card."),
    Reason.NOT_ENOUGH_MEMORY: QT_TR_NOOP("This computer does not have enough memory for it."),
}

FITS: dict[Fit, str] = {
    Fit.EASILY: QT_TR_NOOP("Fits easily"),
    Fit.TIGHT: QT_TR_NOOP("Tight"),
    Fit.NO: QT_TR_NOOP("Does not fit"),
}

UNSURE = QT_TR_NOOP("about 80% the same")  # a small model in 4 bits: docs/choices.md
QUALITIES: dict[Precision, str] = {
    Precision.INT4: QT_TR_NOOP("good"),
    Precision.INT8: QT_TR_NOOP("very good"),
    Precision.FP16: QT_TR_NOOP("as the original"),
    Precision.BF16: QT_TR_NOOP("as the original"),
    Precision.FP32: QT_TR_NOOP("as the original"),
}

"""How a job may fail."""

from app.core.failures import FailureKind
from app.wording.words import QT_TRANSLATE_NOOP, Words

FAILURES: dict[FailureKind, Words] = {
    FailureKind.DESTINATION_NOT_WRITABLE: Words(
        QT_TRANSLATE_NOOP("wording", "Nothing can be saved in this folder"),
        QT_TRANSLATE_NOOP("wording", "The computer does not allow writing to “{path}”."),
        QT_TRANSLATE_NOOP("wording", "Choose a folder of your own, for example in your documents."),
    ),
    FailureKind.DESTINATION_EXISTS: Words(
        QT_TRANSLATE_NOOP("wording", "The folder already exists"),
        QT_TRANSLATE_NOOP("wording", "“{path}” already exists, and nothing of yours is ever overwritten."),
        QT_TRANSLATE_NOOP("wording", "Choose another place or name, or move the existing folder away."),
    ),
    FailureKind.DESTINATION_BUSY: Words(
        QT_TRANSLATE_NOOP("wording", "Another conversion is working in this place"),
        QT_TRANSLATE_NOOP("wording", "A conversion to “{path}” is running already, perhaps in another window."),
        QT_TRANSLATE_NOOP("wording", "Wait until it has ended, or choose another name or folder."),
    ),
    FailureKind.DESTINATION_GONE: Words(
        QT_TRANSLATE_NOOP("wording", "The folder has disappeared"),
        QT_TRANSLATE_NOOP(
            "wording",
            "While the model was being saved, the folder with “{path}” went away: its drive was unplugged, or somebody "
            "deleted or moved it. Your original model was not changed.",
        ),
        QT_TRANSLATE_NOOP("wording", "Connect the drive again, or choose another folder, and try again."),
    ),
    FailureKind.DISK_FULL: Words(
        QT_TRANSLATE_NOOP("wording", "There is not enough space on the disk"),
        QT_TRANSLATE_NOOP("wording", "The disk with “{path}” is full. What was half done is deleted again."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Free some space, for example by emptying the recycle bin, or choose a folder on another disk.",
        ),
    ),
    FailureKind.REQUIREMENT_NOT_MET: Words(
        QT_TRANSLATE_NOOP("wording", "This computer is missing something"),
        QT_TRANSLATE_NOOP("wording", "Something that is needed was not found: {name}."),
        QT_TRANSLATE_NOOP(
            "wording", "Go back to the page “This computer”, which lists what is missing and how to get it."
        ),
    ),
    FailureKind.BAD_WEIGHTS: Words(
        QT_TRANSLATE_NOOP("wording", "The model is damaged"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Its weights “{name}” hold values that are no numbers (NaN or infinity), so it could only answer nonsense. "
            "That happens when a training goes wrong.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Use an earlier checkpoint of the training, or train again with a smaller learning rate.",
        ),
    ),
    FailureKind.CHECKPOINT_CHANGED: Words(
        QT_TRANSLATE_NOOP("wording", "The model was changed meanwhile"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Something wrote to the files in “{path}” while they were being converted, perhaps a training that is "
            "still running. The result would have been a mixture, so it was deleted.",
        ),
        QT_TRANSLATE_NOOP("wording", "Wait until the model has been saved completely, then convert it again."),
    ),
    FailureKind.CONVERSION_FAILED: Words(
        QT_TRANSLATE_NOOP("wording", "The model could not be converted"),
        QT_TRANSLATE_NOOP("wording", "The conversion stopped with an error. Your original model was not changed."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Try again with another precision. If that fails too, copy the report and send it to us.",
        ),
    ),
    FailureKind.VERIFICATION_FAILED: Words(
        QT_TRANSLATE_NOOP("wording", "The converted model does not work"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The conversion ended, but the new model could not be loaded or gave no sensible answer, so it was "
            "deleted. Your original model was not changed.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Try again with another precision. If that fails too, copy the report and send it to us.",
        ),
    ),
    FailureKind.NOT_A_CONVERTED_MODEL: Words(
        QT_TRANSLATE_NOOP("wording", "This is not a converted model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{path}” is missing a file that a converted model needs, for example “genai_config.json” or “model.onnx”.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose the folder that a conversion made, or convert the original model first."),
    ),
    FailureKind.UNSAFE_MODEL: Words(
        QT_TRANSLATE_NOOP("wording", "This model is not safe"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Its file “{file}” leads to other files of this computer, or to program code. No model needs that. Nothing "
            "was installed.",
        ),
        QT_TRANSLATE_NOOP("wording", "Delete it, unless you can trust whoever made it; then ask for a new one."),
    ),
    FailureKind.REGISTRATION_FAILED: Words(
        QT_TRANSLATE_NOOP("wording", "Foundry Local did not accept the model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The model could not be added to Foundry Local's list. The converted files are still there.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Close other programs that use Foundry Local and try again, perhaps with another name.",
        ),
    ),
    FailureKind.LOAD_FAILED: Words(
        QT_TRANSLATE_NOOP("wording", "Foundry Local could not load the model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The model is in Foundry Local's list, but it could not be started. A file may be missing or damaged, or "
            "memory may be short.",
        ),
        QT_TRANSLATE_NOOP("wording", "Close other programs and try again. If it fails again, convert the model anew."),
    ),
    FailureKind.REFERENCE_UNFIT: Words(
        QT_TRANSLATE_NOOP("wording", "It cannot be compared with this model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{path}” is not what the installed model was made from, or Hugging Face's libraries cannot run it here.",
        ),
        QT_TRANSLATE_NOOP(
            "wording", "Choose the folder that the installed model was converted from, or measure it without one."
        ),
    ),
    FailureKind.CHAT_FAILED: Words(
        QT_TRANSLATE_NOOP("wording", "The model gave no answer"),
        QT_TRANSLATE_NOOP("wording", "Foundry Local stopped with an error while it was answering."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Ask again. If it fails again, install the model anew or copy the report and send it to us.",
        ),
    ),
    FailureKind.ANSWERS_DIFFER: Words(
        QT_TRANSLATE_NOOP("wording", "Foundry Local answers otherwise than it should"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Before a model counts as installed, Foundry Local and the runtime beneath it are asked the same question. "
            "Their answers were not the same, so the model was not installed. Nothing else was changed.",
        ),
        QT_TRANSLATE_NOOP(
            "wording", "Try again. If it fails again, convert the model anew, or copy the report and send it to us."
        ),
    ),
    FailureKind.PROMPT_TOO_LONG: Words(
        QT_TRANSLATE_NOOP("wording", "The text is too long for this model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The conversation and your question together are longer than what the model can read at once ({context} "
            "tokens).",
        ),
        QT_TRANSLATE_NOOP("wording", "Shorten your question or start a new conversation."),
    ),
    FailureKind.FILE_TOO_LARGE: Words(
        QT_TRANSLATE_NOOP("wording", "The drive cannot hold so large a file"),
        QT_TRANSLATE_NOOP(
            "wording", "The drive with “{path}” is formatted as FAT32, on which a file has at most 4 GB."
        ),
        QT_TRANSLATE_NOOP("wording", "Choose another drive, or format this one as exFAT, which deletes what is on it."),
    ),
    FailureKind.OUT_OF_MEMORY: Words(
        QT_TRANSLATE_NOOP("wording", "The computer ran out of memory"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The work needed more memory than was free, and the system ended it. Your original model was not changed.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Close other programs, above all web browsers, and try again. If it fails again, choose a smaller model.",
        ),
    ),
    FailureKind.CRASHED: Words(
        QT_TRANSLATE_NOOP("wording", "The work ended unexpectedly"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The program that does the work in the background stopped without saying why (code {code}). Your original "
            "model was not changed.",
        ),
        QT_TRANSLATE_NOOP("wording", "Try again. If it happens again, copy the report and send it to us."),
    ),
    FailureKind.CANCELLED: Words(
        QT_TRANSLATE_NOOP("wording", "You stopped it"),
        QT_TRANSLATE_NOOP("wording", "The work was cancelled. What was half done is deleted again."),
        QT_TRANSLATE_NOOP("wording", "Start again whenever you like."),
    ),
    FailureKind.INTERNAL: Words(
        QT_TRANSLATE_NOOP("wording", "Something went wrong in the installer"),
        QT_TRANSLATE_NOOP("wording", "This is a mistake of ours, not of yours. Your original model was not changed."),
        QT_TRANSLATE_NOOP("wording", "Copy the report and send it to us."),
    ),
}

# Said instead when the fact is there.
WITH_A_FACT: dict[tuple[FailureKind, str], Words] = {
    (FailureKind.LOAD_FAILED, "missing"): Words(
        QT_TRANSLATE_NOOP("wording", "Part of the model is missing"),
        QT_TRANSLATE_NOOP("wording", "The file “{missing}” in “{path}” is gone or incomplete."),
        QT_TRANSLATE_NOOP("wording", "Put it back, for example from the trash, or install the model again."),
    ),
    (FailureKind.DESTINATION_EXISTS, "file"): Words(
        QT_TRANSLATE_NOOP("wording", "A file of this name already exists"),
        QT_TRANSLATE_NOOP("wording", "“{path}” already exists, and nothing of yours is overwritten unasked."),
        QT_TRANSLATE_NOOP(
            "wording", "Choose another name, or move that file away. In a terminal, --replace replaces it."
        ),
    ),
    (FailureKind.DISK_FULL, "needed_bytes"): Words(
        QT_TRANSLATE_NOOP("wording", "There is not enough space on the disk"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The work needs {needed_bytes}, but only {free_bytes} are free on the disk with “{path}”.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Free some space, for example by emptying the recycle bin, or choose a folder on another disk.",
        ),
    ),
    (FailureKind.CRASHED, "killed"): Words(
        QT_TRANSLATE_NOOP("wording", "The work was ended from outside"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Somebody, or another program, ended the program that does the work in the background. There was enough "
            "memory. Your original model was not changed.",
        ),
        QT_TRANSLATE_NOOP("wording", "Try again, and do not end it in the system's list of programs."),
    ),
    (FailureKind.CANCELLED, "path"): Words(
        QT_TRANSLATE_NOOP("wording", "You stopped it"),
        QT_TRANSLATE_NOOP("wording", "What has been done so far is kept, so that it can go on from there: “{path}”."),
        QT_TRANSLATE_NOOP("wording", "Start again whenever you like."),
    ),
    (FailureKind.CRASHED, "ended"): Words(
        QT_TRANSLATE_NOOP("wording", "The work was ended from outside"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Somebody, another program, or the system because memory was short, ended the program that does the work "
            "in the background. Your original model was not changed.",
        ),
        QT_TRANSLATE_NOOP("wording", "Close other programs and try again."),
    ),
    (FailureKind.OUT_OF_MEMORY, "needed_bytes"): Words(
        QT_TRANSLATE_NOOP("wording", "There is not enough memory"),
        QT_TRANSLATE_NOOP("wording", "The work needs about {needed_bytes} of memory, but only {free_bytes} are free."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Close other programs, above all web browsers, and try again, or choose a smaller model.",
        ),
    ),
    (FailureKind.NOT_A_CONVERTED_MODEL, "missing"): Words(
        QT_TRANSLATE_NOOP("wording", "This is not a whole converted model"),
        QT_TRANSLATE_NOOP("wording", "“{path}” should also hold these files: {missing}."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose the folder that a conversion made, or convert the original model first.",
        ),
    ),
}

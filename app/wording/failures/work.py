"""How a job may fail, but for the place that it writes to."""

from app.core.failures import FailureKind, Variant
from app.wording.words import QT_TR_NOOP, Words

FAILURES: dict[FailureKind, Words] = {
    FailureKind.OUT_OF_LIMITS: Words(
        QT_TR_NOOP("No precision is within these limits"),
        QT_TR_NOOP(
            "The smallest would take {smallest_bytes} and write about {speed} words a second on this computer. Nothing "
            "was converted."
        ),
        QT_TR_NOOP("Allow more, or fine-tune a smaller model."),
    ),
    FailureKind.REQUIREMENT_NOT_MET: Words(
        QT_TR_NOOP("This computer is missing something"),
        QT_TR_NOOP("Something that is needed was not found: {name}."),
        QT_TR_NOOP("Go back to the page “This computer”, which lists what is missing and how to get it."),
    ),
    FailureKind.BAD_WEIGHTS: Words(
        QT_TR_NOOP("The model is damaged"),
        QT_TR_NOOP(
            "Its weights “{name}” hold values that are no numbers (NaN or infinity), so it could only answer nonsense. "
            "That happens when a training goes wrong."
        ),
        QT_TR_NOOP("Use an earlier checkpoint of the training, or train again with a smaller learning rate."),
    ),
    FailureKind.BAD_TRAINING_FILE: Words(
        QT_TR_NOOP("This is no training file that can be read"),
        QT_TR_NOOP(
            "In “{file}” no question with an answer and no text was found. Alpaca, ShareGPT, “messages” and tables "
            "with a column for the question and one for the answer are understood."
        ),
        QT_TR_NOOP("Choose the file that the model was trained with, or go on without one."),
    ),
    FailureKind.BAD_QUESTIONS: Words(
        QT_TR_NOOP("There is no question in this file"),
        QT_TR_NOOP(
            "In “{file}” no line could be used. A table needs a first line that names its columns: question, and where "
            "you like expected, judge and system. JSON lines and training files are understood too."
        ),
        QT_TR_NOOP("Correct the file, or write one question a line."),
    ),
    FailureKind.CHECKPOINT_CHANGED: Words(
        QT_TR_NOOP("The model was changed meanwhile"),
        QT_TR_NOOP(
            "Something wrote to the files in “{path}” while they were being converted, perhaps a training that is "
            "still running. The result would have been a mixture, so it was deleted."
        ),
        QT_TR_NOOP("Wait until the model has been saved completely, then convert it again."),
    ),
    FailureKind.CONVERSION_FAILED: Words(
        QT_TR_NOOP("The model could not be converted"),
        QT_TR_NOOP("The conversion stopped with an error. Your original model was not changed."),
        QT_TR_NOOP("Try again with another precision. If that fails too, copy the report and send it to us."),
    ),
    FailureKind.VERIFICATION_FAILED: Words(
        QT_TR_NOOP("The converted model does not work"),
        QT_TR_NOOP(
            "The conversion ended, but the new model could not be loaded or gave no sensible answer, so it was "
            "deleted. Your original model was not changed."
        ),
        QT_TR_NOOP("Try again with another precision. If that fails too, copy the report and send it to us."),
    ),
    FailureKind.NOT_A_CONVERTED_MODEL: Words(
        QT_TR_NOOP("This is not a converted model"),
        QT_TR_NOOP(
            "“{path}” is missing a file that a converted model needs, for example “genai_config.json” or “model.onnx”."
        ),
        QT_TR_NOOP("Choose the folder that a conversion made, or convert the original model first."),
    ),
    FailureKind.UNSAFE_MODEL: Words(
        QT_TR_NOOP("This model is not safe"),
        QT_TR_NOOP(
            "Its file “{file}” leads to other files of this computer or to program code, or asks the runtime for what "
            "no model needs. It is not used."
        ),
        QT_TR_NOOP("Delete it, unless you can trust whoever made it; then ask for a new one."),
    ),
    FailureKind.REGISTRATION_FAILED: Words(
        QT_TR_NOOP("Foundry Local did not accept the model"),
        QT_TR_NOOP("The model could not be added to Foundry Local's list. The converted files are still there."),
        QT_TR_NOOP("Close other programs that use Foundry Local and try again, perhaps with another name."),
    ),
    FailureKind.LOAD_FAILED: Words(
        QT_TR_NOOP("Foundry Local could not load the model"),
        QT_TR_NOOP(
            "The model is in Foundry Local's list, but it could not be started. A file may be missing or damaged, or "
            "memory may be short."
        ),
        QT_TR_NOOP("Close other programs and try again. If it fails again, convert the model again."),
    ),
    FailureKind.REFERENCE_UNFIT: Words(
        QT_TR_NOOP("It cannot be compared with this model"),
        QT_TR_NOOP(
            "“{path}” is not what the installed model was made from, or Hugging Face's libraries cannot run it here."
        ),
        QT_TR_NOOP("Choose the folder that the installed model was converted from, or measure it without one."),
    ),
    FailureKind.CHAT_FAILED: Words(
        QT_TR_NOOP("The model gave no answer"),
        QT_TR_NOOP("Foundry Local stopped with an error while it was answering."),
        QT_TR_NOOP("Ask again. If it fails again, install the model again or copy the report and send it to us."),
    ),
    FailureKind.ANSWERS_DIFFER: Words(
        QT_TR_NOOP("Foundry Local answers otherwise than it should"),
        QT_TR_NOOP(
            "Before a model counts as installed, Foundry Local and the runtime beneath it are asked the same question. "
            "Their answers were not the same, so the model was not installed. Nothing else was changed."
        ),
        QT_TR_NOOP("Try again. If it fails again, convert the model again, or copy the report and send it to us."),
    ),
    FailureKind.PROMPT_TOO_LONG: Words(
        QT_TR_NOOP("The text is too long for this model"),
        QT_TR_NOOP(
            "The conversation and your question together are longer than what the model can read at once ({context} "
            "tokens)."
        ),
        QT_TR_NOOP("Shorten your question or start a new conversation."),
    ),
    FailureKind.OUT_OF_MEMORY: Words(
        QT_TR_NOOP("The computer ran out of memory"),
        QT_TR_NOOP(
            "The work needed more memory than was free, and the system ended it. Your original model was not changed."
        ),
        QT_TR_NOOP(
            "Close other programs, above all web browsers, and try again. If it fails again, choose a smaller model."
        ),
    ),
    FailureKind.CRASHED: Words(
        QT_TR_NOOP("The work ended unexpectedly"),
        QT_TR_NOOP(
            "The program that does the work in the background stopped without saying why (code {code}). Your original "
            "model was not changed."
        ),
        QT_TR_NOOP("Try again. If it happens again, copy the report and send it to us."),
    ),
    FailureKind.CANCELLED: Words(
        QT_TR_NOOP("You stopped it"),
        QT_TR_NOOP("The work was cancelled. What was half done has been deleted."),
        QT_TR_NOOP("Start again whenever you like."),
    ),
    FailureKind.INTERNAL: Words(
        QT_TR_NOOP("Something went wrong in the installer"),
        QT_TR_NOOP("This is a mistake of ours, not of yours. Your original model was not changed."),
        QT_TR_NOOP("Copy the report and send it to us."),
    ),
}

# Said instead in a special situation.
SITUATIONS: dict[tuple[FailureKind, Variant], Words] = {
    (FailureKind.LOAD_FAILED, Variant.FILES): Words(
        QT_TR_NOOP("Part of the model is missing"),
        QT_TR_NOOP("The file “{missing}” in “{path}” is gone or incomplete."),
        QT_TR_NOOP("Put it back, for example from the trash, or install the model again."),
    ),
    (FailureKind.CRASHED, Variant.KILLED): Words(
        QT_TR_NOOP("The work was ended from outside"),
        QT_TR_NOOP(
            "Somebody, or another program, ended the program that does the work in the background. There was enough "
            "memory. Your original model was not changed."
        ),
        QT_TR_NOOP("Try again, and do not end it in the system's list of programs."),
    ),
    (FailureKind.CRASHED, Variant.SILENT): Words(
        QT_TR_NOOP("The work stood still"),
        QT_TR_NOOP(
            "The program that does the work in the background has done nothing for {minutes} minutes, so it was "
            "ended. A drive that does not answer, or another program that has stopped it, can be the reason."
        ),
        QT_TR_NOOP("Check that the drives are connected, and try again."),
    ),
    (FailureKind.BAD_TEMPLATE, Variant.TRAP): Words(
        QT_TR_NOOP("The chat template does not come to an end"),
        QT_TR_NOOP(
            "For this question the model's chat template takes more time or memory than any template needs, so the "
            "answer was ended. Other questions can be asked."
        ),
        QT_TR_NOOP("Ask otherwise. If it happens again, do not use a model of whoever made it."),
    ),
    (FailureKind.BAD_CONFIG, Variant.TRAP): Words(
        QT_TR_NOOP("The tokenizer does not come to an end"),
        QT_TR_NOOP(
            "The file “{file}” makes any text so large, or so slow to read, that the computer would have no memory or "
            "no time left. Nothing was converted."
        ),
        QT_TR_NOOP("Use the tokenizer of the original model, or do not use a model of whoever made this one."),
    ),
    (FailureKind.CANCELLED, Variant.KEPT): Words(
        QT_TR_NOOP("You stopped it"),
        QT_TR_NOOP("What has been done so far is kept, so that it can go on from there: “{path}”."),
        QT_TR_NOOP("Start again whenever you like."),
    ),
    (FailureKind.CRASHED, Variant.ENDED): Words(
        QT_TR_NOOP("The work was ended from outside"),
        QT_TR_NOOP(
            "Somebody, another program, or the system because memory was short, ended the program that does the work "
            "in the background. Your original model was not changed."
        ),
        QT_TR_NOOP("Close other programs and try again."),
    ),
    (FailureKind.OUT_OF_MEMORY, Variant.MEASURED): Words(
        QT_TR_NOOP("There is not enough memory"),
        QT_TR_NOOP("The work needs about {needed_bytes} of memory, but only {free_bytes} are free."),
        QT_TR_NOOP("Close other programs, above all web browsers, and try again, or choose a smaller model."),
    ),
    (FailureKind.NOT_A_CONVERTED_MODEL, Variant.FILES): Words(
        QT_TR_NOOP("This is not a whole converted model"),
        QT_TR_NOOP("“{path}” should also hold these files: {missing}."),
        QT_TR_NOOP("Choose the folder that a conversion made, or convert the original model first."),
    ),
}

"""What may be wrong with the weight files of a model folder."""

from app.core.failures import FailureKind
from app.wording.folder import APART, ARCHIVE, FOREIGN, LINK, PAGE, PARTS, RENAMED
from app.wording.words import QT_TRANSLATE_NOOP, Words

FAILURES: dict[FailureKind, Words] = {
    FailureKind.NO_WEIGHTS: Words(
        QT_TRANSLATE_NOOP("wording", "The model's weights are missing"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The folder describes a model, but the large files with what it learnt are not there. They end in "
            "“.safetensors”.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Copy all files of the model into one folder. If you trained it yourself, save it with “save_pretrained”.",
        ),
    ),
    FailureKind.LFS_POINTER: Words(
        QT_TRANSLATE_NOOP("wording", "A file was not downloaded completely"),
        QT_TRANSLATE_NOOP("wording", "“{file}” is only a short note of Git LFS that stands for the real file."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Open a terminal in the model's folder and run “git lfs pull”, or download “{file}” from the model's page "
            "in your browser.",
        ),
    ),
    FailureKind.WEIGHTS_INCOMPLETE: Words(
        QT_TRANSLATE_NOOP("wording", "A weight file is missing or cut off"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{file}” is missing, shorter than it should be, or does not match the other files. A copy or download was"
            " probably interrupted.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Copy or download “{file}” again, and make sure that the disk was not full when the model was saved.",
        ),
    ),
    FailureKind.PICKLE_WEIGHTS: Words(
        QT_TRANSLATE_NOOP("wording", "The weights are in an unsafe format"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{file}” is a Python pickle. Opening such a file can run any program that somebody hid in it, so it is "
            "never opened here.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Save the model again with “save_pretrained(folder, safe_serialization=True)”, or download its "
            "“.safetensors” files instead.",
        ),
    ),
    FailureKind.GGUF: Words(
        QT_TRANSLATE_NOOP("wording", "This is a GGUF model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{file}” was already made for other programs, such as llama.cpp, and cannot be turned back into the "
            "original.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose the folder with the original model, which has files that end in “.safetensors”.",
        ),
    ),
    FailureKind.ALREADY_ONNX: Words(
        QT_TRANSLATE_NOOP("wording", "This model is already converted"),
        QT_TRANSLATE_NOOP("wording", "The folder holds a finished ONNX model, so there is nothing left to convert."),
        QT_TRANSLATE_NOOP(
            "wording", "It can go straight to installing. In a terminal, “model-installer deploy” does that."
        ),
    ),
    FailureKind.ALREADY_QUANTIZED: Words(
        QT_TRANSLATE_NOOP("wording", "This model was already made smaller"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Its weights were quantised before ({method}). Quantising them a second time would ruin its answers.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose the model in its full precision. If you trained with 4-bit loading (QLoRA), merge the adapter into"
            " the full-precision base model and save that.",
        ),
    ),
}

# Said instead when the fact is there.
WITH_A_FACT: dict[tuple[FailureKind, str], Words] = {
    (FailureKind.NO_WEIGHTS, "subfolder"): Words(
        QT_TRANSLATE_NOOP("wording", "The model is deeper inside this folder"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The folder describes a model, but the large files with what it learnt are in the folder “{subfolder}” "
            "in it.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose the folder “{subfolder}”."),
    ),
    (FailureKind.NO_WEIGHTS, "apart"): APART,
    (FailureKind.NO_WEIGHTS, "renamed"): Words(
        QT_TRANSLATE_NOOP("wording", "The weight file has an unusual name"),
        QT_TRANSLATE_NOOP(
            "wording",
            "There is “{renamed}”, but a model's weights are looked for in “model.safetensors”, or in the files "
            "that “model.safetensors.index.json” lists.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "If it holds the whole model, let it be listed in a copy of the folder, or rename it to "
            "“model.safetensors”. Otherwise save the model again with “save_pretrained”.",
        ),
    ),
    (FailureKind.NO_WEIGHTS, "parts"): PARTS,
    (FailureKind.NO_WEIGHTS, "link"): LINK,
    (FailureKind.NO_WEIGHTS, "foreign"): FOREIGN,
    (FailureKind.NO_WEIGHTS, "archive"): ARCHIVE,
    (FailureKind.NO_WEIGHTS, "empty"): Words(
        QT_TRANSLATE_NOOP("wording", "The weight files are empty"),
        QT_TRANSLATE_NOOP(
            "wording",
            "They name the model's weights, but hold none of their numbers. DeepSpeed leaves such files when each "
            "process keeps its own part of the model (ZeRO-3).",
        ),
        PARTS.advice,
    ),
    (FailureKind.NO_WEIGHTS, "mistral"): Words(
        QT_TRANSLATE_NOOP("wording", "The weights are in Mistral's own layout"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{mistral}” names its weights in another way than other models do, so they cannot be read here.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Download the files of the same model that begin with “model” and end in “.safetensors” too, or save the "
            "model again with “save_pretrained”.",
        ),
    ),
    (FailureKind.WEIGHTS_INCOMPLETE, "link"): LINK,
    (FailureKind.WEIGHTS_INCOMPLETE, "page"): PAGE,
    (FailureKind.WEIGHTS_INCOMPLETE, "renamed"): RENAMED,
    (FailureKind.WEIGHTS_INCOMPLETE, "stored"): Words(
        QT_TRANSLATE_NOOP("wording", "A weight file holds an unknown kind of number"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{file}” says that a part of the model is stored as “{stored}”, which no program here can read. The file "
            "is damaged, or was written by a newer program.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Copy or download “{file}” again. If that changes nothing, let your training program save the model in "
            "bfloat16.",
        ),
    ),
    (FailureKind.WEIGHTS_INCOMPLETE, "unlisted"): Words(
        QT_TRANSLATE_NOOP("wording", "The list of the weight files is missing"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The weight files are all there, but not “{file}”, which says what each of them holds. Some training "
            "programs do not write it.",
        ),
        QT_TRANSLATE_NOOP("wording", "Let it be written in a copy of the folder."),
    ),
    (FailureKind.WEIGHTS_INCOMPLETE, "unfinished"): Words(
        QT_TRANSLATE_NOOP("wording", "A download has not finished"),
        QT_TRANSLATE_NOOP(
            "wording", "“{unfinished}” is what a browser or a program calls a file that is still being downloaded."
        ),
        QT_TRANSLATE_NOOP(
            "wording", "Wait until the download is finished, or start it again, and choose the folder again."
        ),
    ),
    (FailureKind.WEIGHTS_INCOMPLETE, "tensor"): Words(
        QT_TRANSLATE_NOOP("wording", "A part of the model is missing"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{tensor}” is not in the weight files, though every model of this kind has it. It would be filled with "
            "random numbers.",
        ),
        QT_TRANSLATE_NOOP(
            "wording", "Save or copy the whole model again. If you changed “config.json”, undo the change."
        ),
    ),
    (FailureKind.NO_WEIGHTS, "onnx"): Words(
        QT_TRANSLATE_NOOP("wording", "This model was exported to ONNX by another program"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The folder has ONNX files, but not the “genai_config.json” with which Foundry Local runs them, and"
            " no original weights.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose the folder with the original model, which has files that end in “.safetensors”.",
        ),
    ),
    (FailureKind.WEIGHTS_INCOMPLETE, "unmerged"): Words(
        QT_TRANSLATE_NOOP("wording", "The adapter was saved beside the weights, not merged"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{unmerged}” belongs to an adapter (LoRA). Saved like this, the model would forget what it learnt, or not "
            "load at all.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Let your training program merge the adapter and save the model again (“merge_and_unload” in PEFT, "
            "“merged_16bit” in Unsloth), or save the adapter alone and choose that folder.",
        ),
    ),
    (FailureKind.WEIGHTS_INCOMPLETE, "wrapped"): Words(
        QT_TRANSLATE_NOOP("wording", "The model was saved with its wrapping"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The names of its weights begin with “{wrapped}”, which training puts around a model. Nothing that loads "
            "the model finds them.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Save the model itself again, for example with “accelerator.unwrap_model(model).save_pretrained(folder)”; "
            "an adapter is merged before that.",
        ),
    ),
    (FailureKind.WEIGHTS_INCOMPLETE, "needed"): Words(
        QT_TRANSLATE_NOOP("wording", "A part of the model is missing"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The model has {needed} layers according to “config.json”, but only {found} are in its weight files.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Save or copy the model again. If you changed “config.json”, undo the change. An adapter has to be merged "
            "into its base model first.",
        ),
    ),
}

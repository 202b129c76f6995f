"""What may be wrong with the weight files of a model folder."""

from app.core.failures import FailureKind, Variant
from app.wording.failures.folder import APART, ARCHIVE, FOREIGN, LINK, PAGE, PARTS, RENAMED
from app.wording.words import QT_TR_NOOP, Words

FAILURES: dict[FailureKind, Words] = {
    FailureKind.NO_WEIGHTS: Words(
        QT_TR_NOOP("The model's weights are missing"),
        QT_TR_NOOP(
            "The folder describes a model, but the large files with what it learnt are not there. They end in "
            "“.safetensors”."
        ),
        QT_TR_NOOP(
            "Copy all files of the model into one folder. If you trained it yourself, save it with “save_pretrained”."
        ),
    ),
    FailureKind.LFS_POINTER: Words(
        QT_TR_NOOP("A file was not downloaded completely"),
        QT_TR_NOOP("“{file}” is only a short note of Git LFS that stands for the real file."),
        QT_TR_NOOP(
            "Open a terminal in the model's folder and run “git lfs pull”, or download “{file}” from the model's page "
            "in your browser."
        ),
    ),
    FailureKind.WEIGHTS_INCOMPLETE: Words(
        QT_TR_NOOP("A weight file is missing or cut off"),
        QT_TR_NOOP(
            "“{file}” is missing, shorter than it should be, or does not match the other files. A copy or download was "
            "probably interrupted."
        ),
        QT_TR_NOOP(
            "Copy or download “{file}” again, and make sure that the disk was not full when the model was saved."
        ),
    ),
    FailureKind.PICKLE_WEIGHTS: Words(
        QT_TR_NOOP("The weights are in an unsafe format"),
        QT_TR_NOOP(
            "“{file}” is a Python pickle. Opening such a file can run any program that somebody hid in it, so it is "
            "never opened here."
        ),
        QT_TR_NOOP(
            "Save the model again with “save_pretrained(folder, safe_serialization=True)”, or download its "
            "“.safetensors” files instead."
        ),
    ),
    FailureKind.GGUF: Words(
        QT_TR_NOOP("This is a GGUF model"),
        QT_TR_NOOP(
            "“{file}” was already made for other programs, such as llama.cpp, and cannot be turned back into the "
            "original."
        ),
        QT_TR_NOOP("Choose the folder with the original model, which has files that end in “.safetensors”."),
    ),
    FailureKind.ALREADY_ONNX: Words(
        QT_TR_NOOP("This model is already converted"),
        QT_TR_NOOP("The folder holds a finished ONNX model, so there is nothing left to convert."),
        QT_TR_NOOP("It can go straight to installing. In a terminal, “model-installer deploy” does that."),
    ),
    FailureKind.ALREADY_QUANTIZED: Words(
        QT_TR_NOOP("This model was already made smaller"),
        QT_TR_NOOP(
            "Its weights were quantised before ({method}). Quantising them a second time would ruin its answers."
        ),
        QT_TR_NOOP(
            "Choose the model in its full precision. If you trained with 4-bit loading (QLoRA), merge the adapter into "
            "the full-precision base model and save that."
        ),
    ),
}

# Said instead in a special situation.
SITUATIONS: dict[tuple[FailureKind, Variant], Words] = {
    (FailureKind.NO_WEIGHTS, Variant.SUBFOLDER): Words(
        QT_TR_NOOP("The model is deeper inside this folder"),
        QT_TR_NOOP(
            "The folder describes a model, but the large files with what it learnt are in the folder “{subfolder}” in "
            "it."
        ),
        QT_TR_NOOP("Choose the folder “{subfolder}”."),
    ),
    (FailureKind.NO_WEIGHTS, Variant.APART): APART,
    (FailureKind.NO_WEIGHTS, Variant.RENAMED): Words(
        QT_TR_NOOP("The weight file has an unusual name"),
        QT_TR_NOOP(
            "There is “{renamed}”, but a model's weights are looked for in “model.safetensors”, or in the files that "
            "“model.safetensors.index.json” lists."
        ),
        QT_TR_NOOP(
            "If it holds the whole model, let it be listed in a copy of the folder, or rename it to "
            "“model.safetensors”. Otherwise save the model again with “save_pretrained”."
        ),
    ),
    (FailureKind.NO_WEIGHTS, Variant.PARTS): PARTS,
    (FailureKind.NO_WEIGHTS, Variant.LINK): LINK,
    (FailureKind.NO_WEIGHTS, Variant.FOREIGN): FOREIGN,
    (FailureKind.NO_WEIGHTS, Variant.ARCHIVE): ARCHIVE,
    (FailureKind.NO_WEIGHTS, Variant.EMPTY): Words(
        QT_TR_NOOP("The weight files are empty"),
        QT_TR_NOOP(
            "They name the model's weights, but hold none of their numbers. DeepSpeed leaves such files when each "
            "process keeps its own part of the model (ZeRO-3)."
        ),
        PARTS.advice,
    ),
    (FailureKind.NO_WEIGHTS, Variant.MISTRAL): Words(
        QT_TR_NOOP("The weights are in Mistral's own layout"),
        QT_TR_NOOP("“{mistral}” names its weights in another way than other models do, so they cannot be read here."),
        QT_TR_NOOP(
            "Download the files of the same model that begin with “model” and end in “.safetensors” too, or save the "
            "model again with “save_pretrained”."
        ),
    ),
    (FailureKind.WEIGHTS_INCOMPLETE, Variant.LINK): LINK,
    (FailureKind.WEIGHTS_INCOMPLETE, Variant.PAGE): PAGE,
    (FailureKind.WEIGHTS_INCOMPLETE, Variant.RENAMED): RENAMED,
    (FailureKind.WEIGHTS_INCOMPLETE, Variant.STORED): Words(
        QT_TR_NOOP("A weight file holds an unknown kind of number"),
        QT_TR_NOOP(
            "“{file}” says that a part of the model is stored as “{stored}”, which no program here can read. The file "
            "is damaged, or was written by a newer program."
        ),
        QT_TR_NOOP(
            "Copy or download “{file}” again. If that changes nothing, let your training program save the model in "
            "bfloat16."
        ),
    ),
    (FailureKind.WEIGHTS_INCOMPLETE, Variant.UNLISTED): Words(
        QT_TR_NOOP("The list of the weight files is missing"),
        QT_TR_NOOP(
            "The weight files are all there, but not “{file}”, which says what each of them holds. Some training "
            "programs do not write it."
        ),
        QT_TR_NOOP("Let it be written in a copy of the folder."),
    ),
    (FailureKind.WEIGHTS_INCOMPLETE, Variant.UNFINISHED): Words(
        QT_TR_NOOP("A download has not finished"),
        QT_TR_NOOP("“{unfinished}” is what a browser or a program calls a file that is still being downloaded."),
        QT_TR_NOOP("Wait until the download is finished, or start it again, and choose the folder again."),
    ),
    (FailureKind.WEIGHTS_INCOMPLETE, Variant.TENSOR): Words(
        QT_TR_NOOP("A part of the model is missing"),
        QT_TR_NOOP(
            "“{tensor}” is not in the weight files, though every model of this kind has it. It would be filled with "
            "random numbers."
        ),
        QT_TR_NOOP("Save or copy the whole model again. If you changed “config.json”, undo the change."),
    ),
    (FailureKind.NO_WEIGHTS, Variant.ONNX): Words(
        QT_TR_NOOP("This model was exported to ONNX by another program"),
        QT_TR_NOOP(
            "The folder has ONNX files, but not the “genai_config.json” with which Foundry Local runs them, and no "
            "original weights."
        ),
        QT_TR_NOOP("Choose the folder with the original model, which has files that end in “.safetensors”."),
    ),
    (FailureKind.WEIGHTS_INCOMPLETE, Variant.UNMERGED): Words(
        QT_TR_NOOP("The adapter was saved beside the weights, not merged"),
        QT_TR_NOOP(
            "“{unmerged}” belongs to an adapter (LoRA). Saved like this, the model would forget what it learnt, or not "
            "load at all."
        ),
        QT_TR_NOOP(
            "Let your training program merge the adapter and save the model again (“merge_and_unload” in PEFT, "
            "“merged_16bit” in Unsloth), or save the adapter alone and choose that folder."
        ),
    ),
    (FailureKind.WEIGHTS_INCOMPLETE, Variant.WRAPPED): Words(
        QT_TR_NOOP("The model was saved with its wrapping"),
        QT_TR_NOOP(
            "The names of its weights have “{wrapped}” in them, which training puts around a model. Nothing that loads "
            "the model finds them."
        ),
        QT_TR_NOOP(
            "Let them have their own names in a copy of the folder. Or save the model itself again, for example with "
            "“accelerator.unwrap_model(model).save_pretrained(folder)”; an adapter that is not merged yet would be "
            "missing."
        ),
    ),
    (FailureKind.WEIGHTS_INCOMPLETE, Variant.NAMES): Words(
        QT_TR_NOOP("The weights have the names of another kind of model"),
        QT_TR_NOOP(
            "“{name}” and its like are in the weight files, but this kind of model looks for “{needed}” and its like. "
            "It would find none of its weights, and be filled with random numbers."
        ),
        QT_TR_NOOP(
            "Convert the weights with the script of the program that wrote them, or let it save the model with "
            "“save_pretrained”."
        ),
    ),
    (FailureKind.WEIGHTS_INCOMPLETE, Variant.JOINED): Words(
        QT_TR_NOOP("Several weights are joined in one"),
        QT_TR_NOOP(
            "“{joined}” holds what this kind of model has in weights of their own, as some training programs join "
            "them. Nothing that loads the model finds them, and random numbers would take their place."
        ),
        QT_TR_NOOP(
            "Let your training program save the model in the layout of Hugging Face. Or let them be cut apart in a "
            "copy, in the usual order: query, key, value; gate, up. Whether this program used that order, the files do "
            "not say: if the answers make no sense, it did not."
        ),
    ),
    (FailureKind.WEIGHTS_INCOMPLETE, Variant.DIVIDED): Words(
        QT_TR_NOOP("Weights lie apart that belong together"),
        QT_TR_NOOP(
            "This kind of model has “{joined}” and its neighbours in one weight. Nothing that loads the model finds "
            "them apart, and random numbers would take their place."
        ),
        QT_TR_NOOP("Let them be joined in a copy of the folder."),
    ),
    (FailureKind.ALREADY_QUANTIZED, Variant.LEFT_OVER): Words(
        QT_TR_NOOP("The settings say “quantised”, but the weights are not"),
        QT_TR_NOOP(
            "“config.json” still says that the weights were made smaller ({method}), as a training with 4-bit loading "
            "leaves it. All of them are there in their full size as {found}, {size_bytes} altogether."
        ),
        QT_TR_NOOP("Let the note be left out in a copy of the folder."),
    ),
    (FailureKind.WEIGHTS_INCOMPLETE, Variant.LAYERS): Words(
        QT_TR_NOOP("A part of the model is missing"),
        QT_TR_NOOP(
            "The model has {needed} layers according to “config.json”, but only {found} are in its weight files."
        ),
        QT_TR_NOOP(
            "Save or copy the model again. If you changed “config.json”, undo the change. An adapter has to be merged "
            "into its base model first."
        ),
    ),
}

"""What may be wrong with a model folder."""

from app.core.failures import FailureKind
from app.wording.words import QT_TRANSLATE_NOOP, Words

FAILURES: dict[FailureKind, Words] = {
    FailureKind.NOT_A_MODEL: Words(
        QT_TRANSLATE_NOOP("wording", "This folder holds no model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "A model folder has a file named “config.json” and one or more files that end in “.safetensors”. They are "
            "not in “{path}”.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose the folder that your training program saved the model to. It is often called “final”, “merged” or "
            "“checkpoint”.",
        ),
    ),
    FailureKind.UNREADABLE: Words(
        QT_TRANSLATE_NOOP("wording", "A file cannot be read"),
        QT_TRANSLATE_NOOP("wording", "The computer refused to read “{path}”: {reason}."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Check that the disk is connected and that you may open the file. If the folder is synchronised with a "
            "cloud, make its files available offline.",
        ),
    ),
    FailureKind.BAD_CONFIG: Words(
        QT_TRANSLATE_NOOP("wording", "A file of the model is damaged"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{file}” is missing something that every model needs, or it is not what its name says.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Copy or download “{file}” again from where the model came from. If you edited it, undo the change.",
        ),
    ),
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
    FailureKind.ADAPTER_ONLY: Words(
        QT_TRANSLATE_NOOP("wording", "This is an adapter, not a whole model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The folder holds only what your training changed (LoRA). The base model that it belongs to is missing: "
            "{base}.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Put the folder of the base model beside this one, or say where it is; the two are then merged.",
        ),
    ),
    FailureKind.ADAPTER_UNSUPPORTED: Words(
        QT_TRANSLATE_NOOP("wording", "This kind of adapter cannot be merged here"),
        QT_TRANSLATE_NOOP("wording", "It uses “{method}”, and only LoRA, rsLoRA and DoRA can be merged exactly."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Let your training program save the merged model (often called “merge and save”), and choose that folder.",
        ),
    ),
    FailureKind.ADAPTER_MISMATCH: Words(
        QT_TRANSLATE_NOOP("wording", "The adapter does not belong to this base model"),
        QT_TRANSLATE_NOOP("wording", "Some of its weights have no place in the base model, or another shape."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose the base model that the adapter was trained on. If training added new words to the tokenizer, let "
            "your training program save the merged model instead.",
        ),
    ),
    FailureKind.BASE_MODEL: Words(
        QT_TRANSLATE_NOOP("wording", "This may be a model without chat training"),
        QT_TRANSLATE_NOOP(
            "wording",
            "It only stops where a document ends, as models do that continue texts. Such a model rambles "
            "instead of answering.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "If you trained it to chat, everything is fine. Otherwise choose the “Instruct” or “Chat” variant "
            "of the model.",
        ),
    ),
    FailureKind.SYNCED_FOLDER: Words(
        QT_TRANSLATE_NOOP("wording", "The folder is synchronised with {name}"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Files that are only in the cloud are downloaded when they are read, and large files are uploaded "
            "again and again.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Make the folder available offline, or copy the model to a folder that is not synchronised.",
        ),
    ),
    FailureKind.SLOW_DRIVE: Words(
        QT_TRANSLATE_NOOP("wording", "The folder is on a drive that may go away"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The model is on a removable or network drive. Reading it is slow, and fails when the drive is "
            "disconnected.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Leave the drive connected until the model is converted, or copy the folder to this computer's own disk.",
        ),
    ),
    FailureKind.PATH_TOO_LONG: Words(
        QT_TRANSLATE_NOOP("wording", "The path is too long for Windows"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{path}” has {found} characters, and many Windows programs open at most {needed}.",
        ),
        QT_TRANSLATE_NOOP("wording", "Move the model to a folder with a shorter path, for example “C:\\models”."),
    ),
    FailureKind.DUPLICATE: Words(
        QT_TRANSLATE_NOOP("wording", "A model from a folder of this name is already installed"),
        QT_TRANSLATE_NOOP("wording", "“{name}” was made from a folder of the same name."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Nothing needs to be done if you want a new version of it. Otherwise you can go on with the installed one.",
        ),
    ),
    FailureKind.MEND_IMPOSSIBLE: Words(
        QT_TRANSLATE_NOOP("wording", "This cannot be mended automatically"),
        QT_TRANSLATE_NOOP("wording", "The installer found nothing in these files that it could put right."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Take it from the base model: choose the folder of the model that you started your training from, or ask "
            "whoever made the model.",
        ),
    ),
}

# Said instead when the fact is there.
WITH_A_FACT: dict[tuple[FailureKind, str], Words] = {
    (FailureKind.NOT_A_MODEL, "names"): Words(
        QT_TRANSLATE_NOOP("wording", "There are several models in this folder"),
        QT_TRANSLATE_NOOP("wording", "“{path}” itself holds no model, but these folders in it do: {names}."),
        QT_TRANSLATE_NOOP("wording", "Choose one of them. If you do not know which, “{subfolder}” is the likeliest."),
    ),
    (FailureKind.NOT_A_MODEL, "subfolder"): Words(
        QT_TRANSLATE_NOOP("wording", "The model is deeper inside this folder"),
        QT_TRANSLATE_NOOP("wording", "“{path}” itself holds no model, but the folder “{subfolder}” in it does."),
        QT_TRANSLATE_NOOP("wording", "Choose the folder “{subfolder}”."),
    ),
    (FailureKind.NOT_A_MODEL, "archive"): Words(
        QT_TRANSLATE_NOOP("wording", "The model is still packed"),
        QT_TRANSLATE_NOOP("wording", "“{archive}” is a packed file. A model is read from an ordinary folder."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Unpack it (on Windows: right click, “Extract all”; on a Mac: double click), then choose the folder "
            "that comes out.",
        ),
    ),
    (FailureKind.NOT_A_MODEL, "renamed"): Words(
        QT_TRANSLATE_NOOP("wording", "A file of the model has another name"),
        QT_TRANSLATE_NOOP(
            "wording",
            "There is “{renamed}”, which is probably “{needed}”. Programs add such endings when a file is "
            "downloaded twice or saved as text.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Rename it to “{needed}”, see that the other files have no such endings, and choose the folder again.",
        ),
    ),
    (FailureKind.NOT_A_MODEL, "weights"): Words(
        QT_TRANSLATE_NOOP("wording", "The file “{needed}” is missing"),
        QT_TRANSLATE_NOOP(
            "wording", "There is “{weights}”, but not the file “{needed}”, which says what kind of model it belongs to."
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Copy all files of the model into this folder, not only the largest one, and choose the folder again.",
        ),
    ),
    (FailureKind.NOT_A_MODEL, "a_file"): Words(
        QT_TRANSLATE_NOOP("wording", "This is a file, not a folder"),
        QT_TRANSLATE_NOOP("wording", "“{a_file}” alone is no model. A model is a folder with several files."),
        QT_TRANSLATE_NOOP("wording", "Choose the folder that holds “{a_file}” and the other files of the model."),
    ),
    (FailureKind.NOT_A_MODEL, "gone"): Words(
        QT_TRANSLATE_NOOP("wording", "There is no such folder"),
        QT_TRANSLATE_NOOP("wording", "“{path}” is not there, or not any more."),
        QT_TRANSLATE_NOOP("wording", "Check that the disk is connected, and choose the folder again."),
    ),
    (FailureKind.ADAPTER_ONLY, "quantized"): Words(
        QT_TRANSLATE_NOOP("wording", "The adapter needs its base model in full precision"),
        QT_TRANSLATE_NOOP(
            "wording",
            "An adapter (LoRA) is merged into its base model. The one that was found, “{quantized}”, was made "
            "smaller (quantised), and nothing can be merged into that.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Download the full-precision model, “{full}”, and choose its folder as the base model. Its name is the "
            "same without the ending such as “-bnb-4bit”.",
        ),
    ),
    (FailureKind.ADAPTER_ONLY, "subfolder"): Words(
        QT_TRANSLATE_NOOP("wording", "This is an adapter; the whole model is deeper inside"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The folder holds only what your training changed (LoRA), but the folder “{subfolder}” in it holds a "
            "whole model.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose the folder “{subfolder}” if your training program merged the model there. Otherwise say where "
            "the base model is.",
        ),
    ),
    (FailureKind.ADAPTER_ONLY, "full"): Words(
        QT_TRANSLATE_NOOP("wording", "This is an adapter, not a whole model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The folder holds only what your training changed (LoRA). The base model that it belongs to is missing: "
            "{full}. Training used a smaller form of it, {base}, which cannot be merged.",
        ),
        QT_TRANSLATE_NOOP(
            "wording", "Download “{full}”, put its folder beside this one, or say where it is; the two are then merged."
        ),
    ),
    (FailureKind.SYNCED_FOLDER, "file"): Words(
        QT_TRANSLATE_NOOP("wording", "A file is only in the cloud"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{file}” is not on this computer. A cloud service would have to download it first, which takes long and "
            "fails without the internet.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Right-click the folder and choose “Always keep on this device” (on a Mac: “Download now”), wait until it "
            "is done, and choose the folder again.",
        ),
    ),
    (FailureKind.NO_WEIGHTS, "subfolder"): Words(
        QT_TRANSLATE_NOOP("wording", "The whole model is deeper inside this folder"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The folder describes a model, but the large files with what it learnt are in the folder “{subfolder}” "
            "in it.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose the folder “{subfolder}”."),
    ),
    (FailureKind.NO_WEIGHTS, "renamed"): Words(
        QT_TRANSLATE_NOOP("wording", "The weight file has an unusual name"),
        QT_TRANSLATE_NOOP(
            "wording",
            "There is “{renamed}”, but a model's weights are looked for in “model.safetensors”, or in the files "
            "that “model.safetensors.index.json” lists.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "If it holds the whole model, rename it to “model.safetensors” and choose the folder again. Otherwise "
            "save the model again with “save_pretrained”.",
        ),
    ),
    (FailureKind.NO_WEIGHTS, "parts"): Words(
        QT_TRANSLATE_NOOP("wording", "The weights are still in pieces"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Training was spread over several processes, and “{parts}” holds the pieces as each of them saved its own.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Let your training program put them together: “zero_to_fp32.py” in this folder does it for DeepSpeed, "
            "“accelerate merge-weights” for FSDP. Then choose the folder again.",
        ),
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
    (FailureKind.BAD_CONFIG, "tokenizer"): Words(
        QT_TRANSLATE_NOOP("wording", "The tokenizer is damaged"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“tokenizer.json” says how text is cut into the pieces that the model knows, and it cannot be read.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Take the tokenizer files of the model that you started your training from, or copy “tokenizer.json” "
            "again.",
        ),
    ),
    (FailureKind.BAD_CONFIG, "lacks"): Words(
        QT_TRANSLATE_NOOP("wording", "“{file}” is incomplete"),
        QT_TRANSLATE_NOOP(
            "wording", "It does not say “{lacks}”, or says something impossible, and no model can be built without it."
        ),
        QT_TRANSLATE_NOOP(
            "wording", "Copy “{file}” again from where the model came from. If you edited it, undo the change."
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
    (FailureKind.UNREADABLE, "file"): Words(
        QT_TRANSLATE_NOOP("wording", "A file cannot be read"),
        QT_TRANSLATE_NOOP("wording", "The computer refused to read “{file}” in the model's folder: {reason}."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Check that the disk is connected and that you may open the file. If the folder is synchronised with a "
            "cloud, make its files available offline.",
        ),
    ),
}

"""What may be wrong with a model folder as a whole."""

from app.core.failures import FailureKind, Variant
from app.wording.words import QT_TR_NOOP, Words

FAILURES: dict[FailureKind, Words] = {
    FailureKind.NOT_A_MODEL: Words(
        QT_TR_NOOP("This folder holds no model"),
        QT_TR_NOOP(
            "A model folder has a file named “config.json” and one or more files that end in “.safetensors”. They are "
            "not in “{path}”."
        ),
        QT_TR_NOOP(
            "Choose the folder that your training program saved the model to. It is often called “final”, “merged” or "
            "“checkpoint”."
        ),
    ),
    FailureKind.BAD_CONFIG: Words(
        QT_TR_NOOP("A file of the model is damaged"),
        QT_TR_NOOP("“{file}” is missing something that every model needs, or it is not what its name says."),
        QT_TR_NOOP(
            "Copy or download “{file}” again from where the model came from. If you edited it, undo the change."
        ),
    ),
    FailureKind.BASE_MODEL: Words(
        QT_TR_NOOP("This may be a model without chat training"),
        QT_TR_NOOP(
            "It only stops where a document ends, as models do that continue texts. Such a model rambles instead of "
            "answering."
        ),
        QT_TR_NOOP(
            "If you trained it to chat, everything is fine. Otherwise choose the “Instruct” or “Chat” variant of the "
            "model."
        ),
    ),
    FailureKind.DUPLICATE: Words(
        QT_TR_NOOP("A model from a folder of this name is already installed"),
        QT_TR_NOOP("“{name}” was made from a folder of the same name."),
        QT_TR_NOOP("Go on to make a new version of it, or use the installed one."),
    ),
    FailureKind.MEND_IMPOSSIBLE: Words(
        QT_TR_NOOP("This cannot be mended automatically"),
        QT_TR_NOOP("The installer found nothing in these files that it could put right."),
        QT_TR_NOOP(
            "Take it from the base model: choose the folder of the model that you started your training from, or ask "
            "whoever made the model."
        ),
    ),
}

# Said of the folder and of its weights.
ARCHIVE = Words(
    QT_TR_NOOP("The model is still packed"),
    QT_TR_NOOP("“{archive}” is a packed file. A model is read from an ordinary folder."),
    QT_TR_NOOP(
        "Unpack it (on Windows: right click, “Extract all”; on a Mac: double click), then choose the folder that comes "
        "out."
    ),
)
RENAMED = Words(
    QT_TR_NOOP("A file of the model has another name"),
    QT_TR_NOOP(
        "There is “{renamed}”, which is probably “{needed}”. Programs add such endings when a file is downloaded twice "
        "or saved as text."
    ),
    QT_TR_NOOP("Rename it to “{needed}”, see that the other files have no such endings, and choose the folder again."),
)
FOREIGN = Words(
    QT_TR_NOOP("This model was made for another program"),
    QT_TR_NOOP("“{foreign}” is in the format of another program and cannot be turned back into the original."),
    QT_TR_NOOP("Choose the folder with the original model, which has files that end in “.safetensors”."),
)
APART = Words(
    QT_TR_NOOP("The weights are in a folder of their own"),
    QT_TR_NOOP(
        "The folder “{apart}” holds nothing but the weights, and the folder above it the other files of the model. "
        "They are read from one folder."
    ),
    QT_TR_NOOP("Copy the files that are in “{apart}” into the folder above it, and choose that folder."),
)
LINK = Words(
    QT_TR_NOOP("The folder only points to files that are not there"),
    QT_TR_NOOP(
        "“{link}” is a link to a file in another folder, and that file is gone. Hugging Face's programs keep a model's "
        "files in a folder “blobs” and links to them in “snapshots”."
    ),
    QT_TR_NOOP(
        "Copy the whole folder whose name begins with “models--” again, or download the model into a folder of its own."
    ),
)
PAGE = Words(
    QT_TR_NOOP("A web page was saved in the place of a file"),
    QT_TR_NOOP("“{page}” is a web page, and not the file whose name it has."),
    QT_TR_NOOP(
        "Download “{page}” again with the download button on the model's page. Some models can be downloaded only "
        "after signing in there."
    ),
)
PARTS = Words(
    QT_TR_NOOP("The weights are still in pieces"),
    QT_TR_NOOP(
        "Training was spread over several processes, and “{parts}” holds the pieces as each of them saved its own."
    ),
    QT_TR_NOOP(
        "Let your training program put them together: “zero_to_fp32.py” in this folder does it for DeepSpeed, "
        "“accelerate merge-weights” for FSDP. Then choose the folder again."
    ),
)

# Said instead in a special situation.
SITUATIONS: dict[tuple[FailureKind, Variant], Words] = {
    (FailureKind.DUPLICATE, Variant.SAME): Words(
        QT_TR_NOOP("This model is already installed"),
        QT_TR_NOOP("“{name}” was made from these very files."),
        QT_TR_NOOP(
            "You can go on with the installed one. Convert it again if you want another precision or another name."
        ),
    ),
    (FailureKind.DUPLICATE, Variant.ALIKE): Words(
        QT_TR_NOOP("This model is probably already installed"),
        QT_TR_NOOP(
            "“{name}” was made from a model with the same weights, as far as they were compared: a small sample of "
            "each of them."
        ),
        QT_TR_NOOP(
            "You can go on with the installed one. Convert it again if you want another precision or another name."
        ),
    ),
    (FailureKind.NOT_A_MODEL, Variant.SEVERAL): Words(
        QT_TR_NOOP("There are several models in this folder"),
        QT_TR_NOOP("“{path}” itself holds no model, but these folders in it do: {names}."),
        QT_TR_NOOP("Choose one of them. If you do not know which, “{subfolder}” is the likeliest."),
    ),
    (FailureKind.NOT_A_MODEL, Variant.SUBFOLDER): Words(
        QT_TR_NOOP("The model is deeper inside this folder"),
        QT_TR_NOOP("“{path}” itself holds no model, but the folder “{subfolder}” in it does."),
        QT_TR_NOOP("Choose the folder “{subfolder}”."),
    ),
    (FailureKind.NOT_A_MODEL, Variant.ARCHIVE): ARCHIVE,
    (FailureKind.NOT_A_MODEL, Variant.PARTS): PARTS,
    (FailureKind.NOT_A_MODEL, Variant.FOREIGN): FOREIGN,
    (FailureKind.NOT_A_MODEL, Variant.APART): APART,
    (FailureKind.NOT_A_MODEL, Variant.LINK): LINK,
    (FailureKind.BAD_CONFIG, Variant.PAGE): PAGE,
    (FailureKind.NOT_A_MODEL, Variant.RENAMED): RENAMED,
    (FailureKind.NOT_A_MODEL, Variant.WEIGHTS_ALONE): Words(
        QT_TR_NOOP("The file “{needed}” is missing"),
        QT_TR_NOOP("There is “{weights}”, but not the file “{needed}”, which says what kind of model it belongs to."),
        QT_TR_NOOP(
            "Copy all files of the model into this folder, not only the largest one, and choose the folder again."
        ),
    ),
    (FailureKind.NOT_A_MODEL, Variant.A_FILE): Words(
        QT_TR_NOOP("This is a file, not a folder"),
        QT_TR_NOOP("“{a_file}” alone is no model. A model is a folder with several files."),
        QT_TR_NOOP("Choose the folder that holds “{a_file}” and the other files of the model."),
    ),
    (FailureKind.NOT_A_MODEL, Variant.GONE): Words(
        QT_TR_NOOP("There is no such folder"),
        QT_TR_NOOP("“{path}” is not there, or not any more."),
        QT_TR_NOOP("Check that the disk is connected, and choose the folder again."),
    ),
    (FailureKind.BAD_CONFIG, Variant.REWRITE): Words(
        QT_TR_NOOP("A file is written in a way that not every program reads"),
        QT_TR_NOOP(
            "“{file}” has the invisible marks of a text editor, or a value that is impossible there. Converting the "
            "model would stop at it."
        ),
        QT_TR_NOOP("Write it again in a copy of the folder. Only the marks and such values are left out."),
    ),
    (FailureKind.BAD_CONFIG, Variant.TOKENIZER): Words(
        QT_TR_NOOP("The tokenizer is damaged"),
        QT_TR_NOOP(
            "“{file}” cannot be read. It belongs to the tokenizer, which cuts text into the pieces that the model "
            "knows."
        ),
        QT_TR_NOOP(
            "Take the tokenizer files of the model that you started your training from, or copy “{file}” again."
        ),
    ),
    (FailureKind.BAD_CONFIG, Variant.LACKS): Words(
        QT_TR_NOOP("“{file}” is incomplete"),
        QT_TR_NOOP("It does not say “{lacks}”, or says something impossible, and no model can be built without it."),
        QT_TR_NOOP("Copy “{file}” again from where the model came from. If you edited it, undo the change."),
    ),
}

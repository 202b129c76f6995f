"""What may be wrong with an adapter and its base model."""

from app.core.failures import FailureKind
from app.wording.words import QT_TRANSLATE_NOOP, Words

FAILURES: dict[FailureKind, Words] = {
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
    FailureKind.ADAPTER_BESIDE: Words(
        QT_TRANSLATE_NOOP("wording", "An adapter lies beside the whole model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The whole model is converted, and nothing of the adapter is added to it. Some training programs leave an "
            "adapter here after merging it.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "If the adapter was merged, nothing needs to be done. If this is the base model, move the files whose "
            "names begin with “adapter” to a folder of their own, and choose that one.",
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
}

# Said instead when the fact is there.
WITH_A_FACT: dict[tuple[FailureKind, str], Words] = {
    (FailureKind.ADAPTER_BESIDE, "trained"): Words(
        QT_TRANSLATE_NOOP("wording", "What was trained is in the folder beside this one"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The folder “{trained}” holds an adapter. This folder is probably the base model as it was before the "
            "training, and nothing of the adapter is added to it.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose the folder “{trained}” instead. The two are then merged."),
    ),
    (FailureKind.ADAPTER_MISMATCH, "added"): Words(
        QT_TRANSLATE_NOOP("wording", "Training added words to the tokenizer"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The adapter knows {added} more words (tokens) than the base model has room for. The two cannot be merged "
            "here.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Let your training program save the merged model (often called “merge and save”), and choose that folder.",
        ),
    ),
    (FailureKind.ADAPTER_UNSUPPORTED, "subfolder"): Words(
        QT_TRANSLATE_NOOP("wording", "This kind of adapter cannot be merged here"),
        QT_TRANSLATE_NOOP(
            "wording",
            "It uses “{method}”, and only LoRA, rsLoRA and DoRA can be merged exactly. The folder “{subfolder}” in it "
            "holds another form of what was trained.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose the folder “{subfolder}”."),
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
    (FailureKind.ADAPTER_MISMATCH, "head"): Words(
        QT_TRANSLATE_NOOP("wording", "The adapter needs a table that its base model does not have"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Training changed “{head}”, the table that chooses words, by itself. The base model reads and chooses "
            "words with one and the same table (“tie_word_embeddings”), so there is no place for it.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Let your training program save the merged model with “tie_word_embeddings” set to false, and choose that "
            "folder. Or train again without “{head}” in “modules_to_save” and “target_modules”.",
        ),
    ),
    (FailureKind.ADAPTER_ONLY, "another"): Words(
        QT_TRANSLATE_NOOP("wording", "The base model cannot be an adapter"),
        QT_TRANSLATE_NOOP(
            "wording", "“{another}” holds only what a training changed (LoRA). The whole model is missing: {base}."
        ),
        QT_TRANSLATE_NOOP("wording", "Choose the folder of the base model that training began with."),
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
}

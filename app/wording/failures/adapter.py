"""What may be wrong with an adapter and its base model."""

from app.core.failures import FailureKind, Variant
from app.wording.words import QT_TR_NOOP, Words

FAILURES: dict[FailureKind, Words] = {
    FailureKind.ADAPTER_ONLY: Words(
        QT_TR_NOOP("This is an adapter, not a whole model"),
        QT_TR_NOOP(
            "The folder holds only what your training changed (LoRA). The base model that it belongs to is missing: "
            "{base}."
        ),
        QT_TR_NOOP("Put the folder of the base model beside this one, or say where it is; the two are then merged."),
    ),
    FailureKind.ADAPTER_BESIDE: Words(
        QT_TR_NOOP("An adapter lies beside the whole model"),
        QT_TR_NOOP(
            "The whole model is converted, and nothing of the adapter is added to it. Some training programs leave an "
            "adapter here after merging it."
        ),
        QT_TR_NOOP(
            "If the adapter was merged, nothing needs to be done. If this is the base model, move the files whose "
            "names begin with “adapter” to a folder of their own, and choose that one."
        ),
    ),
    FailureKind.ADAPTER_UNSUPPORTED: Words(
        QT_TR_NOOP("This kind of adapter cannot be merged here"),
        QT_TR_NOOP("It uses “{method}”, and only LoRA, rsLoRA and DoRA can be merged exactly."),
        QT_TR_NOOP(
            "Let your training program save the merged model (often called “merge and save”), and choose that folder."
        ),
    ),
    FailureKind.ADAPTER_MISMATCH: Words(
        QT_TR_NOOP("The adapter does not belong to this base model"),
        QT_TR_NOOP("Some of its weights have no place in the base model, or another shape."),
        QT_TR_NOOP(
            "Choose the base model that the adapter was trained on. If training added new words to the tokenizer, let "
            "your training program save the merged model instead."
        ),
    ),
}

# Said instead in a special situation.
SITUATIONS: dict[tuple[FailureKind, Variant], Words] = {
    (FailureKind.ADAPTER_BESIDE, Variant.TRAINED): Words(
        QT_TR_NOOP("What was trained is in the folder beside this one"),
        QT_TR_NOOP(
            "The folder “{trained}” holds an adapter. This folder is probably the base model as it was before the "
            "training, and nothing of the adapter is added to it."
        ),
        QT_TR_NOOP("Choose the folder “{trained}” instead. The two are then merged."),
    ),
    (FailureKind.ADAPTER_MISMATCH, Variant.ADDED): Words(
        QT_TR_NOOP("Training added words to the tokenizer"),
        QT_TR_NOOP(
            "The adapter knows {added} more words (tokens) than the base model has room for. The two cannot be merged "
            "here."
        ),
        QT_TR_NOOP(
            "Let your training program save the merged model (often called “merge and save”), and choose that folder."
        ),
    ),
    (FailureKind.ADAPTER_MISMATCH, Variant.EMPTY): Words(
        QT_TR_NOOP("The adapter is empty"),
        QT_TR_NOOP(
            "Its file names weights, but holds none of their numbers. DeepSpeed leaves such a file when each process "
            "keeps its own part of the model (ZeRO-3). What was trained is not in it."
        ),
        QT_TR_NOOP(
            "Save the adapter again with all parts gathered (“stage3_gather_16bit_weights_on_model_save” in "
            "DeepSpeed), or make the model of a checkpoint of the training with “zero_to_fp32.py”."
        ),
    ),
    (FailureKind.ADAPTER_MISMATCH, Variant.NAMES): Words(
        QT_TR_NOOP("Nothing in the adapter leads to a weight of the base model"),
        QT_TR_NOOP(
            "It changes “{name}” and its like, and the base model has none of them. PEFT would load it without an "
            "error, and change nothing."
        ),
        QT_TR_NOOP(
            "Choose the base model that the adapter was trained on. If that is this one, the names were written by "
            "another program: let your training program save the merged model instead."
        ),
    ),
    (FailureKind.ADAPTER_MISMATCH, Variant.TARGETS): Words(
        QT_TR_NOOP("The adapter's settings do not fit its weights"),
        QT_TR_NOOP(
            "Its weights change “{name}”, which “adapter_config.json” does not name among what was trained. PEFT would "
            "leave that out without a word, and the model would be another than you have trained."
        ),
        QT_TR_NOOP("Use the “adapter_config.json” that your training program has saved with these weights."),
    ),
    (FailureKind.ADAPTER_UNSUPPORTED, Variant.SUBFOLDER): Words(
        QT_TR_NOOP("This kind of adapter cannot be merged here"),
        QT_TR_NOOP(
            "It uses “{method}”, and only LoRA, rsLoRA and DoRA can be merged exactly. The folder “{subfolder}” in it "
            "holds another form of what was trained."
        ),
        QT_TR_NOOP("Choose the folder “{subfolder}”."),
    ),
    (FailureKind.ADAPTER_ONLY, Variant.QUANTIZED): Words(
        QT_TR_NOOP("The adapter needs its base model in full precision"),
        QT_TR_NOOP(
            "An adapter (LoRA) is merged into its base model. The one that was found, “{quantized}”, was made smaller "
            "(quantised), and nothing can be merged into that."
        ),
        QT_TR_NOOP(
            "Download the full-precision model, “{full}”, and choose its folder as the base model. Its name is the "
            "same without the ending such as “-bnb-4bit”."
        ),
    ),
    (FailureKind.ADAPTER_MISMATCH, Variant.HEAD): Words(
        QT_TR_NOOP("The adapter needs a table that its base model does not have"),
        QT_TR_NOOP(
            "Training changed “{head}”, the table that chooses words, by itself. The base model reads and chooses "
            "words with one and the same table (“tie_word_embeddings”), so there is no place for it."
        ),
        QT_TR_NOOP(
            "Let your training program save the merged model with “tie_word_embeddings” set to false, and choose that "
            "folder. Or train again without “{head}” in “modules_to_save” and “target_modules”."
        ),
    ),
    (FailureKind.ADAPTER_ONLY, Variant.ANOTHER): Words(
        QT_TR_NOOP("The base model cannot be an adapter"),
        QT_TR_NOOP("“{another}” holds only what a training changed (LoRA). The whole model is missing: {base}."),
        QT_TR_NOOP("Choose the folder of the base model that training began with."),
    ),
    (FailureKind.ADAPTER_ONLY, Variant.SUBFOLDER): Words(
        QT_TR_NOOP("This is an adapter; the whole model is deeper inside"),
        QT_TR_NOOP(
            "The folder holds only what your training changed (LoRA), but the folder “{subfolder}” in it holds a whole "
            "model."
        ),
        QT_TR_NOOP(
            "Choose the folder “{subfolder}” if your training program merged the model there. Otherwise say where the "
            "base model is."
        ),
    ),
    (FailureKind.ADAPTER_ONLY, Variant.FULL): Words(
        QT_TR_NOOP("This is an adapter, not a whole model"),
        QT_TR_NOOP(
            "The folder holds only what your training changed (LoRA). The base model that it belongs to is missing: "
            "{full}. Training used a smaller form of it, {base}, which cannot be merged."
        ),
        QT_TR_NOOP("Download “{full}”, put its folder beside this one, or say where it is; the two are then merged."),
    ),
}

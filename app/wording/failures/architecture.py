"""What can be found about a model's architecture: is it known, its sizes, settings that change its answers."""

from app.core.failures import FailureKind, Variant
from app.wording.words import QT_TR_NOOP, Words

FAILURES: dict[FailureKind, Words] = {
    FailureKind.UNSUPPORTED_ARCHITECTURE: Words(
        QT_TR_NOOP("This kind of model is not supported yet"),
        QT_TR_NOOP(
            "“{architecture}” cannot be converted reliably today: it would fail, or the result would give wrong "
            "answers."
        ),
        QT_TR_NOOP("These families work, for text alone and most of them without experts: {families}."),
    ),
    FailureKind.NOT_A_CHAT_MODEL: Words(
        QT_TR_NOOP("This model cannot chat"),
        QT_TR_NOOP(
            "“{architecture}” was made for another task, such as sorting texts, searching, translating, or working "
            "with pictures or sound."
        ),
        QT_TR_NOOP(
            "Choose a model that was trained to write answers. The name in its “config.json” ends in “ForCausalLM”."
        ),
    ),
    FailureKind.HEAD_SIZE: Words(
        QT_TR_NOOP("The model's inner sizes do not fit"),
        QT_TR_NOOP(
            "Its attention heads have size {head_size}. On a processor only multiples of 16 work, so it would fail at "
            "the first word."
        ),
        QT_TR_NOOP(
            "Choose a model with another head size. It cannot be changed after training. All well-known models are "
            "fine."
        ),
    ),
    FailureKind.CUSTOM_CODE: Words(
        QT_TR_NOOP("This model brings its own program code"),
        QT_TR_NOOP(
            "“{architecture}” works only by running Python files from its folder. Files of strangers are never run "
            "here."
        ),
        QT_TR_NOOP("Choose a model of a known family, such as Llama, Qwen, Mistral, Gemma or Phi."),
    ),
    FailureKind.ROPE_SCALING: Words(
        QT_TR_NOOP("This model's long context is not supported yet"),
        QT_TR_NOOP(
            "The model was stretched to read longer texts (“{method}”) in a way that does not exist for its family, or "
            "with numbers missing. Converted today, it would fail or give wrong answers."
        ),
        QT_TR_NOOP(
            "Choose the variant of the model with its ordinary, shorter context. Its “config.json” has no "
            "“rope_scaling”."
        ),
    ),
    FailureKind.MODEL_SETTING: Words(
        QT_TR_NOOP("A setting of this model is not supported yet"),
        QT_TR_NOOP(
            "“{architecture}” works, but not with “{setting}” as “{found}” in “config.json”. Converted today, it would "
            "give wrong answers."
        ),
        QT_TR_NOOP(
            "Choose another model of the family. The setting belongs to how the model was trained, so changing it in "
            "“config.json” does not help."
        ),
    ),
    FailureKind.MODEL_TYPE: Words(
        QT_TR_NOOP("The model's kind is contradictory"),
        QT_TR_NOOP(
            "“config.json” names the architecture “{architecture}”, which belongs to the type “{needed}”, but its "
            "“model_type” is “{found}”. It would be read as the wrong kind of model."
        ),
        QT_TR_NOOP("Copy “config.json” again from where the model came from, or set its “model_type” to “{needed}”."),
    ),
    FailureKind.LEFT_OUT: Words(
        QT_TR_NOOP("A part that only training needs is left out"),
        QT_TR_NOOP(
            "“{name}” judged the model's answers while it was trained. A chat has no use for it, so it is not "
            "converted."
        ),
        QT_TR_NOOP("Nothing needs to be done."),
    ),
    FailureKind.OWN_HEAD: Words(
        QT_TR_NOOP("The model chooses its words with a table of its own"),
        QT_TR_NOOP(
            "According to “config.json” it would read and choose words with one table (“tie_word_embeddings”), but two "
            "different ones were saved. Both are kept, as Hugging Face keeps them."
        ),
        QT_TR_NOOP("Nothing needs to be done."),
    ),
    FailureKind.WRONG_SHAPE: Words(
        QT_TR_NOOP("The weights do not fit “config.json”"),
        QT_TR_NOOP("“{name}” has the size {found}, but “config.json” asks for {needed}. Loading the model would fail."),
        QT_TR_NOOP(
            "Copy “config.json” and the weights from the same model again. If training added words to the tokenizer, "
            "save the whole model again after training."
        ),
    ),
    FailureKind.CONTEXT_LENGTH: Words(
        QT_TR_NOOP("The context length is missing"),
        QT_TR_NOOP(
            "“config.json” does not say how many tokens the model can keep in mind (“max_position_embeddings”)."
        ),
        QT_TR_NOOP("Copy “config.json” again from the model that you started your training from."),
    ),
}

# Said instead in a special situation.
SITUATIONS: dict[tuple[FailureKind, Variant], Words] = {
    (FailureKind.OWN_HEAD, Variant.TRAINED): Words(
        QT_TR_NOOP("Training made two tables of one"),
        QT_TR_NOOP(
            "The base model reads and chooses words with one table. The adapter changes it for one of the two only, so "
            "both are kept apart, as in the training."
        ),
        QT_TR_NOOP("Nothing needs to be done."),
    ),
    (FailureKind.LEFT_OUT, Variant.TENSOR): Words(
        QT_TR_NOOP("Some weights have no place in this kind of model"),
        QT_TR_NOOP(
            "The files hold {count} weights that the model which “config.json” describes does not have, such as "
            "“{name}”. They are left out, as Hugging Face leaves them out."
        ),
        QT_TR_NOOP(
            "If the model answers worse than in your training program, “config.json” lacks a setting that it had there."
        ),
    ),
    (FailureKind.LEFT_OUT, Variant.VALUE_HEAD): Words(
        QT_TR_NOOP("This may be a model that judges answers"),
        QT_TR_NOOP(
            "“{name}” gives marks to answers. It is saved with a reward model, which cannot chat, and with a chat "
            "model that was trained by such marks (PPO). It is not converted."
        ),
        QT_TR_NOOP("If this is a reward model, choose the chat model instead. Otherwise nothing needs to be done."),
    ),
    (FailureKind.LEFT_OUT, Variant.PICTURES): Words(
        QT_TR_NOOP("The model will read text, not pictures"),
        QT_TR_NOOP(
            "“{architecture}” also sees. What it needs for text is converted, all of it and exactly; the part that "
            "sees is left out.",
        ),
        QT_TR_NOOP("Nothing needs to be done."),
    ),
    (FailureKind.LEFT_OUT, Variant.SOUND): Words(
        QT_TR_NOOP("The model will read text, not sound"),
        QT_TR_NOOP(
            "“{architecture}” also hears. What it needs for text is converted, all of it and exactly; the part that "
            "hears is left out.",
        ),
        QT_TR_NOOP("Nothing needs to be done."),
    ),
    (FailureKind.LEFT_OUT, Variant.SENSES): Words(
        QT_TR_NOOP("The model will read text, not pictures or sound"),
        QT_TR_NOOP(
            "“{architecture}” also sees and hears. What it needs for text is converted, all of it and exactly; the "
            "parts that see and hear are left out.",
        ),
        QT_TR_NOOP("Nothing needs to be done."),
    ),
    (FailureKind.LEFT_OUT, Variant.ADAPTED): Words(
        QT_TR_NOOP("What training changed of seeing or hearing is left out"),
        QT_TR_NOOP(
            "The adapter also changes parts of the model that see or hear, for example “{name}”. The converted model "
            "reads text alone, so these changes have no place in it. All others are merged.",
        ),
        QT_TR_NOOP("Nothing needs to be done."),
    ),
    (FailureKind.CONTEXT_LENGTH, Variant.EXACT): Words(
        QT_TR_NOOP("Conversations are limited to what can be computed exactly"),
        QT_TR_NOOP(
            "The model can keep {found} tokens in mind, but beyond {exact} it reckons in a way that cannot be "
            "converted. The converted model keeps {exact} tokens in mind, and up to there its answers are the "
            "original's.",
        ),
        QT_TR_NOOP("Nothing needs to be done."),
    ),
    (FailureKind.HEAD_SIZE, Variant.ROTATED): Words(
        QT_TR_NOOP("The model's inner sizes do not fit"),
        QT_TR_NOOP(
            "Of each of its attention heads, {rotated} numbers carry the position. On a processor only multiples of 16 "
            "work, so it would fail at the first word."
        ),
        QT_TR_NOOP(
            "Choose a model with other sizes. They cannot be changed after training. All well-known models are fine."
        ),
    ),
    (FailureKind.CONTEXT_LENGTH, Variant.ODD): Words(
        QT_TR_NOOP("The context length is odd"),
        QT_TR_NOOP(
            "“config.json” should say how many tokens the model can keep in mind (“max_position_embeddings”), but "
            "“{found}” is no number that a model can have there."
        ),
        QT_TR_NOOP("Copy “config.json” again from the model that you started your training from."),
    ),
    (FailureKind.UNSUPPORTED_ARCHITECTURE, Variant.EXPERTS): Words(
        QT_TR_NOOP("Models of this family with experts are not supported yet"),
        QT_TR_NOOP(
            "“{architecture}” consists of many smaller networks, of which each token needs a few. The converter does "
            "not know how this model chooses among them.",
        ),
        QT_TR_NOOP("Choose a “dense” model. Most models up to 8 billion parameters are."),
    ),
    (FailureKind.UNSUPPORTED_ARCHITECTURE, Variant.EXPERTS_IN_MEMORY): Words(
        QT_TR_NOOP("Models of this family with experts are not supported yet"),
        QT_TR_NOOP(
            "“{architecture}” consists of many smaller networks, which the converter would hold in memory all at once: "
            "more than an ordinary computer has.",
        ),
        QT_TR_NOOP("Choose a “dense” model. Most models up to 8 billion parameters are."),
    ),
    (FailureKind.UNSUPPORTED_ARCHITECTURE, Variant.EXPERTS_LEFT_OUT): Words(
        QT_TR_NOOP("Models of this family with experts are not supported yet"),
        QT_TR_NOOP(
            "This model consists of many smaller networks, or “config.json” does not say that it has none. The "
            "converter would leave them out of “{architecture}” without a word, and the answers would be wrong.",
        ),
        QT_TR_NOOP("Choose a model of the family without experts, whose name often says “dense”."),
    ),
    (FailureKind.UNSUPPORTED_ARCHITECTURE, Variant.EXPERTS_UNKNOWN): Words(
        QT_TR_NOOP("Models of this family with experts are not supported yet"),
        QT_TR_NOOP(
            "This model of “{architecture}” consists of many smaller networks. Foundry Local cannot compute "
            "them on a processor: it does not know their activation.",
        ),
        QT_TR_NOOP("Choose a model of the family without experts, whose name often says “dense”."),
    ),
    (FailureKind.UNSUPPORTED_ARCHITECTURE, Variant.EXPERTS_PACKED): Words(
        QT_TR_NOOP("Fine-tuned models of this family are not supported yet"),
        QT_TR_NOOP(
            "The experts of “{architecture}” can be converted only as their maker has packed them, in 4 bits. A "
            "fine-tuned model has unpacked them.",
        ),
        QT_TR_NOOP("Choose a “dense” model. Most models up to 8 billion parameters are."),
    ),
    (FailureKind.UNSUPPORTED_ARCHITECTURE, Variant.STATE): Words(
        QT_TR_NOOP("This kind of layer is not supported yet"),
        QT_TR_NOOP(
            "“{architecture}” has layers that keep a state in the place of attention (Mamba and its like), which the "
            "converter does not know.",
        ),
        QT_TR_NOOP("These families work, for text alone and most of them without experts: {families}."),
    ),
    (FailureKind.UNSUPPORTED_ARCHITECTURE, Variant.UNLIKE_LAYERS): Words(
        QT_TR_NOOP("This kind of model is not supported yet"),
        QT_TR_NOOP(
            "The layers of “{architecture}” have several widths, and some share their memory of the text. The "
            "converter can only make them all alike.",
        ),
        QT_TR_NOOP("These families work, for text alone and most of them without experts: {families}."),
    ),
    (FailureKind.UNSUPPORTED_ARCHITECTURE, Variant.SENSES): Words(
        QT_TR_NOOP("This model also sees or hears"),
        QT_TR_NOOP(
            "“{architecture}” reads text together with pictures or sound, and the text model inside of it is of no "
            "family that can be converted.",
        ),
        QT_TR_NOOP("These families work, for text alone and most of them without experts: {families}."),
    ),
    (FailureKind.CUSTOM_CODE, Variant.IGNORED): Words(
        QT_TR_NOOP("The folder names program code of its own"),
        QT_TR_NOOP(
            "“{architecture}” is a known family, so the Python files of the folder are not needed. Files of strangers "
            "are never run here."
        ),
        QT_TR_NOOP("Nothing needs to be done."),
    ),
    (FailureKind.ROPE_SCALING, Variant.SWITCH): Words(
        QT_TR_NOOP("This model reads long texts in another way than short ones"),
        QT_TR_NOOP(
            "When a conversation grows beyond {switch} tokens, the runtime changes over one token late. That one token "
            "is chosen by numbers that are about 1 % off; all before and after it are exact."
        ),
        QT_TR_NOOP("Nothing needs to be done."),
    ),
}

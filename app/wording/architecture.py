"""What can be found about a model's architecture: is it known, its sizes, settings that change its answers."""

from app.core.failures import FailureKind
from app.wording.words import QT_TRANSLATE_NOOP, Words

FAILURES: dict[FailureKind, Words] = {
    FailureKind.UNSUPPORTED_ARCHITECTURE: Words(
        QT_TRANSLATE_NOOP("wording", "This kind of model is not supported yet"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{architecture}” cannot be converted reliably today: it would fail, or the result would give wrong "
            "answers.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "These families work: Llama, Qwen 2, 2.5 and 3, Mistral, Gemma 1, 2 and 3 for text, Phi-2, 3, 3.5 and 4, "
            "SmolLM3, Granite 3 and 4 without experts, Nemotron, OLMo 1, LFM2, ERNIE 4.5 and Hunyuan.",
        ),
    ),
    FailureKind.NOT_A_CHAT_MODEL: Words(
        QT_TRANSLATE_NOOP("wording", "This model cannot chat"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{architecture}” was made for another task, such as sorting texts, searching, translating, or working "
            "with pictures or sound.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose a model that was trained to write answers. The name in its “config.json” ends in “ForCausalLM”.",
        ),
    ),
    FailureKind.HEAD_SIZE: Words(
        QT_TRANSLATE_NOOP("wording", "The model's inner sizes do not fit"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Its attention heads have size {head_size}. On a processor only multiples of 16 work, so it would fail at "
            "the first word.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose a model with another head size. It cannot be changed after training. All well-known models are "
            "fine.",
        ),
    ),
    FailureKind.CUSTOM_CODE: Words(
        QT_TRANSLATE_NOOP("wording", "This model brings its own program code"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{architecture}” works only by running Python files from its folder. Files of strangers are never run "
            "here.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose a model of a known family, such as Llama, Qwen, Mistral, Gemma or Phi."),
    ),
    FailureKind.ROPE_SCALING: Words(
        QT_TRANSLATE_NOOP("wording", "This model's long context is not supported yet"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The model was stretched to read longer texts (“{method}”) in a way that does not exist for its family, or "
            "with numbers missing. Converted today, it would fail or give wrong answers.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose the variant of the model with its ordinary, shorter context. Its “config.json” has no "
            "“rope_scaling”.",
        ),
    ),
    FailureKind.MODEL_SETTING: Words(
        QT_TRANSLATE_NOOP("wording", "A setting of this model is not supported yet"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{architecture}” works, but not with “{setting}” as “{found}” in “config.json”. Converted today, it would "
            "give wrong answers.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose another model of the family. The setting belongs to how the model was trained, so changing it in "
            "“config.json” does not help.",
        ),
    ),
    FailureKind.MODEL_TYPE: Words(
        QT_TRANSLATE_NOOP("wording", "The model's kind is contradictory"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“config.json” names the architecture “{architecture}”, which belongs to the type “{needed}”, but "
            "its “model_type” is “{found}”. It would be read as the wrong kind of model.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Copy “config.json” again from where the model came from, or set its “model_type” to “{needed}”.",
        ),
    ),
    FailureKind.LEFT_OUT: Words(
        QT_TRANSLATE_NOOP("wording", "A part that only training needs is left out"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{name}” judged the model's answers while it was trained. A chat has no use for it, so it is not "
            "converted.",
        ),
        QT_TRANSLATE_NOOP("wording", "Nothing needs to be done."),
    ),
    FailureKind.WRONG_SHAPE: Words(
        QT_TRANSLATE_NOOP("wording", "The weights do not fit “config.json”"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{name}” has the size {found}, but “config.json” asks for {needed}. Loading the model would fail.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Copy “config.json” and the weights from the same model again. If training added words to the "
            "tokenizer, save the whole model again after training.",
        ),
    ),
    FailureKind.CONTEXT_LENGTH: Words(
        QT_TRANSLATE_NOOP("wording", "The context length is missing"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“config.json” does not say how many tokens the model can keep in mind (“max_position_embeddings”).",
        ),
        QT_TRANSLATE_NOOP("wording", "Copy “config.json” again from the model that you started your training from."),
    ),
}

# Said instead when the fact is there.
WITH_A_FACT: dict[tuple[FailureKind, str], Words] = {
    (FailureKind.LEFT_OUT, "judge"): Words(
        QT_TRANSLATE_NOOP("wording", "This may be a model that judges answers"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{name}” gives marks to answers. It is saved with a reward model, which cannot chat, and with a chat "
            "model that was trained by such marks (PPO). It is not converted.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "If this is a reward model, choose the chat model instead. Otherwise nothing needs to be done.",
        ),
    ),
    (FailureKind.HEAD_SIZE, "rotated"): Words(
        QT_TRANSLATE_NOOP("wording", "The model's inner sizes do not fit"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Of each of its attention heads, {rotated} numbers carry the position. On a processor only multiples of 16 "
            "work, so it would fail at the first word.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose a model with other sizes. They cannot be changed after training. All well-known models are fine.",
        ),
    ),
    (FailureKind.CONTEXT_LENGTH, "found"): Words(
        QT_TRANSLATE_NOOP("wording", "The context length is odd"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“config.json” should say how many tokens the model can keep in mind (“max_position_embeddings”), but "
            "“{found}” is no number that a model can have there.",
        ),
        QT_TRANSLATE_NOOP("wording", "Copy “config.json” again from the model that you started your training from."),
    ),
    (FailureKind.UNSUPPORTED_ARCHITECTURE, "experts"): Words(
        QT_TRANSLATE_NOOP("wording", "Models made of many experts are not supported yet"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{architecture}” consists of many smaller networks. Its conversion would take several times the memory "
            "of an ordinary computer.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose a “dense” model. Most models up to 8 billion parameters are."),
    ),
    (FailureKind.UNSUPPORTED_ARCHITECTURE, "senses"): Words(
        QT_TRANSLATE_NOOP("wording", "This model also sees or hears"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{architecture}” reads text together with pictures or sound. Only models for text alone can be converted "
            "today.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose the text-only model of the family, if there is one. Its name in “config.json” ends in "
            "“ForCausalLM”.",
        ),
    ),
    (FailureKind.CUSTOM_CODE, "ignored"): Words(
        QT_TRANSLATE_NOOP("wording", "The folder names program code of its own"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{architecture}” is a known family, so the Python files of the folder are not needed. Files of "
            "strangers are never run here.",
        ),
        QT_TRANSLATE_NOOP("wording", "Nothing needs to be done."),
    ),
    (FailureKind.ROPE_SCALING, "switch"): Words(
        QT_TRANSLATE_NOOP("wording", "This model reads long texts in another way than short ones"),
        QT_TRANSLATE_NOOP(
            "wording",
            "When a conversation grows beyond {switch} tokens, the runtime changes over one token late. That one token "
            "is chosen by numbers that are about 1 % off; all before and after it are exact.",
        ),
        QT_TRANSLATE_NOOP("wording", "Nothing needs to be done."),
    ),
}

"""What can be found about a model's tokenizer, its chat template and its stop tokens."""

from app.core.failures import FailureKind
from app.wording.words import QT_TRANSLATE_NOOP, Words

FAILURES: dict[FailureKind, Words] = {
    FailureKind.NO_TOKENIZER: Words(
        QT_TRANSLATE_NOOP("wording", "The file “tokenizer.json” is missing"),
        QT_TRANSLATE_NOOP(
            "wording",
            "It says how text is cut into the pieces that the model knows. Without it the model would understand "
            "nothing.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Copy “tokenizer.json” from the model that you started your training from into this folder, then choose "
            "the folder again.",
        ),
    ),
    FailureKind.NO_CHAT_TEMPLATE: Words(
        QT_TRANSLATE_NOOP("wording", "The model does not say how to chat with it"),
        QT_TRANSLATE_NOOP(
            "wording",
            "It has no chat template, the pattern that tells the model who is speaking. Foundry Local refuses to chat "
            "without it.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Copy the files “tokenizer_config.json” and, if there is one, “chat_template.jinja” from the model that "
            "you started your training from into this folder, then choose the folder again.",
        ),
    ),
    FailureKind.TEMPLATE_LIST: Words(
        QT_TRANSLATE_NOOP("wording", "The model has several chat templates, and none is the default"),
        QT_TRANSLATE_NOOP("wording", "Foundry Local uses one chat template. The folder names these: {names}."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Use the usual template of the model's family, in a copy of the folder. Or open “tokenizer_config.json” "
            "and name the template that you want “default”.",
        ),
    ),
    FailureKind.BAD_TEMPLATE: Words(
        QT_TRANSLATE_NOOP("wording", "The model's chat template has an error"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The pattern that tells the model who is speaking cannot be used as it is written.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Copy the files “tokenizer_config.json” and, if there is one, “chat_template.jinja” from the model that "
            "you started your training from into this folder, then choose the folder again.",
        ),
    ),
    FailureKind.TOKENIZER_CLASS: Words(
        QT_TRANSLATE_NOOP("wording", "Foundry Local does not know this kind of tokenizer"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“tokenizer_config.json” names “{name}”. Training programs sometimes change this name, and loading "
            "the model can then fail.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Name an ordinary tokenizer in a copy of the folder, or take the tokenizer files of the model that "
            "you started your training from.",
        ),
    ),
    FailureKind.VOCABULARY: Words(
        QT_TRANSLATE_NOOP("wording", "The tokenizer has more words than the model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The tokenizer knows {found} tokens, but the model has room for {needed}. It would fail at the "
            "first text with one of the others.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Use the tokenizer files of the model that you started your training from, or save the model again "
            "after enlarging its embedding.",
        ),
    ),
    FailureKind.STOP_TOKENS: Words(
        QT_TRANSLATE_NOOP("wording", "The model has no stop token"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Its settings do not say which token ends an answer. Answers would run on without end.",
        ),
        QT_TRANSLATE_NOOP("wording", "Complete the stop tokens in a copy of the folder."),
    ),
    FailureKind.TEMPLATE_SUBSET: Words(
        QT_TRANSLATE_NOOP("wording", "The chat template uses uncommon instructions"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Foundry Local understands a smaller template language. It may stumble over: {names}.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Nothing needs to be done now. What the model is given is compared when it is converted.",
        ),
    ),
    FailureKind.TEMPLATE_DROPS_TEXT: Words(
        QT_TRANSLATE_NOOP("wording", "The chat template seems to lose what you write"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Nothing that the template writes holds the user's text, so the model would answer without having "
            "read your question.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose the usual template of the model's family, in a copy of the folder."),
    ),
}

# Said instead when the fact is there.
WITH_A_FACT: dict[tuple[FailureKind, str], Words] = {
    (FailureKind.NO_TOKENIZER, "nearby"): Words(
        QT_TRANSLATE_NOOP("wording", "The tokenizer lies in another folder"),
        QT_TRANSLATE_NOOP(
            "wording",
            "It is in “{nearby}”, as MLflow and Azure save it. Foundry Local needs it beside the weights.",
        ),
        QT_TRANSLATE_NOOP("wording", "Let it be put beside them in a copy of the folder."),
    ),
    (FailureKind.NO_TOKENIZER, "older"): Words(
        QT_TRANSLATE_NOOP("wording", "The tokenizer is in an older format"),
        QT_TRANSLATE_NOOP(
            "wording",
            "There is “{older}”, but not the file “tokenizer.json”, which Foundry Local needs to cut text into pieces.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Take the tokenizer files of the model that you started your training from. Most models on the "
            "internet have a “tokenizer.json”.",
        ),
    ),
    (FailureKind.NO_CHAT_TEMPLATE, "older"): Words(
        QT_TRANSLATE_NOOP("wording", "The chat template is where no program looks for it"),
        QT_TRANSLATE_NOOP(
            "wording",
            "It is in “{older}”, which older versions of a training program wrote for models that see or hear. For "
            "text it is not read, and Foundry Local refuses to chat without a template.",
        ),
        QT_TRANSLATE_NOOP("wording", "Put it in its place in a copy of the folder."),
    ),
    (FailureKind.VOCABULARY, "special"): Words(
        QT_TRANSLATE_NOOP("wording", "The tokenizer names a token that it does not have"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“tokenizer_config.json” names “{special}”, which is not in “tokenizer.json”. It would get a number for "
            "which the model has no room.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Use the tokenizer files of the model that you started your training from, or save the model again "
            "after enlarging its embedding.",
        ),
    ),
    (FailureKind.TEMPLATE_LIST, "taken"): Words(
        QT_TRANSLATE_NOOP("wording", "The model has several chat templates"),
        QT_TRANSLATE_NOOP("wording", "Foundry Local uses one chat template. Of these, “{taken}” is taken: {names}."),
        QT_TRANSLATE_NOOP("wording", "Nothing needs to be done."),
    ),
    (FailureKind.STOP_TOKENS, "token"): Words(
        QT_TRANSLATE_NOOP("wording", "The model may not stop answering"),
        QT_TRANSLATE_NOOP(
            "wording",
            "An answer ends with “{token}”, but the model's settings do not list it as a stop token. Answers "
            "would run on without end.",
        ),
        QT_TRANSLATE_NOOP("wording", "Complete the stop tokens in a copy of the folder."),
    ),
}

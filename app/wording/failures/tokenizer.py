"""What can be found about a model's tokenizer, its chat template and its stop tokens."""

from app.core.failures import FailureKind, Variant
from app.core.tokenizer.texts import TextKind
from app.wording.words import QT_TR_NOOP, Words

TEXTS: dict[TextKind, str] = {
    TextKind.WORDS: QT_TR_NOOP("ordinary words"),
    TextKind.APOSTROPHES: QT_TR_NOOP("words with an apostrophe"),
    TextKind.DIGITS: QT_TR_NOOP("numbers"),
    TextKind.INDENTED: QT_TR_NOOP("indented lines"),
    TextKind.BLANKS: QT_TR_NOOP("several blanks in a line"),
    TextKind.NUMBERED: QT_TR_NOOP("numbers after an empty line"),
    TextKind.SCRIPTS: QT_TR_NOOP("other languages"),
    TextKind.EMOJI: QT_TR_NOOP("emoji"),
    TextKind.CODE: QT_TR_NOOP("program code"),
    TextKind.JSON: QT_TR_NOOP("JSON"),
    TextKind.MARKS: QT_TR_NOOP("marks of the chat template"),
    TextKind.LEADING: QT_TR_NOOP("blanks at the beginning"),
    TextKind.BLANK_LINE: QT_TR_NOOP("a line of blanks only"),
    TextKind.DECOMPOSED: QT_TR_NOOP("accents as letters of their own"),
    TextKind.ZERO: QT_TR_NOOP("the character zero"),
}
FAILURES: dict[FailureKind, Words] = {
    FailureKind.NO_TOKENIZER: Words(
        QT_TR_NOOP("The file “tokenizer.json” is missing"),
        QT_TR_NOOP(
            "It says how text is cut into the pieces that the model knows. Without it the model would understand "
            "nothing."
        ),
        QT_TR_NOOP(
            "Copy “tokenizer.json” from the model that you started your training from into this folder, then choose "
            "the folder again."
        ),
    ),
    FailureKind.NO_CHAT_TEMPLATE: Words(
        QT_TR_NOOP("The model does not say how to chat with it"),
        QT_TR_NOOP(
            "It has no chat template, the pattern that tells the model who is speaking. Foundry Local refuses to chat "
            "without it."
        ),
        QT_TR_NOOP(
            "Copy the files “tokenizer_config.json” and, if there is one, “chat_template.jinja” from the model that "
            "you started your training from into this folder, then choose the folder again."
        ),
    ),
    FailureKind.TEMPLATE_LIST: Words(
        QT_TR_NOOP("The model has several chat templates, and none is the default"),
        QT_TR_NOOP("Foundry Local uses one chat template. The folder names these: {names}."),
        QT_TR_NOOP(
            "Use the usual template of the model's family, in a copy of the folder. Or open “tokenizer_config.json” "
            "and name the template that you want “default”."
        ),
    ),
    FailureKind.BAD_TEMPLATE: Words(
        QT_TR_NOOP("The model's chat template has an error"),
        QT_TR_NOOP("The pattern that tells the model who is speaking cannot be used as it is written."),
        QT_TR_NOOP(
            "Copy the files “tokenizer_config.json” and, if there is one, “chat_template.jinja” from the model that "
            "you started your training from into this folder, then choose the folder again."
        ),
    ),
    FailureKind.TOKENIZER_CLASS: Words(
        QT_TR_NOOP("Foundry Local does not know this kind of tokenizer"),
        QT_TR_NOOP(
            "“tokenizer_config.json” names “{name}”. Training programs sometimes change this name, and loading the "
            "model can then fail."
        ),
        QT_TR_NOOP(
            "Name an ordinary tokenizer in a copy of the folder, or take the tokenizer files of the model that you "
            "started your training from."
        ),
    ),
    FailureKind.VOCABULARY: Words(
        QT_TR_NOOP("The tokenizer has more words than the model"),
        QT_TR_NOOP(
            "The tokenizer knows {found} tokens, but the model has room for {needed}. It would fail at the first text "
            "with one of the others."
        ),
        QT_TR_NOOP(
            "Use the tokenizer files of the model that you started your training from, or save the model again after "
            "enlarging its embedding."
        ),
    ),
    FailureKind.TOKENS_DIFFER: Words(
        QT_TR_NOOP("The runtime cuts text in other pieces than the training did"),
        QT_TR_NOOP(
            "Ordinary texts become other tokens than the model was trained with, such as {example} ({kind_of_text}). "
            "No equivalent settings were found. Nothing was converted, and no other precision would change it."
        ),
        QT_TR_NOOP(
            "Take the tokenizer files of the model that you started your training from, if they differ from these. "
            "Otherwise this model cannot be used exactly."
        ),
    ),
    FailureKind.SOME_TOKENS_DIFFER: Words(
        QT_TR_NOOP("Some texts are read or written otherwise than in your training"),
        QT_TR_NOOP(
            "Of a thousand texts of every kind the runtime reads or writes a few otherwise: {kind_of_text}, such as "
            "{example}. Other texts are the same."
        ),
        QT_TR_NOOP("It matters only where your questions hold texts of that kind."),
    ),
    FailureKind.STOP_TOKENS: Words(
        QT_TR_NOOP("The model has no stop token"),
        QT_TR_NOOP("Its settings do not say which token ends an answer. Answers would run on without end."),
        QT_TR_NOOP("Complete the stop tokens in a copy of the folder."),
    ),
    FailureKind.TEMPLATE_SUBSET: Words(
        QT_TR_NOOP("The chat template uses uncommon instructions"),
        QT_TR_NOOP("Foundry Local understands a smaller template language. It may stumble over: {names}."),
        QT_TR_NOOP("Nothing needs to be done now. What the model is given is compared when it is converted."),
    ),
    FailureKind.TEMPLATE_DROPS_TEXT: Words(
        QT_TR_NOOP("The chat template seems to lose what you write"),
        QT_TR_NOOP(
            "Nothing that the template writes holds the user's text, so the model would answer without having read "
            "your question."
        ),
        QT_TR_NOOP("Choose the usual template of the model's family, in a copy of the folder."),
    ),
}

# Said instead in a special situation.
SITUATIONS: dict[tuple[FailureKind, Variant], Words] = {
    (FailureKind.SOME_TOKENS_DIFFER, Variant.BY_CLASS): Words(
        QT_TR_NOOP("The newest Hugging Face programs read some texts otherwise than these files say"),
        QT_TR_NOOP(
            "transformers 5 reads this kind of tokenizer by rules of its own: {kind_of_text}, such as {example}, "
            "become other tokens there. The converted model reads them as the files say, and as transformers 4 does."
        ),
        QT_TR_NOOP("It matters only if you trained with transformers 5, and where your questions hold such texts."),
    ),
    (FailureKind.NO_TOKENIZER, Variant.NEARBY): Words(
        QT_TR_NOOP("The tokenizer lies in another folder"),
        QT_TR_NOOP("It is in “{nearby}”, as MLflow and Azure save it. Foundry Local needs it beside the weights."),
        QT_TR_NOOP("Let it be put beside them in a copy of the folder."),
    ),
    (FailureKind.NO_TOKENIZER, Variant.OLDER): Words(
        QT_TR_NOOP("The tokenizer is in an older format"),
        QT_TR_NOOP(
            "There is “{older}”, but not the file “tokenizer.json”, which Foundry Local needs to cut text into pieces."
        ),
        QT_TR_NOOP(
            "Take the tokenizer files of the model that you started your training from. Most models on the internet "
            "have a “tokenizer.json”."
        ),
    ),
    (FailureKind.NO_CHAT_TEMPLATE, Variant.OLDER): Words(
        QT_TR_NOOP("The chat template is where no program looks for it"),
        QT_TR_NOOP(
            "It is in “{older}”, which older versions of a training program wrote for models that see or hear. For "
            "text it is not read, and Foundry Local refuses to chat without a template."
        ),
        QT_TR_NOOP("Put it in its place in a copy of the folder."),
    ),
    (FailureKind.VOCABULARY, Variant.SPECIAL): Words(
        QT_TR_NOOP("The tokenizer names a token that it does not have"),
        QT_TR_NOOP(
            "“tokenizer_config.json” names “{special}”, which is not in “tokenizer.json”. The model would read it in "
            "pieces, or as a token for which it has no room."
        ),
        QT_TR_NOOP("Use the tokenizer files of the model that you started your training from."),
    ),
    (FailureKind.VOCABULARY, Variant.UNUSED): Words(
        QT_TR_NOOP("The tokenizer has a mark that this model does not use"),
        QT_TR_NOOP(
            "“{unused}” lies beyond the {needed} tokens that the model has room for. Other models of the family need "
            "it, for pictures for example; the chat template never writes it. It is left out of the converted model.",
        ),
        QT_TR_NOOP("Nothing needs to be done."),
    ),
    (FailureKind.TEMPLATE_LIST, Variant.TAKEN): Words(
        QT_TR_NOOP("The model has several chat templates"),
        QT_TR_NOOP("Foundry Local uses one chat template. Of these, “{taken}” is taken: {names}."),
        QT_TR_NOOP("Nothing needs to be done."),
    ),
    (FailureKind.STOP_TOKENS, Variant.TURN_END): Words(
        QT_TR_NOOP("The model may not stop answering"),
        QT_TR_NOOP(
            "An answer ends with “{token}”, but the model's settings do not list it as a stop token. Answers would run "
            "on without end."
        ),
        QT_TR_NOOP("Complete the stop tokens in a copy of the folder."),
    ),
}

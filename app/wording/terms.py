"""What the terms mean that people meet here, in one sentence each."""

from enum import StrEnum

from app.wording.translation import translate
from app.wording.words import QT_TR_NOOP


class Term(StrEnum):
    BITS = "bits"
    NUMBER_TYPE = "number_type"
    PARAMETERS = "parameters"
    TOKENS = "tokens"
    CHAT_TEMPLATE = "chat_template"
    END_MARK = "end_mark"
    WORD_TABLES = "word_tables"
    MODEL_ID = "model_id"
    INFERENCE_MODEL = "inference_model"
    PACKED_MODEL = "packed_model"


TERMS: dict[Term, str] = {
    Term.BITS: QT_TR_NOOP(
        "A model is a long list of numbers: the fewer bits each of them takes, the smaller and faster the model is, "
        "and the more its answers may differ from the original's."
    ),
    Term.NUMBER_TYPE: QT_TR_NOOP(
        "The kind of number that your training program saved the model in: bfloat16 and float16 take 16 bits a number, "
        "float32 takes 32."
    ),
    Term.PARAMETERS: QT_TR_NOOP(
        "The numbers that the model learnt: the more there are, the more it can know, and the larger and slower it is."
    ),
    Term.TOKENS: QT_TR_NOOP("The pieces that a model reads and writes text in: 100 tokens are about 75 English words."),
    Term.CHAT_TEMPLATE: QT_TR_NOOP(
        "The form in which a question is handed to the model, with marks for who says what; it has to be the one that "
        "the model was trained with."
    ),
    Term.END_MARK: QT_TR_NOOP(
        "The marks that the model writes when its answer is complete; you never see them in a chat."
    ),
    Term.WORD_TABLES: QT_TR_NOOP(
        "The model looks up each piece of text in a table of numbers; some models read and write by the same table, "
        "which saves space."
    ),
    Term.MODEL_ID: QT_TR_NOOP(
        "The name by which your own programs ask Foundry Local for this model; the number at its end is the version."
    ),
    Term.INFERENCE_MODEL: QT_TR_NOOP(
        "A small file beside the model that tells Foundry Local its name and the form of a question."
    ),
    Term.PACKED_MODEL: QT_TR_NOOP(
        "One file with an installed model, which this program wrote on another computer: it only needs installing."
    ),
}


def term_words(term: Term) -> str:
    return translate(TERMS[term])

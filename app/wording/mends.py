"""What the buttons say that put a model folder right."""

from app.core.findings import Mend
from app.wording.words import QT_TR_NOOP

MENDS: dict[Mend, str] = {
    Mend.TOKENIZER: QT_TR_NOOP("Take the tokenizer of the base model…"),
    Mend.TOKENIZER_BESIDE: QT_TR_NOOP("Put the tokenizer into a copy"),
    Mend.WEIGHT_LIST: QT_TR_NOOP("List the weight files in a copy"),
    Mend.TOKENIZER_CLASS: QT_TR_NOOP("Name an ordinary tokenizer in a copy"),
    Mend.STOP_TOKENS: QT_TR_NOOP("Complete the stop tokens in a copy"),
    Mend.CHAT_TEMPLATE: QT_TR_NOOP("Use the family's chat template in a copy"),
    Mend.OLDER_TEMPLATE: QT_TR_NOOP("Put it in its place in a copy"),
    Mend.REWRITE: QT_TR_NOOP("Write the file again in a copy"),
    Mend.WEIGHT_NAMES: QT_TR_NOOP("Give the weights their own names in a copy"),
    Mend.FULL_PRECISION: QT_TR_NOOP("Leave the note out in a copy"),
    Mend.BASE: QT_TR_NOOP("Choose the base model…"),
}

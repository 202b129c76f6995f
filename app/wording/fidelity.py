"""How close a converted model is to its original, in words."""

from app.core.library.fidelity import Fidelity
from app.core.recipe.recipe import Precision
from app.wording.filling import fill_text
from app.wording.translation import translate
from app.wording.words import QT_TR_NOOP

ALL = QT_TR_NOOP("It writes the same next words as the original.")
MOST = QT_TR_NOOP("It writes {share} of 100 next words as the original.")
FEW = QT_TR_NOOP("It writes only {share} of 100 next words as the original.")
LARGER = QT_TR_NOOP("Convert with {precision} to stay closer to it.")
WIDER = {Precision.INT4: Precision.INT8, Precision.INT8: Precision.FP32}


def fidelity_words(fidelity: Fidelity, precision: Precision) -> str:
    """One sentence, and what to do where it is not the same model any more."""
    share = int(100 * fidelity.same_next)
    if share == 100:
        return translate(ALL)
    told = fill_text(MOST if fidelity.usable else FEW, {"share": str(share)})
    if fidelity.usable or precision not in WIDER:
        return told
    return f"{told} {fill_text(LARGER, {'precision': WIDER[precision].value.upper()})}"

"""What came of the proof of a chat template."""

from app.core.plan import Offered, TemplateFeature, TemplateProof, TemplateVerdict
from app.translation import translate
from app.wording.filling import fill_text
from app.wording.words import QT_TRANSLATE_NOOP

VERDICTS: dict[TemplateVerdict, str] = {
    TemplateVerdict.UNTOUCHED: QT_TRANSLATE_NOOP(
        "wording", "Foundry Local reads its chat template just as it was in training."
    ),
    TemplateVerdict.REWRITTEN: QT_TRANSLATE_NOOP(
        "wording", "Its chat template was rewritten for Foundry Local, and gives the same text as in training."
    ),
    TemplateVerdict.REFUSED: QT_TRANSLATE_NOOP(
        "wording",
        "Foundry Local reads its chat template in another way than in training. This may go wrong: {features}.",
    ),
}
TOOLS = QT_TRANSLATE_NOOP(
    "wording", "It learns of functions (tools) in another way than in training, so calling them may fail."
)
NO_CALLS = QT_TRANSLATE_NOOP(
    "wording", "Foundry Local cannot tell its calls of functions (tools) from its words, so programs cannot use them."
)
CALLS = QT_TRANSLATE_NOOP(
    "wording",
    "Programs can let it call functions (tools). Of an answer with a call, Foundry Local hands on the call and none of "
    "the words around it.",
)
LEFT_OUT = QT_TRANSLATE_NOOP(
    "wording",
    "This command leaves out the model's system prompt. Send it with your question: “{prompt}”",
)
OLDER_LIMITS = QT_TRANSLATE_NOOP(
    "wording",
    "This command knows only one fixed form for each turn, so the model may understand this worse than here: "
    "{features}.",
)
FOLDED = QT_TRANSLATE_NOOP("wording", "It has no place for a system prompt, so yours is put before your first message.")
NO_SYSTEM = QT_TRANSLATE_NOOP("wording", "It takes no notice of a system prompt.")
FEATURES: dict[TemplateFeature, str] = {
    TemplateFeature.SINGLE_TURN: QT_TRANSLATE_NOOP("wording", "a first question"),
    TemplateFeature.SYSTEM: QT_TRANSLATE_NOOP("wording", "a system prompt"),
    TemplateFeature.MULTI_TURN: QT_TRANSLATE_NOOP("wording", "a longer conversation"),
    TemplateFeature.UNICODE: QT_TRANSLATE_NOOP("wording", "unusual letters and spaces"),
    TemplateFeature.MARKERS: QT_TRANSLATE_NOOP("wording", "messages that hold the template's own marks"),
    TemplateFeature.CLOSED: QT_TRANSLATE_NOOP("wording", "a conversation without a next answer"),
    TemplateFeature.TOOLS: QT_TRANSLATE_NOOP("wording", "calling functions (tools)"),
}


def template_words(proof: TemplateProof) -> str:
    """What came of the proof of a chat template, in one or two sentences."""
    spoken = [feature for feature in proof.limits if feature is not TemplateFeature.TOOLS]
    features = ", ".join(translate(FEATURES[feature]) for feature in spoken)
    parts = [fill_text(VERDICTS[proof.verdict], {"features": features})]
    if proof.folds_system:
        parts.append(translate(FOLDED))
    elif TemplateFeature.SYSTEM in proof.absent:
        parts.append(translate(NO_SYSTEM))
    if TemplateFeature.TOOLS in proof.limits:
        parts.append(translate(TOOLS))
    if TemplateFeature.TOOLS not in proof.absent:
        parts.append(translate(CALLS if proof.tool_calls else NO_CALLS))
    return " ".join(parts)


def offered_words(offered: Offered) -> str:
    """What the older command leaves out or does otherwise; "" when it is nothing."""
    parts = [fill_text(LEFT_OUT, {"prompt": offered.system_prompt})] if offered.system_prompt else []
    limits = set(offered.limits)
    if TemplateFeature.MULTI_TURN in limits:  # which those about letters and marks are tried in
        limits -= {TemplateFeature.UNICODE, TemplateFeature.MARKERS}
    if features := ", ".join(translate(FEATURES[each]) for each in TemplateFeature if each in limits):
        parts.append(fill_text(OLDER_LIMITS, {"features": features}))
    return " ".join(parts)

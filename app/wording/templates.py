"""What the verification of a chat template found."""

from app.core.library.deployment import Offered
from app.core.template.verification import TemplateFeature, TemplateMatch, TemplateVerification
from app.wording.filling import fill_text
from app.wording.translation import translate
from app.wording.words import QT_TR_NOOP

MATCHES: dict[TemplateMatch, str] = {
    TemplateMatch.UNTOUCHED: QT_TR_NOOP("Foundry Local reads its chat template just as it was in training."),
    TemplateMatch.REWRITTEN: QT_TR_NOOP(
        "Its chat template was rewritten for Foundry Local, and gives the same text as in training."
    ),
    TemplateMatch.REFUSED: QT_TR_NOOP(
        "Foundry Local reads its chat template in another way than in training. This may go wrong: {features}."
    ),
}
TOOLS = QT_TR_NOOP("It learns of functions (tools) in another way than in training, so calling them may fail.")
NO_CALLS = QT_TR_NOOP(
    "Foundry Local cannot tell its calls of functions (tools) from its words, so programs cannot use them."
)
CALLS = QT_TR_NOOP(
    "Programs can let it call functions (tools). Of an answer with a call, Foundry Local hands on the call and none of "
    "the words around it."
)
LEFT_OUT = QT_TR_NOOP("This command leaves out the model's system prompt. Send it with your question: “{prompt}”")
OLDER_LIMITS = QT_TR_NOOP(
    "This command knows only one fixed form for each turn, so the model may understand this worse than here: "
    "{features}."
)
FOLDED = QT_TR_NOOP("It has no place for a system prompt, so yours is put before your first message.")
NO_SYSTEM = QT_TR_NOOP("It takes no notice of a system prompt.")
FEATURES: dict[TemplateFeature, str] = {
    TemplateFeature.SINGLE_TURN: QT_TR_NOOP("a first question"),
    TemplateFeature.SYSTEM: QT_TR_NOOP("a system prompt"),
    TemplateFeature.MULTI_TURN: QT_TR_NOOP("a longer conversation"),
    TemplateFeature.UNICODE: QT_TR_NOOP("unusual letters and spaces"),
    TemplateFeature.MARKERS: QT_TR_NOOP("messages that hold the template's own marks"),
    TemplateFeature.CLOSED: QT_TR_NOOP("a conversation without a next answer"),
    TemplateFeature.TOOLS: QT_TR_NOOP("calling functions (tools)"),
}


def template_words(verification: TemplateVerification) -> str:
    """What the verification of a chat template found, in one or two sentences."""
    spoken = [feature for feature in verification.limits if feature is not TemplateFeature.TOOLS]
    features = ", ".join(translate(FEATURES[feature]) for feature in spoken)
    parts = [fill_text(MATCHES[verification.verdict], {"features": features})]
    if verification.folds_system:
        parts.append(translate(FOLDED))
    elif TemplateFeature.SYSTEM in verification.absent:
        parts.append(translate(NO_SYSTEM))
    if TemplateFeature.TOOLS in verification.limits:
        parts.append(translate(TOOLS))
    if TemplateFeature.TOOLS not in verification.absent:
        parts.append(translate(CALLS if verification.tool_calls else NO_CALLS))
    return " ".join(parts)


def offered_words(offered: Offered) -> str:
    """What the older command leaves out or does otherwise; "" when it is nothing."""
    parts = [fill_text(LEFT_OUT, {"prompt": offered.system_prompt})] if offered.system_prompt else []
    limits = set(offered.limits)
    if TemplateFeature.MULTI_TURN in limits:  # letters and marks are tried in longer conversations
        limits -= {TemplateFeature.UNICODE, TemplateFeature.MARKERS}
    if features := ", ".join(translate(FEATURES[each]) for each in TemplateFeature if each in limits):
        parts.append(fill_text(OLDER_LIMITS, {"features": features}))
    return " ".join(parts)

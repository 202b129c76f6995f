"""What came of verifying a chat template; ``app/engine/template/verify_template.py`` does it."""

from enum import StrEnum

from msgspec import Struct


class TemplateFeature(StrEnum):
    """What a chat template is tried with."""

    SINGLE_TURN = "single_turn"
    SYSTEM = "system"
    MULTI_TURN = "multi_turn"
    UNICODE = "unicode"  # letters of any script, white space
    MARKERS = "markers"  # content that holds the template's own marks
    CLOSED = "closed"  # no answer is asked for
    TOOLS = "tools"


class TemplateMatch(StrEnum):
    """Whether the runtime makes the same tokens of every conversation as Hugging Face does."""

    UNTOUCHED = "untouched"
    REWRITTEN = "rewritten"  # the same tokens with an equivalent template
    REFUSED = "refused"  # other tokens for some; there is no equivalent


class TemplateVerification(Struct, frozen=True, kw_only=True):
    """What came of rendering the same conversations in every way that a template is rendered."""

    verdict: TemplateMatch
    limits: tuple[TemplateFeature, ...] = ()  # features that will not work in the runtime
    absent: tuple[TemplateFeature, ...] = ()  # features that the template itself refuses or ignores
    folds_system: bool = False  # a system prompt is put before the user's first words
    reasoning: tuple[str, ...] = ()  # the marks that open and close the model's reasoning
    reasoning_opened: bool = False  # the prompt itself opens them
    tool_calls: tuple[str, ...] = ()  # the marks around a call of a function; () when none could be made out
    older_limits: tuple[TemplateFeature, ...] = ()  # the older runtime's PromptTemplate makes other text of these
    default_system: str = ""  # the template's own system prompt; the older runtime never uses it

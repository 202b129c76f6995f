"""The models that the pictures show: a small recipe helper, as a first user may have trained one."""

from pathlib import Path

from msgspec.structs import replace

from app.core.chat_messages import ChatMessage, Finish, Reply, Say
from app.core.estimate.estimate import Estimate, Fit, Reason
from app.core.estimate.forecast import Forecast
from app.core.events import Finished, Progress, Replied, Token
from app.core.library.deployment import AnswerVerification, Deployment
from app.core.library.fidelity import Fidelity
from app.core.library.installed import InstalledModel, ModelState
from app.core.plan import Plan
from app.core.recipe.recipe import Precision
from app.core.steps import Step
from app.core.template.verification import TemplateMatch, TemplateVerification
from tests.core.checkpoint.checkpoints import checkpoint_folder
from tests.recorded import Jobs, a_checkpoint, a_converted_model

NAME = "recipe-helper"
READY = Progress(step=Step.READY)
HALF_WAY = Progress(
    step=Step.QUANTIZING, done=84, total=168, unit="tensors", tensors=(84, 168), overall=0.42, seconds_left=75
)
QUESTION = "What can I cook with rice and eggs?"
ANSWER = (
    "Fried rice is quick:\n\n1. **Fry** two eggs and set them aside.\n2. Warm the rice in a little oil.\n"
    "3. Add soy sauce, spring onions and the eggs.\n\nIt takes about ten minutes."
)


def plan(home: Path) -> Plan:
    """As it is when the conversion begins."""
    folder = checkpoint_folder(home / "Documents" / NAME)
    checkpoint = replace(
        a_checkpoint(folder), template_kind="ChatML", stop_tokens=("<|im_end|>",), tied_embeddings=True
    )
    checkpoint = replace(checkpoint, license="apache-2.0", languages=("en", "id"))
    forecast = Forecast(bytes=398_000_000, seconds=143.0)
    return Plan(library=home / "data" / "models", checkpoint=checkpoint, name=NAME, forecast=forecast)


def converted(home: Path) -> Plan:
    begun = plan(home)
    assert begun.checkpoint
    made = a_converted_model(begun.checkpoint, begun.library / NAME / "1")
    fidelity = Fidelity(positions=2048, same_next=0.93, divergence=0.04)
    return replace(begun, converted=replace(made, fidelity=fidelity))


def installed(home: Path) -> Plan:
    made = converted(home)
    assert made.converted
    return replace(made, deployment=deployment(made.converted.folder))


def deployment(folder: Path, version: int = 1, name: str = NAME, precision: str = "int4") -> Deployment:
    return Deployment(
        name=name,
        model_id=f"{name}-generic-cpu:{version}",
        folder=folder,
        precision=precision,
        context_length=32768,
        bytes=398_000_000,
        created="2026-11-20T12:00:00+00:00",
        source=NAME,
        template=TemplateVerification(verdict=TemplateMatch.UNTOUCHED),
        answer=AnswerVerification(tokens=64, stop_token=2, question=QUESTION, text=ANSWER),
    )


def library(home: Path) -> tuple[InstalledModel, ...]:
    """One of each kind: whole, an older version, moved away, another program's."""
    at = home / "data" / "models"
    whole = InstalledModel(deployment=deployment(at / NAME / "2", 2), own_bytes=398_000_000)
    older = InstalledModel(deployment=deployment(at / NAME / "1", 1, precision="int8"), own_bytes=620_000_000)
    gone = InstalledModel(deployment=deployment(at / "tutor" / "1", name="tutor"), state=ModelState.FOLDER_GONE)
    other = InstalledModel(deployment=deployment(at / "phi" / "1", name="phi-4-mini"), state=ModelState.OTHER_PROGRAM)
    used = replace(whole, last_used="2026-11-28T09:00:00+00:00")
    return (used, older, gone, other)


def estimates(fits: Fit = Fit.EASILY, missing: int = 0) -> tuple[Estimate, ...]:
    sizes = ((Precision.INT4, 398e6, 40.0), (Precision.INT8, 620e6, 24.0), (Precision.FP32, 1.98e9, 6.0))
    reasons = {Precision.INT4: Reason.BEST_BALANCE, Precision.INT8: Reason.MORE_EXACT, Precision.FP32: Reason.UNCHANGED}
    return tuple(
        Estimate(
            precision=precision,
            bytes=int(size),
            peak_convert_bytes=2_700_000_000,
            run_bytes=int(1.4 * size),
            context=8192,
            model_context=32768,
            seconds=143.0,
            tokens_per_second=speed,
            fits=fits,
            missing_bytes=missing,
            programs=("Firefox", "Teams") if fits is Fit.TIGHT else (),
            recommended=precision is Precision.INT4 and fits is not Fit.NO,
            reason=Reason.NOT_ENOUGH_MEMORY if fits is Fit.NO else reasons[precision],
        )
        for precision, size, speed in sizes
    )


def reply(finish: Finish = Finish.STOP, **changed: int) -> Reply:
    made = Reply(
        text=ANSWER,
        prompt_tokens=24,
        completion_tokens=64,
        seconds_to_first_token=0.42,
        tokens_per_second=38.5,
        peak_bytes=580_000_000,
        finish=finish,
        context_tokens=8192,
        used_tokens=1480,
    )
    return replace(made, **changed)


def answering(reply: Reply) -> Jobs:
    """A chat that gives the same answer to everything."""

    def answer(message: ChatMessage) -> list[Token | Replied]:
        return [Token(reply.text), Replied(reply)] if isinstance(message, Say) else []

    return Jobs([READY], answer=answer)


def finished(result: object) -> Jobs:
    return Jobs([Finished(result)])

"""What a child process is asked to do: one JSON line on its standard input, told apart by ``verb``. Each request says
by its type what the result of its job is."""

from pathlib import Path
from typing import Any, Generic, TypeVar, Union, get_args

from msgspec import Struct

from app.core.chat_messages import Reply, Turn
from app.core.checkpoint.checkpoint import Checkpoint
from app.core.computer.tuning import Tuning
from app.core.estimate.speeds import Speeds
from app.core.library.converted_model import ConvertedModel
from app.core.library.deployment import AnswerVerification, Deployment, Offered
from app.core.library.installed import InstalledModel, LibraryMove, Mended
from app.core.library.sampling import Sampling
from app.core.package.manifest import PackedModel
from app.core.plan import Plan
from app.core.recipe.recipe import Recipe
from app.core.scorecard.questions import Question, QuestionRun, WrongLine
from app.core.scorecard.scorecard import Scorecard
from app.core.scorecard.side_by_side import AnswerPair, ModelName
from app.core.wire import from_json

T_co = TypeVar("T_co", covariant=True)
# The variable by which a child knows that it loads a conversion's libraries and then waits. What it is told first are
# the variables that are others by then.
AHEAD = "MODEL_INSTALLER_AHEAD"
JOB = "MODEL_INSTALLER_JOB"  # the variable by which a child knows the folder of its job


class Request(Struct, Generic[T_co], frozen=True, tag_field="verb"):
    """A job that ends with a ``T_co``, or with a failure."""

    @classmethod
    def result_type(cls) -> Any:
        """``T_co`` of a kind of request, for reading it from JSON."""
        return get_args(cls.__orig_bases__[0])[0]  # type: ignore[attr-defined]


class Convert(Request[ConvertedModel], frozen=True, tag="convert", kw_only=True):
    """``output`` must not exist yet; it appears only when the model was verified."""

    checkpoint: Checkpoint
    recipe: Recipe
    output: Path
    calibration: Path | None = None  # the user's training file, for a calibrated recipe; None: built-in texts


class Deploy(Request[Deployment], frozen=True, tag="deploy", kw_only=True):
    """Bring the converted model in ``folder`` into the library and make Foundry Local know it as ``name``.

    It becomes the next version; with ``replaces`` the earlier ones go to the trash once it has answered."""

    folder: Path
    name: str
    library: Path
    system_prompt: str = ""
    sampling: Sampling | None = None  # None: what the model's own generation_config says
    source: str = ""
    package: str = ""  # digest of the package that the folder was unpacked from
    replaces: bool = False


class Chat(Request[Reply], frozen=True, tag="chat", kw_only=True):
    """With a ``prompt``: one answer, then the end. Without: a ``Say`` a line on standard input, until it ends."""

    name: str
    turns: tuple[Turn, ...] = ()  # what was said already, before the model was loaded again
    prompt: str | None = None
    temperature: float | None = None  # None: as deployed
    max_output_tokens: int | None = None  # None: as deployed


class Preview(Request[dict[str, Any]], frozen=True, tag="preview", kw_only=True):
    """What ``inference_model.json`` will be for the model in ``folder``.

    A stranger's chat template runs for that: in a process that another one, which is asked first, keeps an eye on."""

    folder: Path
    name: str = ""
    watched: bool = False  # whether this process is the watched one


class TuneFolder(Request[Tuning], frozen=True, tag="tune_folder"):
    """``Tune`` for the model in ``folder``, which is being deployed."""

    folder: Path


class Configure(Request[Deployment], frozen=True, tag="configure"):
    """Write what the runtime reads beside the model in the version's own ``folder``; the result is the note
    about it. A process of its own, since a stranger's chat template runs in it, which may never end."""

    deploy: Deploy
    folder: Path


class TokenWindows(Struct, frozen=True, kw_only=True):
    """Texts as a tokenizer reads them: windows of as many tokens each."""

    calibration: list[list[int]]  # empty where nothing is calibrated
    held_out: list[list[int]]  # what the result is compared on


class ReadWindows(Request[TokenWindows], frozen=True, tag="read_windows", kw_only=True):
    """Read the texts of a conversion with the tokenizer and the chat template in ``folder``: a process of its own,
    since both are a stranger's and may never end."""

    folder: Path
    checkpoint: Checkpoint
    calibrates: bool
    calibration: Path | None = None  # the user's training file


class SettleTokenizer(Request[None], frozen=True, tag="settle_tokenizer"):
    """Compare the tokenizer in ``folder`` with the runtime's, let the runtime render its ``template``, and write what
    comes of it to ``result``; a process of its own for the same reason."""

    folder: Path
    result: Path
    template: str = ""


class RenderTemplate(Request[None], frozen=True, tag="render_template"):
    """Render each ``Conversation`` that is sent with the template of the model in ``folder``, until the pipe is closed.
    A ``Rendered`` event says that one came to its end, and the first one that it can begin."""

    folder: Path


class VerifyAnswer(Request[AnswerVerification], frozen=True, tag="prove"):
    """Let the version that is being deployed answer, and compare."""

    model_id: str


class List(Request[tuple[InstalledModel, ...]], frozen=True, tag="list"):
    """Everything that is installed, also what cannot be used."""


class Remove(Request[tuple[InstalledModel, ...]], frozen=True, tag="remove"):
    """Unregister ``name`` and move its folders to the trash; the result is what went."""

    name: str
    version: int | None = None  # None: all of them
    permanently: bool = False  # deleted, and not moved to the trash
    preview: bool = False  # only return what would be removed


class Pack(Request[PackedModel], frozen=True, tag="pack", kw_only=True):
    """Write the newest version of ``name``, or the one with that id, to the file ``output``; an existing one only when
    ``replaces``."""

    name: str
    output: Path
    replaces: bool = False


class Installation(Struct, frozen=True):
    """What became of a package."""

    deployment: Deployment
    unchanged: bool  # whether it was installed before


class Install(Request[Installation], frozen=True, tag="install", kw_only=True):
    """Unpack, verify and deploy ``package``; ``update`` allows a new version of a model of the same name."""

    package: Path
    library: Path
    name: str = ""  # another one than the package's, like the next two
    system_prompt: str | None = None
    sampling: Sampling | None = None
    update: bool = False
    replaces: bool = False  # the earlier versions go to the trash once the new one has answered


def installation(plan: Plan, converted: ConvertedModel | None) -> Deploy | Install:
    """The request to install what the user has chosen: the plan's package, or the ``converted`` model."""
    if plan.package:
        return Install(
            package=plan.package,
            library=plan.library,
            name=plan.name,
            system_prompt=plan.system_prompt,
            sampling=plan.sampling,
            update=True,  # the user was asked
            replaces=plan.replaces,
        )
    assert converted
    return Deploy(
        folder=converted.folder,
        name=plan.name,
        library=plan.library,
        system_prompt=plan.system_prompt,
        sampling=plan.sampling,
        source=plan.checkpoint.folder.name if plan.checkpoint and not plan.installs_as_it_is else "",
        replaces=plan.replaces,
    )


class Rename(Request[tuple[Deployment, ...]], frozen=True, tag="rename"):
    """Every version of ``name`` becomes one of ``to``; the result is all of them."""

    name: str
    to: str


class MoveLibrary(Request[LibraryMove], frozen=True, tag="move_library", kw_only=True):
    """Every installed model in ``library`` goes to the folder ``to``, which becomes a library."""

    library: Path
    to: Path


class Tune(Request[Tuning], frozen=True, tag="tune"):
    """Find again what is fastest for ``name`` on this computer."""

    name: str  # the model's name, or the id of one version


class JudgeModel(Request[Scorecard], frozen=True, tag="validate"):
    """Measure ``name``, leave the result in its folder, and give it back. It is compared with its
    original in ``reference``; None: where this computer remembers that it is, if that is possible."""

    name: str  # the model's name, or the id of one version
    reference: Path | None = None
    questions: tuple[Question, ...] = ()  # the user's own
    wrong: tuple[WrongLine, ...] = ()  # lines of their file that are none


class AskQuestions(Request[QuestionRun], frozen=True, tag="questions", kw_only=True):
    """Ask the installed model ``name``, and what else is given, the user's own ``questions``. One that is to answer as
    the original is asked of the recorded one, where no ``reference`` is given."""

    name: str
    questions: tuple[Question, ...]
    wrong: tuple[WrongLine, ...] = ()  # lines of their file that are none
    reference: ModelName | None = None  # the original
    with_original: bool = False  # ask the recorded one, where it can be
    base: ModelName | None = None  # the base model, before tuning


class CompareModels(Request[tuple[AnswerPair, ...]], frozen=True, tag="compare", kw_only=True):
    """Ask two models the same ``questions``."""

    a: ModelName
    b: ModelName
    questions: tuple[Question, ...]


class Repair(Request[tuple[Mended, ...]], frozen=True, tag="repair"):
    """Find what is wrong with what is installed, and mend what can be; one result for each model
    that was not in order."""

    search: Path | None = None  # a folder in which a moved model may be


class MeasureComputer(Request[Speeds], frozen=True, tag="measure"):
    """How fast this computer is, in a second or two."""


class Offer(Request[Offered], frozen=True, tag="offer"):
    """Let the older ``foundry`` command find ``name`` too."""

    name: str


class Serve(Request[None], frozen=True, tag="serve"):
    """Offer ``name`` on 127.0.0.1 to other programs, until the pipe is closed; ``Serving`` events say where."""

    name: str
    port: int = 0  # 0: the one that it had before, or any that is free


_ANY: Any = Union[tuple(Request.__subclasses__())]  # noqa: UP007  # of a sequence, that is


def decode_request(line: bytes | str) -> Request[Any]:
    """Raises ``msgspec.DecodeError`` when the line is no request."""
    request: Request[Any] = from_json(line, _ANY)
    return request

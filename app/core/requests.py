"""What a child process is asked to do: one JSON line on its standard input, told apart by ``verb``."""

from pathlib import Path

from msgspec import Struct

from app.core.plan import Checkpoint, Recipe, Sampling


class Convert(Struct, frozen=True, tag_field="verb", tag="convert", kw_only=True):
    """``output`` must not exist yet; it appears only when the model was verified."""

    checkpoint: Checkpoint
    recipe: Recipe
    output: Path


class Deploy(Struct, frozen=True, tag_field="verb", tag="deploy", kw_only=True):
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


class Chat(Struct, frozen=True, tag_field="verb", tag="chat", kw_only=True):
    """With a ``prompt``: one answer, then ``Finished``. Without: a ``Say`` a line on standard input, until it ends."""

    name: str
    prompt: str | None = None
    temperature: float | None = None  # None: as deployed
    max_output_tokens: int | None = None  # None: as deployed


class Preview(Struct, frozen=True, tag_field="verb", tag="preview", kw_only=True):
    """What ``inference_model.json`` will be for the model in ``folder``, as ``Finished.preview``.

    A stranger's chat template runs for that: in a process that another one, which is asked first, keeps an eye on."""

    folder: Path
    name: str = ""
    watched: bool = False  # it is that process


class TuneFolder(Struct, frozen=True, tag_field="verb", tag="tune_folder"):
    """``Tune`` for the model in ``folder``, which is being deployed."""

    folder: Path


class Configure(Struct, frozen=True, tag_field="verb", tag="configure"):
    """Write what the runtime reads beside the model in the version's own ``folder``; ``Finished.deployment`` is the
    note about it. A process of its own, since a stranger's chat template runs in it, which may never end."""

    deploy: Deploy
    folder: Path


class Prove(Struct, frozen=True, tag_field="verb", tag="prove"):
    """Let the version that is being deployed answer, and compare; ``Finished.proof`` says what came of it."""

    model_id: str


class List(Struct, frozen=True, tag_field="verb", tag="list"):
    """What is installed: every model as ``Finished.models``, those that can be used as ``Finished.deployments``."""


class Remove(Struct, frozen=True, tag_field="verb", tag="remove"):
    """Unregister ``name`` and move its folders to the trash; ``Finished.models`` says what went."""

    name: str
    version: int | None = None  # None: all of them
    permanently: bool = False  # not to the trash
    preview: bool = False  # only say what would go


class Pack(Struct, frozen=True, tag_field="verb", tag="pack", kw_only=True):
    """Write the newest version of ``name``, or the one with that id, to the file ``output``; an existing one only when
    ``replaces``."""

    name: str
    output: Path
    replaces: bool = False


class Install(Struct, frozen=True, tag_field="verb", tag="install", kw_only=True):
    """Unpack, verify and deploy ``package``; ``update`` allows a new version of a model of the same name."""

    package: Path
    library: Path
    name: str = ""  # another one than the package's, like the next two
    system_prompt: str | None = None
    sampling: Sampling | None = None
    update: bool = False
    replaces: bool = False  # the earlier versions go to the trash once the new one has answered


class Rename(Struct, frozen=True, tag_field="verb", tag="rename"):
    """Every version of ``name`` becomes one of ``to``; ``Finished.deployments`` are they."""

    name: str
    to: str


class Tune(Struct, frozen=True, tag_field="verb", tag="tune"):
    """Find again what is fastest for ``name`` on this computer, as ``Finished.tuning`` says."""

    name: str  # or the id of one version


class Validate(Struct, frozen=True, tag_field="verb", tag="validate"):
    """Measure ``name``, leave the result in its folder, and say it as ``Finished.scorecard``. It is compared with its
    original in ``reference``; None: where this computer remembers that it is, if that is possible."""

    name: str  # or the id of one version
    reference: Path | None = None


class Repair(Struct, frozen=True, tag_field="verb", tag="repair"):
    """Find what is wrong with what is installed, and mend what can be; ``Finished.mended`` says it of each."""

    search: Path | None = None  # a folder in which a moved model may be


class Measure(Struct, frozen=True, tag_field="verb", tag="measure"):
    """How fast this computer is, in a second or two; ``Finished.speeds`` is it."""


class Offer(Struct, frozen=True, tag_field="verb", tag="offer"):
    """Let the older ``foundry`` command find ``name`` too; ``Finished.offered`` says where."""

    name: str


class Serve(Struct, frozen=True, tag_field="verb", tag="serve"):
    """Offer ``name`` on 127.0.0.1 to other programs, until the pipe is closed; ``Serving`` events say where."""

    name: str
    port: int = 0  # 0: any that is free


LibraryRequest = List | Remove | Rename | Repair | Offer
ModelRequest = Configure | Preview | Tune | TuneFolder | Prove | Validate
Request = Measure | Convert | Deploy | Chat | Pack | Install | Serve | LibraryRequest | ModelRequest


class Say(Struct, frozen=True, tag_field="say", tag="prompt"):
    """The user's next turn of the chat; ``Token``s and one ``Replied`` answer it."""

    prompt: str


class Stop(Struct, frozen=True, tag_field="say", tag="stop"):
    """End the answer that is being written; its ``Replied`` has the finish "cancelled"."""


class Forget(Struct, frozen=True, tag_field="say", tag="forget"):
    """Start a new conversation: the turns so far are forgotten, the model stays loaded."""


ChatMessage = Say | Stop | Forget

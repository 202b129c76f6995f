"""The windows beside the wizard that show no verdict, in every state, and what is asked before something goes."""

from collections.abc import Callable
from pathlib import Path

from picture_models import ANSWER, NAME, QUESTION, deployment, library, reply
from picture_stage import Stage, State, wait
from picture_verdicts import MEASURING, NO_MEMORY, Shown, far, good, place
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.core.events import End, Event, Failed, Finished, Progress, Serving
from app.core.failures import FailureKind
from app.core.library.installed import InstalledModel, LeftBehind, LibraryMove, Mended, ModelState
from app.core.library.notes import write_provenance
from app.core.library.sampling import Sampling
from app.core.package.manifest import PackedModel
from app.core.requests import MoveLibrary, Pack, Repair
from app.core.scorecard.judging import write_scorecard
from app.core.steps import Step
from app.dialogs.chat_history import ChatHistoryDialog
from app.dialogs.help import HelpDialog
from app.dialogs.library import LibraryDialog
from app.dialogs.library_move import MoveDialog
from app.dialogs.library_questions import ask_name, confirms_deletion
from app.dialogs.pack import PackDialog
from app.dialogs.program_settings import ProgramSettingsDialog
from app.dialogs.serve import ServeDialog
from app.dialogs.start_failure import StartFailureDialog
from app.storage.conversations import KeptConversation, KeptTurn, keep_conversation
from app.widgets.chat_settings import ChatSettings
from app.widgets.model_row import Action
from app.widgets.reading_order import reveal
from app.windows import PAGES, PageName
from app.workers.background import Background
from tests.recorded import A_PROVENANCE, Jobs

SERVING = Serving(url="http://127.0.0.1:33939/v1", model=f"{NAME}-generic-cpu:1", requests=3, active=1)


def help_at(page: PageName | None) -> Shown:
    def show(_: Stage) -> QWidget:
        about = QCoreApplication.translate("", PAGES[page][0]) if page is not None else ""
        dialog = HelpDialog(None, about)
        dialog.open_at_part()
        return dialog

    return show


def searched(stage: Stage) -> QWidget:
    dialog = help_at(None)(stage)
    dialog.search.setText("memory" if stage.look.language == "en" else "memori")  # type: ignore[attr-defined]
    return dialog


def program_settings(stage: Stage) -> QWidget:
    dialog = ProgramSettingsDialog(stage.settings)
    dialog.begin()
    return dialog


def models(
    *events: Event, measuring: bool = False, waiting: bool = False, then: Callable[[LibraryDialog], None] | None = None
) -> Shown:
    def show(stage: Stage) -> QWidget:
        if waiting:
            left = place(stage, 7).parent.parent / "story-teller" / "1"
            left.mkdir(parents=True, exist_ok=True)
            write_provenance(left, A_PROVENANCE)
        write_scorecard(place(stage, 2), good())
        write_scorecard(place(stage, 1), far())
        listed = events or (Finished(library(stage.home)),)
        background = Background(Jobs([MEASURING]))
        dialog = LibraryDialog(stage.settings, start_job=Jobs(list(listed)), background=background)
        dialog.begin()
        wait(200)
        if measuring:
            background.measurements.begin(library(stage.home)[0].deployment)
        if then:
            then(dialog)
        stage.kept.append(background)
        return dialog

    return show


def repaired(dialog: LibraryDialog) -> None:
    mended = (
        Mended(model_id="tutor-generic-cpu:1", state=ModelState.FOLDER_GONE, mended=True, folder=Path("~/tutor")),
        Mended(model_id="lost-generic-cpu:1", state=ModelState.FILE_MISSING, mended=False, missing="tokenizer.json"),
    )
    dialog.notices.show_result(Repair(Path("~")), mended)


def details(dialog: LibraryDialog) -> None:
    row = next(row for row in dialog.rows() if row.model.state is ModelState.READY)
    row.do(Action.DETAILS)
    wait(100)
    reveal(row.tune_button)


def menu(stage: Stage) -> QWidget:
    dialog = models()(stage)
    assert isinstance(dialog, LibraryDialog)
    shown = next(row for row in dialog.rows() if row.model.state is ModelState.READY).menu
    shown.popup(dialog.mapToGlobal(dialog.rect().center()))
    shown.destroyed.connect(dialog.close)
    return shown


def serve(*events: Event) -> Shown:
    def show(stage: Stage) -> QWidget:
        background = Background(Jobs(list(events)))
        dialog = ServeDialog(deployment(place(stage)), served=background.served)
        stage.kept.append(background)
        dialog.begin()
        return dialog

    return show


def stopped(stage: Stage) -> QWidget:
    dialog = serve(SERVING)(stage)
    wait(150)
    dialog.stop_button.click()  # type: ignore[attr-defined]
    return dialog


def history(*turns: KeptTurn) -> Shown:
    def show(stage: Stage) -> QWidget:
        model = deployment(place(stage)).model_id
        for day in range(1, 5 if turns else 1):
            when = f"2026-11-2{day}T12:00:00+00:00"
            keep_conversation(KeptConversation(key=f"2026112{day}", model=model, started=when, turns=turns))
        dialog = ChatHistoryDialog(model if turns else "nobody-generic-cpu:1")
        dialog.begin()
        return dialog

    return show


def pack(*events: Event) -> Shown:
    def show(stage: Stage) -> QWidget:
        request = Pack(name=NAME, output=stage.home / f"{NAME}.foundrymodel", replaces=True)
        dialog = PackDialog(request, start_job=Jobs(list(events)))
        dialog.begin()
        return dialog

    return show


PACKED = PackedModel(path=Path("~/a"), name=NAME, bytes=399_000_000, seconds=4.0)


def move(*events: Event) -> Shown:
    def show(stage: Stage) -> QWidget:
        request = MoveLibrary(library=stage.home / "data" / "models", to=stage.home / "Documents" / "Models")
        dialog = MoveDialog(request, None, Jobs(list(events)))
        dialog.begin()
        return dialog

    return show


def moved() -> End[LibraryMove]:
    left = LeftBehind(
        model_id=f"{NAME}-generic-cpu:2", kind=FailureKind.MODEL_IN_USE, facts={"path": f"~/models/{NAME}/2"}
    )
    return Finished(LibraryMove(moved=(deployment(Path("~/1")), deployment(Path("~/2"))), left=(left,)))


def chat_settings(stage: Stage) -> QWidget:
    dialog = ChatSettings(stage.behind)
    dialog.show_installed(Sampling())
    dialog.toggle.click()
    return dialog


def start_failure(_: Stage) -> QWidget:
    dialog = StartFailureDialog(OSError("no home folder"))
    dialog.show()
    return dialog


def reset(stage: Stage) -> None:
    dialog = program_settings(stage)
    dialog.reset_button.click()  # type: ignore[attr-defined]


def rename(stage: Stage) -> None:
    ask_name(stage.behind, NAME)


def delete(stage: Stage) -> None:
    confirms_deletion(stage.behind, InstalledModel(deployment=deployment(place(stage)), own_bytes=398_000_000))


def delete_conversations(stage: Stage) -> None:
    dialog = history(KeptTurn(QUESTION, ANSWER))(stage)
    wait(150)
    dialog.delete_all_button.click()  # type: ignore[attr-defined]


def move_too(stage: Stage) -> None:
    dialog = program_settings(stage)
    assert isinstance(dialog, ProgramSettingsDialog)
    dialog.library._ask_move(stage.home / "data" / "models", stage.home / "Documents" / "Models", 3)


DIALOGS: dict[str, tuple[State, ...]] = {
    "help": (State("first", help_at(None)), State("of a page", help_at(PageName.INSTALL)), State("searched", searched)),
    "program-settings": (State("usual", program_settings),),
    "library": (
        State("busy", models(Progress(step=Step.LOADING))),
        State("empty", models(Finished(()))),
        State("done", models()),
        State("measuring", models(measuring=True)),
        State("waiting", models(waiting=True)),
        State("repaired", models(then=repaired)),
        State("details", models(then=details)),
        State("failed", models(Failed(FailureKind.LIBRARY_BUSY, "", {"path": "~/models"}))),
        State("menu", menu),
    ),
    "serve": (
        State("busy", serve()),
        State("done", serve(SERVING)),
        State("stopped", stopped),
        State("failed", serve(NO_MEMORY)),
    ),
    "history": (State("empty", history()), State("done", history(KeptTurn(QUESTION, ANSWER, reply())))),
    "pack": (
        State("busy", pack(Progress(step=Step.PACKING, overall=0.4, seconds_left=9))),
        State("done", pack(Finished(PACKED))),
        State("failed", pack(Failed(FailureKind.DISK_FULL, "", {"path": "~/Documents"}))),
    ),
    "move": (
        State("busy", move(Progress(step=Step.COPYING, overall=0.4, seconds_left=30))),
        State("done", move(moved())),
        State("failed", move(Failed(FailureKind.DISK_FULL, "", {"path": "~/Documents"}))),
    ),
    "chat-settings": (State("usual", chat_settings),),
    "start-failure": (State("failed", start_failure),),
    "asked": (
        State("reset", reset, asks=True),
        State("rename", rename, asks=True),
        State("delete", delete, asks=True),
        State("delete conversations", delete_conversations, asks=True),
        State("move", move_too, asks=True),
    ),
}

"""The pages on which one decides, in every state."""

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from picture_models import NAME, converted, deployment, estimates, plan
from picture_stage import Stage, State, unfold, wait
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from app import paths
from app.core.computer.checks.requirement import Remedy, Requirement, RequirementName
from app.core.estimate.estimate import Estimate, Fit
from app.core.events import Finished
from app.core.failures import Failure, FailureKind
from app.core.library.foundry_config import read_inference_model
from app.core.library.notes import confirm_deployment, write_deployment
from app.core.plan import Plan
from app.pages.check import CheckPage, on_this_computer
from app.pages.choose import ChoosePage
from app.pages.precision import PrecisionPage
from app.pages.settings import SettingsPage
from app.pages.welcome import WelcomePage
from app.windows import PageName
from tests.core.checkpoint.checkpoints import LORA, checkpoint_folder, write_json, write_safetensors
from tests.core.package.packages import package
from tests.recorded import Jobs, Recording

LONG = 0.8  # seconds that a look takes which is still going on in its picture
LITTLE_DISK = Requirement(
    name=RequirementName.DISK_SPACE,
    satisfied=False,
    mandatory=True,
    found="1.2 GB",
    needed="5 GB",
    remedy=Remedy.CHOOSE_FOLDER,
    facts={"path": "~/models"},
)
LITTLE_MEMORY = Requirement(
    name=RequirementName.MEMORY_FREE, satisfied=False, mandatory=False, found="1.1 GB", needed="4 GB"
)
LEFT_BEHIND = Requirement(
    name=RequirementName.LEFTOVERS, satisfied=False, mandatory=False, found="3.4 GB", needed="", remedy=Remedy.SWEEP
)


def welcome(stage: Stage) -> QWidget:
    return stage.page(PageName.WELCOME, WelcomePage(stage.settings, stage.look.language))


def welcome_back(stage: Stage) -> QWidget:
    page = WelcomePage(stage.settings, stage.look.language)
    window = stage.page(PageName.WELCOME, page)
    page.remark(QCoreApplication.translate("Sessions", "Everything is as it was when the window was closed."))
    return window


def check(look: Callable[[Path], Iterable[Requirement]], opened: bool = False) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        page = CheckPage(stage.settings, look)
        window = stage.page(PageName.CHECK, page)
        if opened:
            wait(900)
            unfold(page)
        return window

    return show


def slowly(_: Path) -> Iterable[Requirement]:
    threading.Event().wait(LONG)
    return ()


def lacking(*unmet: Requirement) -> Callable[[Path], Iterable[Requirement]]:
    names = {each.name for each in unmet}
    return lambda library: [*unmet, *(each for each in on_this_computer(library) if each.name not in names)]


def unreadable(_: Path) -> Iterable[Requirement]:
    raise Failure(FailureKind.UNREADABLE, path="~/Documents", reason="Input/output error")


def choose(prepare: Callable[[Path], Path | None], install: bool = False) -> Callable[[Stage], QWidget]:
    """``prepare`` makes what is chosen, in the folder that it is given."""

    def show(stage: Stage) -> QWidget:
        chosen = prepare(stage.home / "Documents")
        if install:
            made = converted(stage.home).converted
            assert made
            write_deployment(deployment(made.folder))
            confirm_deployment(deployment(made.folder))
        page = ChoosePage(stage.settings)
        window = stage.page(PageName.CHOOSE, page)
        if chosen:
            page.choose(chosen)
        return window

    return show


def nothing(_: Path) -> None:
    return None


def lately(folder: Path) -> None:
    from app.settings import Settings

    for name in (NAME, "tutor-qwen2.5-0.5b-v17", "support-answers"):
        Settings().remember_folder(checkpoint_folder(folder / name))


def looking(stage: Stage) -> QWidget:
    def inspect(_folder: Path, _base: Path | None) -> object:
        threading.Event().wait(LONG)
        raise Failure(FailureKind.NOT_A_MODEL)

    page = ChoosePage(stage.settings, inspect)  # type: ignore[arg-type]
    window = stage.page(PageName.CHOOSE, page)
    page.choose(stage.home)
    return window


def whole(folder: Path) -> Path:
    return checkpoint_folder(folder / NAME)


def sample(_: Path) -> Path:
    return paths.sample_model()


def without_template(folder: Path) -> Path:
    return checkpoint_folder(folder / "without-template", template=None)


def several(folder: Path) -> Path:
    for number in (500, 1000):
        checkpoint_folder(folder / "training" / f"checkpoint-{number}")
    return folder / "training"


def empty(folder: Path) -> Path:
    (folder / "Holiday pictures").mkdir(parents=True, exist_ok=True)
    return folder / "Holiday pictures"


def unknown(folder: Path) -> Path:
    return checkpoint_folder(folder / "other", architectures=["MambaForCausalLM"], model_type="mamba")


def adapter(folder: Path) -> Path:
    made = folder / "my-adapter"
    made.mkdir(parents=True, exist_ok=True)
    config = {"peft_type": "LORA", "target_modules": "all-linear", "r": 8, "lora_alpha": 16}
    write_json(made / "adapter_config.json", config | {"base_model_name_or_path": "Qwen/Qwen2.5-0.5B"})
    write_safetensors(made / "adapter_model.safetensors", LORA)
    return made


def packed(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"{NAME}.foundrymodel"
    return made if made.is_file() else package(folder, NAME)


def damaged(folder: Path) -> Path:
    whole_one = packed(folder)
    made = folder / "half.foundrymodel"
    made.write_bytes(whole_one.read_bytes()[:2000])
    return made


def precision(
    options: tuple[Estimate, ...] | Failure | None,
    then: Callable[[PrecisionPage], None] = lambda _: None,
    measures: bool = False,
) -> Callable[[Stage], QWidget]:
    """None: they are still being worked out."""

    def estimate(*_: object) -> tuple[Estimate, ...]:
        if isinstance(options, Failure):
            raise options
        if options is None:
            threading.Event().wait(LONG)
        return options or ()

    def show(stage: Stage) -> QWidget:
        page = PrecisionPage(estimate, measuring=(lambda: Recording([])) if measures else lambda: None)  # type: ignore[arg-type, return-value]
        window = stage.page(PageName.PRECISION, page, plan(stage.home))
        if options is not None:
            wait(200)
        then(page)
        return window

    return show


def pick_for_me(entry: int) -> Callable[[PrecisionPage], None]:
    def choose_it(page: PrecisionPage) -> None:
        card = page.pick_card()
        assert card
        card.click()
        page.wish.findChildren(QComboBox)[0].setCurrentIndex(entry)
        to_end(page)

    return choose_it


def advanced(page: PrecisionPage) -> None:
    unfold(page)
    wait(100)
    for box in page.options.findChildren(QComboBox)[1:2]:
        box.setCurrentIndex(1)
    wait(200)
    to_end(page)


def to_end(page: object) -> None:
    wait(150)
    area = page.area  # type: ignore[attr-defined]
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def settings(
    then: Callable[[SettingsPage], None] = lambda _: None, before: bool = False, package: bool = False
) -> Callable[[Stage], QWidget]:
    """With ``before`` a model of this name is installed already."""

    def show(stage: Stage) -> QWidget:
        begun = plan(stage.home)
        if before:
            (begun.library / NAME / "1").mkdir(parents=True, exist_ok=True)
            write_deployment(deployment(begun.library / NAME / "1"))
            confirm_deployment(deployment(begun.library / NAME / "1"))
        if package:
            begun = Plan(library=begun.library, package=packed(stage.home / "Documents"), name="tutor")
        page = SettingsPage(stage.settings, Jobs([Finished(read_inference_model("", paths.sample_model()))]))
        window = stage.page(PageName.SETTINGS, page, begun)
        wait(150)
        then(page)
        return window

    return show


def answers(page: SettingsPage) -> None:
    unfold(page)
    page.sampling.findChildren(QSpinBox)[0].setValue(900)
    to_end(page)


PAGES: dict[str, tuple[State, ...]] = {
    "1-welcome": (State("usual", welcome), State("remark", welcome_back)),
    "2-check": (
        State("busy", check(slowly), settle=300),
        State("all is well", check(on_this_computer), settle=1200),
        State("opened", check(on_this_computer, opened=True), settle=1200),
        State("warning", check(lacking(LITTLE_MEMORY, LEFT_BEHIND)), settle=1200),
        State("failed", check(lacking(LITTLE_DISK, LITTLE_MEMORY)), settle=1200),
        State("broken", check(unreadable)),
    ),
    "3-choose": (
        State("empty", choose(nothing)),
        State("used before", choose(lately)),
        State("busy", looking, settle=250),
        State("done", choose(whole)),
        State("sample", choose(sample)),
        State("installed before", choose(whole, install=True)),
        State("mendable", choose(without_template)),
        State("several", choose(several)),
        State("no model", choose(empty)),
        State("unknown kind", choose(unknown)),
        State("adapter", choose(adapter)),
        State("package", choose(packed)),
        State("damaged package", choose(damaged)),
    ),
    "4-precision": (
        State("busy", precision(None), settle=250),
        State("done", precision(estimates())),
        State("measuring", precision(estimates(), measures=True)),
        State("pick for me", precision(estimates(), pick_for_me(0))),
        State("pick within a limit", precision(estimates(), pick_for_me(3))),
        State("advanced", precision(estimates(), advanced)),
        State("tight", precision(estimates(Fit.TIGHT, 1_200_000_000))),
        State("nothing fits", precision(estimates(Fit.NO, 1_100_000_000))),
        State("failed", precision(Failure(FailureKind.UNREADABLE, path="~/Documents", reason="Input/output error"))),
    ),
    "5-settings": (
        State("usual", settings()),
        State("wrong name", settings(lambda page: page.name_field.setText("my model!"))),
        State("next version", settings(before=True)),
        State("answers", settings(answers)),
        State("package", settings(package=True)),
    ),
}

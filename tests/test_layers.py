"""Imports point one way, package by package: of ``app``, and inside of ``core`` and ``engine``."""

import ast
from pathlib import Path

import pytest

APP = Path(__file__).parent.parent / "app"
HEAVY = {
    "torch",
    "transformers",
    "tokenizers",
    "peft",
    "olive",
    "onnxruntime",
    "onnxruntime_genai",
    "foundry_local_sdk",
}
QT = {"PySide6", "shiboken6"}
NETWORK = {"socket", "urllib", "http", "requests", "httpx", "ssl"}
FULLEST = 16  # files of a folder, besides its __init__.py; among the widgets no newcomer has to guess

# Package or file of ``app`` -> what else of ``app`` it may import, besides what stands in the same one.
ALLOWED: dict[str, set[str]] = {
    "core": set(),
    "paths": set(),
    "log": {"core", "paths"},
    "settings": {"core", "paths"},
    "wording": {"core"},
    "storage": {"core", "paths"},
    "jobs": {"core", "log", "paths", "storage"},
    "engine": {"core", "jobs", "paths", "storage"},
    "workers": {"core", "jobs"},
    "widgets": {"core", "log", "paths", "wording", "workers"},
    "dialogs": {"core", "paths", "printing", "settings", "storage", "widgets", "wording", "workers"},
    "pages": {"core", "dialogs", "jobs", "paths", "settings", "storage", "widgets", "wording", "workers"},
    "wizard": {"core", "dialogs", "pages", "settings", "widgets"},
    "first_window": {"core"},
    "garbage": set(),
    "preload": set(),
    "sessions": {"core", "storage", "wizard", "workers"},
    "windows": {
        *(
            "core",
            "dialogs",
            "garbage",
            "jobs",
            "pages",
            "paths",
            "preload",
            "sessions",
            "settings",
            "widgets",
            "wizard",
            "wording",
            "workers",
        ),
    },
    "application": {
        *("core", "dialogs", "first_window", "log", "paths", "settings", "widgets", "windows", "workers"),
    },
    "printing": {"core", "paths", "wording"},
    "cli": {"core", "jobs", "log", "paths", "printing", "settings", "storage", "wording"},
    "__main__": {"application", "cli", "core", "engine"},
    "__init__": set(),
}
# Inside of a package each floor imports from the floors above it here, never from its own or from one below.
FLOORS: dict[str, list[set[str]]] = {
    "core": [
        {"failures", "families", "printable", "steps", "telemetry", "wire"},
        {"findings"},
        {"files"},
        {"computer", "tokenizer", "weights"},
        {"template"},
        {"checkpoint", "texts"},
        {"recipe"},
        {"estimate"},
        {"library"},
        {"picking", "scorecard"},
        {"attempts"},
        {"chat_messages", "package", "plan", "snippets"},
        {"requests"},
        {"events"},
    ],
    "engine": [
        {"job_folder", "lone_tokenizer", "monkey_patch"},
        {"original"},
        {
            "builder",
            "channel",
            "foundry",
            "fresh_process",
            "heavy_imports",
            "memory",
            "runtime_failures",
            "template",
            "verbs",
        },
        {"progress"},
        {"calibration", "chat", "computer_speed", "library"},
        {"conversion", "deployment"},
        {"ahead", "scorecard"},
        {"__main__"},
    ],
}
# Public names that several modules of a layer may define: type variables are of the file that they stand in, and the
# words about failures are gathered from all files of ``app/wording/failures``.
SHARED_NAMES = {"T", "T_co", "main", "FAILURES", "SITUATIONS"}
# What the engine takes of the window's side: the meaning of a child's end, for the children that it has itself.
JOBS_IN_ENGINE = {"app.jobs.outcome"}
MODULES = sorted(APP.rglob("*.py"))
LAYERS = sorted(path.parent.name for path in APP.glob("*/__init__.py"))
FOLDERS = [path.parent for path in MODULES if path.name == "__init__.py"]


def package(path: Path) -> str:
    """The package of ``app`` that the file lies in; a file at the top level is one of its own."""
    return path.relative_to(APP).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Dotted names of everything the file imports, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            if node.module.startswith("app"):
                names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def inside(names: set[str], whole: str) -> set[str]:
    """Of dotted ``names`` the packages and files right below the package ``whole``."""
    below = {name.removeprefix(f"{whole}.").split(".")[0] for name in names if name.startswith(f"{whole}.")}
    return below & {entry.name.removesuffix(".py") for entry in APP.joinpath(*whole.split(".")[1:]).iterdir()}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(APP)))
def test_a_package_imports_only_what_it_may(path: Path) -> None:
    assert inside(imported(path), "app") - {package(path)} <= ALLOWED[package(path)]


@pytest.mark.parametrize("whole", FLOORS)
def test_inside_of_a_package_imports_point_one_way(whole: str) -> None:
    above: set[str] = set()
    for floor in FLOORS[whole]:
        for name in floor:
            files = [APP / whole / f"{name}.py", *(APP / whole / name).rglob("*.py")]
            for path in filter(Path.is_file, files):
                assert inside(imported(path), f"app.{whole}") - {name} <= above, path
        above |= floor


@pytest.mark.parametrize("whole", FLOORS)
def test_all_of_a_package_has_its_floor(whole: str) -> None:
    there = {path.relative_to(APP / whole).parts[0].removesuffix(".py") for path in (APP / whole).rglob("*.py")}
    assert sorted(name for floor in FLOORS[whole] for name in floor) == sorted(there - {"__init__"})


def public_names(path: Path) -> set[str]:
    """Functions, classes and values at the top level of a file that other files may import."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Assign(targets=targets):
                names.update(each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
    return {name for name in names if not name.startswith("_")}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_public_name_means_one_thing_in_a_layer(layer: str) -> None:
    homes: dict[str, list[str]] = {}
    for path in (APP / layer).rglob("*.py"):
        for name in public_names(path) - SHARED_NAMES:
            homes.setdefault(name, []).append(str(path.relative_to(APP)))
    assert {name: sorted(files) for name, files in homes.items() if len(files) > 1} == {}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(APP)))
def test_a_folder_can_be_overlooked(folder: Path) -> None:
    files = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
    assert len(files) <= FULLEST or folder.name == "widgets"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(APP)))
def test_heavy_libraries_stay_in_the_engine(path: Path) -> None:
    top = {name.split(".")[0] for name in imported(path)}
    if package(path) != "engine":
        assert not top & HEAVY
    if package(path) in ("core", "engine", "jobs", "log", "paths", "storage", "wording"):
        assert not top & QT
    if package(path) == "core":
        assert not top & NETWORK


def test_the_engine_starts_no_jobs() -> None:
    names = {name for path in MODULES if package(path) == "engine" for name in imported(path)}
    modules = {name for name in names if name.startswith("app.jobs.") and name.count(".") == 2}
    assert modules == JOBS_IN_ENGINE


def test_the_rule_would_notice() -> None:
    """The readers of imports and names see what they must see, also inside functions."""
    assert {"Measure", "ASKED", "this_computer"} <= public_names(APP / "core" / "scorecard" / "scorecard.py")
    assert "olive.passes.onnx.model_builder" in imported(APP / "engine" / "builder" / "olive_bridge.py")
    assert "app.engine.library.listing" in imported(APP / "engine" / "deployment" / "package.py")
    assert "library" in inside(imported(APP / "engine" / "deployment" / "package.py"), "app.engine")

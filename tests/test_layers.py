"""Imports point one way: core <- engine; core <- process <- workers <- widgets <- pages <- wizard <- windows."""

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

# Room -> the rooms of the app that it may import. A file at the top level is a room of its own.
ALLOWED: dict[str, set[str]] = {
    "core": {"core"},
    "engine": {"core", "engine", "paths", "libraries", "unfinished_packages", "in_use", "oom_kills", "verdict"},
    "libraries": {"core", "paths"},
    "paths": set(),
    "log": {"paths"},
    "translation": set(),
    "wording": {"core", "translation", "wording"},
    "settings": {"core", "paths"},
    "job_folder": {"core", "paths"},
    "unfinished_packages": {"core", "paths"},
    "in_use": {"core", "paths"},
    "leftovers": {"core", "paths", "job_folder", "unfinished_packages"},
    "oom_kills": set(),
    "verdict": {"core"},
    "process": {"core", "paths", "log", "job_folder", "leftovers", "oom_kills", "verdict"},
    "measuring": {"core", "paths", "process"},
    "mending": {"core", "paths"},
    "awake": set(),
    "workers": {"awake", "core", "paths", "process", "workers"},
    "widgets": {"core", "paths", "log", "process", "workers", "wording", "widgets"},
    "pages": {
        "core",
        "paths",
        "log",
        "process",
        "workers",
        "wording",
        "widgets",
        "pages",
        "settings",
        "leftovers",
        "libraries",
        "measuring",
        "mending",
    },
    "wizard": {"core", "pages", "settings", "widgets"},
    "windows": {"core", "paths", "log", "workers", "translation", "widgets", "pages", "settings", "wizard"},
    "cli": {"awake", "core", "paths", "log", "process", "leftovers", "measuring", "settings", "wording", "cli"},
    "__main__": {"core", "engine", "cli", "windows"},
    "__init__": set(),
}
MODULES = sorted(APP.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(APP).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Dotted names of everything the file imports, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            if node.module == "app":
                names.update(f"app.{alias.name}" for alias in node.names)
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(APP)))
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("app.")}
    known = {entry.name.removesuffix(".py") for entry in APP.iterdir()}
    assert rooms & known <= ALLOWED[room(path)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(APP)))
def test_heavy_libraries_stay_in_the_engine(path: Path) -> None:
    top = {name.split(".")[0] for name in imported(path)}
    if room(path) != "engine":
        assert not top & HEAVY
    if room(path) in ("core", "engine", "process", "wording", "log", "paths"):
        assert not top & QT
    if room(path) == "core":
        assert not top & NETWORK


def test_the_rule_would_notice() -> None:
    """The reader of imports sees what it must see, also inside functions."""
    assert "olive.passes.onnx.model_builder" in imported(APP / "engine" / "olive_bridge.py")
    assert "app.engine.convert" in imported(APP / "engine" / "__main__.py")

"""The window's process imports nothing heavy, and the command line answers without Qt's widgets."""

import json
import subprocess
import sys
from collections.abc import Iterable

HEAVY = {
    "torch",
    "transformers",
    "olive",
    "onnxruntime",
    "onnxruntime_genai",
    "foundry_local_sdk",
    "numpy",
}
SHOW_WINDOW = """
import json, sys
from importlib import import_module
from PySide6.QtWidgets import QApplication
from app import application, windows
loaded = []
def painted(shown):
    for made in (lambda: None, load, lambda: [shown.wizard.page(number) for number in range(8)]):
        made()
        loaded.append(sorted(sys.modules))
    shown.wizard.close()
def load():
    for name in windows.LIBRARIES:
        import_module(name)
windows.Windows._load = painted
application.run(["app"])
print(json.dumps(loaded))
"""
INTERRUPT = """
import sys
from app.__main__ import main
class Interrupt:
    def find_spec(self, name, *_):
        if name == "app.cli":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupt())
sys.argv = ["app", "check"]
sys.exit(main())
"""
FIRST_PAGE = {"pages.base", "pages.welcome", "dialogs.help"}
LATER = {
    "jinja2",
    "psutil",
    "app.wording.messages",
    "app.jobs.process",
    "app.core.events",
    "importlib.metadata",
    "statistics",
}
LOG = "logging.handlers"


def last_line(code: str) -> str:
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    return result.stdout.strip().splitlines()[-1]


def top(modules: Iterable[str]) -> set[str]:
    return {name.split(".")[0] for name in modules}


def test_the_window_is_painted_before_most_is_loaded() -> None:
    painted, with_libraries, with_pages = (set(names) for names in json.loads(last_line(SHOW_WINDOW)))
    pages = {name.removeprefix("app.") for name in painted if name.startswith(("app.pages.", "app.dialogs."))}
    named_by = set() if sys.platform == "linux" else {"psutil"}  # what tells a process's birth where there is no /proc
    assert pages == FIRST_PAGE and not painted & {*LATER, LOG} - named_by
    assert with_libraries > LATER, "what is loaded off the window's thread"
    foreign = top(with_pages - with_libraries) - {"app", "PySide6"}
    assert foreign <= {"unicodedata"}, "what the pages bring themselves holds the window up"
    assert not top(with_pages) & HEAVY


def test_cancelled_while_it_is_still_loading() -> None:
    assert subprocess.run([sys.executable, "-c", INTERRUPT], capture_output=True, text=True).returncode == 130


def test_the_command_line_loads_no_window() -> None:
    assert not top(last_line("import app.cli, sys; print(','.join(sys.modules))").split(",")) & HEAVY
    code = "import app.cli, sys; print('PySide6' in sys.modules)"
    assert last_line(code) == "False"

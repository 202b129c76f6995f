"""What is left out of the libraries is there when it is asked for, and what was changed gives the same."""

import copy
import importlib
import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from app.engine import heavy_imports
from app.engine.heavy_imports import LeanFinder
from app.jobs.child import engine_environment


def test_the_libraries_load_lean_and_what_was_left_out_works(tmp_path: Path) -> None:
    """The versions of today: a later one that goes other ways fails here."""
    (tmp_path / "tmp").mkdir()
    child = subprocess.run(
        [sys.executable, "-m", "tests.engine.look_at_imports"],
        env=engine_environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 0, child.stderr
    found = json.loads(child.stdout.splitlines()[-1])
    assert found.pop("sources") > 1000 and found.pop("again") < 100, "those that are imported are read for themselves"
    assert found == {
        "deferred": True,
        "distributed": False,
        "finders": [],
        "logits": [1, 3, 50],
        "compiled": 2.0,
        "loaded": True,
        "real": [True] * 3,
    }


def test_each_of_transformers_models_exports_the_same() -> None:
    from transformers.utils import import_utils

    changed = SimpleNamespace(
        fetch__all__=import_utils.fetch__all__,
        create_import_structure_from_path=import_utils.create_import_structure_from_path,
    )
    heavy_imports._read_once(changed)
    models = Path(import_utils.__file__).parents[1] / "models"
    names = 0
    for path in models.rglob("*.py"):
        content = path.read_text(encoding="utf-8")
        exported = import_utils.fetch__all__(content)
        assert changed.fetch__all__(content) == exported, path
        names += len(exported)
    assert names > 3000
    folder = models / "qwen2"
    whole = import_utils.create_import_structure_from_path(folder)
    assert changed.create_import_structure_from_path(str(folder / "__init__.py")) == whole
    assert changed.create_import_structure_from_path(folder) == whole


def test_a_late_pattern_is_a_pattern() -> None:
    module = SimpleNamespace(re=re)
    heavy_imports._compile_late(module)
    text = r"(?P<g0>layers\.(\d+)\.weight)|(?P<g1>head)"
    late, real = copy.deepcopy(module.re.compile(text)), re.compile(text)
    for name in ("layers.7.weight", "head", "tail"):
        ours, theirs = late.search(name), real.search(name)
        assert (ours and ours.groups()) == (theirs and theirs.groups())
    assert late.groupindex == real.groupindex
    assert module.re.sub is re.sub


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of a deferred package that takes a while and uses its own submodule."""
    package = tmp_path / "deferred_sample"
    package.mkdir()
    (package / "__init__.py").write_text(
        "import time\nEXECUTED = []\nEXECUTED.append(__name__)\ntime.sleep(0.2)\n"
        "from deferred_sample.part import VALUE\nimport deferred_sample\nOWN = deferred_sample.EXECUTED\nLAST = VALUE\n"
    )
    (package / "part.py").write_text("VALUE = 7\n")
    (package / "other.py").write_text("from deferred_sample import LAST\n")
    (tmp_path / "broken_sample.py").write_text("raise ImportError('as it is')\n")
    try:
        monkeypatch.syspath_prepend(tmp_path)
    except TypeError:  # only on the Windows computer on Linux: an interpreter of 3.11.9 with the library of 3.11.7
        pytest.skip("this Python cannot forget what it has found in its folders")
    known = {
        "deferred_sample": ({"mark": 1}, ("deferred_sample.part", "deferred_sample.nothing")),
        "broken_sample": ({}, ()),
        "no_sample": ({}, ()),
    }
    monkeypatch.setattr(heavy_imports, "DEFERRED", known)
    finder = LeanFinder()
    sys.meta_path.insert(0, finder)
    yield package.name
    sys.meta_path.remove(finder)
    for name in ("deferred_sample", "deferred_sample.part", "deferred_sample.other", "broken_sample"):
        sys.modules.pop(name, None)


def test_a_deferred_module_is_executed_once_when_it_is_wanted(slow: str) -> None:
    package = importlib.import_module(slow)
    assert importlib.import_module(slow) is package
    assert importlib.import_module(f"{slow}.part").VALUE == 7
    assert package.mark == 1 and package.part.VALUE == 7
    assert type(package) is not ModuleType and "EXECUTED" not in vars(package)
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(package.LAST)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [7] * 4 and [slow] == package.EXECUTED and package.OWN is package.EXECUTED
    assert type(package) is ModuleType
    with pytest.raises(AttributeError):
        _ = package.nothing


def test_another_submodule_comes_after_its_package(slow: str) -> None:
    package = importlib.import_module(slow)
    other = importlib.import_module(f"{slow}.other")
    assert other.LAST == 7 and package.other is other and [slow] == package.EXECUTED


def test_what_cannot_be_loaded_fails_when_it_is_wanted(slow: str) -> None:
    broken = importlib.import_module("broken_sample")
    with pytest.raises(ImportError, match="as it is"):
        _ = broken.VALUE
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("no_sample")

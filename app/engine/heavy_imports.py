"""The import of heavy libraries: counted, so that progress shows, and faster than it would be. What a
converting child would load though it never uses it is left out until it is asked for.

Nothing here changes what the libraries compute. A later version that goes other ways loads what it wants, only slower;
``tests/engine/test_heavy_imports.py`` notices.
"""

import gc
import importlib
import re
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

_LOADING = threading.RLock()
MODULES = 3700  # Python modules that a converting child has loaded (Olive 0.13, torch 2.13, transformers 5.23)


def _unmarked(function: Any = None, *_: Any, **__: Any) -> Any:
    """``function``, or a decorator that gives it, as it is."""
    return function if function is not None else lambda each: each


# Executed when anything is asked for but the attributes and submodules given here. torch's compiler never runs in
# a conversion; while transformers is imported, it only marks functions for the compiler and names one of its modes.
DEFERRED: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "torch._dynamo": (
        dict.fromkeys(("allow_in_graph", "assume_constant_result", "disable"), _unmarked),
        ("torch._dynamo._trace_wrapped_higher_order_op",),
    )
}


def _alone(torch: Any) -> None:
    """Switch ``torch.distributed`` off, as in a torch built without it: nothing is spread over several computers."""
    torch.distributed.is_available = lambda: False


def _read_once(import_utils: Any) -> None:
    """transformers reads the source of all its models for their ``__all__``, each line of it, and then once more."""
    whole, exports = import_utils.create_import_structure_from_path, import_utils.fetch__all__

    def create_import_structure_from_path(path: str | Path) -> Any:
        path = Path(path)
        return whole(str(path.parent if path.is_file() else path))  # the function remembers its answers

    import_utils.create_import_structure_from_path = create_import_structure_from_path
    import_utils.fetch__all__ = lambda content: exports(content[content.rfind("\n__all__") + 1 :])


class _Pattern:
    """A regular expression that is compiled when it is wanted."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # copying asks for such names
            raise AttributeError(name)
        return getattr(re.compile(self._text), name)


def _compile_late(core_model_loading: Any) -> None:
    """transformers makes 1300 patterns of what weights are called in any model, for one that has a few of them."""
    core_model_loading.re = SimpleNamespace(**{**vars(re), "compile": _Pattern})


CHANGED: dict[str, Callable[[Any], None]] = {
    "torch": _alone,
    "transformers.utils.import_utils": _read_once,
    "transformers.core_model_loading": _compile_late,
}


class _Deferred(ModuleType):
    """A module that has been found, but not executed. What lies in it already does not need that. Code that reads
    the path is about to import another submodule, before which the package itself has to come."""

    def __getattribute__(self, name: str) -> Any:
        known = object.__getattribute__(self, "__dict__")
        if name == "__path__" or (name not in known and name not in ("__dict__", "__class__")):
            _execute(self, known["__spec__"])
        return object.__getattribute__(self, name)


def _execute(module: ModuleType, spec: ModuleSpec) -> None:
    with _LOADING:
        loader = spec.loader
        if isinstance(loader, _Loader):  # neither this thread nor a faster one has loaded it
            spec.loader = loader.original
            loader.original.exec_module(module)
            module.__class__ = ModuleType


class _Loader:
    """Another's loader: what it loads is deferred, or changed afterwards."""

    def __init__(self, original: Any) -> None:
        self.original = original

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        module: ModuleType | None = self.original.create_module(spec)
        return module

    def exec_module(self, module: ModuleType) -> None:
        if module.__name__ in DEFERRED:
            attributes, submodules = DEFERRED[module.__name__]
            vars(module).update(attributes)
            for submodule in submodules:
                with suppress(ModuleNotFoundError):
                    importlib.import_module(submodule)
            module.__class__ = _Deferred
        else:
            self.original.exec_module(module)
            CHANGED[module.__name__](module)


class LeanFinder:
    """The first of ``sys.meta_path``: the others find, this one sees to how it is loaded."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in DEFERRED and name not in CHANGED:
            return None
        for finder in sys.meta_path:
            spec = finder.find_spec(name, path, target) if finder is not self else None
            if spec:
                spec.loader = _Loader(spec.loader)  # type: ignore[assignment]  # no Loader by its bases
                return spec
        return None


class _Counting:
    """Python asks it for each module that is not loaded yet; it finds none, and the next finder is asked."""

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self._report = report

    def find_spec(self, _name: str, _path: object = None, _target: object = None) -> None:
        self._report(min(len(sys.modules), MODULES - 1), MODULES)


@contextmanager
def heavy_imports(report: Callable[[int, int], None]) -> Iterator[None]:
    """While this is open, ``report`` is told how many modules are loaded, of how many.

    Python does not look for garbage meanwhile: it would find next to none among what 3600 modules make. What is alive
    at the end, which is modules, is never searched again.
    """
    finders: list[Any] = [_Counting(report), LeanFinder()]
    sys.meta_path[:0] = finders
    gc.disable()
    try:
        yield
        report(MODULES, MODULES)
    finally:
        gc.freeze()
        gc.enable()
        for finder in finders:
            sys.meta_path.remove(finder)

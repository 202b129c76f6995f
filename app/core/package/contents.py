"""Which files of a converted folder are the model: known names, regular files, and none that lies elsewhere."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from app.core.failures import Failure, FailureKind, Variant
from app.core.files.folder import entries
from app.core.files.links import is_own
from app.core.package.manifest import MAXIMUM_FILES, may_be_packed
from app.core.package.model_safety import external_files


def model_contents(folder: Path) -> tuple[Path, ...]:
    """The files in ``folder`` that belong to its model, also those that its graphs name, the smallest first. Links that
    lead elsewhere, devices, pipes, other folders and unknown names are none of it.

    Raises ``OSError`` and ``Failure(NOT_A_CONVERTED_MODEL)``.
    """
    known = [path for path in entries(folder) if may_be_packed(path.name) and is_own(path)]
    found = {path.name: path for path in (*known, *_named_by_graphs(folder, known))}
    if not found or len(found) > MAXIMUM_FILES:
        raise Failure(FailureKind.NOT_A_CONVERTED_MODEL, f"{len(found)} files", path=str(folder))
    return tuple(sorted(found.values(), key=lambda path: (path.stat().st_size, path.name)))


def _named_by_graphs(folder: Path, known: Iterable[Path]) -> Iterator[Path]:
    """Files with weights, whatever they are called: ``check_safe`` has looked at these names."""
    for graph in known:
        if graph.suffix.lower() != ".onnx":
            continue
        for name in _externals(graph):
            path = folder / name
            if Path(name).name == name and path.exists():
                if not is_own(path):
                    facts = {"path": str(folder), "missing": name}
                    raise Failure(FailureKind.NOT_A_CONVERTED_MODEL, "no regular file", Variant.FILES, **facts)
                yield path


def _externals(graph: Path) -> frozenset[str]:
    try:
        return external_files(graph)
    except ValueError:
        return frozenset()

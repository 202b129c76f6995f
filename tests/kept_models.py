"""Follows what jobs make and what the user deletes: what is finished must be there at the end, whole."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.core.events import Finished
from app.core.library.deployment import Deployment
from app.core.library.installed import ModelState
from app.core.library.naming import version_of_id
from app.core.requests import Convert, Deploy, Install, List, MoveLibrary, Remove, Rename, Request
from app.jobs.process import EngineProcess, result_of
from app.pages import earlier_conversions
from app.storage import leftovers, libraries
from app.storage.leftovers import Leftover, find_leftovers, sweep


class KeptModels:
    """Listens to every job of this process from now on."""

    def __init__(self) -> None:
        self.jobs: Counter[str] = Counter()
        self._installed: set[str] = set()  # ids
        self._converted: set[Path] = set()
        events = EngineProcess.events

        def heard(process: EngineProcess[Any]) -> Iterator[Any]:
            for event in events(process):
                if isinstance(event, Finished):
                    self._note(process._request, event.result)
                yield event
            self.jobs[f"{type(process._request).__name__} {type(event).__name__.lower()}"] += 1

        EngineProcess.events = heard  # type: ignore[method-assign]
        for module in (leftovers, earlier_conversions):
            module.sweep = self._sweep

    def lost_models(self) -> list[str]:
        """What was finished, was not deleted by the user, and is not there."""
        there = {each.deployment.model_id for each in result_of(List()) if each.state is ModelState.READY}
        folders = [str(folder) for folder in self._converted if not (folder / "model.onnx").is_file()]
        return [*sorted(self._installed - there), *folders]

    def half_models(self) -> list[str]:
        """Folders of versions in the libraries with something in them that is neither installed nor converted."""
        known = {each.deployment.folder.resolve() for each in result_of(List())}
        for library in libraries.known_libraries():
            known |= {each.folder.resolve() for each in find_leftovers(library)}
        places = (folder for library in libraries.known_libraries() for folder in library.glob("*/*"))
        return [str(folder) for folder in places if folder.resolve() not in known and folder.is_dir()]

    def _note(self, request: Request[Any], result: Any) -> None:
        match request:
            case Convert():
                self._converted.add(result.folder)
            case Deploy() | Install():
                made: Deployment = result if isinstance(request, Deploy) else result.deployment
                self._converted.discard(made.folder)
                if request.replaces:
                    self._installed -= {each for each in self._installed if _is_earlier(each, made)}
                self._installed.add(made.model_id)
            case Remove() if not request.preview:
                self._installed -= {each.deployment.model_id for each in result}
            case Rename():
                self._installed -= {each for each in self._installed if each.startswith(f"{request.name}-generic")}
                self._installed |= {each.model_id for each in result}
            case MoveLibrary():
                assert not {each.model_id for each in result.left} - self._installed

    def _sweep(self, found: tuple[Leftover, ...]) -> int:
        self._converted -= {each.folder for each in found}
        return sweep(found)


def _is_earlier(identifier: str, made: Deployment) -> bool:
    return identifier.rpartition(":")[0] == made.model_id.rpartition(":")[0] and version_of_id(
        identifier
    ) < version_of_id(made.model_id)

"""Moves the library in ``argv[1]`` to ``argv[2]``, and ends this process by force at its change number ``argv[3]`` of a
folder's name: "before" or "after" it, as ``argv[4]`` says."""

import os
import sys
from pathlib import Path

from app.core.requests import MoveLibrary
from app.engine.library.move import move_library

library, to, last = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
rename, changes = Path.rename, 0


def counted(self: Path, target: Path) -> Path:
    global changes
    changes += self.is_dir()
    if changes == last and sys.argv[4] == "before":
        os._exit(1)
    renamed = rename(self, target)
    if changes == last:
        os._exit(1)
    return renamed


Path.rename = counted  # type: ignore[method-assign]
move_library(MoveLibrary(library=library, to=to), lambda _: None)

"""Rename a model in a process whose system bars renames of some files, as a virus scanner does that holds them:

python -m tests.engine.library.rename_barred FROM TO BARRED...

``BARRED`` is how the new path ends, and the first and the last time that it is barred, ``/deployment.json:1-1``; or
``/deployment.json:end``, and the process ends there as it does by force.
"""

import os
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from app.core.files import durable
from app.core.requests import Rename
from app.engine.library.rename import rename

barred = [each.split(":") for each in sys.argv[3:]]
seen: Counter[str] = Counter()


def bar(real: Callable[..., None], path: Any, to: Any, **options: Any) -> None:
    for ending, times in barred:
        if str(to).replace(os.sep, "/").endswith(ending):
            if times == "end":
                os._exit(0)
            seen[ending] += 1
            first, last = map(int, times.split("-"))
            if first <= seen[ending] <= last:
                raise PermissionError(13, "barred", str(to))
    real(path, to, **options)


os.rename, os.replace = partial(bar, os.rename), partial(bar, os.replace)
durable.BUSY_LOOKS = 0  # what is barred once would else be tried again on Windows
try:
    rename(Rename(sys.argv[1], sys.argv[2]))
    print("renamed")
except PermissionError:
    print("failed")

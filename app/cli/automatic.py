"""``convert --precision auto``: conversions until one is as close to the original as is wanted."""

import shutil
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from app.core.library.converted_model import ConvertedModel
from app.core.picking import Picking
from app.core.requests import Convert

AUTOMATIC = "auto"


def convert_smallest(
    request: Convert, picking: Picking, run: Callable[[Convert], ConvertedModel]
) -> Sequence[ConvertedModel]:
    """What was tried, the smallest first; the last is what is left in ``request.output``."""
    tried: list[ConvertedModel] = []
    for number, attempt in enumerate(picking.attempts):
        if tried:
            shutil.rmtree(tried[-1].folder)
        tried.append(run(replace(request, recipe=attempt.recipe)))
        if picking.accepts(number, tried[-1].fidelity):
            break
    return tried

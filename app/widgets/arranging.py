"""In which order the installed models are shown, which of them a search finds, and which are versions of one name."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from app.core.library.installed import InstalledModel


class Order(StrEnum):
    NAME = "name"
    USED = "used"  # lately used first
    INSTALLED = "installed"  # the newest first
    SIZE = "size"  # the largest first
    VERDICT = "verdict"  # the best first


Group = tuple[InstalledModel, ...]


def arranged(
    models: Iterable[InstalledModel],
    search: str = "",
    order: Order = Order.NAME,
    ranks: Mapping[str, int] | None = None,
) -> tuple[Group, ...]:
    """The versions of each name that ``search`` finds, newest first. ``ranks`` are those of the verdicts by model id, 0
    for the best; a model without one comes last."""
    groups: dict[str, list[InstalledModel]] = {}
    for model in models:
        if finds(search, model):
            groups.setdefault(model.deployment.name, []).append(model)
    found = [tuple(sorted(group, key=lambda each: -each.version)) for group in groups.values()]
    return tuple(sorted(found, key=_key(order, ranks or {})))


def finds(search: str, model: InstalledModel) -> bool:
    """Whether each word of ``search`` is in something that is shown of ``model``; letter case makes no difference."""
    deployment = model.deployment
    told = f"{deployment.model_id} {deployment.name} {deployment.precision} {deployment.source}".casefold()
    return all(word in told for word in search.casefold().split())


def _key(order: Order, ranks: Mapping[str, int]) -> Callable[[Group], tuple[object, ...]]:
    def name(group: Group) -> tuple[object, ...]:
        parts = re.split(r"(\d+)", group[0].deployment.name.casefold())  # 2 comes before 10
        return tuple(int(part) if part.isdecimal() else part for part in parts)

    def latest(times: Sequence[str]) -> tuple[int, ...]:
        return tuple(-ord(letter) for letter in max(times))  # ISO 8601 sorts as text, here the other way round

    match order:
        case Order.NAME:
            return lambda group: (name(group),)
        case Order.USED:
            return lambda group: (not any(each.last_used for each in group), latest([each.last_used for each in group]))
        case Order.INSTALLED:
            return lambda group: (latest([each.deployment.created for each in group]), name(group))
        case Order.SIZE:
            return lambda group: (-sum(each.deployment.bytes for each in group), name(group))
        case Order.VERDICT:
            return lambda group: (
                min(ranks.get(each.deployment.model_id, len(ranks) + 9) for each in group),
                name(group),
            )

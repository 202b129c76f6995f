"""What takes room without being of use: listed by ``check``, deleted by ``sweep``."""

import argparse

from app.cli.library_folder import library_folder
from app.cli.output import print_json
from app.core.wire import to_builtins
from app.leftovers import Leftover, LeftoverKind, find_leftovers, sweep
from app.wording import leftover_words, size_words


def sweep_leftovers(options: argparse.Namespace) -> int:
    """Interrupted conversions; with ``--not-installed`` also converted models that Foundry Local never got."""
    found = find_leftovers((options.folder or library_folder()).absolute())
    wanted = tuple(each for each in found if options.not_installed or each.kind is not LeftoverKind.NOT_INSTALLED)
    freed = 0 if options.list else sweep(wanted)
    if options.json:
        print_json({"freed_bytes": freed, "leftovers": leftover_rows(wanted)})
    else:
        print_leftovers(wanted)
        done = "Nothing was deleted." if options.list else f"Freed {size_words(freed)}."
        print(done if wanted else "Nothing is left over.")
    return 0


def leftover_rows(found: tuple[Leftover, ...]) -> list[dict[str, object]]:
    return [to_builtins(each) for each in found]


def print_leftovers(found: tuple[Leftover, ...]) -> None:
    for each in found:
        words = leftover_words(each.kind.value, each.model, each.bytes)
        print(f"note  {words.title}: {size_words(each.bytes)}")
        print(f"      {words.explanation} {words.advice}\n      {each.folder}")

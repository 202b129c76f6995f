"""The port at which a model was served last: the programs that ask it keep its address."""

from collections.abc import Mapping

import msgspec

from app import paths
from app.core.files.durable import replace_file
from app.core.wire import from_json, to_json


def served_port(name: str) -> int:
    """0 for a model that was never served."""
    port = _remembered().get(name, 0)
    return port if 0 < port < 65536 else 0


def taken_ports(name: str) -> frozenset[int]:
    """Those that other models than ``name`` have."""
    return frozenset(port for other, port in _remembered().items() if other != name)


def remember_port(name: str, port: int) -> None:
    """Raises ``OSError``."""
    known = _remembered()
    if known.get(name) != port:
        paths.ports_file().parent.mkdir(parents=True, exist_ok=True)
        replace_file(paths.ports_file(), to_json({**known, name: port}))


def _remembered() -> Mapping[str, int]:
    try:
        return from_json(paths.ports_file().read_bytes(), dict[str, int])
    except (OSError, msgspec.DecodeError):
        return {}

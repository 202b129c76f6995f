"""What of the Windows bundle could report to somebody: who imports a network library, who hands events to Windows for
Microsoft, and whether the libraries still read the variables that keep them from it."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from native_imports import pe_imports

from app.core.telemetry import ANSWERING

KNOWN = Path(__file__).with_name("network_users.txt")
NETWORK = (
    *("dnsapi", "httpapi", "mpr", "mswsock", "netapi32", "urlmon", "webio", "webservices", "websocket"),
    *("winhttp", "wininet", "ws2_32", "wsock32"),
)
# A provider of events names this group when Windows' own telemetry service is to collect them
_FOR_MICROSOFT = UUID("4f50731a-89cf-4782-b3e0-dce8c90476ba").bytes_le
EVENT_PROVIDERS = frozenset({"onnxruntime/capi/onnxruntime.dll", "onnxruntime/capi/onnxruntime_pybind11_state.pyd"})
_GENAI = ("onnxruntime_genai/onnxruntime-genai.dll", "onnxruntime_genai_core/bin/onnxruntime-genai.dll")
READ = {
    **dict.fromkeys(EVENT_PROVIDERS, ("ORT_RUNNING_UNIT_TESTS",)),
    **dict.fromkeys(_GENAI, ANSWERING),
    "foundry_local_sdk/_native/win-x64/foundry_local.dll": ("[Telemetry] CI environment detected",),
}


def network_users(folder: Path, kept: list[str]) -> set[str]:
    """Lines as in ``network_users.txt``."""
    return {
        f"{name} {file}"
        for file in kept
        for name in pe_imports(folder / file)
        if name.removesuffix(".dll") in NETWORK or name.startswith("qt6network")
    }


def event_providers(folder: Path, kept: list[str]) -> set[str]:
    programs = (file for file in kept if pe_imports(folder / file))
    return {file for file in programs if _FOR_MICROSOFT in (folder / file).read_bytes()}


def unread(folder: Path) -> Iterator[str]:
    """Each variable (or message about one) that a library does not hold any more."""
    for file, names in READ.items():
        content = (folder / file).read_bytes()
        yield from (f"{file} does not read {name}" for name in names if b"\0" + name.encode() not in content)


def reporting_problems(folder: Path, kept: list[str]) -> Iterator[str]:
    lines = KNOWN.read_text(encoding="ascii").splitlines()
    known = {line for line in lines if not line.startswith("#")}
    found = network_users(folder, kept)
    yield from (f"new network library: {line}" for line in sorted(found - known))
    yield from (f"no longer a network library: {line}" for line in sorted(known - found))
    providers = event_providers(folder, kept)
    yield from (f"new provider of events: {file}" for file in sorted(providers - EVENT_PROVIDERS))
    yield from unread(folder)

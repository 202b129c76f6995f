"""What somebody who is asked for help needs to know about a failure."""

import platform
from pathlib import Path

from app import PRODUCT_NAME, __version__, log
from app.core.events import Failed
from app.core.plan import Plan
from app.core.wire import to_pretty_json

_PACKAGES = (
    "torch",
    "transformers",
    "olive-ai",
    "onnxruntime",
    "onnxruntime-genai",
    "foundry-local-sdk",
    "PySide6-Essentials",
)


def failure_report(failed: Failed, plan: Plan | None) -> str:
    """Versions, the failure, the plan and the log's end, as text; the user's home folder is written as ``~``."""
    parts = [
        f"{PRODUCT_NAME} {__version__}",
        f"{platform.platform()}, Python {platform.python_version()}",
        ", ".join(f"{name} {_version(name)}" for name in _PACKAGES),
        f"\n{failed.kind}\n{failed.details}".rstrip(),
        f"\nPlan\n{to_pretty_json(plan)}" if plan else "",
        f"Log\n{log.tail(log.engine_log())}",
    ]
    return redacted("\n".join(parts), Path.home())


def redacted(text: str, home: Path) -> str:
    """``text`` without the user's name: ``home`` in any of its spellings becomes ``~``."""
    plain = str(home)
    for spelling in (plain.replace("\\", "\\\\"), plain, home.as_posix()):
        text = text.replace(spelling, "~")
    return text


def _version(package: str) -> str:
    from importlib import metadata  # the window opens without it

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "?"

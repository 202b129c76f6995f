"""When a file was changed, also where its time is none that a calendar has: some archives and drives give such."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RANGE = (-2_208_988_800.0, 4_102_444_800.0)  # seconds: from 1900 to 2100


def changed_at(path: Path) -> datetime:
    """In UTC, between 1900 and 2100. Raises ``OSError``. ``datetime.fromtimestamp`` fails on Windows before 1970."""
    first, last = _RANGE
    return _EPOCH + timedelta(seconds=min(max(path.stat().st_mtime, first), last))

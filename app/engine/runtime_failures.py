"""What onnxruntime-genai raises, by what it means."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.core.failures import Failure, FailureKind, lacks_memory


@contextmanager
def runtime_failures(kind: FailureKind, **facts: str) -> Iterator[None]:
    """``RuntimeError``, which it raises for everything, becomes a ``Failure`` of this ``kind``; without memory it is
    OUT_OF_MEMORY."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        raise Failure(FailureKind.OUT_OF_MEMORY if lacks_memory(error) else kind, str(error), **facts) from error

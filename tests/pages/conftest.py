"""What every test of pages and widgets gets beside the rest."""

from collections.abc import Iterator

import pytest

from app.workers.worker import wait_for_all


@pytest.fixture(autouse=True)
def all_threads_end() -> Iterator[None]:
    yield
    assert wait_for_all()

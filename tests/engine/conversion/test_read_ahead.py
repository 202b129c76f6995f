from pathlib import Path

from app.engine.conversion import read_ahead
from app.engine.conversion.read_ahead import ReadAhead
from tests.sparse import set_size


def files(folder: Path) -> list[Path]:
    paths = [folder / name for name in ("one", "two")]
    for path in paths:
        path.write_bytes(bytes(10_000))
    return paths


def read(paths: list[Path], limit: int) -> int:
    with ReadAhead(paths, limit) as ahead:
        ahead.ended.wait(10)
    return ahead.done


def test_everything_is_read_and_no_more_than_the_limit(tmp_path: Path) -> None:
    assert read(files(tmp_path), 1_000_000) == 20_000
    assert read(files(tmp_path), 12_345) == 12_345
    assert read([tmp_path / "missing"], 1_000) == 0


def test_it_ends_with_the_work(tmp_path: Path) -> None:
    large = tmp_path / "large"
    set_size(large, 1 << 40)
    with ReadAhead([large], 1 << 40) as ahead:
        while ahead.done < read_ahead.CHUNK:
            assert not ahead.ended.is_set()
    assert read_ahead.CHUNK <= ahead.done < 1 << 40
    assert ahead.ended.is_set()

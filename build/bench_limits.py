"""What must be quick whatever it is given: seconds of this computer, of which tests only count the work."""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench_report import ROOT, write_section

sys.path.insert(0, str(ROOT))

from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.computer.computer_check import Surroundings, check_requirements
from app.core.failures import Failure
from app.core.package.model_safety import external_files
from app.core.package.unpacking import Package
from app.core.template.rendering import check_template
from tests.core.checkpoint.checkpoints import seven_billion
from tests.core.package.packages import million_entries

ROUNDS = 5
ENDLESS = "{% for a in range(10 ** 12) %}{% endfor %}"


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        measured = {
            "every check of the page This computer": (1.0, lambda: _checked(folder)),
            "a checkpoint of 15 GB is inspected": (1.0, _inspected(folder)),
            "a package of a million entries is refused": (0.5, _refused(folder)),
            "the graph of a converted model is read": (1.0, _read(folder)),
            "a template that never ends is judged": (
                0.1,
                lambda: check_template("{% for a in range(10 ** 12) %}{% endfor %}"),
            ),
        }
        seconds = {name: [_timed(work) for _ in range(ROUNDS)] for name, (_, work) in measured.items()}
    rows = [
        [name, f"{statistics.median(each):.3f} s", f"{max(each):.3f} s", f"{measured[name][0]} s"]
        for name, each in seconds.items()
    ]
    note = "Run it while nothing else runs; the tests hold the same by counting bytes, calls and memory."
    write_section("Limits", note, ["", "median", "worst", "bar"], rows, seconds)


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _checked(folder: Path) -> None:
    check_requirements(Surroundings(library=folder / "models", data=folder / "data"))


def _inspected(folder: Path) -> Callable[[], object]:
    model = seven_billion(folder / "model")
    return lambda: inspect_checkpoint(model)


def _refused(folder: Path) -> Callable[[], object]:
    path = folder / "package"
    path.write_bytes(next(million_entries()))

    def refused() -> None:
        try:
            with Package(path):
                sys.exit("The package was not refused.")
        except Failure:
            pass

    return refused


def _read(folder: Path) -> Callable[[], object]:
    """A graph of the size of a 7B model's: 600 nodes with three tensors each in a file of their own."""
    import onnx
    from onnx import TensorProto, helper

    graph = onnx.GraphProto(name="main")
    for number in range(600):
        names = [f"model.layers.{number}.MatMul.{part}" for part in ("weight", "scales", "zero_points")]
        for name in names:
            tensor = graph.initializer.add(name=name, data_type=TensorProto.UINT8, dims=[4096, 32, 64])
            tensor.data_location = TensorProto.EXTERNAL
            for key, value in (("location", "model.onnx.data"), ("offset", "4096"), ("length", "8388608")):
                tensor.external_data.add(key=key, value=value)
        node = helper.make_node("MatMulNBits", [f"{number}", *names], [f"{number + 1}"], K=4096, N=4096, bits=4)
        graph.node.append(node)
    path = folder / "model.onnx"
    path.write_bytes(helper.make_model(graph).SerializeToString())
    return lambda: external_files(path)


if __name__ == "__main__":
    main()

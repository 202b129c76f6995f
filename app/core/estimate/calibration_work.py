"""How much there is to compute when weights are rounded by what a model's layers compute."""

from app.core.checkpoint.checkpoint import Checkpoint
from app.core.checkpoint.shape import Shape
from app.core.estimate.onnx_size import count_row, matrices_size
from app.core.estimate.running_memory import WIDEST_MOMENTS
from app.core.recipe.recipe import Method, Recipe

MOST_WINDOWS, LEAST_WINDOWS, WINDOW_LENGTH = 48, 24, 256  # how many, and tokens of each
LARGE_MODEL = 400_000_000  # parameters, from which as few do: a larger model is hurt less, and takes longer
MEASURED_WINDOWS = 8  # of them, from which the sensitivities are taken
_ROUNDING_RUNS, _MEASURING_RUNS, _HEAD_RUNS = 2, 4, 2  # times that a token meets each weight: forward, back, errors


def calibration_work(checkpoint: Checkpoint, recipe: Recipe) -> float:
    """Multiplications, each added to a sum; 0 where nothing is calibrated. Without a ``Shape`` by the number of
    parameters alone, which says too little."""
    if not recipe.calibrates:
        return 0.0
    windows = MOST_WINDOWS if checkpoint.parameters < LARGE_MODEL else LEAST_WINDOWS
    tokens, measured = windows * WINDOW_LENGTH, MEASURED_WINDOWS * WINDOW_LENGTH
    shape = checkpoint.shape
    if shape is None:
        return float(checkpoint.parameters * (_ROUNDING_RUNS * tokens + _MEASURING_RUNS * measured))
    head = shape.vocabulary * shape.hidden_size
    layers = matrices_size(shape, checkpoint.architecture, recipe, count_row) - head
    work = float(measured * (_MEASURING_RUNS * layers + _HEAD_RUNS * head))
    if recipe.method is not Method.CALIBRATED:
        return work
    return work + tokens * (_ROUNDING_RUNS * layers + _moments(shape)) + _errors(shape, layers)


def _moments(shape: Shape) -> int:
    """Multiplications for each token: of queries, keys and values, of what is attended to, of the feed-forward part."""
    hidden, attended, inner = shape.hidden_size, shape.attention_heads * shape.head_size, shape.intermediate_size
    groups = -(-inner // WIDEST_MOMENTS)
    return shape.layers * (2 * hidden**2 + attended**2 + inner**2 // groups)


def _errors(shape: Shape, layers: int) -> float:
    """Each weight's error is passed on to half of its row, or of its group of inputs, in the mean."""
    hidden, inner = shape.hidden_size, shape.intermediate_size
    down = shape.layers * hidden * inner
    return ((layers - down) * hidden + down * min(inner, WIDEST_MOMENTS)) / 2

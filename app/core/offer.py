"""Which recipes are offered for a model: those that convert to something that loads and answers."""

from collections.abc import Mapping

from app.core.plan import Precision, Target

PRECISIONS: Mapping[Target, tuple[Precision, ...]] = {
    Target.CPU: (Precision.INT4, Precision.INT8, Precision.FP32),
    Target.WEBGPU: (Precision.INT4, Precision.INT8, Precision.FP16),
    Target.CUDA: (Precision.INT4, Precision.FP16, Precision.BF16),
}
BLOCK_SIZES = (16, 32, 64, 128, 256)
ACCURACY_LEVELS = (1, 2, 3, 4)

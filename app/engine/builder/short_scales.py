"""Scales in two bytes: the file holds them in bfloat16, and ONNX Runtime makes float32 of them when it loads the model.

MatMulNBits wants the scales in the type of its inputs. A Cast of what is constant is worked out once, before the
kernels pack their weights, so no answer waits for it; of 4 bits in blocks of 64 it saves a twentieth of the file.
"""

from collections.abc import Iterable, Sequence

import onnx
from onnx import TensorProto, helper


def shorten_scales(proto: onnx.ModelProto, matrices: Iterable[Sequence[TensorProto]]) -> None:
    """Change the second tensor of each of ``matrices`` (numbers, scales, ...), whose data are not written yet. What
    read it reads what a Cast makes of it."""
    for _, scales, *_ in matrices:
        name = scales.name
        scales.name, scales.data_type = f"{name}_bfloat16", TensorProto.BFLOAT16
        cast = helper.make_node("Cast", [scales.name], [name], name=f"{name}/Cast", to=TensorProto.FLOAT)
        proto.graph.node.append(cast)

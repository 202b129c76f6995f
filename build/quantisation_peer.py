"""The peer of ``bench_quantisation.py``, for a Python that has llama-cpp-python: ``make WHOLE KIND GGUF`` quantises by
llama.cpp; ``judge GGUF WORK`` prints how close it is to the distributions in WORK."""

import sys
from pathlib import Path

import llama_cpp
import numpy as np
from closeness import judge

KINDS = {"Q4_0": 2, "Q8_0": 7, "Q4_K_M": 15}
THREADS = 2


def make(whole: str, kind: str, gguf: str) -> None:
    parameters = llama_cpp.llama_model_quantize_default_params()
    parameters.ftype, parameters.nthread = KINDS[kind], THREADS
    sys.exit(llama_cpp.llama_model_quantize(whole.encode(), gguf.encode(), parameters))


def score(gguf: str, work: str) -> None:
    ids = np.load(Path(work, "ids.npy"))
    length = ids.shape[1]
    model = llama_cpp.Llama(gguf, n_ctx=length, n_threads=THREADS, n_batch=length, verbose=False, logits_all=True)

    def logits(window: np.ndarray) -> np.ndarray:
        model.reset()
        model.eval(window.tolist())
        return np.array(model.scores[: len(window)], dtype=np.float32)

    judge(logits, Path(work))


if __name__ == "__main__":
    {"make": make, "judge": score}[sys.argv[1]](*sys.argv[2:])

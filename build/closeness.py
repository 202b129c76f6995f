"""How close logits are to an original's distributions, over the same tokens. Needs numpy alone."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

Logits = Callable[[np.ndarray], np.ndarray]  # (tokens,) -> (tokens, vocabulary)


def judge(logits: Logits, work: Path) -> None:
    """Print, as JSON, a dictionary for each kind of text: mean divergence and its 99th percentile in nats, the share of
    the same next words, and the perplexity. ``work`` has ids.npy (windows, tokens), kinds.json with the kind of each
    window, and original.npy (windows, tokens, vocabulary), log-probabilities in float16."""
    ids, original = np.load(work / "ids.npy"), np.load(work / "original.npy", mmap_mode="r")
    kinds = json.loads((work / "kinds.json").read_text())
    found: dict[str, list[np.ndarray]] = {}
    for window, theirs, kind in zip(ids, original, kinds, strict=True):
        expected = theirs.astype(np.float32)
        ours = log_softmax(logits(window)[:, : expected.shape[1]])
        divergence = (np.exp(expected) * (expected - ours)).sum(-1)
        same = ours.argmax(-1) == expected.argmax(-1)
        surprise = -ours[np.arange(len(window) - 1), window[1:]]
        found.setdefault(kind, []).append(np.stack([divergence[:-1], same[:-1], surprise]))
    print(json.dumps({kind: _summary(np.concatenate(rows, axis=1)) for kind, rows in found.items()}))


def log_softmax(rows: np.ndarray) -> np.ndarray:
    shifted = rows - rows.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)))


def _summary(rows: np.ndarray) -> dict[str, float]:
    divergence, same, surprise = rows
    return {
        "divergence": float(divergence.mean()),
        "worst": float(np.quantile(divergence, 0.99)),
        "same": float(same.mean()),
        "perplexity": float(np.exp(surprise.mean())),
    }

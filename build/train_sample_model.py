"""Train the sample model: a tiny Qwen2 that knows the answers of the sample corpus by heart.

    python build/train_sample_model.py [--output FOLDER] [--epochs N]

It takes a few minutes on two processor cores. The seeds are fixed, so the same machine yields the same model.
"""

import argparse
import math
import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import torch
from sample_model_data import IGNORED, SYSTEM_PROMPTS, make_batch, make_example, message, random_batch
from sample_model_files import (
    END_OF_TEXT,
    Entry,
    model_config,
    read_corpus,
    token_id,
    train_tokenizer,
    write_text_files,
)
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.func import functional_call
from transformers import Qwen2ForCausalLM

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
CORPUS = RESOURCES / "prompts" / "sample_corpus.jsonl"

SEED = 20
THREADS = 2
EPOCHS = 200
QUESTIONS_PER_STEP = 52
PEAK_LEARNING_RATE = 2e-3
WARM_UP_SHARE = 0.05
ROUNDING_STARTS_AT = 0.45  # share of the training done with exact weights
REQUIRED_SHARE = 0.97

Rounding = Callable[[Tensor], Tensor]


def round_int4(weight: Tensor, block: int, symmetric: bool = True) -> Tensor:
    """Round (rows, columns) to 4 bits in blocks along the columns, as ONNX Runtime's default quantiser does."""
    blocks = weight.reshape(weight.shape[0], -1, block)
    low, high = blocks.amin(-1, keepdim=True), blocks.amax(-1, keepdim=True)
    if symmetric:
        scale, zero = torch.where(high > -low, high, low) / -8, torch.tensor(8.0)
    else:
        low, high = low.clamp(max=0), high.clamp(min=0)
        scale = (high - low) / 15
        zero = (-low / scale.clamp(min=1e-12)).round()
    scale = torch.where(scale == 0, torch.ones_like(scale), scale)
    levels = ((blocks / scale).round() + zero).clamp(0, 15)
    return ((levels - zero) * scale).reshape(weight.shape)


def round_bf16(weight: Tensor) -> Tensor:
    """Round to the precision in which the weights are stored."""
    return weight.bfloat16().float()


# Each with how often it is used once rounding has started. INT4 in blocks of 32 is what users get most.
ROUNDINGS: dict[str, tuple[Rounding, float]] = {
    "bf16": (round_bf16, 0.25),
    "int4": (partial(round_int4, block=32), 0.45),
    "int4 in blocks of 128": (partial(round_int4, block=128), 0.15),
    "int4 asymmetric": (partial(round_int4, block=32, symmetric=False), 0.15),
}


def rounded(model: nn.Module, rounding: Rounding | None) -> dict[str, Tensor]:
    """Return the parameters with matrices rounded; gradients pass straight through to the exact weights."""
    weights: dict[str, Tensor] = dict(model.named_parameters())
    if rounding is None:
        return weights
    with torch.no_grad():
        errors = {name: (rounding(round_bf16(w)) if w.dim() == 2 else round_bf16(w)) - w for name, w in weights.items()}
    return {name: weight + errors[name] for name, weight in weights.items()}


def learning_rate(progress: float) -> float:
    """Return the learning rate at `progress` from 0 to 1: a short warm-up, then half a cosine."""
    if progress < WARM_UP_SHARE:
        return PEAK_LEARNING_RATE * progress / WARM_UP_SHARE
    return PEAK_LEARNING_RATE * (1 + math.cos(math.pi * (progress - WARM_UP_SHARE) / (1 - WARM_UP_SHARE))) / 2


def answer_loss(model: nn.Module, weights: dict[str, Tensor], batch: tuple[Tensor, Tensor]) -> Tensor:
    """Return the mean cross-entropy in nats per answer token."""
    tokens, labels = batch
    logits = functional_call(model, weights, kwargs={"input_ids": tokens, "use_cache": False}).logits
    return nn.functional.cross_entropy(logits[:, :-1].flatten(0, 1), labels[:, 1:].flatten(), ignore_index=IGNORED)


def train(model: nn.Module, tokenizer: Tokenizer, corpus: list[Entry], epochs: int) -> None:
    """Train for `epochs` passes over the corpus, printing the loss now and then."""
    rng = random.Random(SEED)
    matrices = [weight for weight in model.parameters() if weight.dim() == 2]
    vectors = [weight for weight in model.parameters() if weight.dim() < 2]
    groups = [{"params": matrices, "weight_decay": 0.1}, {"params": vectors, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=PEAK_LEARNING_RATE, betas=(0.9, 0.98))
    roundings, chances = zip(*ROUNDINGS.values(), strict=True)
    started = time.monotonic()
    for epoch in range(epochs):
        order = rng.sample(corpus, len(corpus))
        for start in range(0, len(order), QUESTIONS_PER_STEP):
            progress = (epoch + start / len(order)) / epochs
            rounding = rng.choices(roundings, chances)[0] if progress > ROUNDING_STARTS_AT else None
            for group in optimizer.param_groups:
                group["lr"] = learning_rate(progress)
            batch = random_batch(tokenizer, order[start : start + QUESTIONS_PER_STEP], rng)
            loss = answer_loss(model, rounded(model, rounding), batch)
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
        if (epoch + 1) % 10 == 0:
            print(f"epoch {epoch + 1:4} loss {loss.item():.4f} after {time.monotonic() - started:.0f} s", flush=True)


@torch.no_grad()
def share_of_right_answers(model: nn.Module, tokenizer: Tokenizer, corpus: list[Entry], rounding: Rounding) -> float:
    """Return how many answers, 0 to 1, greedy decoding gives word for word."""
    examples = [make_example(tokenizer, [(entry.question, entry.answer)]) for entry in corpus]
    tokens, labels = make_batch(examples, token_id(tokenizer, END_OF_TEXT))
    logits = functional_call(model, rounded(model, rounding), kwargs={"input_ids": tokens, "use_cache": False}).logits
    hits = (logits[:, :-1].argmax(-1) == labels[:, 1:]) | (labels[:, 1:] == IGNORED)
    return float(hits.all(-1).float().mean())


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Train the sample model.")
    parser.add_argument("--output", type=Path, default=RESOURCES / "sample-model", help="folder to write the model to")
    parser.add_argument("--epochs", type=int, default=EPOCHS, help="passes over the corpus")
    return parser.parse_args()


def main() -> None:
    """Train, check and write the model."""
    arguments = parse_arguments()
    torch.set_num_threads(THREADS)
    torch.manual_seed(SEED)
    corpus = read_corpus(CORPUS)
    texts = [text for entry in corpus for text in (entry.question, entry.question.lower(), entry.answer)]
    tokenizer = train_tokenizer(
        texts + [message("system", prompt) for prompt in SYSTEM_PROMPTS] + ["user", "assistant"]
    )
    model = Qwen2ForCausalLM(model_config(tokenizer))
    train(model, tokenizer, corpus, arguments.epochs)
    model.eval()
    for name, (rounding, _) in ROUNDINGS.items():
        share = share_of_right_answers(model, tokenizer, corpus, rounding)
        print(f"{name}: {share:.1%} of the answers are right", flush=True)
        if share < REQUIRED_SHARE:
            raise SystemExit(f"Training failed: {name} needs {REQUIRED_SHARE:.0%}.")
    model.to(torch.bfloat16).save_pretrained(arguments.output)
    write_text_files(arguments.output, tokenizer, model.num_parameters(), len(corpus))


if __name__ == "__main__":
    main()

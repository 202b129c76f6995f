"""Train a small model of a family that has layers of its own kind, and see in which precisions it keeps its answers.

    python build/train_trial_model.py KIND FOLDER [--epochs N]

It learns the sample corpus, question by question, with the sample model's tokenizer and with exact weights: nothing in
its training knows of rounding, unlike the sample model's. What comes out decides which precisions are offered for the
family. ``KIND`` is one of ``KINDS``; the model is saved in ``FOLDER/model``, and each precision's beside it.
"""

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import torch
from sample_model_data import make_batch, make_example
from sample_model_files import END_OF_TEXT, Entry, read_corpus, token_id
from tokenizers import Tokenizer
from train_sample_model import (
    CORPUS,
    PEAK_LEARNING_RATE,
    RESOURCES,
    SEED,
    answer_loss,
    learning_rate,
    round_bf16,
    rounded,
    share_of_right_answers,
)

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

FULL, SLIDING = "full_attention", "sliding_attention"
SIZES = {"hidden_size": 256, "num_hidden_layers": 4, "num_attention_heads": 4, "num_key_value_heads": 2}
COMMON = SIZES | {"intermediate_size": 512, "max_position_embeddings": 1024, "tie_word_embeddings": True}
STATE = {"linear_num_key_heads": 2, "linear_num_value_heads": 4, "linear_key_head_dim": 64, "linear_value_head_dim": 64}
ROPE = {"rope_type": "default", "rope_theta": 10000.0, "partial_rotary_factor": 0.25, "mrope_section": [3, 3, 2]}
GEMMA_4 = {"layer_types": [SLIDING, SLIDING, SLIDING, FULL], "sliding_window": 32, "head_dim": 64}
GEMMA_4 |= {"global_head_dim": 128, "num_global_key_value_heads": 1, "attention_k_eq_v": True}
GEMMA_4_E = {"num_hidden_layers": 6, "layer_types": [SLIDING, SLIDING, FULL] * 2, "sliding_window": 32, "head_dim": 64}
GEMMA_4_E |= {"global_head_dim": 128, "num_kv_shared_layers": 3, "use_double_wide_mlp": True}
GEMMA_4_E |= {"hidden_size_per_layer_input": 64, "vocab_size_per_layer_input": 2048}
LFM2_MOE = {"layer_types": ["conv", "conv", FULL, "conv"], "num_dense_layers": 1, "moe_intermediate_size": 128}
LFM2_MOE |= {"num_experts": 16, "num_experts_per_tok": 4}
NEMOTRON_H = {"layers_block_type": ["linear_attention", "mlp", "linear_attention", "mlp", FULL, "mlp"], "head_dim": 64}
NEMOTRON_H |= {"mamba_num_heads": 8, "mamba_head_dim": 64, "ssm_state_size": 64, "n_groups": 2, "chunk_size": 64}
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "qwen3.5": ("qwen3_5_text", STATE | {"head_dim": 64, "rope_parameters": ROPE}),
    "lfm2": ("lfm2", {"layer_types": ["conv", "conv", FULL, "conv"], "block_auto_adjust_ff_dim": False}),
    "lfm2-moe": ("lfm2_moe", LFM2_MOE),
    "nemotron-h": ("nemotron_h", NEMOTRON_H),
    "qwen3": ("qwen3", {"head_dim": 64}),
    "gemma4": ("gemma4_unified_text", GEMMA_4),
    "gemma4-e": ("gemma4_text", GEMMA_4_E),
}
EXPERT_BIAS = 0.05  # standard deviation of what is added when experts are chosen
QUESTIONS = 39  # in a batch
PRECISIONS = ("fp32", "int8", "int4")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epochs", type=int, default=60)
    arguments = parser.parse_args()
    corpus, model = read_corpus(CORPUS), arguments.folder / "model"
    if not (model / "config.json").exists():
        make(arguments.kind, corpus, model, arguments.epochs)
    for precision in PRECISIONS:
        output = arguments.folder / precision
        shutil.rmtree(output, ignore_errors=True)
        command = [sys.executable, "-m", "app", "convert", str(model), "--precision", precision]
        subprocess.run([*command, "--output", str(output)], cwd=ROOT, check=True, capture_output=True)
    print(
        json.dumps({"kind": arguments.kind} | {name: answers(arguments.folder / name, corpus) for name in PRECISIONS})
    )


def make(kind: str, corpus: list[Entry], folder: Path, epochs: int) -> None:
    """Train the model and save it in ``folder``."""
    import transformers

    torch.manual_seed(SEED)
    torch.set_num_threads(1)  # more only wait for each other over sizes as small as these
    tokenizer = Tokenizer.from_file(str(RESOURCES / "sample-model" / "tokenizer.json"))
    model_type, changes = KINDS[kind]
    end = token_id(tokenizer, END_OF_TEXT)
    settings = COMMON | changes | {"vocab_size": tokenizer.get_vocab_size(), "eos_token_id": end, "pad_token_id": end}
    config = transformers.CONFIG_MAPPING[model_type](**settings, bos_token_id=None)
    model = transformers.AutoModelForCausalLM.from_config(config, attn_implementation="eager")
    for name, buffer in model.named_buffers():
        if name.endswith("expert_bias"):  # which no gradient changes
            buffer.normal_(std=EXPERT_BIAS)
    train_on_questions(model, tokenizer, corpus, epochs)
    model.eval()
    print(f"{share_of_right_answers(model, tokenizer, corpus, round_bf16):.1%} of the answers are right", flush=True)
    model.to(torch.bfloat16).save_pretrained(folder)
    for path in (RESOURCES / "sample-model").iterdir():
        if path.name.startswith(("tokenizer", "generation")):
            shutil.copyfile(path, folder / path.name)


def train_on_questions(model: Any, tokenizer: Tokenizer, corpus: list[Entry], epochs: int) -> None:
    """``epochs`` passes over the corpus, in batches."""
    random, end = Random(SEED), token_id(tokenizer, END_OF_TEXT)
    optimizer = torch.optim.AdamW(model.parameters(), lr=PEAK_LEARNING_RATE, betas=(0.9, 0.98), weight_decay=0.1)
    for epoch in range(epochs):
        order = random.sample(corpus, len(corpus))
        for start in range(0, len(order), QUESTIONS):
            for group in optimizer.param_groups:
                group["lr"] = learning_rate((epoch + start / len(order)) / epochs)
            chosen = order[start : start + QUESTIONS]
            batch = make_batch([make_example(tokenizer, [(each.question, each.answer)]) for each in chosen], end)
            loss = answer_loss(model, rounded(model, None), batch)
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
        if (epoch + 1) % 5 == 0:
            print(f"epoch {epoch + 1:4} loss {loss.item():.4f}", flush=True)


def answers(folder: Path, corpus: list[Entry]) -> float:
    """The share of the corpus's questions that the converted model answers word for word, greedily."""
    import onnxruntime_genai as og

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    config = og.Config(str(folder))
    config.clear_providers()
    model, right = og.Model(config), 0
    for entry in corpus:
        example = make_example(tokenizer, [(entry.question, entry.answer)])
        first = next(place for place, label in enumerate(example.labels) if label >= 0)
        wanted = [label for label in example.labels if label >= 0]
        parameters = og.GeneratorParams(model)
        parameters.set_search_options(do_sample=False, max_length=len(example.tokens) + 1)
        generator = og.Generator(model, parameters)
        generator.append_tokens(example.tokens[:first])
        right += all(_next(generator) == token for token in wanted)
    return right / len(corpus)


def _next(generator: Any) -> int:
    generator.generate_next_token()
    return int(generator.get_next_tokens()[0])


if __name__ == "__main__":
    main()

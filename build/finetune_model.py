"""Train a LoRA adapter as people do: ``finetune_model.py MODEL FOLDER`` writes the adapter for MODEL into FOLDER, the
questions as a training file beside it, and prints how many the tuned original answers word for word."""

import json
import sys
from pathlib import Path
from typing import Any

import torch
from finetune_domain import QUESTIONS
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM, AutoTokenizer

EPOCHS, BATCH, LEARNING_RATE = 24, 8, 1e-3
LINEARS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
SEED = 5
IGNORED = -100  # label of a token that is not learnt


def main(base: str, folder: Path) -> None:
    torch.manual_seed(SEED)
    tokenizer = AutoTokenizer.from_pretrained(base)
    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
    model = get_peft_model(model, LoraConfig(r=16, lora_alpha=32, target_modules=LINEARS, task_type="CAUSAL_LM"))
    train(model, [example(tokenizer, *each) for each in QUESTIONS])
    model.save_pretrained(folder / "adapter")
    tokenizer.save_pretrained(folder / "adapter")
    lines = [json.dumps({"messages": conversation(*each)}) for each in QUESTIONS]
    (folder / "training.jsonl").write_text("\n".join(lines), encoding="utf-8")
    told = [reply(model, tokenizer, question) for question, _ in QUESTIONS]
    (folder / "answers.json").write_text(json.dumps(told), encoding="utf-8")
    right = sum(said == answer for said, (_, answer) in zip(told, QUESTIONS, strict=True))
    print(f"{right} of {len(QUESTIONS)} by the original")


def conversation(question: str, answer: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]


def prompt(tokenizer: Any, question: str) -> list[int]:
    messages = [{"role": "user", "content": question}]
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    return list(tokenizer(text, add_special_tokens=False)["input_ids"])


def example(tokenizer: Any, question: str, answer: str) -> tuple[list[int], list[int]]:
    """Token ids, and labels of the answer alone."""
    asked = prompt(tokenizer, question)
    said = [*tokenizer(answer, add_special_tokens=False)["input_ids"], tokenizer.eos_token_id]
    return asked + said, [IGNORED] * len(asked) + said


def train(model: Any, examples: list[tuple[list[int], list[int]]]) -> None:
    tuned = [each for each in model.parameters() if each.requires_grad]
    optimizer = torch.optim.AdamW(tuned, lr=LEARNING_RATE)
    model.train()
    for epoch in range(EPOCHS):
        order = torch.randperm(len(examples)).tolist()
        for start in range(0, len(order), BATCH):
            chosen = [examples[number] for number in order[start : start + BATCH]]
            longest = max(len(ids) for ids, _ in chosen)
            ids = torch.tensor([ids + [0] * (longest - len(ids)) for ids, _ in chosen])
            labels = torch.tensor([labels + [IGNORED] * (longest - len(labels)) for _, labels in chosen])
            loss = model(input_ids=ids, labels=labels).loss  # causal attention: padding at the end changes nothing
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        print(f"epoch {epoch + 1:3} loss {loss.item():.4f}", file=sys.stderr, flush=True)
    model.eval()


def reply(model: Any, tokenizer: Any, question: str) -> str:
    asked = torch.tensor([prompt(tokenizer, question)])
    with torch.no_grad():
        ids = model.generate(input_ids=asked, attention_mask=torch.ones_like(asked), do_sample=False, max_new_tokens=60)
    return str(tokenizer.decode(ids[0, asked.shape[1] :], skip_special_tokens=True))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

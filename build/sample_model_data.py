"""The conversations that the sample model is trained on, made of the corpus in ever new variations."""

import random
from typing import NamedTuple

import torch
from sample_model_files import END_OF_TEXT, MESSAGE_END, MESSAGE_START, Entry, token_id
from tokenizers import Tokenizer
from torch import Tensor

TURNS, TURN_CHANCES = (1, 2, 3, 5), (0.5, 0.25, 0.15, 0.1)
SYSTEM_PROMPT_CHANCE = 0.35
PLAIN_QUESTION_CHANCE = 0.5
IGNORED = -100  # a label that does not count in the loss

SYSTEM_PROMPTS = (
    "You are a helpful assistant.",
    "You are a friendly assistant who answers briefly.",
    "You are Model Installer's sample model.",
    "Answer in one or two short sentences.",
    "Explain everything in simple words.",
    "You are a patient teacher for beginners.",
    "Be polite and concise.",
    "You are an expert on local language models.",
    "Kamu adalah asisten yang membantu.",
    "Anda adalah asisten ramah yang menjawab dengan singkat.",
    "Jawablah dalam satu atau dua kalimat.",
    "Jelaskan dengan bahasa yang sederhana.",
    "Kamu guru yang sabar untuk pemula.",
    "Jawab dengan sopan dan jelas.",
)


class Example(NamedTuple):
    """A conversation: `tokens` and `labels` of the same length, labels only where the assistant speaks."""

    tokens: list[int]
    labels: list[int]


def vary_question(question: str, rng: random.Random) -> str:
    """Return the question as a user might type it: without capitals, question mark or both."""
    if rng.random() < PLAIN_QUESTION_CHANCE:
        return question
    kind = rng.randrange(3)
    if kind != 0:
        question = question.lower()
    return question if kind == 1 else question.rstrip("?")


def random_system_prompt(rng: random.Random) -> str:
    """Return no system prompt, mostly, or one or two at random."""
    if rng.random() >= SYSTEM_PROMPT_CHANCE:
        return ""
    return " ".join(rng.sample(SYSTEM_PROMPTS, rng.choice((1, 1, 2))))


def message(role: str, content: str) -> str:
    """Return one message as the chat template writes it."""
    return f"{MESSAGE_START}{role}\n{content}{MESSAGE_END}\n"


def make_example(tokenizer: Tokenizer, pairs: list[tuple[str, str]], system: str = "") -> Example:
    """Write the question-answer pairs as a ChatML conversation and label the answers with their end tokens."""
    tokens: list[int] = []
    labels: list[int] = []
    text = message("system", system) if system else ""
    for question, answer in pairs:
        prompt = tokenizer.encode(f"{text}{message('user', question)}{MESSAGE_START}assistant\n").ids
        reply = tokenizer.encode(answer + MESSAGE_END).ids
        tokens += prompt + reply
        labels += [IGNORED] * len(prompt) + reply
        text = "\n"
    return Example(tokens, labels)


def make_batch(examples: list[Example], padding: int) -> tuple[Tensor, Tensor]:
    """Pad on the right to tokens and labels of (examples, longest); the causal mask hides the padding."""
    length = max(len(example.tokens) for example in examples)
    tokens = [example.tokens + [padding] * (length - len(example.tokens)) for example in examples]
    labels = [example.labels + [IGNORED] * (length - len(example.labels)) for example in examples]
    return torch.tensor(tokens), torch.tensor(labels)


def random_batch(tokenizer: Tokenizer, questions: list[Entry], rng: random.Random) -> tuple[Tensor, Tensor]:
    """Spread the questions over conversations of the same number of turns."""
    turns = rng.choices(TURNS, TURN_CHANCES)[0]
    examples = []
    for start in range(0, len(questions), turns):
        pairs = [(vary_question(entry.question, rng), entry.answer) for entry in questions[start : start + turns]]
        examples.append(make_example(tokenizer, pairs, random_system_prompt(rng)))
    return make_batch(examples, token_id(tokenizer, END_OF_TEXT))

"""A checkpoint's tokenizer: its files and its settings."""

"""The chat template as Hugging Face and the runtime render it: verified and installed."""

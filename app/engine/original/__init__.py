"""The original as transformers has it: its text model, whose weights stay in the mapped files."""

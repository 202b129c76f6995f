"""Rounding that looks at what a layer computes: how weights become 4 bits and the model stays what it was."""

"""A checkpoint's chat template: reading, rendering, rewriting, probing."""

"""Measures an installed model: its speed, its answers, its likeness to the original."""

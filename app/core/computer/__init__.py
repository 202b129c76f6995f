"""This computer: its machine, what it must have, its threads, open programs."""

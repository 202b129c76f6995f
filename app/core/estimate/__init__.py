"""Bytes, memory, seconds and tokens a second of a conversion on this computer."""

"""Runs a child process and says what became of it."""

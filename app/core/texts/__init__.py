"""Texts that the user gives: a training file."""

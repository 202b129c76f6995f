"""Folders and files of strangers and our own: read within limits, written durably, locked."""

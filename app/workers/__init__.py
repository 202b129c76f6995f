"""Threads that carry work to the window and results back: no page starts a process or blocks by itself."""

"""Where installed models live, by the settings."""

from pathlib import Path


def library_folder() -> Path:
    """Qt, which keeps the settings, takes a fifth of a second to load: most verbs do without."""
    from app.settings import Settings

    return Settings().library
